"""What a release says about one thing: a concise bounded description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_service.resources.neighbourhood import MOST_LINKS, Links, Neighbourhood
from graph_service.resources.ordering import statement_key, term_key
from graph_service.resources.statements import Statement, gather
from loaders.namespaces import RDF, RDFS

Inverses = Mapping[NamedNode, frozenset[NamedNode]]


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
        self._neighbourhood = Neighbourhood(store, self._inferred)

    def describe(self, thing: NamedNode) -> Description | None:
        """The description of `thing`; None if nothing is said of it."""
        if not self._says_anything(thing):
            return None
        links_from = self._neighbourhood.outgoing(thing)
        links_to = self._neighbourhood.incoming(thing)
        family = self._family(thing, [*links_from.statements, *links_to.statements])
        outgoing = [*links_from.statements]
        for part in family - {thing}:
            outgoing += self._statements(part, None, None)
        own, cuts = self._bounded(thing, Links(outgoing, links_from.totals), inverse=False)
        said = {(s.predicate, s.object) for s in outgoing if s.subject == thing}
        incoming = [s for s in links_to.statements if s.subject not in family]
        news = self._unsaid(incoming, said, links_from, links_to)
        inverse, more_cuts = self._bounded(thing, news, inverse=True)
        return Description(
            thing=thing,
            own=tuple(sorted(own, key=lambda s: statement_key(s, thing))),
            inverse=tuple(sorted(inverse, key=lambda s: statement_key(s, thing))),
            labels=tuple(self._labels(family, (*own, *inverse))),
            terms=MappingProxyType(self._terms((*own, *inverse))),
            cuts=(*cuts, *more_cuts),
        )

    def outline(self, thing: NamedNode) -> Description | None:
        """What a thing says of itself and its parts: enough to list it in a collection.

        What others say of it is not read, and links and classes that were derived are left out.
        """
        if not self._says_anything(thing):
            return None
        own: list[Statement] = []
        waiting, known = [thing], {thing}
        while waiting:
            said = self._statements(waiting.pop(), None, None)
            own += (s for s in said if isinstance(s.object, Literal) or not self._is_derived(s))
            parts = {s.object for s in said if isinstance(s.object, NamedNode)} - known
            found = [part for part in parts if part.value.startswith(f"{thing.value}#")]
            waiting += found
            known.update(found)
        ordered = sorted(own, key=lambda s: statement_key(s, thing))
        return Description(thing, tuple(ordered), (), (), MappingProxyType({}), ())

    def _says_anything(self, thing: NamedNode) -> bool:
        found = self._store.quads_for_pattern(thing, None, None, DefaultGraph())
        return next(iter(found), None) is not None

    def _family(self, thing: NamedNode, links: Iterable[Statement]) -> set[NamedNode]:
        """The thing and its fragments."""
        prefix = f"{thing.value}#"
        ends = {end for s in links for end in (s.subject, s.object) if isinstance(end, NamedNode)}
        waiting = [end for end in ends if end.value.startswith(prefix)]
        family = {thing, *waiting}
        while waiting:
            for neighbour in self._neighbours(waiting.pop()):
                if neighbour not in family and neighbour.value.startswith(prefix):
                    family.add(neighbour)
                    waiting.append(neighbour)
        return family

    def _unsaid(
        self,
        incoming: Sequence[Statement],
        said: set[tuple[NamedNode, NamedNode | Literal]],
        links_from: Links,
        links_to: Links,
    ) -> Links:
        """What others say of the thing, without what the thing says itself, the other way."""
        totals = {
            predicate: total
            for predicate, total in links_to.totals.items()
            if not self._inverses.get(predicate, frozenset()) & links_from.totals.keys()
        }
        hidden = links_to.totals.keys() - totals.keys()
        news = [s for s in incoming if s.predicate not in hidden and not self._is_said(s, said)]
        return Links(news, totals)

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
        self, thing: NamedNode, found: Links, *, inverse: bool
    ) -> tuple[list[Statement], list[Cut]]:
        """Long lists of links between the thing and others, cut; never what a source says of it."""
        kept: list[Statement] = []
        links: dict[NamedNode, list[Statement]] = {}
        for statement in found.statements:
            if inverse or self._is_derived_link(thing, statement):
                links.setdefault(statement.predicate, []).append(statement)
            else:
                kept.append(statement)
        cuts = []
        for predicate, some in sorted(links.items(), key=lambda item: term_key(item[0])):
            shown = sorted(some, key=lambda s: statement_key(s, thing))[:MOST_LINKS]
            kept += shown
            total = found.totals.get(predicate, len(some))
            if total > len(shown):
                cuts.append(Cut(predicate, inverse, len(shown), total))
        return kept, cuts

    def _is_derived(self, statement: Statement) -> bool:
        return statement.graphs == (self._inferred,)

    def _is_derived_link(self, thing: NamedNode, statement: Statement) -> bool:
        return (
            statement.subject == thing
            and self._is_derived(statement)
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


def labels_of(store: Store, node: NamedNode) -> tuple[Literal, ...]:
    """The labels of a node, in order."""
    found = store.quads_for_pattern(node, RDFS.label, None, DefaultGraph())
    return tuple(sorted((q.object for q in found if isinstance(q.object, Literal)), key=term_key))
