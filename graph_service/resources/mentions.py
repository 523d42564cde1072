"""What a conversion must know of the things that a document only mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_service.resources.document import Document
from graph_service.resources.ordering import term_key
from loaders.namespaces import CRM, GEO, LA, OWL, RDF, RDFS, SCHEMA, SKOS

_KNOWN = frozenset(
    {
        RDF.type,
        RDFS.label,
        CRM.P2_has_type,
        LA.equivalent,
        OWL.sameAs,
        SCHEMA.sameAs,
        SKOS.broader,
        SKOS.closeMatch,
        SKOS.exactMatch,
    }
)


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


def mentions(store: Store, document: Document) -> Mentions:
    """Look up what `document` mentions: things below `/id/`, and the owners of mentioned parts."""
    ours = f"{document.edition.base}id/"
    found = {}
    for node in _mentioned(document):
        if node.value.startswith(ours):
            found[node] = _mention(store, node)
    return MappingProxyType(found)


def _mentioned(document: Document) -> list[NamedNode]:
    described = {document.thing, *document.description.parts}
    nodes = {node for s in document.description.statements for node in (s.subject, s.object)}
    named = {node for node in nodes if isinstance(node, NamedNode)}
    owners = {NamedNode(node.value.partition("#")[0]) for node in named}
    return sorted((named | owners) - described, key=term_key)


def _mention(store: Store, node: NamedNode) -> Mention:
    values: dict[NamedNode, list[NamedNode | Literal]] = {}
    for predicate in _KNOWN:  # never all that is said: half of a graph may be of one type
        for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode | Literal):
                values.setdefault(predicate, []).append(quad.object)
    ordered = {key: tuple(sorted(some, key=term_key)) for key, some in values.items()}
    return Mention(node, MappingProxyType(ordered), next(_geometry(store, node), None))


def _geometry(store: Store, node: NamedNode) -> Iterator[str]:
    for geometry in store.quads_for_pattern(node, GEO.hasDefaultGeometry, None, DefaultGraph()):
        if isinstance(geometry.object, NamedNode):
            for wkt in store.quads_for_pattern(geometry.object, GEO.asWKT, None, DefaultGraph()):
                if isinstance(wkt.object, Literal):
                    yield wkt.object.value
