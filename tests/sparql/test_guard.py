"""SERVICE is found in every spelling that Oxigraph reads as a call, and only there."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from graph_service.sparql.guard import calls, decode, refusal

X = "<http://127.0.0.1:8999/x>"
CALLS = [
    f"SELECT * {{ SERVICE {X} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ service {X} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ SeRvIcE silent {X} {{ ?a ?b ?c }} }}",
    f"SELECT * {{SERVICESILENT{X}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ SERVICE#c\n#d\n{X}#e\n{{ ?a ?b ?c }} }}",
    "SELECT * { VALUES ?e { <http://127.0.0.1:8999/x> } SERVICE ?e { ?a ?b ?c } }",
    "SELECT * { SERVICE $e { ?a ?b ?c } }",
    "PREFIX ex: <http://127.0.0.1:8999/> SELECT * { SERVICE ex:x { ?a ?b ?c } }",
    "PREFIX ex: <http://127.0.0.1:8999/> SELECT * { SERVICEex:x{ ?a ?b ?c } }",
    "PREFIX : <http://127.0.0.1:8999/> SELECT * { SERVICE:x{ ?a ?b ?c } }",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {X} {{ ?a ?b ?c }} }} }} }}",
    f"SELECT * {{ OPTIONAL {{ SERVICE {X} {{ ?a ?b ?c }} }} }}",
    f"SELECT * {{ FILTER EXISTS {{ SERVICE {X} {{ ?a ?b ?c }} }} }}",
    f"SELECT * {{ ?s ?p trueSERVICE{X}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p 1SERVICE{X}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p ?o.SERVICE{X}{{ ?a ?b ?c }} }}",
    # read as an IRI where it is an operator, these would hide the call
    f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<?b)SERVICE#>\nSILENT{X}{{ ?a ?b ?c }} }}",
    f"SELECT * {{ FILTER(?a<?b||'>x'='y')SERVICE {X} {{?a ?b ?c}} FILTER('z'='z') }}",
]
ESCAPED = [
    f"SELECT * {{ \\u0053ERVICE {X} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ S\\U00000045RVICE {X} {{ ?a ?b ?c }} }}",
    "SELECT * { SERVICE <http://127.0.0.1:8999/\\u0078> { ?a ?b ?c } }",
]
NO_CALLS = [
    "SELECT * { ?s ?p 'SERVICE <http://x> { }' }",
    'SELECT * { ?s ?p """a "SERVICE" <x> { \n} \\""" SERVICE <x> {}""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> { }",
    "SELECT * { <http://e/SERVICE> ?p ?o . <http://service.example/a#service> ?q ?r }",
    "SELECT ?service { ?service ?p $SERVICE . _:service ?q 'a'@service }",
    "PREFIX service: <http://e/> SELECT * { service:a service:b service:c }",
    "PREFIX e: <http://e/> SELECT * { e:service e:a.service e:service-x } ",
    "SELECT * { FILTER(?a < ?b) ?service <http://e/p> 1 }",
    "SELECT ('service' AS ?x) { { ?a ?b ?c } }",
]


@pytest.mark.parametrize("query", [*CALLS, *ESCAPED])
def test_found(query):
    assert calls(query)
    assert refusal(query, (), 10)


@pytest.mark.parametrize("query", CALLS)
def test_the_cases_are_queries(query):
    """Guards the cases: Oxigraph does parse them (its error, if any, is about the endpoint)."""
    with contextlib.suppress(OSError, RuntimeError):
        Store().query(f"{query} LIMIT 0")


@pytest.mark.parametrize("query", NO_CALLS)
def test_not_found(query):
    assert calls(query) == ()
    assert refusal(query, (), 10) is None


blank = st.text(alphabet=" \t\n", min_size=1, max_size=3) | st.text(
    alphabet="abSERVICE<>{}'\"# ", max_size=8
).map(lambda text: f" #{text}\n")
harmless = st.sampled_from(
    [
        "?s ?p ?o .",
        "'it # is' ?p \"x<y\" .",
        "<http://e/a#b> ?p '''a'b''' .",
        "FILTER(?a<?b)",
        "FILTER(?a<?b||'>'='<')",
        "FILTER(?a<?b#>\n)",
        "BIND('\\'' AS ?q)",
        "# a comment with ' and \" and <\n",
        "{ ?x <p>* ?y }",
        "[] ?p ( 1 2. 3.0e1 ) .",
    ]
)
word = st.tuples(*(st.sampled_from([each.lower(), each]) for each in "SERVICE")).map("".join)
endpoint = st.sampled_from(["<http://x/>", "?e", "$e", "ex:a", ":a", "<http://x/#a>"])


@given(st.lists(harmless, max_size=6), word, blank, endpoint, blank, st.lists(harmless, max_size=6))
def test_always_found(before, keyword, gap, where, gap2, after):  # noqa: PLR0917 - given by name
    call = f"{keyword}{gap}{where}{gap2}{{ ?a ?b ?c }}"
    query = f"SELECT * {{ {' '.join(before)} {call} {' '.join(after)} }}"
    assert calls(query)


@given(st.lists(harmless, max_size=12))
def test_never_found_without(parts):
    assert calls(f"SELECT * {{ {' '.join(parts)} }} # service") == ()


@given(st.text(max_size=200))
def test_reads_anything(text):
    calls("service " + text + " SERVICE")


def test_decode():
    assert decode("\\u0041\\U0001F600\\UFFFFFFFF") == "A😀\\UFFFFFFFF"


LISTED = ("http://a/", "http://b/")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { SERVICE <http://a/> { } }", None),
        ("SELECT * { SERVICE <http://a/> { } SERVICE SILENT <http://b/> { } }", None),
        ("SELECT * { SERVICE <http://c/> { } }", "unlisted"),
        ("SELECT * { SERVICE <http://a/> { } SERVICE <http://c/> { } }", "unlisted"),
        ("SELECT * { SERVICE <http://a/../c> { } }", "unlisted"),
        ("SELECT * { SERVICE ?e { } }", "variable"),
        ("SELECT * { SERVICE a:b { } }", "unlisted"),
        ("SELECT * { " + "SERVICE <http://a/> { } " * 4 + "}", "many"),
        ("SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://a/> { } } }", "per-row"),
        ("SELECT * { ?s ?p ?o LATERAL { SERVICE <http://a/> { } } }", "per-row"),
    ],
)
def test_list(query, reason):
    found = refusal(query, LISTED, 3)
    assert (found.reason if found else None) == reason
