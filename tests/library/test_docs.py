"""Every query on the page about querying runs, and finds something."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import QueryBoolean, Store

from graph_service.library import kinds
from graph_service.library.query import Library
from graph_service.sparql.description import GEO_FUNCTIONS
from loaders.iri import DEFAULT_BASE
from loaders.namespaces import prefixes
from tests.projects import ROOT

PAGE = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sparql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LANGUAGES = re.findall(r"^```(\w*)$", PAGE, re.MULTILINE)[::2]


def test_no_block_escapes() -> None:
    """What is not marked as a query does not look like one."""
    assert set(LANGUAGES) == {"sparql", "text"}
    assert len(BLOCKS) > 10


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_runs_and_finds_something(block: str, store: Store) -> None:
    """With the prefixes of the endpoint, as a visitor asks it."""
    answer = store.query(block, prefixes=prefixes(DEFAULT_BASE))
    assert not isinstance(answer, QueryBoolean)
    rows = list(answer)
    assert rows
    assert len(rows) < 1000


GEO_BLOCK = next(block for block in BLOCKS if "?shifted)" in block)
GEO_ROWS = re.findall(r"^\| `(geof:[^`]+)` \| [^|]+ \| `([^`]+)` \|$", PAGE, re.MULTILINE)
CRS84 = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> "


@pytest.mark.parametrize(("call", "result"), GEO_ROWS)
def test_functions_give_what_the_page_says(call: str, result: str) -> None:
    query = GEO_BLOCK.replace("geof:sfWithin(?point, ?square)", call)
    [row] = Store().query(query, prefixes=prefixes(DEFAULT_BASE))
    value = row["x"].value
    if result.replace(".", "").isdigit():
        assert float(value) == pytest.approx(float(result), abs=0.05)
    else:
        assert value.removeprefix(CRS84) == result


def test_every_function_is_on_the_page() -> None:
    told = {call.removeprefix("geof:").partition("(")[0] for call, _ in GEO_ROWS}
    assert told == set(GEO_FUNCTIONS)


def test_names_of_the_library_are_true(library: Library) -> None:
    for name in re.findall(r"/api/queries/([a-z][a-z-]+)", PAGE):
        assert library.get(name), name
    assert str(kinds.LONGEST_TEXT) in PAGE


def test_known_prefixes_are_told() -> None:
    known = prefixes(DEFAULT_BASE)
    for prefix, namespace in re.findall(r"^\| `(\w+)` \| `([^`]+)`", PAGE, re.MULTILINE):
        if namespace.startswith("http"):
            assert known[prefix] == namespace
