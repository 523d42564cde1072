"""What follows from the statements, written out: queries run in the order of their names.

Each is a CONSTRUCT over the default graph, the merge of all graphs; what it yields goes into
`/graph/inferred` unless some graph already says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Store, Triple

from loaders.namespaces import prefixes


def queries() -> Iterator[tuple[str, str]]:
    """Name and text of each query, in order."""
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".rq"):
            yield file.name, file.read_text(encoding="utf-8")


def close(store: Store, graph: NamedNode, base: str) -> int:
    """Add what follows from the default graph to `graph` and to the default graph itself.

    Returns how many triples that were.
    """
    before = len(store)
    for _, text in queries():
        answer = store.query(text, prefixes=prefixes(base))
        assert isinstance(answer, QueryTriples)
        store.bulk_extend(_new_quads(store, answer, graph))
    return (len(store) - before) // 2


def _new_quads(store: Store, triples: Iterable[Triple], graph: NamedNode) -> Iterator[Quad]:
    default = DefaultGraph()
    for triple in triples:
        quad = Quad(triple.subject, triple.predicate, triple.object, default)
        if quad not in store:
            yield quad
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
