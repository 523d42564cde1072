"""The representations of a document: one table of what there is, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph_service.http.negotiation import Offer
from graph_service.resources import context
from graph_service.resources.document import Document
from graph_service.resources.geojson import geo_json
from graph_service.resources.jsonld import json_ld
from graph_service.resources.place import Place
from graph_service.resources.plain import n_quads, n_triples, rdf_xml
from graph_service.resources.turtle import trig, turtle

_JSON_LD_PROFILE = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'

HTML = Offer("html", "text/html", "html", ("application/xhtml+xml",))
TURTLE = Offer("turtle", "text/turtle", "ttl", ("application/x-turtle",))
JSON_LD = Offer("json-ld", "application/ld+json", "jsonld", (_JSON_LD_PROFILE,))
N_TRIPLES = Offer("n-triples", "application/n-triples", "nt")
RDF_XML = Offer("rdf-xml", "application/rdf+xml", "rdf", ("application/xml", "text/xml"))
TRIG = Offer("trig", "application/trig", "trig")
N_QUADS = Offer("n-quads", "application/n-quads", "nq")
GEO_JSON = Offer("geojson", "application/geo+json", "geojson", ("application/vnd.geo+json",))
JSON = Offer("json", "application/json")
"""The JSON-LD again, for clients that know it as JSON only."""

OFFERS = (HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML, TRIG, N_QUADS, GEO_JSON, JSON)
"""What a document can be had as; the first is for those who do not say."""

BY_SUFFIX: Mapping[str, Offer] = MappingProxyType(
    {offer.suffix: offer for offer in OFFERS if offer.suffix}
)


Writer = Callable[[Document, Place], bytes]


def _json_ld(document: Document, place: Place) -> bytes:
    return json_ld(document, f"{place.root}/{context.PATH}")


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        TURTLE.key: lambda document, _: turtle(document),
        JSON_LD.key: _json_ld,
        JSON.key: _json_ld,
        N_TRIPLES.key: lambda document, _: n_triples(document),
        RDF_XML.key: lambda document, _: rdf_xml(document),
        TRIG.key: lambda document, _: trig(document),
        N_QUADS.key: lambda document, _: n_quads(document),
        GEO_JSON.key: lambda document, _: geo_json(document),
    }
)
"""How each representation but the page for people is written."""


def content_type(offer: Offer) -> str:
    """The Content-Type of an offer; text says that it is UTF-8."""
    return (
        f"{offer.media_type}; charset=utf-8"
        if offer.key in ("html", "turtle")
        else offer.media_type
    )
