"""A strip of time for each row of a table: bars with fuzzy ends on one plain linear scale.

The table beside the strips says the same in words, so the strips are hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph_service.pages.charts.scale import Scale, Stretch
from graph_service.pages.charts.svg import element, percent
from graph_service.pages.years import say_year

_HEIGHT = 22
_TOP, _BAR = 4, 14
_LEAST = 0.008
"""The share of the width that the shortest bar takes: a mark, never a wide bar."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
_MARKS = 6
_SHORTEST = 40
"""Years: a strip of less than that would make a single year look long."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something was. Years as ISO counts them; None where a side is open or unknown.

    Without inner bounds (`start_latest`, `end_earliest`) it is something that happened at some
    time within the outer ones.
    """

    start_earliest: int | None
    start_latest: int | None
    end_earliest: int | None
    end_latest: int | None
    family: str = "plain"
    is_open: bool = False
    """Whether it lasts until today, as far as is known."""

    @property
    def years(self) -> list[int]:
        bounds = (self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)
        return [year for year in bounds if year is not None]


def strip_scale(spans: Iterable[Span], today: int) -> Scale | None:
    """A scale that holds all spans with some room beside them; None if nothing is dated."""
    years = [year for span in spans for year in span.years]
    years += [today for span in spans if span.is_open and span.years]
    if not years:
        return None
    first, last = min(years), max(years)
    room = max((last - first) * 0.04, (_SHORTEST - (last - first)) / 2, 1)
    first, last = int(first - room), int(last + room)
    wanted = (last - first) / _MARKS
    mark = next((step for step in _STEPS if step >= wanted), _STEPS[-1])
    return Scale((Stretch(first, last, 1, mark, mark),))


def axis(scale: Scale, language: str) -> Markup:
    """The years above the strips."""
    inside = [
        element(
            "text",
            Markup.escape(say_year(year, language)),
            class_="time-year" + (" time-mid" if index % 2 else ""),
            x=percent(at),
            y=13,
            text_anchor="start" if at < 0.05 else "end" if at > 0.95 else "middle",  # noqa: PLR2004
        )
        for index, (year, at, _) in enumerate(scale.marks())
    ]
    return _svg(inside, 18)


def strip(span: Span, scale: Scale, today: int) -> Markup:
    """The bar of one row; an empty strip for what is undated."""
    grid = [
        element("line", class_="time-grid", x1=percent(at), x2=percent(at), y1=0, y2=_HEIGHT)
        for _, at, _ in scale.marks()
    ]
    return _svg([*grid, *_bar(span, scale, today)], _HEIGHT)


def gradients(families: Iterable[str]) -> Markup:
    """What the fading ends of bars refer to; once for a page."""
    made = []
    for family in sorted(set(families)):
        for way, (begin, end) in {"in": (0.1, 0.85), "out": (0.85, 0.1)}.items():
            stops = [
                element("stop", class_=f"stop-{family}", offset=at, stop_opacity=str(opacity))
                for at, opacity in ((0, begin), (1, end))
            ]
            made.append(element("linearGradient", *stops, id=f"strip-{way}-{family}"))
    return element("svg", element("defs", *made), class_="strip-defs", aria_hidden="true")


def _svg(inside: Sequence[Markup], height: int) -> Markup:
    return element(
        "svg", *inside, class_="strip", width="100%", height=height, aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def _bar(span: Span, scale: Scale, today: int) -> Iterator[Markup]:
    begin, finish = span.start_earliest, span.end_latest
    if finish is None and span.is_open:
        finish = today
    begin = finish if begin is None else begin
    finish = begin if finish is None else finish
    if begin is None or finish is None:
        return
    sure_from = span.start_latest
    sure_to = today if span.is_open and span.end_earliest is None else span.end_earliest
    if sure_from is None and sure_to is None:
        if finish - begin <= 1:
            yield _mark(scale.place(begin), span.family)
        else:
            yield from _somewhere(scale.place(begin), _end(scale, finish), span.family)
        return
    sure_from = begin if sure_from is None else sure_from
    sure_to = finish if sure_to is None else sure_to
    if begin < sure_from:
        yield from _fade(scale.place(begin), scale.place(sure_from), "in", span.family)
    if sure_to < finish:
        yield from _fade(_end(scale, sure_to), _end(scale, finish), "out", span.family)
    if sure_to >= sure_from:
        left, right = scale.place(sure_from), _end(scale, sure_to)
        if right - left < _LEAST:
            yield _mark(left, span.family)
        else:
            yield _rect(left, right, class_=f"fill-{span.family}")


def _end(scale: Scale, year: int) -> float:
    return scale.place(year, is_end=True)


def _mark(at: float, family: str) -> Markup:
    """One year, or little more: a lozenge of its own size."""
    dot = element("circle", class_=f"fill-{family}", cx=percent(at), cy=_TOP + _BAR / 2, r=5)
    return element("g", dot)


def _somewhere(left: float, right: float, family: str) -> Iterator[Markup]:
    """It happened once, at some time in here."""
    right = max(right, left + _LEAST)
    yield _rect(left, right, class_=f"strip-within fill-{family} line-{family}")


def _fade(left: float, right: float, way: str, family: str) -> Iterator[Markup]:
    yield _rect(left, right, fill=f"url(#strip-{way}-{family})")
    for y in (_TOP + 0.5, _TOP + _BAR - 0.5):
        yield element(
            "line", class_=f"time-limit line-{family}",
            x1=percent(left), x2=percent(right), y1=y, y2=y,
        )  # fmt: skip


def _rect(left: float, right: float, **more: str) -> Markup:
    return element(
        "rect", x=percent(left), y=_TOP, width=percent(max(right - left, 0.002)), height=_BAR,
        rx=2, **more,
    )  # fmt: skip
