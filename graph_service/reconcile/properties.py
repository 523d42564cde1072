"""The properties that conditions and data extension speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from graph_service.http.problem_types import Text
from graph_service.reconcile import conditions
from graph_service.reconcile.conditions import Test
from graph_service.reconcile.entity import Entity, Gazetteer
from graph_service.search.identifiers import CATALOGUES, SLUGS, link_key


@dataclass(frozen=True, slots=True)
class Thing:
    """A value that is a thing or a concept of ours."""

    id: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A text in a language."""

    text: str
    language: str | None


Extended = Thing | Worded | int | float


@dataclass(frozen=True, slots=True)
class Property:
    """Something that is known of things. `test` is None for what no condition can ask."""

    id: str
    name: Text
    about: Text
    values: Callable[[Entity, Gazetteer], Iterable[Extended]]
    test: Callable[[str, Gazetteer], Test] | None = None
    weight: float = 0.0
    """What agreement counts beside the name, which counts 1."""
    identifies: bool = False
    """Whether to agree is to be the same thing."""
    value_type: str | None = None
    """The kind of the things that are its values."""


def _worded(texts: Mapping[str, str]) -> Iterable[Worded]:
    return [Worded(text, language) for language, text in sorted(texts.items())]


def _links(catalogue: str) -> Callable[[Entity, Gazetteer], Iterable[Extended]]:
    def links(entity: Entity, _: Gazetteer) -> Iterable[Extended]:
        space = link_key(CATALOGUES[catalogue].format("")) + "/"
        return [Worded(iri, None) for iri in entity.links if link_key(iri).startswith(space)]

    return links


def _first(entity: Entity, _: Gazetteer) -> Iterable[Extended]:
    return [min(first for first, _ in entity.spans)] if entity.spans else []


def _last(entity: Entity, _: Gazetteer) -> Iterable[Extended]:
    ends = [last for _, last in entity.spans]
    known = [last for last in ends if last is not None]
    return [max(known)] if known and len(known) == len(ends) else []


_OWN = (
    Property(
        "type",
        Text("tür", "type"),
        Text(
            "Kaydın türü ya da çeşidi: kimlik (`type/tumulus`, `site`) veya ad.",
            "Type or kind of the thing: an id (`type/tumulus`, `site`) or a name.",
        ),
        lambda entity, _: [Thing(each) for each in entity.types],
        conditions.of_type,
        weight=0.3,
        value_type="type",
    ),
    Property(
        "district",
        Text("ilçe ya da yer", "district or place"),
        Text(
            "Kaydın bulunduğu ilçe, mahalle ya da başka bir yer: kimlik (`place/konak`) veya ad.",
            "District, quarter or other place that it lies in: an id (`place/konak`) or a name.",
        ),
        lambda entity, _: [Thing(each) for each in entity.districts or entity.places],
        conditions.in_place,
        weight=0.3,
        value_type="place",
    ),
    Property(
        "period",
        Text("dönem", "period"),
        Text(
            "Kaynakların andığı dönem: kimlik (`period/roman`), ad ya da PeriodO adresi.",
            "Period that sources name: an id (`period/roman`), a name or a PeriodO address.",
        ),
        lambda entity, _: [Thing(each) for each in entity.periods],
        conditions.of_period,
        weight=0.2,
        value_type="period",
    ),
    Property(
        "year",
        Text("yıl", "year"),
        Text(
            "Var olduğu yıl ya da aralık: `-499` (MÖ 500), `1850`, `-599/-399`.",
            "Year or range in which it existed: `-499` (500 BCE), `1850`, `-599/-399`.",
        ),
        _first,
        conditions.of_year,
        weight=0.25,
    ),
    Property(
        "coordinates",
        Text("koordinatlar", "coordinates"),
        Text(
            "Enlem ve boylam (`38.42,27.14`) ya da WKT noktası, WGS 84.",
            "Latitude and longitude (`38.42,27.14`) or a WKT point, WGS 84.",
        ),
        lambda entity, _: (
            [Worded(f"{entity.point[0]},{entity.point[1]}", None)] if entity.point else []
        ),
        conditions.at_point,
        weight=0.5,
    ),
    Property(
        "identifier",
        Text("dış kimlik", "external identifier"),
        Text(
            "Başka bir kataloğun verdiği kimlik: adres ya da `wikidata:Q47611`.",
            "What another catalogue calls it: an address or `wikidata:Q47611`.",
        ),
        lambda entity, _: [Worded(each, None) for each in entity.links],
        conditions.identified,
        weight=4.0,
        identifies=True,
    ),
    Property(
        "label",
        Text("ad", "label"),
        Text("Türkçe ve İngilizce adı.", "Its label in Turkish and English."),
        lambda entity, _: _worded(entity.labels),
    ),
    Property(
        "names",
        Text("bütün adları", "all names"),
        Text(
            "Her dilde ve her çağdaki adları.",
            "Its names in all languages and of all ages.",
        ),
        lambda entity, _: [Worded(name.text, name.language or None) for name in entity.names],
    ),
    Property(
        "description",
        Text("açıklama", "description"),
        Text("Türkçe ve İngilizce kısa açıklama.", "Short description in Turkish and English."),
        lambda entity, _: _worded(entity.descriptions),
    ),
    Property(
        "latitude",
        Text("enlem", "latitude"),
        Text("Enlem, WGS 84.", "Latitude, WGS 84."),
        lambda entity, _: [entity.point[0]] if entity.point else [],
    ),
    Property(
        "longitude",
        Text("boylam", "longitude"),
        Text("Boylam, WGS 84.", "Longitude, WGS 84."),
        lambda entity, _: [entity.point[1]] if entity.point else [],
    ),
    Property(
        "first-year",
        Text("ilk yıl", "first year"),
        Text("Bilinen ilk yılı; MÖ 500 -499 yazılır.", "Its first known year; 500 BCE is -499."),
        _first,
    ),
    Property(
        "last-year",
        Text("son yıl", "last year"),
        Text(
            "Bilinen son yılı; sürüyorsa ya da sonu bilinmiyorsa boştur.",
            "Its last known year; empty if it goes on or the end is not known.",
        ),
        _last,
    ),
    Property(
        "iri",
        Text("IRI", "IRI"),
        Text("Kalıcı adresi.", "Its permanent address."),
        lambda entity, gazetteer: [Worded(f"{gazetteer.base}id/{entity.id}", None)],
    ),
)


def properties(gazetteer: Gazetteer) -> Mapping[str, Property]:
    """All properties by id: our own, and one for the identifiers of each catalogue."""
    found = {each.id: each for each in _OWN}
    for slug in CATALOGUES:
        found.setdefault(slug, _of_catalogue(slug, gazetteer))
    return found


def _of_catalogue(slug: str, gazetteer: Gazetteer) -> Property:
    names = gazetteer.labels(f"type/{SLUGS.get(slug, slug)}")
    name = Text(names.get("tr", slug), names.get("en", slug))
    return Property(
        slug,
        Text(f"{name.tr} kimliği", f"{name.en} identifier"),
        Text(
            f"{name.tr} kataloğundaki kimliği ya da adresi.",
            f"Its identifier or address in {name.en}.",
        ),
        _links(slug),
        partial(conditions.identified, catalogue=slug),
        weight=4.0,
        identifies=True,
    )
