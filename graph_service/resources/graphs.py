"""Whole graphs: the read part of the SPARQL 1.1 Graph Store HTTP Protocol, and our vocabularies."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse, serialize

from graph_service.http.negotiation import Offer
from graph_service.resources.description import Statement, gather
from graph_service.resources.ordering import statement_key
from graph_service.resources.plain import stable_root
from graph_service.resources.representations import (
    JSON,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
)
from graph_service.resources.turtle import graph_turtle
from loaders.namespaces import prefixes

OFFERS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, TRIG, N_QUADS, JSON)
"""What a graph can be had as. TriG and N-Quads are of its triples, in the default graph."""

_FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        TURTLE.key: RdfFormat.TURTLE,
        JSON_LD.key: RdfFormat.JSON_LD,
        JSON.key: RdfFormat.JSON_LD,
        N_TRIPLES.key: RdfFormat.N_TRIPLES,
        RDF_XML.key: RdfFormat.RDF_XML,
        TRIG.key: RdfFormat.TRIG,
        N_QUADS.key: RdfFormat.N_QUADS,
    }
)
_SMALL = 20_000
_PIECE = 64 * 1024

GraphName = NamedNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class Written:
    """A graph that was written to a file, since it is too large to be held in memory."""

    file: IO[bytes]
    size: int

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes, piece by piece."""
        with self.file:
            while piece := self.file.read(_PIECE):
                yield piece


def is_empty(store: Store, name: GraphName) -> bool:
    """Whether there is no such graph."""
    return next(iter(store.quads_for_pattern(None, None, None, name)), None) is None


def whole(store: Store, name: GraphName, offer: Offer, base: str) -> bytes | Written:
    """A whole graph. Small ones are written to be read, large ones to be loaded."""
    quads = store.quads_for_pattern(None, None, None, name)
    first = list(itertools.islice(quads, _SMALL + 1))
    if len(first) <= _SMALL:
        subject = name if isinstance(name, NamedNode) else NamedNode(base)
        return write(gather(first), offer, base, subject)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when its last piece is sent
    store.dump(file, _FORMATS[offer.key], from_graph=name)
    size = file.tell()
    file.seek(0)
    return Written(file, size)


def write(statements: Iterable[Statement], offer: Offer, base: str, first: NamedNode) -> bytes:
    """Statements as one graph, those about `first` at the top."""
    if offer.key in (TURTLE.key, TRIG.key):
        return graph_turtle(statements, base, first)
    ordered = sorted(statements, key=lambda s: statement_key(s, first))
    triples = [statement.triple for statement in ordered]
    if offer.key in (N_TRIPLES.key, N_QUADS.key):
        return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()
    names = prefixes(base) if offer.key == RDF_XML.key else None
    written = serialize(triples, format=_FORMATS[offer.key], prefixes=names)
    assert written is not None  # it is, without an output to write to
    return stable_root(written) if offer.key == RDF_XML.key else written


def turtle_files(paths: Sequence[Path], offer: Offer) -> bytes:
    """Turtle files as one graph; as Turtle, they are simply put one after the other."""
    if offer.key == TURTLE.key:
        return b"\n".join(path.read_bytes() for path in paths)
    triples = [
        triple
        for path in paths
        for triple in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]
    written = serialize(triples, format=_FORMATS[offer.key])
    assert written is not None  # it is, without an output to write to
    return written
