"""Stretches of years as terms: overlap must be what it is for numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_service.search import eras

YEARS = st.integers(eras.FIRST, eras.LAST)
STRETCHES = st.tuples(YEARS, YEARS).map(lambda pair: (min(pair), max(pair)))


@given(STRETCHES, STRETCHES)
def test_stretches_overlap_as_their_years_do(one: eras.Stretch, other: eras.Stretch) -> None:
    tiles, asked = eras.tiles(one), eras.tiles(other)
    meets = bool(asked & eras.above(tiles)) or bool(eras.above(asked) & tiles)
    assert meets == (one[0] <= other[1] and other[0] <= one[1])


@given(STRETCHES)
def test_a_stretch_needs_few_terms(stretch: eras.Stretch) -> None:
    assert 1 <= len(eras.tiles(stretch)) <= 28
    assert len(eras.above(eras.tiles(stretch))) <= 60


def test_years_beyond_the_tree_are_cut() -> None:
    assert eras.tiles((-(10**9), 10**9)) == eras.tiles((eras.FIRST, eras.LAST))
    assert eras.tiles((10**6, 10**7)) == frozenset()
