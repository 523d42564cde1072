"""Whole graphs: the read part of the SPARQL 1.1 Graph Store HTTP Protocol, and our vocabularies."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, cast

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from graph_service.http.negotiation import Offer
from graph_service.resources.ordering import statement_key
from graph_service.resources.representations import (
    JSON,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
)
from graph_service.resources.statements import Statement, gather
from graph_service.resources.streaming import Output, stream
from graph_service.resources.turtle import graph_turtle
from graph_service.store.formats import stable_root
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
_PREFIXED = frozenset({TURTLE.key, TRIG.key, RDF_XML.key})
_SMALL = 20_000

GraphName = NamedNode | DefaultGraph


def is_empty(store: Store, name: GraphName) -> bool:
    """Whether there is no such graph."""
    return next(iter(store.quads_for_pattern(None, None, None, name)), None) is None


def whole(store: Store, name: GraphName, offer: Offer, base: str) -> bytes | None:
    """A graph that is small enough to be written in order, to be read; None for a larger one."""
    quads = store.quads_for_pattern(None, None, None, name)
    first = list(itertools.islice(quads, _SMALL + 1))
    if len(first) > _SMALL:
        return None
    subject = name if isinstance(name, NamedNode) else NamedNode(base)
    return write(gather(first), offer, base, subject)


def streamed(store: Store, name: GraphName, offer: Offer, base: str) -> AsyncIterator[bytes]:
    """A graph of any size, in the order of the store."""
    names = prefixes(base) if offer.key in _PREFIXED else None

    def dump(output: Output) -> None:
        target = cast("IO[bytes]", output)
        store.dump(target, _FORMATS[offer.key], from_graph=name, prefixes=names)

    return stream(dump)


def write(
    statements: Iterable[Statement],
    offer: Offer,
    base: str,
    first: NamedNode,
    more: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Statements as one graph, those about `first` at the top. `more` are further prefixes."""
    known = prefixes(base) | dict(more)
    if offer.key in (TURTLE.key, TRIG.key):
        return graph_turtle(statements, known, first)
    ordered = sorted(statements, key=lambda s: statement_key(s, first))
    triples = [statement.triple for statement in ordered]
    if offer.key in (N_TRIPLES.key, N_QUADS.key):
        return "".join(sorted(f"{triple} .\n" for triple in triples)).encode()
    names = known if offer.key == RDF_XML.key else None
    written = serialize(triples, format=_FORMATS[offer.key], prefixes=names)
    assert written is not None  # it is, without an output to write to
    return stable_root(written) if offer.key == RDF_XML.key else written


def turtle_files(paths: Sequence[Path], offer: Offer) -> bytes:
    """Turtle files as one graph; as Turtle, they are simply put one after the other.

    Elsewhere their blank nodes have canonical names (RDFC-1.0), so that the bytes are the same
    every time.
    """
    if offer.key == TURTLE.key:
        return b"\n".join(path.read_bytes() for path in paths)
    found = Dataset(
        quad
        for path in paths
        for quad in parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    triples = sorted((quad.triple for quad in found), key=str)
    written = serialize(triples, format=_FORMATS[offer.key])
    assert written is not None  # it is, without an output to write to
    return written
