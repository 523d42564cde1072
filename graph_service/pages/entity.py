"""The page of one thing: what it shows, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.pages.reading import Reading, Shown, unique
from graph_service.pages.relations import ELSEWHERE, Group, matches, relations
from graph_service.pages.words import WORDS
from graph_service.resources.geojson import geometry_node, wkt_of
from loaders.namespaces import CRM, DCT, RDF, RDFS, SCHEMA, SKOS
from loaders.turkish import Language, capitalise


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its text and language, what kind of name, when, how sure, who says so."""

    anchor: str
    text: Shown
    language: str
    tag: str
    kind: str
    years: str
    year_from: int | None
    certainty: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a thing's life."""

    anchor: str
    title: str
    periods: Sequence[Shown]
    """The periods that it falls within; a phase without a title is called by them."""
    years: str
    year_from: int | None
    certainty: str
    wording: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts box."""

    title: str
    values: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source."""

    number: int
    link: Shown


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything that the page of a thing shows."""

    iri: str
    kind: str
    title: Shown
    other_title: Shown | None
    summary: Sequence[Shown]
    notes: Sequence[Shown]
    facts: Sequence[Fact]
    names: Sequence[Name]
    phases: Sequence[Phase]
    coordinates: str
    precision: str
    people: Sequence[Group]
    stops: Sequence[Shown]
    relations: Sequence[Group]
    matches: Sequence[Group]
    sources: Sequence[Source]


def entity(reading: Reading) -> Entity:
    """Read the page of a thing from its document."""
    thing = reading.document.thing
    place = geometry_node(reading.description)
    precision = reading.links(place, reading.ours("precision")) if place else []
    title, other = _titles(reading)
    return Entity(
        iri=thing.value,
        kind=thing.value.removeprefix(f"{reading.base}id/").partition("/")[0],
        title=title,
        other_title=other,
        summary=[
            *reading.texts(thing, DCT.description),
            *reading.texts(thing, SKOS.definition),
            *reading.texts(thing, RDFS.comment),
        ],
        notes=[*reading.texts(thing, SKOS.scopeNote), *reading.texts(thing, SKOS.note)],
        facts=_facts(reading),
        names=_telling(sorted(_names(reading), key=_dated_last), title, other),
        phases=sorted(_phases(reading), key=_by_year),
        coordinates=_coordinates(reading, place),
        precision=capitalise(precision[0].text, _tongue(reading)) if precision else "",
        people=_people(reading),
        stops=_stops(reading),
        relations=relations(reading),
        matches=list(matches(reading)),
        sources=[
            Source(number, reading.label(reading.source_of(graph)))
            for graph, number in reading.sources.items()
        ],
    )


def _tongue(reading: Reading) -> Language:
    return "tr" if reading.language == "tr" else "en"


def _titles(reading: Reading) -> tuple[Shown, Shown | None]:
    thing = reading.document.thing
    title = reading.label(thing)
    other = "en" if reading.language == "tr" else "tr"
    for statement in reading.values(thing, RDFS.label):
        label = statement.object
        if isinstance(label, Literal) and label.language == other and label.value != title.text:
            return title, Shown(label.value, other)
    return title, None


def _facts(reading: Reading) -> list[Fact]:
    thing = reading.document.thing
    facts = [Fact(WORDS["type"][reading.language], reading.links(thing, CRM.P2_has_type))]
    districts = [
        reading.show(statement)
        for place in reading.values(thing, CRM.P53_has_former_or_current_location)
        if isinstance(place.object, NamedNode)
        for statement in reading.values(place.object, CRM.P89_falls_within)
    ]
    facts.append(Fact(WORDS["district"][reading.language], districts))
    years = reading.years(thing)
    facts.append(Fact(WORDS["dates"][reading.language], [Shown(years)] if years else []))
    facts += _literals(reading)
    return [fact for fact in facts if fact.values]


def _literals(reading: Reading) -> list[Fact]:
    thing = reading.document.thing
    has_span = bool(reading.values(thing, CRM["P4_has_time-span"]))
    years = {reading.ours("yearFrom"), reading.ours("yearTo")} if has_span else set()
    predicates = dict.fromkeys(
        s.predicate
        for s in reading.description.of(thing)
        if isinstance(s.object, Literal) and s.predicate not in ELSEWHERE | years
    )
    facts = []
    for predicate in predicates:
        values = [s for s in reading.values(thing, predicate) if isinstance(s.object, Literal)]
        facts.append(Fact(reading.relation(predicate), [reading.show(s) for s in values]))
    return facts


def _names(reading: Reading) -> Iterator[Name]:
    thing = reading.document.thing
    for statement in reading.values(thing, CRM.P1_is_identified_by):
        node = statement.object
        if not isinstance(node, NamedNode):
            continue
        for content in reading.values(node, CRM.P190_has_symbolic_content):
            if isinstance(content.object, Literal):
                shown = reading.show(content)
                text = Shown(shown.text, content.object.language, None, shown.marks)
                yield Name(
                    anchor=_fragment(node),
                    text=text,
                    language=_words(reading.links(node, CRM.P72_has_language)),
                    tag=content.object.language or "",
                    kind=_words(reading.links(node, CRM.P2_has_type)),
                    years=reading.years(node),
                    year_from=reading.year(node, "yearFrom"),
                    certainty=_words(reading.links(node, reading.ours("certainty"))),
                )


def _telling(names: Sequence[Name], title: Shown, other: Shown | None) -> Sequence[Name]:
    """The names, unless they only say again what the heading says."""
    heading = {title.text, other.text if other else title.text}
    says_more = any(name.text.text not in heading or name.years or name.certainty for name in names)
    return names if says_more else ()


def _phases(reading: Reading) -> Iterator[Phase]:
    for part in reading.description.parts:
        types = reading.values(part, RDF.type)
        if not any(s.object == reading.ours("Phase") for s in types):
            continue
        about = reading.description.of(part)
        periods = reading.links(part, CRM.P10_falls_within)
        kinds = reading.links(part, CRM.P2_has_type)
        of_period = f"{reading.place.prefix}/id/type/in-period"
        says_more = not periods or any(kind.url != of_period for kind in kinds)
        title = (_words(kinds) or reading.label(part).text) if says_more else ""
        yield Phase(
            anchor=_fragment(part),
            title=capitalise(title, _tongue(reading)),
            periods=[Shown(each.text, each.language, each.url) for each in periods],
            years=reading.years(part),
            year_from=reading.year(part, "yearFrom"),
            certainty=_words(reading.links(part, reading.ours("certainty"))),
            wording=_words(reading.texts(part, reading.ours("wording"))),
            marks=reading.marks(*about),
        )


def _by_year(phase: Phase) -> tuple[bool, int, str]:
    return (phase.year_from is None, phase.year_from or 0, phase.anchor)


def _dated_last(name: Name) -> tuple[bool, int, str, str]:
    return (name.year_from is not None, name.year_from or 0, name.kind, name.text.text)


def _coordinates(reading: Reading, place: NamedNode | None) -> str:
    wkt = wkt_of(reading.description, place) if place else None
    if not wkt or not wkt.upper().startswith("POINT"):
        return ""
    longitude, latitude = wkt[wkt.index("(") + 1 : wkt.index(")")].split()[:2]
    if reading.language == "tr":
        return f"{latitude.replace('.', ',')}° K, {longitude.replace('.', ',')}° D"
    return f"{latitude}° N, {longitude}° E"


def _people(reading: Reading) -> list[Group]:
    groups: dict[str, list[Shown]] = {}
    for part in reading.description.parts:
        who = reading.links(part, CRM.P14_carried_out_by, CRM.P11_had_participant)
        types = reading.values(part, RDF.type)
        if who and any(s.object == reading.ours("Participation") for s in types):
            role = _words(reading.links(part, CRM.P2_has_type)) or reading.label(part).text
            groups.setdefault(capitalise(role, _tongue(reading)), []).extend(who)
    return [Group(role, unique(who), len(unique(who))) for role, who in groups.items()]


def _stops(reading: Reading) -> list[Shown]:
    stops = []
    for part in reading.description.parts:
        position = reading.values(part, SCHEMA.position)
        items = reading.links(part, SCHEMA.item) or reading.links(part, CRM.P67_refers_to)
        if position and items:
            stops.append((int(position[0].object.value), items[0]))
    return [item for _, item in sorted(stops, key=lambda stop: stop[0])]


def _fragment(node: NamedNode) -> str:
    return node.value.partition("#")[2]


def _words(values: Sequence[Shown]) -> str:
    return ", ".join(dict.fromkeys(value.text for value in values))
