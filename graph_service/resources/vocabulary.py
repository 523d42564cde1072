"""The terms of our ontology, for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.resources.representations import Place
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, OWL, RDF, RDFS, SKOS, prefixes

_CLASSES = (OWL.Class, RDFS.Class)


@dataclass(frozen=True, slots=True)
class Link:
    """A term that another one mentions."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property of ours."""

    name: str
    is_class: bool
    label: str
    label_language: str
    comment: str
    broader: Sequence[Link]
    domain: Sequence[Link]
    range: Sequence[Link]


class Vocabulary:
    """Our ontology, from the statements about it."""

    def __init__(self, statements: Sequence[Statement], base: str, place: Place) -> None:
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

    def terms(self, language: str) -> tuple[list[Term], list[Term]]:
        """Classes and properties, by name."""
        found = [
            self._term(node, language)
            for node in self._about
            if node.value.startswith(f"{self._iri}#") and self._objects(node, RDF.type)
        ]
        found.sort(key=lambda term: term.name)
        return [t for t in found if t.is_class], [t for t in found if not t.is_class]

    def _term(self, node: NamedNode, language: str) -> Term:
        label, tag = self._text(node, (RDFS.label, SKOS.prefLabel), language)
        name = node.value.partition("#")[2]
        return Term(
            name=name,
            is_class=any(kind in _CLASSES for kind in self._objects(node, RDF.type)),
            label=label or name,
            label_language=tag,
            comment=self._text(node, (SKOS.definition, RDFS.comment), language)[0],
            broader=self._links(node, RDFS.subClassOf) + self._links(node, RDFS.subPropertyOf),
            domain=self._links(node, RDFS.domain),
            range=self._links(node, RDFS.range),
        )

    def _objects(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        about = self._about.get(node, ())
        found = (s.object for s in about if s.predicate == predicate)
        return [value for value in found if isinstance(value, NamedNode)]

    def _links(self, node: NamedNode, predicate: NamedNode) -> list[Link]:
        return [self._link(value) for value in self._objects(node, predicate)]

    def _link(self, node: NamedNode) -> Link:
        fragment = node.value.removeprefix(f"{self._iri}#")
        url = f"#{fragment}" if fragment != node.value else node.value
        for prefix, namespace in self._names.items():
            if node.value.startswith(namespace):
                return Link(f"{prefix}:{node.value.removeprefix(namespace)}", url)
        return Link(node.value, url)

    def _text(
        self, node: NamedNode, predicates: Sequence[NamedNode], language: str
    ) -> tuple[str, str]:
        for predicate in predicates:
            found = [
                s.object
                for s in self._about.get(node, ())
                if s.predicate == predicate and isinstance(s.object, Literal)
            ]
            order = {"en": 1, "tr": 2, language: 0}
            best = min(found, key=lambda text: order.get(text.language or "", 3), default=None)
            if best:
                return best.value, best.language or ""
        return "", ""
