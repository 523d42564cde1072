"""What follows from the statements, written out: queries run in the order of their names.

Each is a CONSTRUCT over the default graph, the merge of all graphs; what it yields goes into
`/graph/inferred` unless some graph already says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from loaders.namespaces import prefixes


def queries() -> Iterator[tuple[str, str]]:
    """Name and text of each query, in order."""
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".rq"):
            yield file.name, file.read_text(encoding="utf-8")


def closures(store: Store, graph: NamedNode, base: str) -> Iterator[Iterator[Quad]]:
    """What follows from the default graph, as quads of `graph`, query by query.

    The caller adds the quads of one query to the store before it asks for the next, which builds
    on them.
    """
    for _, text in queries():
        answer = store.query(text, prefixes=prefixes(base))
        assert isinstance(answer, QueryTriples)
        yield (Quad(each.subject, each.predicate, each.object, graph) for each in answer)
