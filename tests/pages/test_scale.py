"""The scale of time: every year has its place, in order, and breaks look like no event."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.atlas.periods import read_periods
from graph_service.pages.charts.scale import Scale, Stretch, all_ages
from graph_service.resources.holdings import Holdings

SCALE = all_ages(2026)
YEARS = st.integers(-9000, 3000)


@given(YEARS, YEARS)
def test_later_is_never_to_the_left(one: int, other: int) -> None:
    first, second = sorted((one, other))
    assert 0 <= SCALE.place(first) <= SCALE.place(second) <= 1
    assert SCALE.place(first, is_end=True) <= SCALE.place(first)


@given(YEARS, YEARS)
def test_pieces_lie_in_order_and_within_their_ends(one: int, other: int) -> None:
    first, last = sorted((one, other))
    pieces = list(SCALE.pieces(first, last))
    for left, right in pieces:
        assert 0 <= left < right <= 1 + 1e-9
    for (_, left), (right, _) in pairwise(pieces):
        assert abs(right - left - SCALE.gap) < 1e-9
    if pieces:
        assert abs(pieces[0][0] - SCALE.place(first)) < 1e-9
        assert abs(pieces[-1][1] - SCALE.place(last, is_end=True)) < 1e-9


@given(st.integers(-6000, 2000), st.integers(1, 400))
def test_a_plain_scale_is_linear(first: int, years: int) -> None:
    plain = Scale((Stretch(-6999, 2026, 1, 500, 1000),))
    ((left, right),) = plain.pieces(first, min(first + years, 2026))
    assert abs((right - left) * 9025 - (min(first + years, 2026) - first)) < 1e-6


def test_marks_stand_at_round_years_of_readers() -> None:
    years = [year for year, _, is_written in SCALE.marks() if is_written]
    assert -499 in years  # 500 BCE
    assert 1 in years  # where 1 BCE and 1 CE meet
    assert 1800 in years
    assert -2499 in years
    assert all((1 - year if year <= 0 else year) % 100 == 0 or year == 1 for year in years)


def test_breaks_are_away_from_every_bound_of_a_period(holdings: Holdings) -> None:
    periods = read_periods(holdings)
    bounds = {
        bound
        for each in periods
        for bound in (each.start_earliest, each.start_latest, each.end_earliest, each.end_latest)
        if bound is not None
    }
    breaks = [stretch.last for stretch in SCALE.stretches[:-1]]
    assert len(breaks) == 2
    assert min(abs(bound - each) for bound in bounds for each in breaks) >= 70
