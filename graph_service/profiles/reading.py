"""A document as a conversion asks it: values by subject and property, names by node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.ordering import term_key
from loaders.iri import Minter
from loaders.namespaces import RDF, RDFS

_Key = tuple[NamedNode, NamedNode]
_Term = TypeVar("_Term", NamedNode, Literal)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says, and what is known of the things that it mentions."""

    document: Document
    mentions: Mentions
    _values: Mapping[_Key, tuple[NamedNode | Literal, ...]]
    _sayers: Mapping[_Key, tuple[NamedNode, ...]]

    @classmethod
    def of(cls, document: Document, mentions: Mentions) -> Reading:
        """Index a document by subject and property, and by property and object."""
        values: dict[_Key, list[NamedNode | Literal]] = {}
        sayers: dict[_Key, list[NamedNode]] = {}
        for statement in document.description.own:
            values.setdefault((statement.subject, statement.predicate), []).append(statement.object)
        for statement in document.description.inverse:
            if isinstance(statement.object, NamedNode):
                key = (statement.predicate, statement.object)
                sayers.setdefault(key, []).append(statement.subject)
        return cls(
            document,
            mentions,
            MappingProxyType({key: tuple(found) for key, found in values.items()}),
            MappingProxyType({key: tuple(found) for key, found in sayers.items()}),
        )

    @property
    def thing(self) -> NamedNode:
        return self.document.thing

    @property
    def kind(self) -> str:
        """`site`, `place` …: the kind of the thing."""
        return self.kind_of(self.thing)

    @property
    def base(self) -> str:
        return self.document.edition.base

    def term(self, name: str) -> NamedNode:
        """A term of our own ontology."""
        return Minter(self.base).ontology(name)

    def kind_of(self, node: NamedNode) -> str:
        """The kind of one of our things; empty for those of others."""
        path = node.value.removeprefix(f"{self.base}id/")
        return "" if path == node.value else path.partition("/")[0]

    def is_thing(self, node: NamedNode) -> bool:
        """Whether the node is a thing of ours, not a part of one and not of others."""
        return bool(self.kind_of(node)) and "#" not in node.value

    def slug(self, concept: NamedNode) -> str:
        """`agora` for ``…/id/type/agora``."""
        return concept.value.rpartition("/")[2]

    def nodes(self, subject: NamedNode, *predicates: NamedNode) -> tuple[NamedNode, ...]:
        """The things that these properties of the thing or a part lead to, each once."""
        found = (value for p in predicates for value in self._values.get((subject, p), ()))
        return _once(value for value in found if isinstance(value, NamedNode))

    def texts(self, subject: NamedNode, *predicates: NamedNode) -> tuple[Literal, ...]:
        """The literals that these properties of the thing or a part have, each once."""
        found = (value for p in predicates for value in self._values.get((subject, p), ()))
        return _once(value for value in found if isinstance(value, Literal))

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The first literal, as text."""
        found = self.texts(subject, predicate)
        return found[0].value if found else None

    def sayers(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The others that lead to the thing by this property, unless it says so itself."""
        return self._sayers.get((predicate, self.thing), ())

    def related(self, node: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Where a property leads from anything: the thing, a part, or what is mentioned."""
        mention = self.mentions.get(node)
        return self.nodes(node, predicate) or (mention.nodes(predicate) if mention else ())

    def classes(self, node: NamedNode) -> frozenset[NamedNode]:
        return frozenset(self.related(node, RDF.type))

    def labels(self, node: NamedNode) -> tuple[Literal, ...]:
        """The names of anything, in order."""
        own = self.texts(node, RDFS.label)
        mention = self.mentions.get(node)
        if own or mention is None:
            return own
        found = mention.values.get(RDFS.label, ())
        return tuple(sorted((v for v in found if isinstance(v, Literal)), key=term_key))


def _once(values: Iterable[_Term]) -> tuple[_Term, ...]:
    return tuple(dict.fromkeys(values))
