"""The timeline of all: how much is dated to each time, and the periods, uncertain ends fading.

Lengths are percentages, so that the picture fills its place and its letters keep their size.
A fade with a dashed limit says "begins somewhere here"; it is no probability.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from graph_service.pages.charts.scale import Scale
from graph_service.pages.charts.svg import element, percent
from graph_service.pages.charts.timeline_layout import (
    WIDTH,
    Bar,
    Label,
    Placed,
    core,
    fits,
    in_lanes,
    in_rows,
    labelled,
)
from graph_service.pages.colours import NO_FAMILY

_SKYLINE = 64
_BAR = 21
_THIN = 15
_LANE = 19
_LINE = 15
_BINS = 240


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says; `year` writes a year of the axis."""

    title: str
    description: str
    year: Callable[[int], str]


def timeline_svg(
    cultural: Sequence[Bar],
    political: Sequence[Bar],
    phases: Iterable[tuple[int, int]],
    scale: Scale,
    words: Words,
) -> Markup:
    """An ``<svg>`` as wide as its place: skyline, cultural periods, axis, political rule."""
    within = [bar for bar in cultural if fits(bar, scale)]
    above = in_rows([labelled(bar, scale) for bar in cultural if bar not in within])
    placed = in_lanes(political, scale)
    top = _SKYLINE + 8 + _LINE * (max((label.row for label in above), default=-1) + 1)
    axis = top + _BAR + 5
    first = axis + 30
    height = first + (max((each.lane for each in placed), default=-1) + 1) * _LANE
    layers = [
        _gradients({bar.family for bar in (*cultural, *political)}),
        *_grid(scale, 0, height),
        _skyline(list(phases), scale),
        *_written(above, top - 5, top),
        *(_bar(bar, scale, top, _BAR) for bar in cultural),
        *(_inside(bar, scale, top + 15) for bar in within),
        *_axis(scale, axis, words),
        *(_drawn(each, scale, first) for each in placed),
    ]
    return element(
        "svg",
        element("title", Markup.escape(words.title)),
        element("desc", Markup.escape(words.description)),
        *layers,
        class_="timeline-picture",
        width="100%",
        height=height,
        role="img",
        aria_label=f"{words.title}. {words.description}",
    )


def density(phases: Sequence[tuple[int, int]], scale: Scale, bins: int = _BINS) -> list[float]:
    """How many phases touch each bin of the width, in order; bins in a gap have none."""
    found = [0.0] * bins
    for first, last in phases:
        for left, right in scale.pieces(first, max(last, first + 1)):
            begin = int(left * bins)
            for index in range(begin, max(int(right * bins), begin) + 1):
                found[min(index, bins - 1)] += 1
    return found


def _skyline(phases: Sequence[tuple[int, int]], scale: Scale) -> Markup:
    """The counts by their square root: else the last two centuries hide all the others."""
    counts = [count**0.5 for count in density(phases, scale)]
    tallest = max(counts, default=0) or 1
    heights = [round(_SKYLINE * count / tallest) for count in counts]
    steps = "".join(f"L{index} {_SKYLINE - h}H{index + 1}" for index, h in enumerate(heights))
    path = element("path", class_="time-skyline", d=f"M0 {_SKYLINE}{steps}V{_SKYLINE}z")
    return element(
        "svg",
        path,
        viewBox=f"0 0 {_BINS} {_SKYLINE}",
        preserveAspectRatio="none",
        width="100%",
        height=_SKYLINE,
    )


def _gradients(used: Iterable[str]) -> Markup:
    made = []
    for family in sorted(used):
        for direction, (begin, end) in {"in": (0.06, 0.8), "out": (0.8, 0.06)}.items():
            stops = [
                element("stop", class_=f"stop-{family}", offset=at, stop_opacity=str(opacity))
                for at, opacity in ((0, begin), (1, end))
            ]
            made.append(element("linearGradient", *stops, id=f"fade-{direction}-{family}"))
    return element("defs", *made)


def _bar(bar: Bar, scale: Scale, top: int, height: int) -> Markup:
    """Full where the period surely was; fading, between dashed lines, where it may have been."""
    today = scale.stretches[-1].last
    end_earliest = today if bar.end_earliest is None else bar.end_earliest
    end_latest = today if bar.end_latest is None else bar.end_latest
    parts: list[Markup] = []
    for first, last, fade in (
        (bar.start_earliest, bar.start_latest, "in"),
        (end_earliest, end_latest, "out"),
    ):
        for left, right in scale.pieces(first, last):
            fill = f"url(#fade-{fade}-{bar.family})"
            parts.append(_rectangle(left, right, top, height, fill=fill))
            css = f"time-limit line-{bar.family}"
            parts += [_line(left, right, y, css) for y in (top + 0.5, top + height - 0.5)]
    for left, right in scale.pieces(bar.start_latest, end_earliest):
        parts.append(_rectangle(left, right, top, height, class_=f"fill-{bar.family}"))
    whole = list(scale.pieces(bar.start_earliest, end_latest))
    for (_, left), (right, _) in pairwise(whole):
        parts.append(_line(left, right, top + height / 2, f"time-join line-{bar.family}"))
    name = element("title", Markup.escape(f"{bar.name}: {bar.years}"))
    return element("g", name, *parts, class_="time-bar", data_period=bar.slug)


def _rectangle(left: float, right: float, top: float, height: float, **more: str) -> Markup:
    return element(
        "rect", x=percent(left), y=top, width=percent(max(right - left, 0.0022)), height=height,
        rx=2, **more,
    )  # fmt: skip


def _line(left: float, right: float, y: float, css: str) -> Markup:
    return element("line", class_=css, x1=percent(left), x2=percent(right), y1=y, y2=y)


def _grid(scale: Scale, top: int, bottom: int) -> Iterator[Markup]:
    for _, at, is_written in scale.marks():
        if is_written:
            x = percent(at)
            yield element("line", class_="time-grid", x1=x, x2=x, y1=top, y2=bottom)
    for at in scale.breaks:
        x = percent(at)
        yield element("line", class_="time-break", x1=x, x2=x, y1=top, y2=bottom)


def _axis(scale: Scale, top: int, words: Words) -> Iterator[Markup]:
    for stretch in scale.stretches:
        for left, right in scale.pieces(stretch.first, stretch.last):
            yield _line(left, right, top, "time-axis")
    for _, at, is_written in scale.marks():
        x = percent(at)
        yield element(
            "line", class_="time-axis", x1=x, x2=x, y1=top, y2=top + (5 if is_written else 3)
        )
    first, final = 0.06, 0.97
    for index, (year, at, _) in enumerate(mark for mark in scale.marks() if mark[2]):
        side = "start" if at < first else "end" if at > final else "middle"
        css = "time-year" + (" time-wide" if index % 2 else " time-mid" if index % 4 else "")
        text = Markup.escape(words.year(year))
        yield element("text", text, class_=css, x=percent(at), y=top + 18, text_anchor=side)


def _inside(bar: Bar, scale: Scale, y: float) -> Markup:
    left, right = core(bar, scale)
    return _text(bar.name, (left + right) / 2, y, "middle", "time-in")


def _text(text: str, at: float, y: float, anchor: str, css: str = "time-name") -> Markup:
    return element(
        "text", Markup.escape(text), class_=f"{css} time-wide", x=percent(at), y=y,
        text_anchor=anchor,
    )  # fmt: skip


def _written(labels: Sequence[Label], first: float, target: float) -> Iterator[Markup]:
    """Names above their bars, with a line down to them; all lines lie below all names."""
    for label in labels:
        x = percent(label.middle)
        near = first - label.row * _LINE + 3
        yield element("line", class_="time-lead time-wide", x1=x, x2=x, y1=near, y2=target)
    for label in labels:
        yield _text(label.text, label.middle, first - label.row * _LINE, "middle")


def _drawn(placed: Placed, scale: Scale, first: int) -> Markup:
    top = first + placed.lane * _LANE
    shape = _bar(placed.bar, scale, top, _THIN)
    y = top + _THIN - 4
    if placed.side == "inside":
        return shape + _text(placed.bar.name, placed.text_at, y, "middle", "time-in")
    is_after = placed.side == "after"
    at = placed.text_at + (5 if is_after else -5) / WIDTH
    return shape + _text(placed.bar.name, at, y + 0.5, "start" if is_after else "end")


def shown(bars: Iterable[Bar]) -> list[Bar]:
    """The bars that have a colour: umbrellas only hold others together."""
    return [bar for bar in bars if bar.family != NO_FAMILY]
