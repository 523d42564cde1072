"""The page of one thing: what it shows, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.pages.collation import sort_key
from graph_service.pages.reading import Reading, Shown, unique
from graph_service.pages.words import WORDS
from graph_service.resources.description import Statement
from graph_service.resources.geojson import geometry_node, wkt_of
from loaders.namespaces import CRM, DCT, FOAF, GEO, LA, OWL, RDF, RDFS, SCHEMA, SKOS
from loaders.wording import Language, capitalise

_MATCHES = (
    ("same", (LA.equivalent, SCHEMA.sameAs, OWL.sameAs, SKOS.exactMatch)),
    ("close", (SKOS.closeMatch,)),
    ("broad", (SKOS.broadMatch,)),
    ("narrow", (SKOS.narrowMatch,)),
    ("related", (SKOS.relatedMatch,)),
    ("page", (SCHEMA.subjectOf, SCHEMA.url, FOAF.page)),
)
_CATALOGUES = {
    "www.wikidata.org": "Wikidata",
    "pleiades.stoa.org": "Pleiades",
    "whc.unesco.org": "UNESCO",
    "vocab.getty.edu": "Getty",
    "n2t.net": "PeriodO",
    "sws.geonames.org": "GeoNames",
    "dare.ht.lu.se": "DARE",
    "topostext.org": "ToposText",
    "nomisma.org": "Nomisma",
    "www.trismegistos.org": "Trismegistos",
}
# Shown elsewhere on the page, or plumbing that a reader has no use for.
_ELSEWHERE = frozenset(
    {
        RDF.type, RDFS.label, RDFS.comment, DCT.description, DCT.source, DCT.title,
        SKOS.prefLabel, SKOS.altLabel, SKOS.definition, SKOS.note, SKOS.scopeNote,
        GEO.hasDefaultGeometry, GEO.hasGeometry,
        CRM.P1_is_identified_by, CRM.P2_has_type, CRM.P53_has_former_or_current_location,
        CRM["P4_has_time-span"], SCHEMA.item, SCHEMA.itemListElement,
        *(predicate for _, group in _MATCHES for predicate in group),
    }
)  # fmt: skip
# Super-properties: said only where nothing more exact is said of the same thing.
_GENERAL = frozenset(
    {
        CRM.P12_occurred_in_the_presence_of, CRM.P12i_was_present_at,
        CRM.P11_had_participant, CRM.P11i_participated_in,
        CRM.P67_refers_to, CRM.P67i_is_referred_to_by,
        CRM.P127_has_broader_term, CRM.P127i_has_narrower_term,
        CRM.P7i_witnessed,
    }
)  # fmt: skip


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
class Group:
    """Links that are called alike; `total` is more than their number if the list was cut."""

    title: str
    links: Sequence[Shown]
    total: int
    query: str = ""


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
        names=sorted(_names(reading), key=_dated_last),
        phases=sorted(_phases(reading), key=_by_year),
        coordinates=_coordinates(reading, place),
        precision=capitalise(precision[0].text, _tongue(reading)) if precision else "",
        people=_people(reading),
        stops=_stops(reading),
        relations=_relations(reading),
        matches=list(_matches(reading)),
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
        if isinstance(s.object, Literal) and s.predicate not in _ELSEWHERE | years
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


def _relations(reading: Reading) -> list[Group]:
    thing = reading.document.thing
    found: dict[tuple[NamedNode, bool], list[Statement]] = {}
    for statement in reading.description.of(thing):
        if _is_relation(reading, statement, statement.object):
            found.setdefault((statement.predicate, False), []).append(statement)
    for statement in reading.description.inverse:
        if _is_relation(reading, statement, statement.subject):
            found.setdefault((statement.predicate, True), []).append(statement)
    exact = {
        _other(s, thing).value.partition("#")[0]
        for (predicate, _), statements in found.items()
        if predicate not in _GENERAL
        for s in statements
    }
    groups = []
    for (predicate, inverse), statements in found.items():
        kept = [
            s
            for s in statements
            if predicate not in _GENERAL or _other(s, thing).value.partition("#")[0] not in exact
        ]
        if kept:
            groups.append(_group(reading, predicate, kept, inverse=inverse))
    return sorted(groups, key=lambda group: sort_key(group.title, reading.language))


def _group(
    reading: Reading, predicate: NamedNode, statements: Sequence[Statement], *, inverse: bool
) -> Group:
    links = []
    for statement in statements:
        other = _other(statement, reading.document.thing)
        label = reading.label(other)
        links.append(Shown(label.text, label.language, label.url, reading.marks(statement)))
    shown = sorted(unique(links), key=lambda link: sort_key(link.text, reading.language))
    cuts = [
        cut
        for cut in reading.description.cuts
        if cut.predicate == predicate and cut.inverse == inverse
    ]
    thing = reading.document.thing
    pattern = f"?thing {predicate} {thing}" if inverse else f"{thing} {predicate} ?thing"
    query = f"SELECT ?thing WHERE {{ {pattern} }}" if cuts else ""
    total = cuts[0].total if cuts else len(shown)
    return Group(reading.relation(predicate, inverse=inverse), shown, total, query)


def _other(statement: Statement, thing: NamedNode) -> NamedNode:
    if statement.subject == thing and isinstance(statement.object, NamedNode):
        return statement.object
    return statement.subject


def _is_relation(reading: Reading, statement: Statement, other: NamedNode | Literal) -> bool:
    thing = reading.document.thing.value
    return (
        isinstance(other, NamedNode)
        and statement.predicate not in _ELSEWHERE
        and other.value.startswith(f"{reading.base}id/")
        and not other.value.startswith(f"{thing}#")
        and other.value != thing
    )


def _matches(reading: Reading) -> Iterator[Group]:
    thing = reading.document.thing
    for word, predicates in _MATCHES:
        found = reading.values(thing, *predicates)
        links = unique(
            [
                Shown(_catalogue(s.object.value), None, s.object.value, reading.marks(s))
                for s in found
                if not s.object.value.startswith(reading.base)
            ]
        )
        if links:
            yield Group(WORDS[word][reading.language], links, len(links))


def _catalogue(iri: str) -> str:
    host = iri.partition("://")[2].partition("/")[0]
    known = _CATALOGUES.get(host)
    identifier = iri.rstrip("/").rsplit("/", 1)[-1]
    return f"{known}: {identifier}" if known else iri.partition("://")[2].rstrip("/")


def _fragment(node: NamedNode) -> str:
    return node.value.partition("#")[2]


def _words(values: Sequence[Shown]) -> str:
    return ", ".join(dict.fromkeys(value.text for value in values))
