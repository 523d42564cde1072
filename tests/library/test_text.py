"""Values reach a query as terms and never as text, whatever they contain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph_service.library.kinds import (
    Area,
    Choice,
    Decimal,
    Integer,
    Iri,
    Language,
    String,
    Term,
    Thing,
    Unfit,
)
from graph_service.library.kinds import Kind as ParameterKind
from graph_service.library.query import Library, LibraryQuery
from graph_service.library.text import written_term
from graph_service.sparql.guard import calls, decode
from loaders.iri import DEFAULT_BASE

HEAD = """# title_en: Echo
# title_tr: Yankı
# description_en: Says what it hears.
# description_tr: Duyduğunu söyler.
# group: overview
"""
ECHO = f"""{HEAD}# parameter: text string x
# text_en: A text.
# text_tr: Bir metin.
SELECT ?said WHERE {{
  VALUES $text {{ "x" }}
  BIND($text AS ?said)
}}
"""
ECHOED_IRI = f"""{HEAD}# parameter: iri iri http://example.org/
# iri_en: An IRI.
# iri_tr: Bir IRI.
SELECT ?said WHERE {{
  VALUES $iri {{ <http://example.org/> }}
  BIND($iri AS ?said)
}}
"""
ATTACKS = (
    '" } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #',
    "' } ; DROP ALL #",
    "\\",
    '\\" } #',
    "\\u0022 } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } VALUES ?x { \\u0022",
    "\\U00000022 } #",
    "\\\\u0022",
    "\\\x00",
    "\\\x01u0022",
    "}\n#",
    "\r\n}",
    "$text",
    "VALUES $text { 1 }",
    "\u2028\ufeff\U0010ffff",
    '"""',
    "'''",
    "> } <",
    "{{}}",
)
# Texts made of what could end a string, an IRI or a group.
PIECES = st.sampled_from([*ATTACKS, *"\"'\\{}<>#\n\r\tuU0", "0022", "service", "é", "Ι", "\0"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map("".join)).filter(bool)
Test = TypeVar("Test", bound=Callable[..., None])
KINDS: tuple[ParameterKind, ...] = (
    Integer(-10, 10),
    Decimal(-10, 10),
    String(),
    Choice(("en", "tr")),
    Language(),
    Iri(),
    Thing(("site",), DEFAULT_BASE),
    Area(),
)


def read_back(text: str) -> list[Term]:
    answer = Store().query(f"SELECT * {{ VALUES ?x {{ {text} }} }}")
    assert isinstance(answer, QuerySolutions)
    return [solution["x"] for solution in answer]


def said(query: LibraryQuery, values: dict[str, tuple[Term, ...]]) -> list[Term]:
    text = query.fill(values)
    assert not calls(text)
    answer = Store().query(text)
    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["said"]
    return [solution["said"] for solution in answer]


def with_attacks(test: Test) -> Test:
    """Have each of the attacks tried, besides what is made up."""
    for text in ATTACKS:
        test = example(text=text)(test)
    return test


@with_attacks
@given(text=TEXTS)
def test_text_comes_back_as_it_was(text: str) -> None:
    query = LibraryQuery.parse("echo", ECHO, DEFAULT_BASE)
    if len(text) <= 200:
        term = query.parameters[0].kind.read(text)
        assert said(query, {"text": (term,)}) == [term]
    # Also for an engine that replaces codepoint escapes before it reads strings.
    literal = Literal(text)
    assert read_back(written_term(literal)) == [literal]
    assert read_back(decode(written_term(literal))) == [literal]


@with_attacks
@given(text=TEXTS)
def test_iri_comes_back_or_is_refused(text: str) -> None:
    query = LibraryQuery.parse("echo", ECHOED_IRI, DEFAULT_BASE)
    for candidate in (text, f"http://example.org/{text}"):
        try:
            term = query.parameters[0].kind.read(candidate)
        except Unfit:
            continue
        assert said(query, {"iri": (term,)}) == [NamedNode(candidate)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(text=st.one_of(TEXTS, st.from_regex(r"[-+0-9.eE]{1,12}"), st.integers().map(str)))
def test_every_kind_gives_one_term_or_refuses(kind: ParameterKind, text: str) -> None:
    try:
        term = kind.read(text)
    except Unfit:
        return
    assert read_back(written_term(term)) == [term]


@settings(max_examples=25, deadline=None)
@given(text=TEXTS)
def test_no_query_changes_its_form(library: Library, text: str) -> None:
    """Whatever a parameter gets: it is refused, or the query has the same columns as ever."""
    for query in library:
        for parameter in query.parameters:
            try:
                values = parameter.read([text])
            except Unfit:
                continue
            filled = query.fill({parameter.name: values})
            answer = Store().query(filled)
            if isinstance(answer, QuerySolutions):
                assert tuple(v.value for v in answer.variables) == query.columns
            assert not calls(filled)


def test_fill_changes_nothing_else(library: Library) -> None:
    for query in library:
        assert query.fill({}) == query.text.text
        defaults = {each.name: each.read(each.default) for each in query.parameters}
        filled = query.fill(defaults)
        one, other = query.text.text.splitlines(), filled.splitlines()
        assert len(one) == len(other)
        for before, after in zip(one, other, strict=True):
            assert before == after or before.lstrip().startswith("VALUES $")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            Integer(-10000, 2100),
            ["0", "-499", "+7", "2100"],
            ["", " 1", "1.0", "1e3", "٣", "2101", "-10001", "9" * 40, "0x1"],
        ),
        (Decimal(24, 31), ["27", "27.5", "+27.50"], ["", ".5", "27.", "NaN", "1e1", "31.1", "INF"]),
        (String(), ["a", "İzmir", " "], ["", "x" * 201, "\ud800"]),
        (Choice(("en", "tr")), ["en"], ["EN", "", "de"]),
        (Language(), ["grc", "ota-Latn"], ["", "g", "grc_", "x" * 40, "en " * 2]),
        (Iri(), ["http://e/", "urn:x"], ["", "e", "http://e/ x", "http://e/>", "x" * 2001]),
        (
            Thing(("site", "type"), DEFAULT_BASE),
            ["site/ephesus", f"{DEFAULT_BASE}id/type/temple"],
            ["", "ephesus", "place/konak", "site/Ephesus", "http://e/id/site/x", "site/a#b"],
        ),
        (
            Area(),
            ["POLYGON((27 38,28 38,28 39,27 38))"],
            [
                "",
                "POINT(27 38)",
                "POLYGON EMPTY",
                "POLYGON((27 38,28 39,27 39,28 38,27 38))",
                "POLYGON((",
                "x" * 10_001,
            ],
        ),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_allowed(kind: ParameterKind, good: list[str], bad: list[str]) -> None:
    assert kind.allowed.tr
    assert kind.allowed.en
    assert kind.schema["type"]
    for value in good:
        kind.read(value)
    for value in bad:
        with pytest.raises(Unfit):
            kind.read(value)


def test_text_is_composed() -> None:
    """Names in the graph are in NFC; so is what is looked for."""
    assert String().read("I\u0307zmir").value == "İzmir"


def test_many_values() -> None:
    text = ECHO.replace("string x", "string x y").replace('{ "x" }', '{ "x" "y" }')
    query = LibraryQuery.parse(
        "echo", text.replace("# text_en", "# text_most: 3\n# text_en"), DEFAULT_BASE
    )
    assert query.parameters[0].default == ("x", "y")
    assert said(query, {"text": (Literal("{"), Literal("}"))}) == [Literal("{"), Literal("}")]
