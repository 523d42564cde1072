"""The statements that make the description of an entity: what a feed sends along with a change.

They are those that `graph_service.release.descriptions` compares. So a feed that sends them sends
what its change log tells of, and all entities together are the dump without inferred links and
without what is said of graphs, of the ontology and of things of others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store


def statements_of(store: Store, base: str, reference: str) -> list[Quad]:
    """The quads of an entity (`kind/slug`) and of its parts, in the order of the dumps."""
    return sorted(_walked(store, base, reference), key=line)


def line(quad: Quad) -> bytes:
    """A quad as the dumps write it."""
    return f"{quad} .\n".encode()


def digest_of(statements: Iterable[Quad]) -> str:
    """The digest that the change log has for these statements, in this order."""
    return hashlib.sha256(b"".join(map(line, statements))).hexdigest()


def _walked(store: Store, base: str, reference: str) -> Iterator[Quad]:
    """From the thing to its parts and on to theirs, by any link, also an inferred one."""
    thing = NamedNode(f"{base}id/{reference}")
    inferred = NamedNode(f"{base}graph/inferred")
    start = f"{thing.value}#"
    seen, waiting = {thing}, [thing]
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, None):
            value, graph = quad.object, quad.graph_name
            if isinstance(value, NamedNode) and value.value.startswith(start) and value not in seen:
                seen.add(value)
                waiting.append(value)
            is_stated = graph != inferred or isinstance(value, Literal)
            if is_stated and not isinstance(graph, DefaultGraph):
                yield quad
