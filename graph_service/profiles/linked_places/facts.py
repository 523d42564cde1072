"""What a document says of the thing and its parts, by subject and property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from graph_service.resources.document import Document
from graph_service.resources.mentions import Mention, Mentions
from graph_service.resources.statements import Statement
from loaders.namespaces import RDF, RDFS


class Facts:
    """A document and what it mentions, looked up by subject and property."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self.document = document
        self.thing = document.thing
        self.base = document.edition.base
        self._mentions = mentions

    @property
    def kind(self) -> str:
        """The kind of the thing, such as `site`."""
        return self.thing.value.removeprefix(f"{self.base}id/").partition("/")[0]

    def ours(self, term: str) -> NamedNode:
        """A term of our ontology."""
        return NamedNode(f"{self.base}ontology#{term}")

    def concept(self, node: NamedNode) -> str:
        """The slug of one of our concepts."""
        return node.value.removeprefix(f"{self.base}id/type/")

    def statements(self, subject: NamedNode, predicate: NamedNode) -> tuple[Statement, ...]:
        return self._said.get((subject, predicate), ())

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that a property of a subject leads to, in order."""
        found = (statement.object for statement in self.statements(subject, predicate))
        return tuple(value for value in found if isinstance(value, NamedNode))

    def texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[Literal, ...]:
        """The literals of a property, in order."""
        found = (statement.object for statement in self.statements(subject, predicate))
        return tuple(value for value in found if isinstance(value, Literal))

    def value(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The first literal of a property."""
        return next((text.value for text in self.texts(subject, predicate)), None)

    def labels(self, node: NamedNode) -> Mapping[str, str]:
        """The names of the thing, of a part of it, or of what it mentions, by language."""
        mention = self.mention(node)
        if mention is not None:
            return mention.labels
        return {each.language or "en": each.value for each in self.texts(node, RDFS.label)}

    def label(self, node: NamedNode, language: str = "en") -> str | None:
        """The name in a language, else in any."""
        labels = self.labels(node)
        return labels.get(language) or next(iter(labels.values()), None)

    def mention(self, node: NamedNode) -> Mention | None:
        return self._mentions.get(node)

    def parts(self, of_class: NamedNode) -> Iterator[NamedNode]:
        """The parts of the thing that are of a class, in order."""
        return (part for part in self.document.description.parts if of_class in self._types(part))

    def citations(self, sources: tuple[NamedNode, ...]) -> list[dict[str, str]]:
        """Sources as Linked Places cites them: those that have a name."""
        named = ((source, self.label(source)) for source in dict.fromkeys(sources))
        return [{"label": label, "@id": source.value} for source, label in named if label]

    def sources(self, statement: Statement) -> tuple[NamedNode, ...]:
        """The sources that say a statement: each graph holds what one source says."""
        graphs = f"{self.base}graph/"
        names = (graph.value.removeprefix(graphs) for graph in statement.graphs)
        return tuple(NamedNode(f"{self.base}id/source/{name}") for name in names)

    def _types(self, part: NamedNode) -> tuple[NamedNode, ...]:
        return self.nodes(part, RDF.type)

    @cached_property
    def _said(self) -> Mapping[tuple[NamedNode, NamedNode], tuple[Statement, ...]]:
        found: dict[tuple[NamedNode, NamedNode], list[Statement]] = {}
        for statement in self.document.description.own:
            found.setdefault((statement.subject, statement.predicate), []).append(statement)
        return {key: tuple(some) for key, some in found.items()}
