"""Every query of the library: a complete header, and a result of the right shape on real data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
)

from graph_service.library.query import Library
from loaders.namespaces import GEO
from tests.projects import ROOT

FILES = sorted((ROOT / "queries").glob("*.rq"))
SPEAKING = [
    path.stem for path in FILES if "# parameter: language " in path.read_text(encoding="utf-8")
]
LEAST = 28


def _shapes() -> dict[str, str]:
    """For each query its columns in order, with the kinds of values that a column can have.

    iri, label (a text with a language), text, wkt, or a datatype. With ? some rows have none; with
    ?? it may be that no row has one. Queries that give a graph have no columns.
    """
    with (Path(__file__).parent / "shapes.csv").open(encoding="utf-8", newline="") as file:
        return {row["query"]: row["columns"] for row in csv.DictReader(file)}


SHAPES = _shapes()


def kind(term: object) -> str:
    match term:
        case NamedNode():
            return "iri"
        case Literal() if term.language:
            return "label"
        case Literal() if term.datatype == GEO.wktLiteral:
            return "wkt"
        case Literal():
            name = term.datatype.value.rpartition("#")[2]
            return "text" if name == "string" else name
        case _:
            return "none" if term is None else type(term).__name__


def test_there_are_enough(library: Library) -> None:
    assert len(library) >= LEAST
    assert SHAPES.keys() == {query.name for query in library}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header_is_in_both_languages(path: Path, library: Library) -> None:
    query = library.get(path.stem)
    assert query is not None
    texts = [query.title, query.description, *(each.description for each in query.parameters)]
    for text in texts:
        assert text.tr
        assert text.en
        assert text.tr != text.en
    assert query.description.en.endswith(".")
    assert query.description.tr.endswith(".")
    assert all(
        len(line) <= 120
        for line in path.read_text(encoding="utf-8").splitlines()
        if line[:1] != "#"
    )


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_result_on_real_data(name: str, library: Library, store: Store) -> None:
    """As the file stands: no prefix or value comes from elsewhere."""
    query = library.get(name)
    assert query is not None
    answer = store.query((ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8"))
    assert not isinstance(answer, QueryBoolean)
    if isinstance(answer, QueryTriples):
        assert SHAPES[name] == ""
        assert len(list(answer)) > 100
        return
    rows = list(answer)
    assert rows
    shape = dict(column.split(":") for column in SHAPES[name].split())
    assert list(shape) == list(query.columns) == [v.value for v in answer.variables]
    for column, allowed in shape.items():
        kinds = {kind(row[column]) for row in rows}
        wanted = set(allowed.rstrip("?").split("|")) | ({"none"} if "?" in allowed else set())
        assert kinds <= wanted, column
        assert kinds != {"none"} or allowed.endswith("??"), f"{column} is never there"


@pytest.mark.parametrize("name", SPEAKING)
def test_languages_agree(name: str, library: Library, store: Store) -> None:
    """The Turkish answer is as long as the English one."""
    query = library.get(name)
    assert query is not None
    parameter = query.parameter("language")
    assert parameter is not None
    counts = set()
    for language in ("en", "tr"):
        answer = store.query(query.fill({"language": parameter.read([language])}))
        assert isinstance(answer, QuerySolutions)
        counts.add(len(list(answer)))
    assert len(counts) == 1
