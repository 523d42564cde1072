"""The terms of our ontology, for its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.resources.ordering import natural
from graph_service.resources.place import Place
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, OWL, RDF, RDFS, SKOS, VANN, prefixes

_CLASSES = (OWL.Class, RDFS.Class)


@dataclass(frozen=True, slots=True)
class Link:
    """A term that another one mentions, or a thing that is its example."""

    name: str
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property of ours."""

    iri: str
    name: str
    is_class: bool
    label: str
    label_language: str
    comment: str
    notes: Sequence[str]
    broader: Sequence[Link]
    lineage: Sequence[Link]
    """The classes above, from the nearest to the most general, by one way."""
    domain: Sequence[Link]
    range: Sequence[Link]
    examples: Sequence[Link]
    """Those without address are texts."""
    properties: Sequence[Link]
    """Those that have it as their domain."""


class Vocabulary:
    """Our ontology, from the statements of its graph."""

    def __init__(self, statements: Sequence[Statement], base: str, place: Place) -> None:
        self._base = base
        self._iri = f"{base}ontology"
        self._names = prefixes(base)
        self._place = place
        self._about: dict[NamedNode, list[Statement]] = {}
        for statement in statements:
            self._about.setdefault(statement.subject, []).append(statement)

    def title(self, language: str) -> tuple[str, str]:
        """The title of the ontology and what it says of itself."""
        node = NamedNode(self._iri)
        title = self._text(node, (DCT.title, RDFS.label), language)[0]
        return title or "izm:", self._text(node, (DCT.description, RDFS.comment), language)[0]

    @property
    def version(self) -> str:
        return self._text(NamedNode(self._iri), (OWL.versionInfo,), "")[0]

    @property
    def namespace(self) -> str:
        """The IRI that our terms begin with."""
        found = self._text(NamedNode(self._iri), (VANN.preferredNamespaceUri,), "")[0]
        return found or f"{self._iri}#"

    def terms(self, language: str) -> tuple[list[Term], list[Term]]:
        """Classes and properties, by name."""
        found = [self._term(node, language) for node in self._ours()]
        found.sort(key=lambda term: term.name)
        return [t for t in found if t.is_class], [t for t in found if not t.is_class]

    def superclasses(self) -> Mapping[str, list[str]]:
        """The classes right above each class, of all vocabularies in the graph; IRIs."""
        found = {
            node.value: [each.value for each in self._objects(node, RDFS.subClassOf)]
            for node in self._about
        }
        return {name: sorted(above, key=natural) for name, above in found.items() if above}

    def link(self, iri: str, language: str) -> Link:
        """How a term is called on a page, and where it is explained."""
        return self._link(NamedNode(iri), language)

    def _ours(self) -> Iterator[NamedNode]:
        for node in self._about:
            if node.value.startswith(f"{self._iri}#") and self._objects(node, RDF.type):
                yield node

    def _term(self, node: NamedNode, language: str) -> Term:
        label, tag = self._text(node, (RDFS.label, SKOS.prefLabel), language)
        name = node.value.partition("#")[2]
        types = self._objects(node, RDF.type)
        return Term(
            iri=node.value,
            name=name,
            is_class=any(kind in _CLASSES for kind in types),
            label=label or name,
            label_language=tag,
            comment=self._text(node, (SKOS.definition,), language)[0],
            notes=[text for text, _ in (self._text(node, (RDFS.comment,), language),) if text],
            broader=self._links(node, RDFS.subClassOf, language)
            + self._links(node, RDFS.subPropertyOf, language),
            lineage=[self._link(each, language) for each in self._lineage(node)],
            domain=self._links(node, RDFS.domain, language),
            range=self._links(node, RDFS.range, language),
            examples=list(self._examples(node, language)),
            properties=sorted(self._properties(node, language), key=lambda link: link.name),
        )

    def _lineage(self, node: NamedNode) -> Iterator[NamedNode]:
        known = {node}
        above = self._objects(node, RDFS.subClassOf)
        while above and (node := min(above, key=lambda each: natural(each.value))) not in known:
            known.add(node)
            yield node
            above = self._objects(node, RDFS.subClassOf)

    def _properties(self, node: NamedNode, language: str) -> Iterator[Link]:
        for other in self._ours():
            if node in self._objects(other, RDFS.domain):
                yield self._link(other, language)

    def _examples(self, node: NamedNode, language: str) -> Iterator[Link]:
        for literal in self._literals(node, SKOS.example):
            text = literal.value
            if text.startswith(self._base):
                path = text.removeprefix(self._base)
                yield Link(path.removeprefix("id/"), f"{self._place.prefix}/{path}")
            elif not literal.language or literal.language == language:
                yield Link(text, "")

    def _objects(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        about = self._about.get(node, ())
        found = (s.object for s in about if s.predicate == predicate)
        return [value for value in found if isinstance(value, NamedNode)]

    def _links(self, node: NamedNode, predicate: NamedNode, language: str) -> list[Link]:
        return [self._link(value, language) for value in self._objects(node, predicate)]

    def _link(self, node: NamedNode, language: str) -> Link:
        fragment = node.value.removeprefix(f"{self._iri}#")
        url = f"#{fragment}" if fragment != node.value else node.value
        label = self._text(node, (RDFS.label, SKOS.prefLabel), language)[0]
        for prefix, namespace in self._names.items():
            if node.value.startswith(namespace):
                return Link(f"{prefix}:{node.value.removeprefix(namespace)}", url, label)
        return Link(node.value, url, label)

    def _literals(self, node: NamedNode, predicate: NamedNode) -> list[Literal]:
        about = self._about.get(node, ())
        found = (s.object for s in about if s.predicate == predicate)
        return [value for value in found if isinstance(value, Literal)]

    def _text(
        self, node: NamedNode, predicates: Sequence[NamedNode], language: str
    ) -> tuple[str, str]:
        for predicate in predicates:
            order = {"en": 1, "tr": 2, language: 0}
            found = self._literals(node, predicate)
            best = min(found, key=lambda text: order.get(text.language or "", 3), default=None)
            if best:
                return best.value, best.language or ""
        return "", ""
