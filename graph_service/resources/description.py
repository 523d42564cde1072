"""What a release says about one thing: a concise bounded description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from graph_service.resources.ordering import statement_key, term_key
from loaders.namespaces import RDF, RDFS

MOST_LINKS = 100
"""How many links of one kind to or from other things a document lists; the total is said."""

Inverses = Mapping[NamedNode, frozenset[NamedNode]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple, and the graphs that say it."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    graphs: tuple[NamedNode, ...]

    @property
    def triple(self) -> Triple:
        return Triple(self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Cut:
    """A long list of links, of which a document shows the first ones only."""

    predicate: NamedNode
    inverse: bool
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Description:
    """A thing with its parts (its fragments), and its place among other things."""

    thing: NamedNode
    own: tuple[Statement, ...]
    """What is said of the thing and of its parts."""
    inverse: tuple[Statement, ...]
    """What other things say of it, unless it says the same of them."""
    labels: tuple[Statement, ...]
    """The names of the things that the statements above mention."""
    terms: Mapping[NamedNode, tuple[Literal, ...]]
    """The names of the properties and classes used: for pages, not for documents."""
    cuts: tuple[Cut, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that a document says of the thing, in order."""
        return (*self.own, *self.inverse, *self.labels)

    @property
    def parts(self) -> tuple[NamedNode, ...]:
        """The fragments of the thing, in order."""
        return tuple(dict.fromkeys(s.subject for s in self.own if s.subject != self.thing))

    def of(self, subject: NamedNode) -> tuple[Statement, ...]:
        """What is said of the thing itself or of one of its parts."""
        return tuple(statement for statement in self.own if statement.subject == subject)


class Describer:
    """Describes the things of one store."""

    def __init__(self, store: Store, base: str, inverses: Inverses) -> None:
        self._store = store
        self._base = base
        self._inverses = inverses
        self._inferred = NamedNode(f"{base}graph/inferred")

    def describe(self, thing: NamedNode) -> Description | None:
        """The description of `thing`; None if nothing is said of it."""
        if not self._says_anything(thing):
            return None
        family, incoming = self._family(thing)
        outgoing = [s for part in family for s in self._statements(part, None, None)]
        own, cuts = self._bounded(thing, outgoing, inverse=False)
        said = {(s.predicate, s.object) for s in outgoing if s.subject == thing}
        news = [s for s in incoming if not self._is_said(s, said)]
        inverse, more_cuts = self._bounded(thing, news, inverse=True)
        return Description(
            thing=thing,
            own=tuple(sorted(own, key=lambda s: statement_key(s, thing))),
            inverse=tuple(sorted(inverse, key=lambda s: statement_key(s, thing))),
            labels=tuple(self._labels(family, (*own, *inverse))),
            terms=MappingProxyType(self._terms((*own, *inverse))),
            cuts=(*cuts, *more_cuts),
        )

    def _says_anything(self, thing: NamedNode) -> bool:
        found = self._store.quads_for_pattern(thing, None, None, DefaultGraph())
        return next(iter(found), None) is not None

    def _family(self, thing: NamedNode) -> tuple[set[NamedNode], list[Statement]]:
        """The thing and its fragments, and what others say of the thing."""
        prefix = f"{thing.value}#"
        family, waiting = {thing}, [thing]
        while waiting:
            member = waiting.pop()
            for neighbour in self._neighbours(member):
                if neighbour not in family and neighbour.value.startswith(prefix):
                    family.add(neighbour)
                    waiting.append(neighbour)
        return family, [s for s in self._statements(None, None, thing) if s.subject not in family]

    def _neighbours(self, node: NamedNode) -> Iterator[NamedNode]:
        for quad in self._store.quads_for_pattern(node, None, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield quad.object
        for quad in self._store.quads_for_pattern(None, None, node, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _statements(
        self, subject: NamedNode | None, predicate: NamedNode | None, value: NamedNode | None
    ) -> list[Statement]:
        return gather(self._store.quads_for_pattern(subject, predicate, value, None))

    def _bounded(
        self, thing: NamedNode, statements: Sequence[Statement], *, inverse: bool
    ) -> tuple[list[Statement], list[Cut]]:
        """Long lists of links between the thing and others, cut; never what a source says of it."""
        kept: list[Statement] = []
        links: dict[NamedNode, list[Statement]] = {}
        for statement in statements:
            if inverse or self._is_derived_link(thing, statement):
                links.setdefault(statement.predicate, []).append(statement)
            else:
                kept.append(statement)
        cuts = []
        for predicate, found in sorted(links.items(), key=lambda item: term_key(item[0])):
            shown = sorted(found, key=lambda s: statement_key(s, thing))[:MOST_LINKS]
            kept += shown
            if len(found) > len(shown):
                cuts.append(Cut(predicate, inverse, len(shown), len(found)))
        return kept, cuts

    def _is_derived_link(self, thing: NamedNode, statement: Statement) -> bool:
        return (
            statement.subject == thing
            and statement.graphs == (self._inferred,)
            and isinstance(statement.object, NamedNode)
            and statement.predicate != RDF.type
        )

    def _is_said(
        self, incoming: Statement, said: set[tuple[NamedNode, NamedNode | Literal]]
    ) -> bool:
        inverses = self._inverses.get(incoming.predicate, frozenset())
        return any((inverse, incoming.subject) in said for inverse in inverses)

    def _labels(
        self, family: set[NamedNode], statements: Iterable[Statement]
    ) -> Iterator[Statement]:
        ours = f"{self._base}id/"
        mentioned = {node for s in statements for node in (s.subject, s.object)}
        named = {node for node in mentioned if isinstance(node, NamedNode)}
        owners = {NamedNode(node.value.partition("#")[0]) for node in named}
        for node in sorted((named | owners) - family, key=term_key):
            if node.value.startswith(ours):
                found = self._statements(node, RDFS.label, None)
                yield from sorted(found, key=lambda s: statement_key(s, node))

    def _terms(self, statements: Iterable[Statement]) -> dict[NamedNode, tuple[Literal, ...]]:
        used: dict[NamedNode, None] = {}
        for statement in statements:
            used[statement.predicate] = None
            for inverse in self._inverses.get(statement.predicate, ()):
                used[inverse] = None
            if statement.predicate == RDF.type and isinstance(statement.object, NamedNode):
                used[statement.object] = None
        return {term: labels_of(self._store, term) for term in used}


def gather(quads: Iterable[Quad]) -> list[Statement]:
    """Statements of quads: each triple once, with the named graphs that hold it."""
    graphs: dict[tuple[NamedNode, NamedNode, NamedNode | Literal], set[NamedNode]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            holders = graphs.setdefault((quad.subject, quad.predicate, quad.object), set())
            if isinstance(quad.graph_name, NamedNode):
                holders.add(quad.graph_name)
    return [
        Statement(*triple, tuple(sorted(holders, key=term_key)))
        for triple, holders in graphs.items()
    ]


def labels_of(store: Store, node: NamedNode) -> tuple[Literal, ...]:
    """The labels of a node, in order."""
    found = store.quads_for_pattern(node, RDFS.label, None, DefaultGraph())
    return tuple(sorted((q.object for q in found if isinstance(q.object, Literal)), key=term_key))
