"""The formats of results, by form of query: SPARQL 1.1 Protocol, section 2.1.6."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from graph_service.http import Offer

Form = Literal["select", "ask", "graph"]

HTML = Offer("html", "text/html; charset=utf-8", accepts=("application/xhtml+xml",))

_JSON = Offer("json", "application/sparql-results+json", accepts=("application/json", "text/json"))
_XML = Offer("xml", "application/sparql-results+xml", accepts=("application/xml", "text/xml"))
_CSV = Offer("csv", "text/csv; charset=utf-8")
_TSV = Offer("tsv", "text/tab-separated-values; charset=utf-8")
_TURTLE = Offer("ttl", "text/turtle; charset=utf-8", accepts=("application/x-turtle",))
_NTRIPLES = Offer("nt", "application/n-triples", accepts=("text/plain",))
_RDFXML = Offer("rdf", "application/rdf+xml", accepts=("application/xml", "text/xml"))
_JSONLD = Offer("jsonld", "application/ld+json", accepts=("application/json",))
_TRIG = Offer("trig", "application/trig")
_NQUADS = Offer("nq", "application/n-quads")

OFFERS: Mapping[Form, tuple[Offer, ...]] = MappingProxyType(
    {
        "select": (_JSON, _XML, _CSV, _TSV),
        "ask": (_JSON, _XML),
        "graph": (_TURTLE, _NTRIPLES, _JSONLD, _RDFXML, _TRIG, _NQUADS),
    }
)
"""What machines can ask for; the first of each form answers who asks for nothing in particular."""

BY_KEY: Mapping[str, Offer] = MappingProxyType(
    {offer.key: offer for offers in OFFERS.values() for offer in offers} | {HTML.key: HTML}
)
