"""The queries beside this module, asked of a release."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph_service.resources.holdings import Holdings, Reference
from loaders.namespaces import prefixes


def rows(holdings: Holdings, name: str) -> Iterator[QuerySolution]:
    """The solutions of ``queries/{name}.rq``."""
    solutions = holdings.release.store.query(_text(name), prefixes=prefixes(holdings.base))
    assert isinstance(solutions, QuerySolutions)
    return iter(solutions)


def text(row: QuerySolution, name: str) -> str:
    """The IRI or the text that a variable is bound to; empty if it is not bound."""
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""


def reference(row: QuerySolution, name: str, holdings: Holdings) -> Reference:
    """The thing that a variable is bound to."""
    return Reference.parse(text(row, name).removeprefix(f"{holdings.base}id/"))


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
