"""Whether what a Linked Art record says in CRM is said by our graph too.

The record is a tree: its embedded nodes have no IRI, so each must stand for something of ours.
A rule says which properties of ours entail one of Linked Art's; where it is not the same property,
`LOSSES` of the profile says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from json import dumps, loads
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse

from graph_service.profiles.linked_art import parts
from loaders.namespaces import CRM, DCT, GEO, LA, RDF, RDFS, SCHEMA, SKOS

Term = NamedNode | Literal | BlankNode
Graph = dict[Term, list[tuple[NamedNode, Term]]]

CONTEXT = loads((files("cromulent") / "data" / "linked-art.json").read_text(encoding="utf-8"))
_ON_RECORD = (
    CRM.E12_Production, CRM.E11_Modification, CRM.E6_Destruction, CRM["E52_Time-Span"],
    CRM.E33_E41_Linguistic_Appellation, CRM.E42_Identifier,
)  # fmt: skip
_SCOPED = {"part", "part_of", "member_of"}
"""Members whose meaning is defined by the class of the object that they stand in."""
_PATTERNS = {
    NamedNode(f"{parts.AAT}{number}")
    for number, _ in (parts.PRIMARY_NAME, parts.WEB_PAGE, *parts.LANGUAGES.values())
}
_TITLES = (RDFS.label, SKOS.prefLabel, DCT.title, DCT.issued)
_CODES = (SCHEMA.identifier, DCT.identifier, SCHEMA.url, SKOS.exactMatch, SKOS.notation)


def inlined(record: bytes) -> dict[str, object]:
    """A record with those terms of the context that it uses: all of them are slow to read."""
    value: dict[str, object] = loads(record)
    del value["_links"]
    table = CONTEXT["@context"]
    names = set(_names({key: value[key] for key in value if key != "@context"}))
    unknown = names - table.keys() - _SCOPED
    assert not unknown, unknown
    general = {key for key, term in table.items() if key[0] == "@" or isinstance(term, str)}
    return value | {"@context": {key: table[key] for key in table if key in names | general}}


def _names(value: object) -> Iterator[str]:
    """The members and classes of a record."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            if key == "type":
                yield member
            yield from _names(member)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)


def read(record: bytes) -> Graph:
    """The graph of a record, by subject, with the context that `cromulent` ships."""
    graph: Graph = {}
    for quad in parse(dumps(inlined(record)).encode(), format=RdfFormat.JSON_LD):
        subject, found = cast("Term", quad.subject), cast("Term", quad.object)
        said = graph.setdefault(subject, [])
        if (quad.predicate, found) not in said:
            said.append((quad.predicate, found))
    return graph


class Entailment:
    """Checks records against one store."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base

    def unsaid(self, graph: Graph, thing: NamedNode) -> list[str]:
        """What a record says that our graph does not, about the thing or below it."""
        return list(self._unsaid(graph, thing, thing))

    def _unsaid(self, graph: Graph, node: Term, ours: Term) -> Iterator[str]:
        said = graph.get(node, [])
        # Several constructions are parts of one, which stands for no single one of ours.
        is_sum = any(predicate == CRM.P9_consists_of for predicate, _ in said)
        for predicate, value in said:
            if is_sum and predicate == RDF.type:
                continue
            if not self._holds(graph, ours, predicate, value):
                yield f"{ours} {predicate} {value}"

    def _holds(self, graph: Graph, ours: Term, predicate: NamedNode, value: Term) -> bool:
        if predicate == RDF.type:
            return value not in _ON_RECORD or self._is(ours, value)
        if predicate in (CRM.P67i_is_referred_to_by, CRM.P16i_was_used_for):
            return True  # words, and the year of an edition: the tests of records look at them
        found = list(self._entailing(ours, predicate))
        if isinstance(value, BlankNode):
            return any(not list(self._unsaid(graph, value, each)) for each in found)
        if isinstance(value, Literal):
            return value.value in {each.value for each in found}
        return value in found or value in self._matches(predicate, found)

    def _is(self, ours: Term, kind: Term) -> bool:
        if isinstance(ours, NamedNode) and ours.value.startswith(self._base):
            return kind in self._objects(ours, RDF.type)
        return kind in (CRM.E33_E41_Linguistic_Appellation, CRM.E42_Identifier)

    def _matches(self, predicate: NamedNode, found: Iterable[Term]) -> set[Term]:
        """What is exactly the same as our types and languages."""
        if predicate not in (CRM.P2_has_type, CRM.P72_has_language):
            return set()
        return _PATTERNS | {m for each in found for m in self._objects(each, SKOS.exactMatch)}

    def _entailing(self, ours: Term, predicate: NamedNode) -> Iterator[Term]:
        """The values that entail one of this property."""
        yield from self._objects(ours, predicate, *_BROADER.get(predicate, ()))
        for first, second in _PATHS.get(predicate, ()):
            for each in self._objects(ours, first):
                yield from self._objects(each, second)
        if predicate in _STANDS_FOR_ITSELF:
            yield ours
        if predicate == CRM.P1_is_identified_by:
            for event in self._objects(ours, CRM["P4i_is_time-span_of"]):
                yield from self._objects(event, NamedNode(f"{self._base}ontology#wording"))
        yield from self._of_text(ours, predicate)

    def _of_text(self, ours: Term, predicate: NamedNode) -> Iterator[Term]:
        """The content and language of a name that is a literal or an IRI in our graph."""
        if predicate == CRM.P190_has_symbolic_content and not isinstance(ours, BlankNode):
            yield ours if isinstance(ours, Literal) else Literal(ours.value)
        if predicate == CRM.P72_has_language and isinstance(ours, Literal) and ours.language:
            yield NamedNode(f"{self._base}id/type/lang-{ours.language}")

    def _objects(self, subject: Term, *predicates: NamedNode) -> list[Term]:
        if not isinstance(subject, NamedNode):
            return []
        patterns = (
            self._store.quads_for_pattern(subject, predicate, None, DefaultGraph())
            for predicate in predicates
        )
        return [cast("Term", quad.object) for quads in patterns for quad in quads]


_BROADER = {
    CRM.P1_is_identified_by: (*_TITLES, *_CODES),
    CRM.P7_took_place_at: (CRM.P8_took_place_on_or_within,),
    CRM.P10_falls_within: (CRM.P9i_forms_part_of,),
    CRM.P55_has_current_location: (CRM.P46i_forms_part_of,),
    CRM.P89_falls_within: (CRM.P46i_forms_part_of,),
    LA.equivalent: (SKOS.exactMatch,),
    LA.member_of: (SKOS.inScheme, CRM.P107i_is_current_or_former_member_of),
    LA.access_point: (SCHEMA.subjectOf,),
    CRM.P9_consists_of: (CRM.P108i_was_produced_by,),
}
"""Properties of ours that entail one of Linked Art's besides itself."""
_PATHS = {
    CRM.P55_has_current_location: ((CRM.P53_has_former_or_current_location, CRM.P89_falls_within),),
    CRM.P89_falls_within: ((CRM.P53_has_former_or_current_location, CRM.P89_falls_within),),
    CRM.P168_place_is_defined_by: (
        (GEO.hasGeometry, CRM.P168_place_is_defined_by),
        (CRM.P189i_is_approximated_by, CRM.P168_place_is_defined_by),
    ),
    CRM.P14_carried_out_by: ((CRM.P9_consists_of, CRM.P14_carried_out_by),),
}
"""Pairs of properties of ours that entail one of Linked Art's, one after the other."""
_STANDS_FOR_ITSELF = (
    CRM.P108i_was_produced_by,
    CRM.P129i_is_subject_of,
    LA.digitally_carried_by,
)
"""Properties to nodes that our graph has none for: what they say is said of the thing itself."""
