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
    holders: dict[Triple, list[NamedNode]] = {}
    for quad in quads:
        graph = quad.graph_name
        known = holders.setdefault(quad.triple, [])
        if isinstance(graph, NamedNode):
            known.append(graph)
    return [
        Statement(subject, predicate, value, _in_order(graphs))
        for (subject, predicate, value), graphs in holders.items()
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)
    ]


def _in_order(graphs: list[NamedNode]) -> tuple[NamedNode, ...]:
    return tuple(graphs) if len(graphs) < 2 else tuple(sorted(set(graphs), key=term_key))  # noqa: PLR2004
