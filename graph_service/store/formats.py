"""The formats that the engine writes, by the short names that we give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import QueryResultsFormat, RdfFormat

RESULTS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
    }
)
TRIPLES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "rdf": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
    }
)
QUADS: Mapping[str, RdfFormat] = MappingProxyType({"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS})

_ROOT = re.compile(rb"<rdf:RDF( [^>]*)>")
_ATTRIBUTE = re.compile(rb' [^ =]+="[^"]*"')


def has_root(rdf_xml: bytes) -> bool:
    """Whether the tag of the root element is in this beginning of RDF/XML."""
    return _ROOT.search(rdf_xml) is not None


def stable_root(rdf_xml: bytes) -> bytes:
    """The same RDF/XML with the namespaces of its root in order (the engine's order varies)."""

    def in_order(root: re.Match[bytes]) -> bytes:
        return b"<rdf:RDF" + b"".join(sorted(_ATTRIBUTE.findall(root[1]))) + b">"

    return _ROOT.sub(in_order, rdf_xml, count=1)
