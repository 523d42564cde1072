"""Statements: triples with the graphs that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph_service.resources.ordering import term_key


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
