"""What follows from the statements, written out: queries run in the order of their names.

Each is a CONSTRUCT over the default graph, the merge of all graphs; what it yields goes into
`/graph/inferred` unless some graph already says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, QueryTriples, RdfFormat, Store

from loaders.namespaces import prefixes


def queries() -> Iterator[tuple[str, str]]:
    """Name and text of each query, in order."""
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".rq"):
            yield file.name, file.read_text(encoding="utf-8")


def close(store: Store, graph: NamedNode, base: str, scratch: Path) -> None:
    """Add to `graph`, and to the merge, what follows from the merge; query after query.

    What a query yields goes through a file in `scratch`, so that no triple passes through Python.
    (Blank nodes would get other names on the way; the gate allows none.)
    """
    file = scratch / "closure.nt"
    for _, text in queries():
        answer = store.query(text, prefixes=prefixes(base))
        assert isinstance(answer, QueryTriples)
        answer.serialize(str(file), format=RdfFormat.N_TRIPLES)
        for target in (graph, DefaultGraph()):
            store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES, to_graph=target)
    file.unlink()
