"""Clients that people use, unchanged."""

import warnings

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

SITE = "https://w3id.org/izmiras/id/site/s1"
SELECT = f"SELECT ?l WHERE {{ <{SITE}> <{RDFS.label}> ?l }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{SITE}> <{RDFS.label}> ?l }}"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def wrapper(live, query, returned, method=None, request=None):
    client = SPARQLWrapper(live.url)
    client.setQuery(query)
    client.setReturnFormat(returned)
    if method:
        client.setMethod(method)
    if request:
        client.setRequestMethod(request)
    return client.query().convert()


@pytest.mark.parametrize(("method", "request_"), [(None, None), (POST, None), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_select(live, method, request_):
    found = wrapper(live, SELECT, JSON, method, request_)
    assert [row["l"]["value"] for row in found["results"]["bindings"]] == ["Alan 1"]


def test_sparqlwrapper_formats(live):
    assert "Alan 1" in wrapper(live, SELECT, XML).toxml()
    assert wrapper(live, SELECT, CSV) == b"l\r\nAlan 1\r\n"
    assert wrapper(live, "ASK {}", JSON) == {"head": {}, "boolean": True}
    assert len(wrapper(live, CONSTRUCT, RDFXML)) == 1
    for returned in (TURTLE, N3):
        assert b"Alan 1" in wrapper(live, CONSTRUCT, returned)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(live, method):
    graph = Graph(SPARQLStore(live.url, method=method))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert [str(row.l) for row in graph.query(SELECT)] == ["Alan 1"]
        assert str(graph.value(URIRef(SITE), RDFS.label)) == "Alan 1"
        assert bool(graph.query("ASK {}").askAnswer)
        assert len(graph.query(CONSTRUCT).graph) == 1
