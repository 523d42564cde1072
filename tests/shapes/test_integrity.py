"""Every integrity query finds nothing in its good case, and finds its bad ones alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from graph_service.release.closure import close
from loaders.iri import DEFAULT_BASE, Minter
from loaders.namespaces import prefixes
from tests.shapes.reading import INTEGRITY_CASES, ONTOLOGY, QUERIES, WORLD, also, bad_cases

MINTER = Minter(DEFAULT_BASE)
FOLDERS = sorted(path for path in INTEGRITY_CASES.iterdir() if path.is_dir())
BAD = [path for folder in FOLDERS for path in bad_cases(folder)]
NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
FIELDS = ("title_en", "title_tr", "severity", "message_en", "message_tr")


def name(path: Path) -> str:
    return path.name if path.is_dir() else f"{path.parent.name}/{path.stem}"


@cache
def query(title: str) -> str:
    return (QUERIES / f"{title}.rq").read_text(encoding="utf-8")


@cache
def background() -> tuple[Quad, ...]:
    """Ontology, vocabularies and world, each in its graph and in the default graph."""
    store = Store()
    for path in [*sorted(ONTOLOGY.glob("*.ttl")), *sorted(ONTOLOGY.glob("vocabularies/*.ttl"))]:
        load(store, path, MINTER.graph("ontology"))
    load(store, WORLD, MINTER.graph("atlas"))
    return tuple(store)


def load(store: Store, path: Path, graph: NamedNode) -> None:
    """Turtle into the graph; TriG into the graphs that it names. Both into the merge too."""
    case = Store()
    if path.suffix == ".trig":
        case.load(path=str(path), format=RdfFormat.TRIG)
    else:
        case.load(path=str(path), format=RdfFormat.TURTLE, to_graph=graph)
    store.extend(case)
    store.extend(Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in case)


def read_case(path: Path, scratch: Path) -> Store:
    store = Store()
    store.bulk_extend(background())
    load(store, path, MINTER.graph("atlas"))
    if is_closed(path):
        close(store, MINTER.graph("inferred"), DEFAULT_BASE, scratch)
    return store


def is_closed(path: Path) -> bool:
    """A case of what the closure itself must do is read as it is written."""
    return "# not closed\n" not in path.read_text(encoding="utf-8")


def answering(store: Store) -> set[str]:
    return {each for each in NAMES if finds(store, each)}


def finds(store: Store, title: str) -> bool:
    return any(store.query(query(title), prefixes=prefixes(DEFAULT_BASE)))


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_nothing_is_found_in_a_good_case(folder, tmp_path):
    (good,) = folder.glob("good.t*")
    assert answering(read_case(good, tmp_path)) == set()


@pytest.mark.parametrize("path", BAD, ids=name)
def test_a_bad_case_is_found_by_exactly_its_query(path, tmp_path):
    store = read_case(path, tmp_path)
    if is_closed(path):
        assert answering(store) == {path.parent.name} | also(path)
    else:
        assert finds(store, path.parent.name)


def test_every_query_has_cases():
    assert [folder.name for folder in FOLDERS] == NAMES
    assert {path.parent for path in BAD} == set(FOLDERS)


@pytest.mark.parametrize("title", NAMES)
def test_every_query_says_what_to_do_in_both_languages(title):
    header = dict(re.findall(r"^# (\w+): (.+)$", query(title), flags=re.MULTILINE))
    assert header.pop("needs", "release") == "release"
    assert tuple(header) == FIELDS
    assert header["severity"] in {"violation", "warning"}


@pytest.mark.parametrize("title", NAMES)
def test_every_query_answers_with_what_is_wrong(title):
    answer = Store().query(query(title), prefixes=prefixes(DEFAULT_BASE))
    variables = [variable.value for variable in answer.variables]
    assert variables[0] == "focus"
    assert set(variables) <= {"focus", "path", "value"}
