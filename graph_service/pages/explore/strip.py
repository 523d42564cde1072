"""When results existed: the skyline of all of them, and a strip for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from graph_service.pages.charts.scale import Scale, all_ages
from graph_service.pages.charts.svg import element, percent
from graph_service.pages.years import say_year
from graph_service.search.query import Age
from graph_service.search.record import Record

_TALL, _STRIP = 72, 12
_AXIS = 22
_UNITS = 2000
_STEPS = (250, 50, 20)
"""Years of a step of the skyline, for each stretch of the scale."""


def scale(this_year: int) -> Scale:
    """The same for all pictures of the page."""
    return all_ages(this_year)


def steps(ages: Scale) -> Iterator[tuple[int, int]]:
    """The stretches of years that are counted; both ends included."""
    for stretch, step in zip(ages.stretches, _STEPS, strict=True):
        for first in range(stretch.first, stretch.last, step):
            yield first, min(first + step, stretch.last) - 1


def skyline(
    ages: Sequence[Age], scale: Scale, year: int | None, language: str, title: str
) -> Markup:
    """How many results existed when: certain ones solid, possible ones pale, by square root."""
    tallest = max((age.possible for age in ages), default=0) ** 0.5 or 1
    height = _TALL + _AXIS
    layers = [
        *_grid(scale, language),
        _steps([(age, age.possible) for age in ages], tallest, scale, "age-possible"),
        _steps([(age, age.certain) for age in ages], tallest, scale, "age-certain"),
        element("line", class_="time-axis", x1="0", x2="100%", y1=_TALL, y2=_TALL),
    ]
    if year is not None:
        x = percent(scale.place(year))
        layers.append(element("line", class_="age-year", x1=x, x2=x, y1=0, y2=_TALL + 4))
    return element(
        "svg",
        *layers,
        class_="timeline-picture",
        width="100%",
        height=height,
        role="img",
        aria_label=title,
    )


def strip(record: Record, scale: Scale) -> Markup | None:
    """When one thing existed; None if that is not known."""
    if not record.existences:
        return None
    today = scale.stretches[-1].last
    possible = [(e.earliest, today if e.latest is None else e.latest) for e in record.existences]
    certain = [
        (e.sure_from, e.sure_to)
        for e in record.existences
        if e.sure_from is not None and e.sure_to is not None
    ]
    return element(
        "svg",
        element("line", class_="age-lane", x1="0", x2="100%", y1=_STRIP / 2, y2=_STRIP / 2),
        *_spans(_merged(possible), scale, "age-possible", 2, _STRIP - 4),
        *_spans(_merged(certain), scale, "age-certain", 2, _STRIP - 4),
        class_="age-strip",
        width="100%",
        height=_STRIP,
        aria_hidden="true",
    )


def for_scripts(scale: Scale) -> list[list[float]]:
    """First and last year, left and right end, and the years of a step of the slider."""
    rows = []
    for stretch, step in zip(scale.stretches, (50, 10, 5), strict=True):
        left, right = scale.place(stretch.first), scale.place(stretch.last, is_end=True)
        rows.append([stretch.first, stretch.last, round(left, 5), round(right, 5), step])
    return rows


def _steps(numbers: Sequence[tuple[Age, int]], tallest: float, scale: Scale, css: str) -> Markup:
    """All steps as one shape, so that nothing shows between them."""
    path = []
    for age, number in numbers:
        pieces = list(scale.pieces(age.first, age.last + 1))
        if number and pieces:
            left, right = round(pieces[0][0] * _UNITS), round(pieces[-1][1] * _UNITS)
            high = max(round(_TALL * number**0.5 / tallest), 2)
            path.append(f"M{left} {_TALL}v-{high}H{right}v{high}z")
    shape = element("path", class_=css, d="".join(path))
    return element(
        "svg", shape, viewBox=f"0 0 {_UNITS} {_TALL}", preserveAspectRatio="none", width="100%",
        height=_TALL,
    )  # fmt: skip


def _spans(
    spans: Sequence[tuple[int, int]], scale: Scale, css: str, top: int, height: int
) -> Iterator[Markup]:
    for first, last in spans:
        for left, right in scale.pieces(first, last + 1):
            width = max(right - left, 0.004)
            yield element(
                "rect", class_=css, x=percent(min(left, 1 - width)), y=top, width=percent(width),
                height=height, rx=1,
            )  # fmt: skip


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch as one: else their pale colours would add up."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _grid(scale: Scale, language: str) -> Iterator[Markup]:
    marks = [mark for mark in scale.marks() if mark[2]]
    for index, (year, at, _) in enumerate(marks):
        x = percent(at)
        yield element("line", class_="time-grid", x1=x, x2=x, y1=0, y2=_TALL)
        side = "start" if at < 0.06 else "end" if at > 0.97 else "middle"  # noqa: PLR2004
        css = f"time-year{_shown(index, year)}"
        yield element(
            "text", Markup.escape(say_year(year, language)), class_=css, x=x, y=_TALL + 17,
            text_anchor=side,
        )  # fmt: skip
    for at in scale.breaks:
        x = percent(at)
        yield element("line", class_="time-break", x1=x, x2=x, y1=0, y2=_TALL)


def _shown(index: int, year: int) -> str:
    """Which years are written where there is less room; those BCE are wider."""
    if index % 2:
        return " time-wide"
    if index % 4:
        return " time-mid"
    return " time-few" if index % 8 and year < 0 else ""
