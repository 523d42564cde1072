"""Points gathered for a map: one cell of a grid, one sign, however many results there are.

The index counts its columns itself, so that neither memory nor the answer grows with the results:
only with the cells that a screen has room for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import tantivy
from tantivy import Searcher

from graph_service.search.query import Cell

_PIXELS = 56
"""The width of a cell on the screen."""
_TILE = 256
_MOST, _MOST_NAMED = 8192, 2048
"""Cells of an answer: more than a screen has room for. Each name has to be looked for."""
_LATITUDE = 38.4
"""Where cells are square: a degree of latitude is wider than one of longitude there."""
_KEY = "name_en"
"""A column that ends with the reference."""


def cells(
    searcher: Searcher,
    wanted: tantivy.Query,
    sure: tantivy.Query | None,
    zoom: int,
    *,
    is_named: bool = True,
) -> list[Cell]:
    """The cells with results. `sure`: what existed for certain; None: that was not asked.

    `is_named`: each with the reference of its weightiest thing; else that is empty.
    """
    inside = _PLACED | _NAMED if is_named else _PLACED
    found = dict(_buckets(searcher, wanted, zoom, inside))
    certain = None
    if sure is not None:
        both = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, sure)]
        )
        certain = {key: b["doc_count"] for key, b in _buckets(searcher, both, zoom, {})}
    return [
        _cell(bucket, bucket["doc_count"] if certain is None else certain.get(key, 0))
        for key, bucket in sorted(found.items())
    ]


def fitting(view: tuple[float, float, float, float], zoom: int, *, is_named: bool = True) -> int:
    """The closest zoom, up to the one asked for, at which the view has not too many cells.

    So a request for the whole world in the finest cells costs no more than any other.
    """
    west, south, east, north = view
    most = _MOST_NAMED if is_named else _MOST
    while zoom > 0:
        step = width(zoom)
        rows = (north - south) / (step * math.cos(math.radians(_LATITUDE)))
        if ((east - west) / step + 1) * (rows + 1) <= most:
            break
        zoom -= 1
    return zoom


def width(zoom: int) -> float:
    """Degrees of longitude that a cell is wide."""
    return 360 / float(2**zoom) * _PIXELS / _TILE


def _buckets(
    searcher: Searcher, wanted: tantivy.Query, zoom: int, inside: Mapping[str, Any]
) -> Iterator[tuple[tuple[float, float], Mapping[str, Any]]]:
    step = width(zoom)
    rows = {"lat": _histogram("lat", step * math.cos(math.radians(_LATITUDE)), inside)}
    answer = searcher.aggregate(wanted, {"lon": _histogram("lon", step, rows)})
    for column in answer["lon"]["buckets"]:
        for bucket in column["lat"]["buckets"]:
            yield (column["key"], bucket["key"]), bucket


def _histogram(field: str, step: float, inside: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "histogram": {"field": field, "interval": step, "min_doc_count": 1},
        "aggs": dict(inside),
    }


_PLACED: dict[str, Any] = {
    "x": {"stats": {"field": "lon"}},
    "y": {"stats": {"field": "lat"}},
}
_NAMED: dict[str, Any] = {
    "top": {
        "top_hits": {"size": 1, "sort": [{"boost": "desc"}], "docvalue_fields": [_KEY]},
    },
}


def _cell(bucket: Mapping[str, Any], certain: int) -> Cell:
    x, y = bucket["x"], bucket["y"]
    hits = bucket.get("top", {}).get("hits")  # of very many cells tantivy leaves some without
    key = bytes.fromhex(hits[0]["docvalue_fields"][_KEY][0]).decode() if hits else ""
    return Cell(
        lon=x["avg"],
        lat=y["avg"],
        bbox=(x["min"], y["min"], x["max"], y["max"]),
        number=bucket["doc_count"],
        certain=certain,
        top=key.partition("\0")[2],
    )
