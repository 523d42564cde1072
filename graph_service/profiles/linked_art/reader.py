"""Walks a document and what it mentions, as a conversion needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.http.problem_types import Text
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from loaders.namespaces import DC, DCT, RDF, RDFS, Namespace

Term = NamedNode | Literal

_WORDS: Mapping[NamedNode, Text] = MappingProxyType(
    {
        DC.creator: Text("yazar", "author"),
        DC.publisher: Text("yayıncı", "publisher"),
        DCT.isPartOf: Text("yayımlandığı yer", "published in"),
    }
)
"""What properties of Dublin Core are called; our own have labels in the graph."""


class Reader:
    """What a document says, by subject and property; for things only mentioned, their names."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self.document = document
        self.thing = document.thing
        self.base = document.edition.base
        self.ours = Namespace(f"{self.base}ontology#")
        self._mentions = mentions
        self._said: dict[tuple[NamedNode, NamedNode], list[Term]] = {}
        for statement in document.description.statements:
            key = (statement.subject, statement.predicate)
            self._said.setdefault(key, []).append(statement.object)

    @property
    def parts(self) -> tuple[NamedNode, ...]:
        """The fragments of the thing, in order."""
        return self.document.description.parts

    def values(self, node: NamedNode, *predicates: NamedNode) -> Iterator[Term]:
        """The values of properties, in order."""
        mention = self._mentions.get(node)
        for predicate in predicates:
            said = self._said.get((node, predicate))
            if said is None and mention is not None:
                yield from mention.values.get(predicate, ())
            yield from said or ()

    def nodes(self, node: NamedNode, *predicates: NamedNode) -> list[NamedNode]:
        """The things that properties lead to: each once, in order."""
        found = self.values(node, *predicates)
        return list(dict.fromkeys(value for value in found if isinstance(value, NamedNode)))

    def texts(self, node: NamedNode, *predicates: NamedNode) -> list[Literal]:
        """The literals of properties, in order."""
        return [value for value in self.values(node, *predicates) if isinstance(value, Literal)]

    def text(self, node: NamedNode, predicate: NamedNode) -> str | None:
        """The first literal of a property."""
        return next((literal.value for literal in self.texts(node, predicate)), None)

    def classes(self, node: NamedNode) -> frozenset[NamedNode]:
        """Every class of a node."""
        return frozenset(self.nodes(node, RDF.type))

    def labels(self, node: NamedNode) -> Mapping[str, str]:
        """Its names by language; `en` for one that has none."""
        return {each.language or "en": each.value for each in self.texts(node, RDFS.label)}

    def label(self, node: NamedNode, language: str = "en") -> str | None:
        """Its name in a language, else in another one."""
        labels = self.labels(node)
        order = (language, "en", "tr", *labels)
        return next((labels[each] for each in order if each in labels), None)

    def property_label(self, predicate: NamedNode, language: str) -> str:
        """What a property is called."""
        if predicate in _WORDS:
            return _WORDS[predicate][language]
        terms = self.document.description.terms.get(predicate, ())
        labels = {each.language: each.value for each in terms}
        name = predicate.value.rpartition("#")[2]
        return labels.get(language) or labels.get("en") or name
