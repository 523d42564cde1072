"""Distances between points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.entity.nearby import kilometres, say_distance

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-89, 89)


def test_distances_are_those_of_the_earth() -> None:
    agora, ephesus = (27.138674, 38.418625), (27.345835, 37.935563)
    assert kilometres(*agora, *ephesus) == pytest.approx(56.7, abs=0.2)
    assert kilometres(0, 0, 1, 0) == pytest.approx(111.195, abs=0.01)


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_there_is_as_far_as_back(a: float, b: float, c: float, d: float) -> None:
    there, back = kilometres(a, b, c, d), kilometres(c, d, a, b)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016


@pytest.mark.parametrize(
    ("km", "tr", "en"),
    [(0.004, "0 m", "0 m"), (0.742, "740 m", "740 m"), (0.998, "1,0 km", "1.0 km"),
     (3.94, "3,9 km", "3.9 km"), (14.4, "14 km", "14 km")],
)  # fmt: skip
def test_distances_are_said_no_finer_than_they_are_known(km: float, tr: str, en: str) -> None:
    assert say_distance(km, "tr") == tr
    assert say_distance(km, "en") == en
