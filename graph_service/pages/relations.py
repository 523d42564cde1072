"""The links of a thing, as its page groups and names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import NamedNode

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
    "viaf.org": "VIAF",
    "ror.org": "ROR",
    "gazetteer.dainst.org": "iDAI.gazetteer",
    "resource.manto.unh.edu": "MANTO",
    "en.wikipedia.org": "Wikipedia (English)",
    "tr.wikipedia.org": "Vikipedi (Türkçe)",
    "de.wikipedia.org": "Wikipedia (Deutsch)",
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
    """Links that are called alike."""

    title: str
    links: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Link:
    """A link between the thing and another, or a part of another."""

    predicate: NamedNode
    is_inverse: bool
    other: NamedNode
    title: str
    marks: tuple[int, ...]


def links(reading: Reading) -> list[Link]:
    """The links between a thing and others. What is said more exactly is not said again."""
    thing = reading.document.thing
    found: list[Link] = []
    for is_inverse, statements in (
        (False, reading.description.of(thing)),
        (True, reading.description.inverse),
    ):
        for statement in statements:
            other = statement.subject if is_inverse else statement.object
            if isinstance(other, NamedNode) and _is_relation(reading, statement, other):
                title = reading.relation(statement.predicate, inverse=is_inverse)
                marks = reading.marks(statement)
                found.append(Link(statement.predicate, is_inverse, other, title, marks))
    exact = {_owner(link.other) for link in found if link.predicate not in _GENERAL}
    return [
        link for link in found if link.predicate not in _GENERAL or _owner(link.other) not in exact
    ]


def _owner(node: NamedNode) -> str:
    return node.value.partition("#")[0]


def _is_relation(reading: Reading, statement: Statement, other: NamedNode) -> bool:
    thing = reading.document.thing.value
    return (
        statement.predicate not in ELSEWHERE
        and other.value.startswith(f"{reading.base}id/")
        and not other.value.startswith(f"{thing}#")
        and other.value != thing
    )


def matches(reading: Reading) -> Iterator[Group]:
    """The same thing elsewhere, by how well it matches."""
    thing = reading.document.thing
    for word, predicates in _MATCHES:
        found = reading.values(thing, *predicates)
        same = unique(
            [
                Shown(_catalogue(s.object.value), None, s.object.value, reading.marks(s))
                for s in found
                if not s.object.value.startswith(reading.base)
            ]
        )
        if same:
            yield Group(WORDS[word][reading.language], same)


def _catalogue(iri: str) -> str:
    host = iri.partition("://")[2].partition("/")[0]
    known = _CATALOGUES.get(host)
    identifier = unquote(iri.rstrip("/").rsplit("/", 1)[-1])
    if "pedia" in host:
        identifier = identifier.replace("_", " ")
    return f"{known}: {identifier}" if known else iri.partition("://")[2].rstrip("/")
