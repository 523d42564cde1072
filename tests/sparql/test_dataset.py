"""The dataset of a query: SPARQL 1.1 Protocol, section 2.1.4."""

import pytest

COUNT = "SELECT (COUNT(*) AS ?n) {clause} {{ {pattern} }}"
TRIPLE, NAMED = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
ONE, TWO = "http://g/1", "http://g/2"


def count(live, pattern, *parameters: tuple[str, str], clause=""):
    reply = live.get(COUNT.format(clause=clause, pattern=pattern), *parameters)
    assert reply.status == 200, reply.body
    return int(reply.rows[0]["n"]["value"])


@pytest.mark.parametrize(
    ("default", "named", "triples", "quads"),
    [
        ((), (), 1500, 2000),
        ((ONE,), (), 1000, 0),
        ((ONE, TWO), (), 1500, 0),
        ((ONE, ONE), (), 1000, 0),
        ((ONE, TWO), (TWO,), 1500, 1000),
        ((), (ONE,), 0, 1000),
        ((), (ONE, TWO), 0, 2000),
        ((ONE,), (TWO,), 1000, 1000),
        (("http://no/such",), (), 0, 0),
    ],
)
def test_named_by_the_request_or_the_query(live, default, named, triples, quads):
    parameters = [("default-graph-uri", iri) for iri in default]
    parameters += [("named-graph-uri", iri) for iri in named]
    assert count(live, TRIPLE, *parameters) == triples
    assert count(live, NAMED, *parameters) == quads
    clause = " ".join(
        [*(f"FROM <{iri}>" for iri in default), *(f"FROM NAMED <{iri}>" for iri in named)]
    )
    assert count(live, TRIPLE, clause=clause) == triples
    assert count(live, NAMED, clause=clause) == quads


def test_the_request_wins(live):
    clause = f"FROM <{ONE}> FROM NAMED <{ONE}>"
    assert count(live, TRIPLE, ("default-graph-uri", "http://no/such"), clause=clause) == 0
    assert count(live, NAMED, ("default-graph-uri", ONE), clause=clause) == 0
    assert count(live, TRIPLE, ("named-graph-uri", ONE), clause=f"FROM <{ONE}> FROM <{TWO}>") == 0


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX g: <http://g/> SELECT (COUNT(*) AS ?n) FROM g:1 FROM g:2 { ?s ?p ?o }",
        "BASE <http://g/> SELECT (COUNT(*) AS ?n) FROM <1>#FROM\nFROM <2> { ?s ?p ?o }",
        "# FROM <x>\nBASE <http://g/> PREFIX f:<> select(COUNT(*) AS ?n)from f:1 FROM<2>{?s ?p ?o}",
        "SELECT (COUNT(*) AS ?n) FROM <http://g/1> FROM <http://g/2> "  # noqa: ISC004 - one query
        "WHERE { ?s ?p ?o FILTER(?o != 'FROM <http://g/3>') }",
    ],
)
def test_from_in_all_spellings(live, query):
    assert live.get(query).rows[0]["n"]["value"] == "1500"


def test_from_as_a_name_is_none(live):
    query = "PREFIX from: <http://from/> SELECT ?from { ?from from:a 'FROM <x> FROM <y>' }"
    assert live.get(query).status == 200
