"""Nodes of the stream as bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph_service.http.negotiation import Offer
from graph_service.resources.representations import N_QUADS, TRIG
from loaders.namespaces import prefixes

PREFIXES = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "sh": "http://www.w3.org/ns/shacl#",
    "tree": "https://w3id.org/tree#",
}


def write(head: Iterable[Quad], members: bytes, offer: Offer, base: str) -> bytes:
    """A node: what it says of itself, then its members, which are N-Quads already."""
    said = "".join(f"{quad} .\n" for quad in head).encode()
    if offer is N_QUADS:
        return said + members
    quads = parse(said + members, format=RdfFormat.N_QUADS)
    form = RdfFormat.TRIG if offer is TRIG else RdfFormat.JSON_LD
    written = serialize(quads, format=form, prefixes={**prefixes(base), **PREFIXES})
    assert isinstance(written, bytes)
    return written
