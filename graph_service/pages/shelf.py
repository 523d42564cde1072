"""The side panel of the query page: the library, by what its queries are about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from itertools import dropwhile, groupby

from graph_service.http.problem_types import Text
from graph_service.library.kinds import Unfit
from graph_service.library.query import GROUPS, Library, LibraryQuery
from graph_service.pages.words import WORDS
from loaders.iri import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class ShelfGroup:
    """Queries about one matter."""

    label: Text
    queries: Sequence[LibraryQuery]
    is_open: bool


def shelf(library: Library, chosen: LibraryQuery | None) -> list[ShelfGroup]:
    """All queries; the group of the chosen one is open, else the first."""
    by_group = [(name, list(found)) for name, found in groupby(library, lambda each: each.group)]
    opened = chosen.group if chosen else by_group[0][0] if by_group else ""
    return [ShelfGroup(GROUPS[name], found, name == opened) for name, found in by_group]


def example_text(query: LibraryQuery, language: str) -> str:
    """A query of the library to begin with: without its header, with labels in a language."""
    wanted = query.parameter("language")
    values = {}
    if wanted is not None:
        with suppress(Unfit):  # a query whose labels are not to be had in this language
            values["language"] = wanted.read((language,))
    return bare(query.fill(values))


def bare(text: str) -> str:
    """A query without the header that the library's queries have; others as they are."""
    if not text.startswith("# title_en:"):
        return text
    lines = dropwhile(lambda line: line.startswith("#"), text.splitlines())
    return "\n".join(lines).strip() + "\n"


def first_query(base: str, language: str) -> str:
    """The query that the form begins with."""
    text = files(__package__).joinpath("example.rq").read_text(encoding="utf-8")
    return (
        text.replace("{about}", WORDS["first_query"][language])
        .replace("{language}", language)
        .replace(DEFAULT_BASE, base)
    )
