"""Every format, over HTTP: SPARQL 1.1 Protocol, section 2.1.6; the results' own specifications."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import RdfFormat, parse

from graph_service.pages.words import WORDS

ONE = "SELECT ?s ?l { BIND(<https://w3id.org/izmiras/id/site/s1> AS ?s) ?s rdfs:label ?l }"
SITE = "https://w3id.org/izmiras/id/site/s1"
GRAPH = f"CONSTRUCT {{ <{SITE}> rdfs:label ?l }} {{ <{SITE}> rdfs:label ?l }}"


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_select(live, accept, sent):
    reply = live.get(ONE, **({"accept": accept} if accept else {}))
    assert (reply.status, reply.type) == (200, sent)
    assert "Accept" in reply.headers["Vary"]


def test_json_keeps_language(live):
    assert live.get(ONE).rows == [
        {
            "s": {"type": "uri", "value": SITE},
            "l": {"type": "literal", "value": "Alan 1", "xml:lang": "tr"},
        }
    ]


def test_csv_and_tsv(live):
    rows = list(csv.reader(io.StringIO(live.get(ONE, accept="text/csv").body.decode(), newline="")))
    assert rows == [["s", "l"], [SITE, "Alan 1"]]
    assert live.get(ONE, accept="text/csv").body.startswith(b"s,l\r\n")
    tsv = live.get(ONE, accept="text/tab-separated-values").body.decode()
    assert tsv == f'?s\t?l\n<{SITE}>\t"Alan 1"@tr\n'


def test_xml(live):
    root = ET.fromstring(live.get(ONE, accept="application/sparql-results+xml").body)
    assert [each.tag.partition("}")[2] for each in root] == ["head", "results"]


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "*/*"])
def test_ask(live, accept):
    assert live.get("ASK {}", accept=accept).json()["boolean"] is True


def test_ask_has_no_table(live):
    reply = live.get("ASK {}", accept="text/csv")
    assert (reply.status, reply.type) == (406, "application/problem+json")
    assert reply.json()["available"] == [
        "application/sparql-results+json",
        "application/sparql-results+xml",
    ]
    assert "Accept" in reply.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "sent", "syntax"),
    [
        ("*/*", "text/turtle", RdfFormat.TURTLE),
        ("text/turtle", "text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", "application/trig", RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", RdfFormat.N_QUADS),
    ],
)
@pytest.mark.parametrize("query", [GRAPH, f"DESCRIBE <{SITE}>"])
def test_graph(live, query, accept, sent, syntax):
    reply = live.get(query, accept=accept)
    assert (reply.status, reply.type) == (200, sent)
    [quad] = parse(reply.body, syntax)
    assert (quad.subject.value, quad.object.value) == (SITE, "Alan 1")


def test_turtle_uses_prefixes(live):
    assert b"rdfs:label" in live.get(GRAPH).body


def test_nothing_acceptable(live):
    reply = live.get(ONE, accept="image/png")
    assert reply.status == 406
    assert "text/turtle" in reply.json()["available"]
    assert live.get(ONE, accept="text/turtle").status == 406
    assert live.get(GRAPH, accept="text/csv").status == 406


def test_media_type_by_parameter(live):
    assert live.get(ONE, ("_mediatype", "text/csv")).type == "text/csv"


def test_html_says_that_rows_are_left_out(live):
    def rows(query: str) -> tuple[int, bool]:
        page = live.get(query, accept="text/html", accept_language="en")
        assert page.type == "text/html"
        return page.body.count(b"<tr>") - 1, WORDS["truncated"]["en"].encode() in page.body

    assert rows(ONE) == (1, False)
    assert rows("SELECT * { ?s ?p ?o }") == (1000, True)
    assert rows("CONSTRUCT WHERE { ?s ?p ?o }") == (1000, True)
    assert live.get("ASK {}", accept="text/html").status == 200


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize("accept", ["text/csv", "application/n-triples", "application/ld+json"])
def test_long_answers_are_whole(live, query, accept):
    reply = live.get(query, accept=f"{accept}, */*;q=0.1")
    assert len(reply.body) > 64 * 1024
    assert reply.body.count(b"Alan ") == 1500


def test_entity_tag_and_304(live):
    reply = live.get(ONE)
    tag = reply.headers["ETag"]
    again = live.get(ONE, if_none_match=tag)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert live.get(ONE, accept="text/csv").headers["ETag"] != tag
    assert live.get("SELECT (NOW() AS ?n) {}").headers["ETag"] is None


def test_head(live):
    reply = live.request("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert (reply.status, reply.type, reply.body) == (200, "application/sparql-results+json", b"")
    long = live.request("HEAD", "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D")
    assert (long.status, long.type, long.body) == (200, "application/sparql-results+json", b"")
    assert live.request("HEAD", "/sparql?query=NO").status == 400


def test_relative_iris_are_of_the_endpoint(live):
    [row] = live.get("SELECT (<id/site/s1> AS ?x) {}").rows
    assert row["x"]["value"] == SITE


def test_prefixes_need_not_be_written_but_can(live):
    query = "PREFIX rdfs: <http://x/> SELECT (STR(rdfs:a) AS ?x) (STR(skos:a) AS ?y) {}"
    [row] = live.get(query).rows
    assert [row[name]["value"] for name in "xy"] == [
        "http://x/a",
        "http://www.w3.org/2004/02/skos/core#a",
    ]


def test_json_is_json(live):
    assert json.loads(live.get("SELECT * { ?s ?p ?o }").body)["head"]
