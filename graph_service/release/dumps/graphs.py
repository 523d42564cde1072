"""Each named graph as a Turtle file of its own, under the name of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph_service.release.dumps import rdf, verified
from graph_service.release.dumps.material import Material
from graph_service.store.release import DumpFile
from loaders.namespaces import prefixes

FOLDER = "graphs"
_FORMAT = verified.Format("text/turtle", "gzip", rdf.counts(RdfFormat.TURTLE))


def write(material: Material, dumps: Path) -> Iterator[DumpFile]:
    """Write the graphs below `dumps`, in order."""
    (dumps / FOLDER).mkdir()
    start = f"{material.base}graph/"
    quads = parse(path=str(material.by_graph), format=RdfFormat.N_QUADS)
    for graph, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        assert isinstance(graph, NamedNode)  # the lines are those of the named graphs
        name = f"{FOLDER}/{graph.value.removeprefix(start)}.ttl.gz"
        yield verified.write(dumps, name, _FORMAT, partial(_turtle, of_graph, material.base))


def _turtle(quads: Iterator[Quad], base: str, out: BinaryIO) -> int:
    triples = rdf.Counted(quad.triple for quad in quads)
    serialize(triples, out, RdfFormat.TURTLE, prefixes=prefixes(base))
    return triples.number
