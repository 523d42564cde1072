"""The links of a thing, as its page groups and names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.pages.collation import sort_key
from graph_service.pages.reading import Reading, Shown, unique
from graph_service.pages.words import WORDS
from graph_service.resources.statements import Statement
from loaders.namespaces import CRM, DCT, FOAF, GEO, LA, OWL, RDF, RDFS, SCHEMA, SKOS

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
ELSEWHERE = frozenset(
    {
        RDF.type, RDFS.label, RDFS.comment, DCT.description, DCT.source, DCT.title,
        SKOS.prefLabel, SKOS.altLabel, SKOS.topConceptOf,
        SKOS.definition, SKOS.note, SKOS.scopeNote,
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
class Group:
    """Links that are called alike; `total` is more than their number if the list was cut."""

    title: str
    links: Sequence[Shown]
    total: int
    query: str = ""
    is_counted: bool = True
    """Whether `total` counts what is listed; phases are listed by their things."""


def relations(reading: Reading) -> list[Group]:
    """The links between a thing and others, by what they are called."""
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
    by_thing = predicate == CRM.P10i_contains or (inverse and predicate == CRM.P10_falls_within)
    links = []
    for statement in statements:
        other = _other(statement, reading.document.thing)
        if by_thing:
            other = NamedNode(other.value.partition("#")[0])  # a phase is called by its thing
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
    is_counted = not (by_thing and cuts)
    return Group(reading.relation(predicate, inverse=inverse), shown, total, query, is_counted)


def _other(statement: Statement, thing: NamedNode) -> NamedNode:
    if statement.subject == thing and isinstance(statement.object, NamedNode):
        return statement.object
    return statement.subject


def _is_relation(reading: Reading, statement: Statement, other: NamedNode | Literal) -> bool:
    thing = reading.document.thing.value
    return (
        isinstance(other, NamedNode)
        and statement.predicate not in ELSEWHERE
        and other.value.startswith(f"{reading.base}id/")
        and not other.value.startswith(f"{thing}#")
        and other.value != thing
    )


def matches(reading: Reading) -> Iterator[Group]:
    """The same thing elsewhere, by how well it matches."""
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
