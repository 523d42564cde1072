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
_LATITUDE = 38.4
"""Where cells are square: a degree of latitude is wider than one of longitude there."""
_KEY = "name_en"
"""A column that ends with the reference."""


def cells(
    searcher: Searcher, wanted: tantivy.Query, sure: tantivy.Query | None, zoom: int
) -> list[Cell]:
    """The cells with results. `sure`: what existed for certain; None: that was not asked."""
    found = dict(_buckets(searcher, wanted, zoom, is_whole=True))
    certain = None
    if sure is not None:
        both = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, sure)]
        )
        certain = {key: b["doc_count"] for key, b in _buckets(searcher, both, zoom, is_whole=False)}
    return [
        _cell(bucket, bucket["doc_count"] if certain is None else certain.get(key, 0))
        for key, bucket in sorted(found.items())
    ]


def width(zoom: int) -> float:
    """Degrees of longitude that a cell is wide."""
    return 360 / float(2**zoom) * _PIXELS / _TILE


def _buckets(
    searcher: Searcher, wanted: tantivy.Query, zoom: int, *, is_whole: bool
) -> Iterator[tuple[tuple[float, float], Mapping[str, Any]]]:
    step = width(zoom)
    inside = _INSIDE if is_whole else {}
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


_INSIDE = {
    "x": {"stats": {"field": "lon"}},
    "y": {"stats": {"field": "lat"}},
    "top": {
        "top_hits": {"size": 1, "sort": [{"boost": "desc"}], "docvalue_fields": [_KEY]},
    },
}


def _cell(bucket: Mapping[str, Any], certain: int) -> Cell:
    x, y = bucket["x"], bucket["y"]
    key = bytes.fromhex(bucket["top"]["hits"][0]["docvalue_fields"][_KEY][0]).decode()
    return Cell(
        lon=x["avg"],
        lat=y["avg"],
        bbox=(x["min"], y["min"], x["max"], y["max"]),
        number=bucket["doc_count"],
        certain=certain,
        top=key.partition("\0")[2],
    )
