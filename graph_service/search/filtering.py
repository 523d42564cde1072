"""Filters of the index: they take part in no score."""

from __future__ import annotations

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Occur

from graph_service.search import eras

TERMS_AT_ONCE = 64
"""As many terms are looked up one by one: a set of terms is matched with the whole dictionary."""

Clause = tuple[Occur, tantivy.Query]
Box = tuple[float, float, float, float]


class Filtering:
    """Builds filters for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def terms(self, field: str, values: Sequence[str]) -> tantivy.Query:
        """Things with one of the values."""
        if len(values) > TERMS_AT_ONCE:
            return _unscored(tantivy.Query.term_set_query(self._schema, field, list(values)))
        each = [
            (Occur.Should, tantivy.Query.term_query(self._schema, field, value, "basic"))
            for value in values
        ]
        return _unscored(tantivy.Query.boolean_query(each))

    def box(self, box: Box) -> list[tantivy.Query]:
        """Things whose geometry reaches into a box of degrees: west, south, east, north."""
        west, south, east, north = box
        return [
            self._range("west", upper=east),
            self._range("east", lower=west),
            self._range("south", upper=north),
            self._range("north", lower=south),
        ]

    def points(self, box: Box) -> list[tantivy.Query]:
        """Things with a point in a box."""
        west, south, east, north = box
        return [
            self._range("lon", lower=west, upper=east),
            self._range("lat", lower=south, upper=north),
        ]

    def existing(self, years: tuple[int, int], *, sure: bool = False) -> tantivy.Query:
        """Things that may have existed (or did for certain, if `sure`) in one of the years."""
        prefix = "sure_" if sure else ""
        tiles = eras.tiles(years)
        return tantivy.Query.boolean_query(
            [
                (Occur.Should, self.terms(f"{prefix}above", sorted(tiles))),
                (Occur.Should, self.terms(f"{prefix}tile", sorted(eras.above(tiles)))),
            ]
        )

    def _range(
        self, field: str, lower: float | None = None, upper: float | None = None
    ) -> tantivy.Query:
        return _unscored(
            tantivy.Query.range_query(
                self._schema, field, FieldType.Float, lower_bound=lower, upper_bound=upper
            )
        )


def every(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """All of them must hold; all things, if there are none."""
    if not queries:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)
