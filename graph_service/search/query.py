"""What can be asked of the index, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_service.search.record import Name, Record

SORTS = ("relevance", "name", "age")
MOST = 200
"""The most results of a page."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. Values of one filter are alternatives; filters hold together.

    `years` are ISO years, both included (500 BCE is -499), `bbox` is west, south, east, north in
    degrees; `after` is the cursor of the page before. `year` holds besides `years`: what may have
    existed then. `sure` keeps of what existed (in `year`, else in `years`, else at any time) only
    what is ``certain`` or what is but ``possible``.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    linked_to: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    years: tuple[int, int] | None = None
    year: int | None = None
    sure: str | None = None
    sort: str = "relevance"
    language: str = "en"
    limit: int = 20
    after: str | None = None

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The filters by name of the field; those without values too."""
        return {
            "kind": self.kinds,
            "type": self.types,
            "district": self.districts,
            "period": self.periods,
            "designation": self.designations,
            "linked": self.linked_to,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; the score compares only within one search."""

    record: Record
    score: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many results have a value."""

    value: str
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some results, how many there are in all, and the cursor of the next page if there is one."""

    hits: tuple[Hit, ...]
    total: int
    after: str | None
    facets: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)
    is_relaxed: bool = False
    """No result has all the words: these have most of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean. `score` is from 0 to 1; 1 is the same name, folded."""

    record: Record
    matched_name: Name
    score: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Results whose points lie close together. `top` is the reference of the weightiest."""

    lon: float
    lat: float
    bbox: tuple[float, float, float, float]
    number: int
    certain: int
    """How many of them existed for certain; all, if none was asked for its years."""
    top: str


@dataclass(frozen=True, slots=True)
class Age:
    """How many results may have existed in a stretch of years, and how many did for certain."""

    first: int
    last: int
    possible: int
    certain: int


class UnreadableCursorError(ValueError):
    """The cursor is none of ours, or one of another release."""
