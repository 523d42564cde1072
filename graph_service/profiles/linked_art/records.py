"""The record of a thing, at the endpoint of its class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.linked_art.classes import CONTEXT, class_of
from graph_service.profiles.linked_art.histories import History
from graph_service.profiles.linked_art.parts import (
    PAGINATION,
    PUBLISHING,
    Json,
    aat,
    certainty,
    concepts,
    filled,
    identifier,
    names,
    notes,
    references,
    remarks,
    sources,
    statement,
    timespan,
    title,
    undated,
    web_pages,
)
from graph_service.profiles.linked_art.reader import Reader
from loaders.namespaces import CRM, DC, DCT, GEO, LA, RDFS, SCHEMA, SKOS, XSD

_GENERAL = ("active", "category", "criteria", "areaInHectares", "results", "citedFor")
_OF_SITES = ("presentUse", "neighbourhood", "size")
_OF_ROUTES = ("lengthKm", "wording")


def record(reader: Reader) -> Json:
    """The record of the thing that a document is about.

    Raises ValueError for a thing of no class that Linked Art knows.
    """
    thing = reader.thing
    name = class_of(reader.classes(thing))
    if name is None:
        raise ValueError(f"Linked Art has no record for {thing.value}")
    specific = _WRITERS[name](reader)
    own = _common(reader)
    for key in ("identified_by", "referred_to_by"):
        own[key] = _unique([*_list(own[key]), *_list(specific.pop(key, []))])
    head: Json = {"@context": CONTEXT, "id": thing.value, "type": name}
    return filled(**head, _label=reader.label(thing), **own, **specific)


def _common(reader: Reader) -> Json:
    thing = reader.thing
    ours = [reader.ours[name] for name in _GENERAL]
    called = list(names(reader, thing))
    if not any(each["type"] == "Name" for each in called):
        called = [*(title(reader, text) for text in _titles(reader)), *called]
    return {
        "identified_by": called,
        "classified_as": concepts(reader, reader.nodes(thing, CRM.P2_has_type)),
        "referred_to_by": [
            *notes(reader, thing),
            *remarks(reader, thing, *ours),
            *certainty(reader, thing),
            *sources(reader, thing),
        ],
        "subject_of": web_pages(reader, thing),
    }


def _equivalent(reader: Reader, name: str, *predicates: NamedNode) -> list[Json]:
    found = reader.nodes(reader.thing, *predicates)
    return [{"id": node.value, "type": name} for node in found]


def _actor(name: str) -> Callable[[Reader], Json]:
    def write(reader: Reader) -> Json:
        groups = reader.nodes(reader.thing, CRM.P107i_is_current_or_former_member_of)
        return {
            "equivalent": _equivalent(reader, name, LA.equivalent),
            "member_of": references(reader, groups, "Group"),
        }

    return write


def _place(reader: Reader) -> Json:
    thing = reader.thing
    wholes = reader.nodes(thing, CRM.P89_falls_within, CRM.P46i_forms_part_of)
    wholes += [d for ground in _grounds(reader) for d in reader.nodes(ground, CRM.P89_falls_within)]
    parents = references(reader, dict.fromkeys(wholes), "Place")
    return {
        "equivalent": _equivalent(reader, "Place", LA.equivalent),
        "defined_by": _wkt(reader),
        "part_of": parents,
        "referred_to_by": [*_site_remarks(reader), *History(reader).in_words(all_phases=True)],
    }


def _object(reader: Reader) -> Json:
    history = History(reader)
    wholes = reader.nodes(reader.thing, CRM.P46i_forms_part_of)
    return {
        "equivalent": _equivalent(reader, "HumanMadeObject", LA.equivalent),
        "part_of": next(iter(references(reader, wholes, "HumanMadeObject")), None),
        "current_location": None if history.is_destroyed else _location(reader, wholes),
        **history.activities(),
        "referred_to_by": [*_site_remarks(reader), *history.in_words(all_phases=False)],
    }


def _location(reader: Reader, wholes: list[NamedNode]) -> Json | None:
    """The site that it belongs to, else the only district that its ground falls within."""
    around = references(reader, wholes, "Place")
    districts = [d for g in _grounds(reader) for d in reader.nodes(g, CRM.P89_falls_within)]
    if not around and len(set(districts)) == 1:
        around = references(reader, districts, "Place")
    return next(iter(around), None)


def _grounds(reader: Reader) -> list[NamedNode]:
    return reader.nodes(reader.thing, CRM.P53_has_former_or_current_location)


def _wkt(reader: Reader) -> str | None:
    thing = reader.thing
    approximating = [
        part for part in reader.parts if thing in reader.nodes(part, CRM.P189_approximates)
    ]
    geometries = [*reader.nodes(thing, GEO.hasDefaultGeometry, GEO.hasGeometry), *approximating]
    found = (reader.text(each, CRM.P168_place_is_defined_by) for each in geometries)
    return next((wkt for wkt in found if wkt), None)


def _site_remarks(reader: Reader) -> list[Json]:
    return list(remarks(reader, reader.thing, *(reader.ours[name] for name in _OF_SITES)))


def _occurrence(reader: Reader) -> Json:
    thing = reader.thing
    where = reader.nodes(thing, CRM.P7_took_place_at, CRM.P8_took_place_on_or_within)
    wholes = reader.nodes(thing, CRM.P9i_forms_part_of)
    return {
        "timespan": timespan(reader, thing),
        "during": references(reader, reader.nodes(thing, CRM.P10_falls_within), "Period"),
        "took_place_at": references(reader, where, "Place"),
        "part_of": next(iter(references(reader, wholes, "Event", "Activity")), None),
        "referred_to_by": list(undated(reader, thing)),
    }


def _event(reader: Reader) -> Json:
    actors = reader.nodes(reader.thing, CRM.P11_had_participant)
    return _occurrence(reader) | {"participant": references(reader, actors, "Person", "Group")}


def _activity(reader: Reader) -> Json:
    leaders = reader.nodes(reader.thing, CRM.P14_carried_out_by)
    others = [a for a in reader.nodes(reader.thing, CRM.P11_had_participant) if a not in leaders]
    return _occurrence(reader) | {
        "carried_out_by": references(reader, leaders, "Person", "Group"),
        "participant": references(reader, others, "Person", "Group"),
        "equivalent": _equivalent(reader, "Activity", LA.equivalent),
    }


def _period(reader: Reader) -> Json:
    """A period within a larger one: `part_of` leads to events only, so it is `during` that."""
    thing = reader.thing
    larger = reader.nodes(thing, CRM.P9i_forms_part_of, CRM.P10_falls_within)
    matches = reader.nodes(thing, SKOS.exactMatch)
    return _occurrence(reader) | {
        "during": references(reader, larger, "Period"),
        "identified_by": [identifier(match.value) for match in matches],
    }


def _concept(reader: Reader) -> Json:
    thing = reader.thing
    matches = reader.nodes(thing, SKOS.exactMatch)
    name = class_of(reader.classes(thing)) or "Type"
    notations = reader.texts(thing, SKOS.notation)
    return {
        "identified_by": [identifier(text.value) for text in notations],
        "equivalent": [{"id": match.value, "type": name} for match in matches],
        "broader": references(reader, reader.nodes(thing, SKOS.broader), "Type", "Language"),
        "member_of": [
            filled(id=scheme.value, type="Set", _label=reader.label(scheme))
            for scheme in reader.nodes(thing, SKOS.inScheme)
        ],
    }


def _set(_reader: Reader) -> Json:
    """A concept scheme: what is in it says so itself."""
    return {}


def _titles(reader: Reader) -> list[Literal]:
    """What a thing is called that has no names of its own."""
    found = (reader.texts(reader.thing, each) for each in (SKOS.prefLabel, DCT.title, RDFS.label))
    return next((texts for texts in found if texts), [])


def _text(reader: Reader) -> Json:
    thing = reader.thing
    about = references(reader, reader.nodes(thing, CRM.P129_is_about))
    codes = reader.texts(thing, SCHEMA.identifier, DCT.identifier)
    pages = reader.nodes(thing, SCHEMA.url)
    said = remarks(reader, thing, DC.creator, DC.publisher, DCT.isPartOf, reader.ours.attribution)
    return {
        "identified_by": [
            *(identifier(text.value) for text in codes),
            *(identifier(page.value) for page in pages),
        ],
        "about": about,
        "used_for": [_publishing(text) for text in reader.texts(thing, DCT.issued)],
        "referred_to_by": [
            *said,
            *(
                statement(reader, text.value, None, PAGINATION)
                for text in reader.texts(thing, SCHEMA.pagination)
            ),
        ],
    }


def _publishing(issued: Literal) -> Json:
    """The publishing of a text, in a year."""
    year = issued.value
    span: Json = {"type": "TimeSpan", "identified_by": [{"type": "Name", "content": year}]}
    if issued.datatype == XSD.gYear:
        span |= {
            "begin_of_the_begin": f"{year}-01-01T00:00:00Z",
            "end_of_the_end": f"{year}-12-31T23:59:59Z",
        }
    return {"type": "Activity", "classified_as": [aat(PUBLISHING)], "timespan": span}


def _work(reader: Reader) -> Json:
    """A planned walk: its stops in order, in words."""
    stops = [p for p in reader.parts if reader.ours.Stop in reader.classes(p)]
    stops.sort(key=lambda stop: int(reader.text(stop, SCHEMA.position) or 0))
    listed = [
        statement(reader, _numbered([reader.label(s, language) for s in stops]), language)
        for language in ("en", "tr")
        if stops
    ]
    said = remarks(reader, reader.thing, *(reader.ours[name] for name in _OF_ROUTES))
    wholes = reader.nodes(reader.thing, CRM.P148i_is_component_of)
    return {
        "conceptually_part_of": references(reader, wholes, "PropositionalObject"),
        "referred_to_by": [*listed, *said],
    }


def _numbered(labels: list[str | None]) -> str:
    return "\n".join(f"{place}. {label}" for place, label in enumerate(labels, 1) if label)


def _list(value: object) -> list[Json]:
    return list(value) if isinstance(value, list) else []


def _unique(items: list[Json]) -> list[Json]:
    """Each once, by what it says."""
    seen: dict[tuple[object, str], Json] = {}
    for item in items:
        languages = str(item.get("language"))
        seen.setdefault((item["content"], languages), item)
    return list(seen.values())


_WRITERS: Mapping[str, Callable[[Reader], Json]] = MappingProxyType(
    {
        "Person": _actor("Person"),
        "Group": _actor("Group"),
        "Place": _place,
        "HumanMadeObject": _object,
        "Activity": _activity,
        "Event": _event,
        "Period": _period,
        "Type": _concept,
        "Language": _concept,
        "Set": _set,
        "LinguisticObject": _text,
        "PropositionalObject": _work,
    }
)
