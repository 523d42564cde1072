"""The parameters of the list of places: what is read, and how it is refused."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.collections.asking import FORM, PLACES
from graph_service.http.problem import Problem
from graph_service.library.kinds import Unfit
from graph_service.search import asking
from graph_service.search.asking import Given
from graph_service.search.finding import box
from graph_service.search.kinds import Box

degrees = st.floats(-180, 180).map(lambda x: round(x, 6))
latitudes = st.floats(-90, 90).map(lambda x: round(x, 6))


def _plain(number: float) -> str:
    return f"{number:.6f}"


@given(degrees, latitudes, degrees, latitudes)
def test_every_box_in_order_is_read(a: float, b: float, c: float, d: float) -> None:
    west, east = sorted((a, c))
    south, north = sorted((b, d))
    text = ",".join(map(_plain, (west, south, east, north)))
    assert box(Box().read(text)) == pytest.approx((west, south, east, north))
    if west != east:
        with pytest.raises(Unfit):
            Box().read(",".join(map(_plain, (east, south, west, north))))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_box(text: str) -> None:
    try:
        west, south, east, north = box(Box().read(text))
    except Unfit:
        return
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "1e1,0,20,1", "181,0,182,1",
     "0,-91,1,0", "0,5,1,4", "170,0,-170,1", "٣,0,4,1"],
)  # fmt: skip
def test_what_is_no_box(text: str) -> None:
    with pytest.raises(Unfit):
        Box().read(text)


@given(st.dictionaries(st.sampled_from([p.name for p in PLACES]), st.text(max_size=30), max_size=4))
def test_any_address_is_read_or_refused_by_name(given_values: dict[str, str]) -> None:
    found = _outcome(urlencode(given_values, errors="replace").encode())
    if isinstance(found, Problem):
        assert found.status == 400
        assert found.extensions["parameter"] in given_values
        assert found.extensions["allowed"]
        assert found.detail.tr
        assert found.detail.en
    else:  # what is left empty is not asked
        assert found.keys() == {name for name, value in given_values.items() if value}


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(query: bytes) -> None:
    found = _outcome(query)
    assert not isinstance(found, Problem) or found.status == 400


def _outcome(query: bytes) -> Given | Problem:
    try:
        return asking.given(PLACES, query, FORM)
    except Problem as problem:
        return problem


def test_a_parameter_may_be_repeated_only_so_often() -> None:
    assert asking.given(PLACES, b"limit=2&lang=tr&_profile=places", FORM) == {"limit": ("2",)}
    with pytest.raises(Problem) as refused:
        asking.given(PLACES, b"limit=1&limit=2", FORM)
    assert refused.value.extensions["value"] == "2"
