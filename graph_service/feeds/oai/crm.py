"""Entities in our own terms, CIDOC CRM, as RDF/XML (`rdf`).

A record has exactly the statements that the change log watches (`graph_service.feeds.described`),
without the graphs that say who states them, for RDF/XML has no graphs. So all records together are
the descriptions of the dump. Beside them stand five statements about the document, with the licence
and with the date of the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph_service.feeds.oai.xml import clean
from graph_service.resources.document import LICENCE
from graph_service.store.changes import Entry
from graph_service.store.formats import stable_root
from loaders.namespaces import DCT, FOAF, RDF, VOID, XSD, prefixes


def element(stated: Iterable[Triple], base: str, entry: Entry) -> etree._Element:
    """An entity, of which this is stated, as an ``rdf:RDF`` element."""
    triples = [*dict.fromkeys(map(_fit, stated)), *_about(base, entry)]
    written = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes(base))
    assert written is not None  # it is, without an output to write to
    root = etree.fromstring(stable_root(written))
    etree.cleanup_namespaces(root)
    return root


def _about(base: str, entry: Entry) -> Iterator[Triple]:
    document = NamedNode(f"{base}doc/{entry.reference}")
    modified = Literal(entry.latest.time, datatype=XSD.dateTime)
    yield Triple(document, RDF.type, FOAF.Document)
    yield Triple(document, FOAF.primaryTopic, NamedNode(f"{base}id/{entry.reference}"))
    yield Triple(document, DCT.license, LICENCE)
    yield Triple(document, DCT.modified, modified)
    yield Triple(document, VOID.inDataset, NamedNode(f"{base}dataset"))


def _fit(triple: Triple) -> Triple:
    """The triple, its text without what XML cannot hold."""
    term = triple.object
    if not isinstance(term, Literal) or clean(term.value) == term.value:
        return triple
    if term.language:
        fit = Literal(clean(term.value), language=term.language)
    else:
        fit = Literal(clean(term.value), datatype=term.datatype)
    return Triple(triple.subject, triple.predicate, fit)
