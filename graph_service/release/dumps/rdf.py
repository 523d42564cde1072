"""The RDF dumps: N-Quads, TriG and JSON-LD of all named graphs, RDF/XML of their merge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph_service.release.dumps.material import Material
from graph_service.store.formats import has_root, stable_root
from loaders.namespaces import prefixes

Each = TypeVar("Each")


def quads(material: Material, out: BinaryIO) -> int:
    """The sorted N-Quads."""
    with material.sorted_quads.open("rb") as file:
        shutil.copyfileobj(file, out, 1024 * 1024)
    return material.quads


def trig(material: Material, out: BinaryIO) -> int:
    """TriG, graph by graph."""
    return _by_graph(material, out, RdfFormat.TRIG)


def json_ld(material: Material, out: BinaryIO) -> int:
    """JSON-LD, graph by graph."""
    return _by_graph(material, out, RdfFormat.JSON_LD)


def rdf_xml(material: Material, out: BinaryIO) -> int:
    """RDF/XML of the merge: it knows no graphs."""
    triples = parse(path=str(material.merged), format=RdfFormat.N_TRIPLES)
    counted = Counted(quad.triple for quad in triples)
    with _StableRoot(out) as stream:
        serialize(counted, stream, RdfFormat.RDF_XML, prefixes=prefixes(material.base))
    return counted.number


def counts(rdf_format: RdfFormat) -> Callable[[BinaryIO], int]:
    """Counts the statements of a stream by parsing it."""
    return lambda stream: sum(1 for _ in parse(stream, rdf_format))


def lines(stream: BinaryIO) -> int:
    """Counts the lines of a stream, where the same lines are parsed in another file."""
    return sum(1 for _ in stream)


class Counted(Iterator[Each]):
    """Passes on what an iterator yields, and knows how many there were."""

    def __init__(self, source: Iterator[Each]) -> None:
        self._source = source
        self.number = 0

    def __next__(self) -> Each:
        found = next(self._source)
        self.number += 1
        return found


def _by_graph(material: Material, out: BinaryIO, rdf_format: RdfFormat) -> int:
    found: Counted[Quad] = Counted(parse(path=str(material.by_graph), format=RdfFormat.N_QUADS))
    serialize(found, out, rdf_format, prefixes=prefixes(material.base))
    return found.number


class _StableRoot:
    """Puts the namespaces of the root element in order: the engine's order varies."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._held: bytes | None = b""

    def __enter__(self) -> BinaryIO:
        return self  # type: ignore[return-value]

    def __exit__(self, *_: object) -> None:
        if self._held:
            self._out.write(self._held)

    def write(self, data: bytes) -> int:
        if self._held is None:
            return self._out.write(data)
        self._held += data
        if has_root(self._held):
            self._out.write(stable_root(self._held))
            self._held = None
        return len(data)

    def flush(self) -> None:
        self._out.flush()
