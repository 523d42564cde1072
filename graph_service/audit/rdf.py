"""Reading RDF as a stranger does: by the media type that it comes with."""

from __future__ import annotations

import gzip
import json
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, parse

from graph_service.audit.web import Unreachable, Web

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
"""Media types of RDF."""
_DEPTH = 3


class Unreadable(Exception):  # noqa: N818 - it says what happened
    """A body that is not what its media type says."""


def read_quads(body: bytes, media_type: str, base: str, web: Web) -> list[Quad]:
    """The quads of a document. Contexts of JSON-LD are fetched from the audited origin only."""
    form = GRAPHS.get(media_type)
    if form is None:
        raise Unreadable(f"{media_type!r} is no media type of RDF")
    try:
        if form is RdfFormat.JSON_LD:
            body = _with_contexts(body, base, web)
        return list(parse(body, format=form, base_iri=base))
    except (SyntaxError, ValueError, OSError, Unreachable) as error:
        raise Unreadable(f"{media_type}: {error}") from error


def read_triples(body: bytes, media_type: str, base: str, web: Web) -> set[Triple]:
    """The triples of a document, of all its graphs together."""
    return {quad.triple for quad in read_quads(body, media_type, base, web)}


def unpacked(body: bytes, coding: str) -> bytes:
    """A body without its coding: `gzip`, `zstd` or none."""
    try:
        if coding == "gzip":
            return gzip.decompress(body)
        if coding == "zstd":
            return _zstd(body)
    except Exception as error:  # each library has errors of its own
        raise Unreadable(f"{coding}: {error}") from error
    return body


def _zstd(body: bytes) -> bytes:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from backports import zstd
    return bytes(zstd.decompress(body))


def _with_contexts(body: bytes, base: str, web: Web) -> bytes:
    document = json.loads(body)
    if isinstance(document, dict) and "@context" in document:
        document["@context"] = _context(document["@context"], base, web, _DEPTH)
    return json.dumps(document).encode()


def _context(said: Any, base: str, web: Web, depth: int) -> Any:
    if isinstance(said, list):
        return [_context(each, base, web, depth) for each in said]
    if not isinstance(said, str):
        return said
    if depth == 0:
        raise Unreadable(f"contexts of contexts of {base}")
    reply = web.get(said, "application/ld+json")
    if reply.status != 200:  # noqa: PLR2004
        raise Unreadable(f"context {said}: HTTP {reply.status}")
    return _context(json.loads(reply.body)["@context"], said, web, depth - 1)
