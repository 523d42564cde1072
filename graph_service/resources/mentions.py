"""What a conversion must know of the things that a document only mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_service.resources.document import Document
from graph_service.resources.ordering import term_key
from loaders.namespaces import CRM, GEO, LA, OWL, RDF, RDFS, SCHEMA, SKOS

NAMING = frozenset(
    {
        RDFS.label,
        LA.equivalent,
        OWL.sameAs,
        SCHEMA.sameAs,
        SKOS.broader,
        SKOS.closeMatch,
        SKOS.exactMatch,
    }
)
"""What tells a reader which thing is meant: its names, its matches, and what is broader."""

_KNOWN = NAMING | {RDF.type, CRM.P2_has_type}
_NO_SOURCES = frozenset({"inferred", "ontology", "provenance"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A mentioned thing: its names, classes, types and matches, and where it is."""

    node: NamedNode
    values: Mapping[NamedNode, tuple[NamedNode | Literal, ...]]
    wkt: str | None
    """Its default geometry."""

    def nodes(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that a property leads to, in order."""
        found = self.values.get(predicate, ())
        return tuple(value for value in found if isinstance(value, NamedNode))

    @property
    def classes(self) -> frozenset[NamedNode]:
        return frozenset(self.nodes(RDF.type))

    @property
    def labels(self) -> Mapping[str, str]:
        """Its names by language; `en` for one that has none."""
        found = self.values.get(RDFS.label, ())
        return {each.language or "en": each.value for each in found if isinstance(each, Literal)}


Mentions = Mapping[NamedNode, Mention]
"""Every thing of ours that a document mentions, by its IRI."""


def mentions(
    store: Store, document: Document, look: Callable[[Store, NamedNode], Mention] | None = None
) -> Mentions:
    """Look up what `document` mentions: things below `/id/`, owners of parts, and sources.

    `look` looks up one of them; it may remember what it has seen.
    """
    ours = f"{document.edition.base}id/"
    found = {}
    for node in _mentioned(document):
        if node.value.startswith(ours):
            found[node] = (look or mention)(store, node)
    return MappingProxyType(found)


def mention(store: Store, node: NamedNode) -> Mention:
    """Look up one thing: no more than a mention holds, as some have links to half of the graph."""
    values = values_of(store, node, _KNOWN)
    return Mention(node, MappingProxyType(values), next(_geometry(store, node), None))


def values_of(
    store: Store, node: NamedNode, predicates: Iterable[NamedNode]
) -> dict[NamedNode, tuple[NamedNode | Literal, ...]]:
    """The values of some properties of a node, in order."""
    values: dict[NamedNode, tuple[NamedNode | Literal, ...]] = {}
    for predicate in predicates:
        found = store.quads_for_pattern(node, predicate, None, DefaultGraph())
        some = [quad.object for quad in found if isinstance(quad.object, NamedNode | Literal)]
        if some:
            values[predicate] = tuple(sorted(some, key=term_key))
    return values


def _mentioned(document: Document) -> list[NamedNode]:
    described = {document.thing, *document.description.parts}
    nodes = {node for s in document.description.statements for node in (s.subject, s.object)}
    named = {node for node in nodes if isinstance(node, NamedNode)}
    owners = {NamedNode(node.value.partition("#")[0]) for node in named}
    return sorted((named | owners | _sources(document)) - described, key=term_key)


def _sources(document: Document) -> set[NamedNode]:
    """The sources behind the graphs: the graph `/graph/{slug}` holds what one source says."""
    base = document.edition.base
    graphs = {graph.value for s in document.description.own for graph in s.graphs}
    slugs = (graph.removeprefix(f"{base}graph/") for graph in graphs)
    return {NamedNode(f"{base}id/source/{slug}") for slug in slugs if slug not in _NO_SOURCES}


def _geometry(store: Store, node: NamedNode) -> Iterator[str]:
    """The default geometry of a thing; of a place (E53) what approximates it, a point first."""
    for predicate in (GEO.hasDefaultGeometry, CRM.P189i_is_approximated_by):
        found = store.quads_for_pattern(node, predicate, None, DefaultGraph())
        shapes = {quad.object for quad in found if isinstance(quad.object, NamedNode)}
        for shape in sorted(shapes, key=term_key, reverse=True):  # `#point` before `#extent`
            for wkt in store.quads_for_pattern(shape, GEO.asWKT, None, DefaultGraph()):
                if isinstance(wkt.object, Literal):
                    yield wkt.object.value
