"""The service description, without a query: SPARQL 1.1 Service Description."""

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from graph_service.sparql.description import GEO_FUNCTIONS, SD, Described, Example, statements

ACCEPTED = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


@pytest.mark.parametrize("accept", [*ACCEPTED, "*/*"])
def test_negotiated(live, accept):
    reply = live.request(accept=accept)
    syntax = ACCEPTED.get(accept, RdfFormat.TURTLE)
    quads = list(parse(reply.body, syntax))
    assert reply.status == 200
    assert "Accept" in reply.headers["Vary"]
    [endpoint] = [quad.object.value for quad in quads if quad.predicate == SD.endpoint]
    assert endpoint == live.url
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode)]


def test_not_modified_and_head(live):
    tag = live.request().headers["ETag"]
    assert live.request(if_none_match=tag).status == 304
    head = live.request("HEAD")
    assert (head.status, head.headers["ETag"], head.body) == (200, tag, b"")


def test_what_it_says():
    example = Example("q", "SELECT * {}", "Soru", "Question")
    facts = Described(
        "http://e/sparql", "https://w3id.org/izmiras/", "r1", 9, {"http://g/1": 4}, (example,)
    )
    triples = list(statements(facts))
    said = {
        (t.predicate.value.rpartition("#")[2].rpartition("/")[2], getattr(t.object, "value", ""))
        for t in triples
    }
    assert ("supportedLanguage", SD.SPARQL11Query.value) in said
    assert ("supportedVersion", "http://www.w3.org/ns/sparql#version-1.2") in said
    assert ("feature", SD.UnionDefaultGraph.value) in said
    assert ("feature", SD.BasicFederatedQuery.value) not in said
    assert ("triples", "9") in said
    assert ("triples", "4") in said
    assert ("name", "http://g/1") in said
    assert ("select", "SELECT * {}") in said
    assert not [t for t in triples if not isinstance(t.subject, NamedNode)]
    fed = Described("http://e/sparql", "https://w3id.org/izmiras/", federated=True)
    assert SD.BasicFederatedQuery in {t.object for t in statements(fed)}


@pytest.mark.parametrize("name", GEO_FUNCTIONS)
def test_each_function_is_there(name):
    """A function that does not exist is an error; one called with too little is only unbound."""
    query = f"SELECT (<http://www.opengis.net/def/function/geosparql/{name}>() AS ?x) {{}}"
    assert len(list(Store().query(query))) == 1


@pytest.mark.parametrize(
    "query",
    [
        'VERSION "1.2" ASK { FILTER(isTRIPLE(<<( <a:a> <a:b> 1 )>>)) }',
        "ASK { BIND(TRIPLE(<a:a>, <a:b>, 1) AS ?t) FILTER(SUBJECT(?t) = <a:a> && OBJECT(?t) = 1) }",
        'ASK { FILTER(LANGDIR("x"@ar--rtl) = "rtl" && hasLANG("x"@ar) && !hasLANGDIR("x"@ar)) }',
        'ASK { FILTER(STRLANGDIR("x", "ar", "rtl") = "x"@ar--rtl) }',
    ],
)
def test_version_1_2_is_understood(live, query):
    assert live.get(query).json()["boolean"] is True


def test_reified_statements_are_answered(live):
    reply = live.get(
        "CONSTRUCT { <a:a> <a:b> 1 ~ <a:r> {| <a:c> 2 |} } {}", accept="application/n-triples"
    )
    quads = list(parse(reply.body, RdfFormat.N_TRIPLES))
    assert {quad.predicate.value for quad in quads} >= {"a:b", "a:c"}
    assert len(quads) == 3
