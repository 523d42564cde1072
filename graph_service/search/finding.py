"""Search, nearby and at: from what an address gives to what the index answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.search.asking import Given, Parameter, named, refused
from graph_service.search.cursor import Cursor
from graph_service.search.identifiers import SLUGS
from graph_service.search.index import Index
from graph_service.search.parameters import AT, FIRST_YEAR, LAST_YEAR, NEARBY, SEARCH
from graph_service.search.query import Page, Query, UnreadableCursorError
from graph_service.search.record import Record

_LIMIT = 20
_RADIUS = 1000
_SUGGESTIONS = 8
_FILTERED = {"type": "type", "district": "place", "period": "period", "designation": "type"}
"""The kinds of the things that filters name."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing nearby, and how far away it is."""

    record: Record
    metres: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Some of what is nearby, the nearest first, and the cursor of the next page."""

    found: tuple[Neighbour, ...]
    after: str | None


def query_of(given: Given, index: Index, redirects: Mapping[str, str], language: str) -> Query:
    """The search that an address asks for; `redirects` say what was renamed. Raises Problem."""
    filters = {name: _there(name, given, index, redirects) for name in _FILTERED}
    text = _one(given, "q")
    bbox = _one(given, "bbox")
    return Query(
        text=text,
        kinds=given.get("kind", ()),
        types=filters["type"],
        districts=filters["district"],
        periods=filters["period"],
        designations=filters["designation"],
        linked_to=tuple(SLUGS.get(each, each) for each in given.get("linked", ())),
        bbox=box(bbox) if bbox else None,
        years=_years(given),
        year=int(_one(given, "year")) if _one(given, "year") else None,
        sure=_one(given, "sure") or None,
        sort=_one(given, "sort") or ("relevance" if text else "name"),
        language=_one(given, "lang") or language,
        limit=int(_one(given, "limit") or _LIMIT),
        after=_one(given, "after") or None,
    )


def suggestion_of(given: Given, language: str) -> Query:
    """The search for what a name may become."""
    return Query(
        text=_one(given, "q"),
        kinds=given.get("kind", ()),
        language=_one(given, "lang") or language,
        limit=int(_one(given, "limit") or _SUGGESTIONS),
    )


def search(query: Query, index: Index) -> Page:
    """The page of results. Raises Problem."""
    try:
        return index.search(query)
    except UnreadableCursorError as error:
        raise _bad_cursor(SEARCH, query.after or "") from error


def nearby(given: Given, index: Index) -> Neighbours:
    """What lies around a point. Raises Problem."""
    limit, after = int(_one(given, "limit") or _LIMIT), _one(given, "after")
    found = index.near(
        float(_one(given, "lon")),
        float(_one(given, "lat")),
        float(_one(given, "radius") or _RADIUS),
        limit + 1,
        kinds=given.get("kind", ()),
        beyond=_beyond(after) if after else (-1.0, ""),
    )
    shown = found[:limit]
    records = index.records(reference for reference, _ in shown)
    neighbours = [Neighbour(r, away) for r, (_, away) in zip(records, shown, strict=True)]
    is_more = len(found) > limit
    last = str(Cursor("nearby", f"{shown[-1][1]!r} {shown[-1][0]}")) if is_more else None
    return Neighbours(tuple(neighbours), last)


def at(given: Given, index: Index, language: str) -> Page:
    """What existed in a year. Raises Problem."""
    after = _one(given, "after") or None
    try:
        return index.at(
            int(_one(given, "year")),
            kinds=given.get("kind", ()),
            sure=_one(given, "sure") or None,
            language=_one(given, "lang") or language,
            limit=int(_one(given, "limit") or _LIMIT),
            after=after,
        )
    except UnreadableCursorError as error:
        raise _bad_cursor(AT, after or "") from error


def _one(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def box(text: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a box as an address has it."""
    west, south, east, north = (float(each) for each in text.split(","))
    return west, south, east, north


def _years(given: Given) -> tuple[int, int] | None:
    start, end = _one(given, "from"), _one(given, "to")
    if not start and not end:
        return None
    years = int(start or FIRST_YEAR), int(end or LAST_YEAR)
    if years[0] > years[1]:
        why = Text("`from`, `to` yılından sonra olamaz.", "`from` cannot be later than `to`.")
        raise refused(named(SEARCH, "from"), start, why)
    return years


def _there(name: str, given: Given, index: Index, redirects: Mapping[str, str]) -> tuple[str, ...]:
    """The slugs that a filter names; what was renamed by its new name. Raises Problem.

    A filter that names what does not exist is a mistake, not an empty result.
    """
    kind = _FILTERED[name]
    asked = (f"{kind}/{slug}" for slug in given.get(name, ()))
    wanted = [redirects.get(each, each).partition("/")[2] for each in asked]
    there = {record.slug for record in index.records(f"{kind}/{slug}" for slug in wanted)}
    for slug in wanted:
        if slug not in there:
            raise _missing(named(SEARCH, name), kind, slug, index)
    return tuple(wanted)


def _missing(parameter: Parameter, kind: str, slug: str, index: Index) -> Problem:
    near = [each.record for each in index.candidates(slug.replace("-", " "), (kind,), 3)]
    names = ", ".join(each.slug for each in near)
    hint = Text(f" Benzerleri: {names}.", f" Similar ones: {names}.")
    why = Text(
        f"`{parameter.name}`: “{slug}” diye bir kayıt yok.{hint.tr if near else ''}",
        f"`{parameter.name}`: there is no record “{slug}”.{hint.en if near else ''}",
    )
    return refused(parameter, slug, why, nearest=[each.reference for each in near])


def _beyond(after: str) -> tuple[float, str]:
    try:
        metres, _, reference = str(Cursor.read(after, "nearby", "").key).partition(" ")
        return float(metres), reference
    except ValueError as error:
        raise _bad_cursor(NEARBY, after) from error


def _bad_cursor(parameters: tuple[Parameter, ...], value: str) -> Problem:
    return refused(
        named(parameters, "after"),
        value,
        Text(
            "`after` bu sıralamanın ya da bu sürümün bir imleci değil; ilk sayfadan başlayın.",
            "`after` is no cursor of this order, or not of this release; begin at the first page.",
        ),
    )
