"""The dumps of a release: N-Quads of everything, Turtle of each graph, and their checksums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

from graph_service.release.canonical import (
    reproducible_gzip,
    sha256_of,
    sort_lines,
    write_gzip,
)
from graph_service.store.release import DumpFile
from loaders.namespaces import prefixes

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Content:
    """SHA-256 of the sorted N-Quads, and their number."""

    sha256: str
    quads: int


def write_quads(store: Store, path: Path, scratch: Path) -> Content:
    """Write the sorted N-Quads of all named graphs, compressed."""
    lines = (
        f"{quad} .\n".encode()
        for quad in store.quads_for_pattern(None, None, None, None)
        if quad.graph_name != _DEFAULT
    )
    return Content(*write_gzip(sort_lines(lines, scratch), path))


def write_graphs(store: Store, folder: Path, base: str) -> None:
    """Write each named graph as Turtle, compressed, under the name of the graph."""
    folder.mkdir()
    start = f"{base}graph/"
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    for iri in graphs:
        path = folder / f"{iri.removeprefix(start)}.ttl.gz"
        with path.open("wb") as raw, reproducible_gzip(raw) as file:
            triples = (q.triple for q in store.quads_for_pattern(None, None, None, NamedNode(iri)))
            serialize(triples, file, format=RdfFormat.TURTLE, prefixes=prefixes(base))


def write_checksums(folder: Path) -> None:
    """`SHA256SUMS`, as `sha256sum --check` reads it."""
    lines = [
        f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def describe_files(release: Path) -> tuple[DumpFile, ...]:
    """Path, size and checksum of every dump."""
    return tuple(
        DumpFile(path.relative_to(release).as_posix(), path.stat().st_size, sha256_of(path))
        for path in _files(release / "dumps")
    )


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())
