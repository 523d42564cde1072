"""What a wrong query gets: where it is wrong, and nothing of our inside."""

import pytest

from graph_service.sparql.syntax import fault

SELECT = "SELECT ?x\nWHERE {\n  ?s ?p ?x .\n  FILTER REGX(?x)\n  ?s ?q ?z .\n}\nLIMIT 10"


@pytest.mark.parametrize(
    ("query", "line", "column", "word"),
    [
        ("SELECT * {\n  ?s ?p ?o }\nGRUP BY ?s", 3, 1, "GRUP"),
        ("SELEC * { ?s ?p ?o }", 1, 1, "SELEC"),
        ("SELECT * WERE { ?s ?p ?o }", 1, 10, "WERE"),
        ("SELECT * { ?s ?p ] }", 1, 18, "]"),
        (SELECT, 4, 10, "REGX"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", 1, 29, "ten"),
        ('SELECT * {\r\n ?s ?p "ğüş" §\r\n}', 2, 14, "§"),
        ("# c\nSELECT *\n# d\n{ ?s ?p }", 4, 9, "}"),
        ("SELECT * {\n  ?s rdf:type ?c ; nix:da ?l }", 2, 20, "nix:da"),
        ("INSERT DATA { <a> <b> <c> }", 1, 1, "INSERT"),
        ("SELECT * {", 1, 11, "end of the query"),
        ("", 1, 1, "end of the query"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, 35, "unbound"),
    ],
)
def test_syntax_error(live, query, line, column, word):
    reply = live.post(query)
    problem = reply.json()
    assert (reply.status, reply.type) == (400, "application/problem+json")
    assert problem["type"].endswith("/problems/syntax-error")
    assert (problem["line"], problem["column"]) == (line, column)
    assert problem["text"] == (query.split("\n")[line - 1].rstrip("\r"))
    assert word in problem["detail"]


def test_of_a_very_long_line_only_the_place_is_shown(live):
    problem = live.post(
        "SELECT * { " + "?s ?p ?o . " * 1000 + "! " + "?s ?p ?o . " * 1000 + "}"
    ).json()
    assert problem["column"] == 11 + 11_000 + 1
    assert "!" in problem["text"]
    assert len(problem["text"]) == 400


def test_of_a_very_long_query_the_place_is_near(live):
    problem = live.post("SELECT * {\n" + "?s ?p ?o .\n" * 10_000 + "] }").json()
    assert abs(problem["line"] - 10_002) <= 1


def test_message_without_a_place():
    assert fault(SyntaxError("boom"), "", lambda _: None).message == "boom"


def test_unknown_function(live):
    reply = live.get("SELECT (<http://e/f>(1) AS ?x) {}")
    assert reply.status == 400
    assert "http://e/f" in reply.json()["detail"]
