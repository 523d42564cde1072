"""The cases of W3C's SPARQL 1.1 Protocol test suite for queries, written from the specification.

Names are those of the suite's manifest (data-sparql11/protocol). Update cases: nothing is changed.
"""

from urllib.parse import quote, urlencode

import pytest

G = "http://kasei.us/2009/09/sparql/data/{}.rdf"
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml"}
GRAPHS = {"text/turtle", "application/rdf+xml", "application/n-triples"}
ASK = urlencode({"query": "ASK {}"})


def asked(endpoint, body, **parameters: list[str]):
    """The answer to a direct POST with dataset parameters in the URL."""
    pairs = [
        (key.replace("_", "-"), G.format(each))
        for key, names in parameters.items()
        for each in names
    ]
    return endpoint.request(
        "POST", "/sparql?" + urlencode(pairs), body.encode(), content_type=QUERY
    )


def test_query_get(endpoint):
    reply = endpoint.request(target=f"/sparql?{ASK}")
    assert (reply.status, reply.type in RESULTS, reply.json()["boolean"]) == (200, True, True)


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT (1 AS ?value) {}", RESULTS | {"text/csv"}),
        ("ASK {}", RESULTS),
        ("DESCRIBE <http://example.org/>", GRAPHS),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
    ],
    ids=["select", "ask", "describe", "construct"],
)
def test_query_content_type(endpoint, query, types):
    reply = endpoint.request(
        "POST", "/sparql", urlencode({"query": query}).encode(), content_type=FORM
    )
    assert (reply.status, reply.type in types) == (200, True)


def test_query_post_form(endpoint):
    assert endpoint.request("POST", "/sparql", ASK.encode(), content_type=FORM).json()["boolean"]


def test_query_post_direct(endpoint):
    assert asked(endpoint, "ASK {}").json()["boolean"]


def test_query_method(endpoint):
    """The QUERY method of the SPARQL 1.2 Protocol draft."""
    assert endpoint.request("QUERY", "/sparql", b"ASK {}", content_type=QUERY).json()["boolean"]


NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"
DEFAULT = "ASK { <http://www.w3.org/data/%s> ?p ?o }"


def test_query_dataset_default_graph(endpoint):
    reply = asked(endpoint, DEFAULT % "data1", default_graph_uri=["data1"])
    assert reply.json()["boolean"] is True
    assert (
        asked(endpoint, DEFAULT % "data2", default_graph_uri=["data1"]).json()["boolean"] is False
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_query_dataset_default_graphs(endpoint, method):
    query = (
        "ASK { <http://www.w3.org/data/data1> ?p ?o . <http://www.w3.org/data/data2> ?q ?r "
        "FILTER NOT EXISTS { <http://www.w3.org/data/data0> ?s ?t } "
        "FILTER NOT EXISTS { GRAPH ?g { ?u ?v ?w } } }"
    )
    pairs = urlencode(
        [("query", query), *(("default-graph-uri", G.format(n)) for n in ("data1", "data2"))]
    )
    if method == "GET":
        reply = endpoint.request(target=f"/sparql?{pairs}")
    else:
        reply = endpoint.request("POST", "/sparql", pairs.encode(), content_type=FORM)
    assert reply.json()["boolean"] is True


def test_query_dataset_named_graphs(endpoint):
    query = (
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?a ?b ?c } }"
    )
    reply = asked(endpoint, query, named_graph_uri=["data1", "data2"])
    assert reply.rows[0]["n"]["value"] == "2"


def test_query_dataset_full(endpoint):
    query = (
        "ASK { <http://www.w3.org/data/data3> ?p ?o . "
        "GRAPH ?g { <http://www.w3.org/data/data1> ?q ?r } "
        "GRAPH ?h { <http://www.w3.org/data/data2> ?s ?t } "
        "FILTER NOT EXISTS { GRAPH ?i { <http://www.w3.org/data/data3> ?u ?v } } }"
    )
    reply = asked(endpoint, query, default_graph_uri=["data3"], named_graph_uri=["data1", "data2"])
    assert reply.json()["boolean"] is True


def test_query_multiple_dataset(endpoint):
    """The dataset of the protocol beats that of the query."""
    query = (
        f"ASK FROM <{G.format('data3')}> {{ GRAPH ?g {{ <http://www.w3.org/data/data1> ?p ?o }} "
        "FILTER NOT EXISTS { <http://www.w3.org/data/data3> ?q ?r } }"
    )
    assert asked(endpoint, query, named_graph_uri=["data1"]).json()["boolean"] is True


@pytest.mark.parametrize(
    ("method", "target", "body", "content_type", "status"),
    [
        ("PUT", f"/sparql?{ASK}", None, None, 405),  # bad_query_method
        ("GET", f"/sparql?{ASK}&{ASK}", None, None, 400),  # bad_multiple_queries
        ("POST", "/sparql", ASK, "text/plain", 415),  # bad_query_wrong_media_type
        ("POST", "/sparql", ASK, None, 415),  # bad_query_missing_form_type
        ("POST", "/sparql", "ASK {}", None, 415),  # bad_query_missing_direct_type
        ("POST", "/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),  # non_utf8
        ("POST", "/sparql", "ASK {}".encode("utf-16"), QUERY, 400),  # bad_query_non_utf8
        ("GET", "/sparql?query=" + quote("ASK { WHERE }"), None, None, 400),  # bad_query_syntax
    ],
)
def test_bad_query(endpoint, method, target, body, content_type, status):  # noqa: PLR0917 - a table
    headers = {"content_type": content_type} if content_type else {}
    body = body.encode() if isinstance(body, str) else body
    reply = endpoint.request(method, target, body, **headers)
    assert (reply.status, reply.type) == (status, "application/problem+json")
    if status == 405:
        assert "GET" in reply.headers["Allow"]


INSERT = "INSERT DATA { <http://e/s> <http://e/p> 1 }"


@pytest.mark.parametrize(
    ("method", "target", "body", "content_type"),
    [
        ("GET", "/sparql?" + urlencode({"update": INSERT}), None, None),
        ("POST", "/sparql", urlencode({"update": INSERT}), FORM),
        ("POST", "/sparql", INSERT, UPDATE),
        ("POST", "/sparql?using-graph-uri=http://e/g", INSERT, UPDATE),
        ("POST", "/sparql?" + urlencode({"update": INSERT}), "ASK {}", QUERY),
        ("POST", "/sparql", urlencode([("update", INSERT), ("query", "ASK {}")]), FORM),
    ],
)
def test_no_update(endpoint, method, target, body, content_type):
    headers = {"content_type": content_type} if content_type else {}
    reply = endpoint.request(method, target, body.encode() if body else None, **headers)
    assert (reply.status, reply.json()["type"].rpartition("/")[2]) == (403, "update-not-allowed")
    assert endpoint.get("ASK { <http://e/s> ?p ?o }").json()["boolean"] is False


def test_update_as_a_query(endpoint):
    assert endpoint.get(INSERT).status == 400
    assert endpoint.get("ASK { <http://e/s> ?p ?o }").json()["boolean"] is False
