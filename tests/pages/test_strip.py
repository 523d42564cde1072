"""Strips of time: what is certain is solid, what is not fades, and a year is a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph_service.pages.charts.strip_svg import Span, axis, strip, strip_scale

TODAY = 2026
YEARS = st.integers(-9000, TODAY)


def drawn(span: Span, *others: Span) -> etree._Element:
    scale = strip_scale([span, *others], TODAY)
    assert scale is not None
    return etree.fromstring(str(strip(span, scale, TODAY)))


def share(value: str) -> float:
    return float(value.removesuffix("%"))


def test_undated_things_have_no_scale() -> None:
    assert strip_scale([Span(None, None, None, None)], TODAY) is None


def test_certain_bounds_are_hard() -> None:
    picture = drawn(Span(100, 100, 200, 200, "roman"))
    (bar,) = picture.findall("rect")
    assert bar.get("class") == "fill-roman"
    assert not picture.findall("line[@class='time-limit line-roman']")


def test_uncertain_bounds_fade_between_dashed_limits() -> None:
    picture = drawn(Span(-132, -29, 284, 324, "roman"))
    fills = [bar.get("fill") for bar in picture.findall("rect")]
    assert fills == ["url(#strip-in-roman)", "url(#strip-out-roman)", None]
    assert len(picture.findall("line[@class='time-limit line-roman']")) == 4


def test_one_time_within_bounds_is_no_solid_bar() -> None:
    (bar,) = drawn(Span(-399, None, None, -300, "plain")).findall("rect")
    assert "strip-within" in (bar.get("class") or "")


def test_a_single_year_is_a_mark_and_an_open_end_reaches_today() -> None:
    picture = drawn(Span(1901, None, None, 1901), Span(-6000, None, None, -5000))
    assert picture.find(".//circle") is not None
    assert picture.find("rect") is None
    (bar,) = drawn(Span(1960, 1960, None, None, is_open=True)).findall("rect")
    assert share(bar.get("x") or "") + share(bar.get("width") or "") > 90


def test_the_axis_says_years_of_readers() -> None:
    scale = strip_scale([Span(-499, None, None, 400)], TODAY)
    assert scale is not None
    labels = [text.text for text in etree.fromstring(str(axis(scale, "en"))).iter("text")]
    assert "1 CE" in labels or "1 BCE" in labels
    assert "400 BCE" in labels
    assert not any("-" in label or label == "0" for label in labels)


@given(st.lists(YEARS, min_size=4, max_size=4).map(sorted), st.booleans())
def test_nothing_is_drawn_outside(years: list[int], is_bare: bool) -> None:
    first, second, third, last = years
    span = Span(first, None, None, last) if is_bare else Span(first, second, third, last)
    for bar in drawn(span).iter("rect"):
        left, width = share(bar.get("x") or ""), share(bar.get("width") or "")
        assert left >= 0
        assert width > 0
        assert left + width <= 101


@pytest.mark.parametrize("years", [(5, 5), (-9000, 2026), (1900, 1910)])
def test_marks_are_few(years: tuple[int, int]) -> None:
    scale = strip_scale([Span(years[0], None, None, years[1])], TODAY)
    assert scale is not None
    assert 2 <= len(list(scale.marks())) <= 9
