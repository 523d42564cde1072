"""N-Triples, N-Quads and RDF/XML."""

from __future__ import annotations

from pyoxigraph import RdfFormat, serialize

from graph_service.resources.document import Document
from graph_service.store.formats import stable_root
from loaders.namespaces import prefixes


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
