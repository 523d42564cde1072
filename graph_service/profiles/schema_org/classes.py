"""Which class of schema.org a thing has: by its kind, its types and its CRM classes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM, SCHEMA, SKOS

_LANDMARK = "LandmarksOrHistoricalBuildings"

_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "basilica-church": "Church",
        "botanical-garden": "Park",
        "bridge": "Bridge",
        "cape": "Landform",
        "cave": "Landform",
        "cemetery": "Cemetery",
        "cemevi": "PlaceOfWorship",
        "chapel": "Church",
        "church": "Church",
        "collection-place": "Museum",
        "delta": "Landform",
        "district": "AdministrativeArea",
        "government-building": "GovernmentBuilding",
        "hill": "Landform",
        "island": "Landform",
        "lake": "LakeBodyOfWater",
        "martyrs-cemetery": "Cemetery",
        "masjid": "Mosque",
        "mosque": "Mosque",
        "mountain": "Mountain",
        "museum": "Museum",
        "nature-park": "Park",
        "open-air-museum": "Museum",
        "opera-or-theatre": "PerformingArtsTheater",
        "park": "Park",
        "pass": "Landform",
        "peninsula": "Landform",
        "plain": "Landform",
        "province": "AdministrativeArea",
        "railway-station": "TrainStation",
        "reservoir": "Reservoir",
        "river": "RiverBodyOfWater",
        "stream": "RiverBodyOfWater",
        "synagogue": "Synagogue",
        "waterfall": "Waterfall",
    }
)
"""Types of ours for which schema.org has a class of places. No classes of businesses: a historic
hotel is no offer of rooms."""
_WATERS = frozenset({"bay", "gulf", "holy-spring", "spring", "thermal-spring"})
_AREAS = frozenset({"ancient-region", "catchment", "slow-city", "wetland"})
_MADE = frozenset({CRM["E24_Physical_Human-Made_Thing"], CRM.E27_Site})

_PUBLICATIONS: Mapping[str, str] = MappingProxyType(
    {
        "article": "ScholarlyArticle",
        "book": "Book",
        "chapter": "Chapter",
        "conference-paper": "ScholarlyArticle",
        "report": "Report",
        "thesis": "Thesis",
        "web-page": "WebPage",
    }
)
_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "blog": "WebPage",
        "dataset-source": "Dataset",
        "institution-page": "WebPage",
        "mirror": "WebPage",
        "news": "WebPage",
        "official-page": "WebPage",
        "travel-page": "WebPage",
    }
)
_NOT_GRANTED = frozenset({"geographical-indication-application", "tentative-listing"})
"""Entries in registers that certify nothing yet."""


def classes_of(reading: Reading, node: NamedNode) -> tuple[str, ...]:
    """The classes of the thing or of one that it mentions, the most telling first."""
    types = [reading.slug(node) for node in reading.related(node, CRM.P2_has_type)]
    match reading.kind_of(node):
        case "site" | "waterway" | "place":
            return _place(types, reading.classes(node))
        case "publication":
            return _first(_PUBLICATIONS, types)
        case "source":
            return _first(_SOURCES, types)
        case "designation":
            return ("CreativeWork",) if _NOT_GRANTED & set(types) else ("Certification",)
        case "agent":
            return _agent(reading.classes(node))
        case "practice":
            return ("EventSeries",) if "festival" in types else ("Thing",)
        case "type" if SKOS.ConceptScheme in reading.classes(node):
            return ("DefinedTermSet",)
        case kind:
            return (_BY_KIND.get(kind, "Thing"),)


_BY_KIND: Mapping[str, str] = MappingProxyType(
    {
        "event": "Event",
        "period": "DefinedTerm",
        "project": "Project",
        "research": "ResearchProject",
        "route": "TouristTrip",
        "type": "DefinedTerm",
    }
)


def _place(types: list[str], classes: frozenset[NamedNode]) -> tuple[str, ...]:
    special = dict.fromkeys(_PLACES[each] for each in types if each in _PLACES)
    if _WATERS & set(types):
        special["BodyOfWater"] = None
    if classes & _MADE and not _AREAS & set(types) and "Landform" not in special:
        return (_LANDMARK, *special)
    return tuple(special) or ("Place",)


def _first(table: Mapping[str, str], types: list[str]) -> tuple[str, ...]:
    return next(((table[each],) for each in types if each in table), ("CreativeWork",))


def _agent(classes: frozenset[NamedNode]) -> tuple[str, ...]:
    """A people, such as an ethnic group, is neither a person nor an organization."""
    if SCHEMA.Person in classes:
        return ("Person",)
    return ("Organization",) if SCHEMA.Organization in classes else ("Thing",)
