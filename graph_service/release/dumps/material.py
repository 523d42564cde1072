"""What dumps are written from: the quads of a store as sorted lines on disk."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from graph_service.release.canonical import sort_lines


@dataclass(frozen=True, slots=True)
class Material:
    """The graph that is dumped, as files of lines.

    In `sorted_quads` the lines of equal triples stand beside each other, in `by_graph` those of a
    graph, and within it those of a subject.
    """

    store: Store
    """For dumps that describe things; the RDF dumps are written from the lines."""
    data: Path
    """The folder of the curated tables."""
    scratch: Path
    base: str
    sorted_quads: Path
    by_graph: Path
    merged: Path
    """The triples of all graphs, each once."""
    sha256: str
    """Of the sorted quads."""
    quads: int
    triples: int

    def clear(self) -> None:
        """Remove the files."""
        shutil.rmtree(self.scratch)


def gather(store: Store, data: Path, scratch: Path, base: str) -> Material:
    """Bring the named graphs of a store to disk. `scratch` is an empty folder."""
    by_graph, sorted_quads = scratch / "by-graph.nq", scratch / "sorted.nq"
    merged = scratch / "merged.nt"
    _write(_graph_by_graph(store, scratch), by_graph)
    with by_graph.open("rb") as file:
        sha256, quads = _write(sort_lines(file, scratch), sorted_quads)
    with sorted_quads.open("rb") as file:
        _, triples = _write(_merge(file), merged)
    return Material(
        store, data, scratch, base, sorted_quads, by_graph, merged, sha256, quads, triples
    )


def _graph_by_graph(store: Store, scratch: Path) -> Iterator[bytes]:
    """N-Quads of each graph in order, as the store holds them (it may write a number anew)."""
    part = scratch / "graph.nt"
    for graph in _graphs(store):
        store.dump(str(part), RdfFormat.N_TRIPLES, from_graph=graph)
        name = f"{graph} .\n".encode()
        with part.open("rb") as file:
            for line in sort_lines(file, scratch):
                yield line.removesuffix(b".\n") + name
        part.unlink()


def _graphs(store: Store) -> list[NamedNode]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(graphs, key=lambda graph: graph.value)


def _merge(quads: Iterable[bytes]) -> Iterator[bytes]:
    # The name of a graph has no blank in it, so the last two words are `<graph> .`.
    triples = (line.rsplit(b" ", 2)[0] for line in quads)
    return (triple + b" .\n" for triple, _ in groupby(triples))


def _write(lines: Iterable[bytes], path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    count = 0
    with path.open("wb") as file:
        for line in lines:
            digest.update(line)
            file.write(line)
            count += 1
    return digest.hexdigest(), count
