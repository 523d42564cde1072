"""The vocabularies that the graph is written in, and their prefixes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode


class Namespace:
    """Forms the terms of one vocabulary: ``CRM.E27_Site``, ``CRM["E52_Time-Span"]``.

    A term is an attribute from when it is first asked for: terms are asked for again and again.
    """

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("__"):
            raise AttributeError(term)
        node = NamedNode(self.iri + term)
        setattr(self, term, node)
        return node

    def __getitem__(self, term: str) -> NamedNode:
        found: NamedNode = getattr(self, term)
        return found


CRM = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
CRMARCHAEO = Namespace("http://www.cidoc-crm.org/extensions/crmarchaeo/")
CRMGEO = Namespace("http://www.cidoc-crm.org/extensions/crmgeo/")
DC = Namespace("http://purl.org/dc/elements/1.1/")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
LA = Namespace("https://linked.art/ns/terms/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
VANN = Namespace("http://purl.org/vocab/vann/")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

_FIXED: Mapping[str, Namespace] = MappingProxyType(
    {
        "crm": CRM,
        "crmarchaeo": CRMARCHAEO,
        "crmgeo": CRMGEO,
        "dc": DC,
        "dct": DCT,
        "foaf": FOAF,
        "geo": GEO,
        "la": LA,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "skos": SKOS,
        "void": VOID,
        "xsd": XSD,
    }
)


def prefixes(base: str) -> dict[str, str]:
    """Every prefix that our documents and queries may use: the fixed ones, and ours below `base`.

    Sorted by name, so that serialisations are stable.
    """
    ours = {"izm": f"{base}ontology#", "type": f"{base}id/type/", "graph": f"{base}graph/"}
    fixed = {prefix: namespace.iri for prefix, namespace in _FIXED.items()}
    return dict(sorted({**fixed, **ours}.items()))
