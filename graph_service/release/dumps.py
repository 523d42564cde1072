"""The dumps of a release: N-Quads of everything, Turtle of each graph, and their checksums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from graph_service.release.canonical import (
    reproducible_gzip,
    sha256_of,
    sort_lines,
    write_gzip,
)
from graph_service.store.release import DumpFile
from loaders.namespaces import prefixes


@dataclass(frozen=True, slots=True)
class Content:
    """SHA-256 of the sorted N-Quads, and their number."""

    sha256: str
    quads: int


def write_quads(store: Store, path: Path, scratch: Path) -> Content:
    """Write the sorted N-Quads of all named graphs, compressed."""
    return Content(*write_gzip(sort_lines(_lines(store, scratch), scratch), path))


def _lines(store: Store, scratch: Path) -> Iterator[bytes]:
    """N-Quads of the named graphs, as the store holds them (it may write a number anew)."""
    part = scratch / "graph.nt"
    for graph in _graphs(store):
        store.dump(str(part), RdfFormat.N_TRIPLES, from_graph=graph)
        name = f"{graph} .\n".encode()
        with part.open("rb") as file:
            for line in file:
                yield line.removesuffix(b".\n") + name
        part.unlink()


def _graphs(store: Store) -> list[NamedNode]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(graphs, key=lambda graph: graph.value)


def write_graphs(store: Store, folder: Path, base: str) -> None:
    """Write each named graph as Turtle, compressed, under the name of the graph."""
    folder.mkdir()
    start = f"{base}graph/"
    for graph in _graphs(store):
        path = folder / f"{graph.value.removeprefix(start)}.ttl.gz"
        with path.open("wb") as raw, reproducible_gzip(raw) as file:
            store.dump(file, RdfFormat.TURTLE, from_graph=graph, prefixes=prefixes(base))


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
