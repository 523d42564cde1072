"""N-Triples, N-Quads and RDF/XML."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat, serialize

from graph_service.resources.document import Document
from loaders.namespaces import prefixes

_ROOT = re.compile(rb"<rdf:RDF( [^>]*)>")
_ATTRIBUTE = re.compile(rb' [^ =]+="[^"]*"')


def n_triples(document: Document) -> bytes:
    """One triple a line, sorted."""
    lines = {f"{statement.triple} .\n" for statement in document.statements}
    return "".join(sorted(lines)).encode()


def n_quads(document: Document) -> bytes:
    """One quad a line, sorted; what the document says of itself is in no graph."""
    lines = {f"{statement.triple} .\n" for statement in document.about}
    for statement in document.description.statements:
        lines |= {f"{statement.triple} {graph} .\n" for graph in statement.graphs}
    return "".join(sorted(lines)).encode()


def rdf_xml(document: Document) -> bytes:
    """RDF/XML, subject by subject."""
    triples = [statement.triple for statement in document.statements]
    names = prefixes(document.edition.base)
    written = serialize(triples, format=RdfFormat.RDF_XML, prefixes=names)
    assert written is not None  # it is, without an output to write to
    return stable_root(written)


def stable_root(rdf_xml: bytes) -> bytes:
    """The same RDF/XML with the namespaces of its root in order (the engine's order varies)."""

    def in_order(root: re.Match[bytes]) -> bytes:
        return b"<rdf:RDF" + b"".join(sorted(_ATTRIBUTE.findall(root[1]))) + b">"

    return _ROOT.sub(in_order, rdf_xml, count=1)
