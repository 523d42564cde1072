"""The points of a release: what maps of the whole show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from graph_service.pages.atlas.asking import reference, rows, text
from graph_service.resources.holdings import Holdings, Reference

_DIGITS = 5
"""About a metre."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a thing is, in degrees; how sure that is; what it is; when it was alive."""

    thing: Reference
    longitude: float
    latitude: float
    precision: str
    """``exact``, ``representative`` or ``centre-of-settlement``: the slug of the concept."""
    type: str
    """The slug of the concept."""
    labels: Mapping[str, str]
    periods: frozenset[str]
    """Slugs of the periods that it has a phase in."""

    @property
    def is_exact(self) -> bool:
        return self.precision == "exact"


def read_points(holdings: Holdings) -> Sequence[Point]:
    """All sites and waters that have a point, in the order of their IRIs."""
    lived: dict[Reference, set[str]] = {}
    for row in rows(holdings, "lived-in"):
        period = reference(row, "period", holdings).slug
        lived.setdefault(reference(row, "thing", holdings), set()).add(period)
    found = []
    for row in rows(holdings, "points"):
        thing = reference(row, "thing", holdings)
        where = shapely.from_wkt(text(row, "wkt"))
        found.append(
            Point(
                thing=thing,
                longitude=round(float(shapely.get_x(where)), _DIGITS),
                latitude=round(float(shapely.get_y(where)), _DIGITS),
                precision=reference(row, "precision", holdings).slug,
                type=reference(row, "type", holdings).slug,
                labels=dict(holdings.label(thing)),
                periods=frozenset(lived.get(thing, ())),
            )
        )
    return found


def compact(
    points: Iterable[Point], periods: Sequence[str], types: Mapping[str, str], language: str
) -> bytes:
    """The points as a table for scripts: lists of values, and what their numbers stand for.

    ``rows`` holds path, name, longitude, latitude, 1 if the point is exact, the place of the type
    in ``types``, and the places of its periods in ``periods``.
    """
    other = "en" if language == "tr" else "tr"
    listed = list(points)
    used = sorted({point.type for point in listed})
    place = {slug: index for index, slug in enumerate(used)}
    table = {
        "periods": list(periods),
        "types": [types.get(slug, slug) for slug in used],
        "rows": [
            [
                str(point.thing),
                point.labels.get(language) or point.labels.get(other) or point.thing.slug,
                point.longitude,
                point.latitude,
                int(point.is_exact),
                place[point.type],
                [index for index, slug in enumerate(periods) if slug in point.periods],
            ]
            for point in listed
        ],
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
