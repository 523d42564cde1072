"""The classes of an ontology: their hierarchy on the left, the links between them as arcs.

Everything stands at fixed pixels from the left, so letters keep their size; a narrow screen shows
the hierarchy and leaves the arcs out, which the page also has as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from markupsafe import Markup

from graph_service.pages.charts.svg import element

ROW = 30
_STEP = 18
_BOX = 22
_LETTER, _BOLD = 7.2, 8.1
"""Pixels that a letter is wide, at most."""
_COUNT = 318
"""Where counts end and arcs begin, in pixels."""
_REACH = 330
"""How far the widest arc goes out."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of the diagram; `parent` is the row above that it hangs from."""

    label: str
    url: str
    depth: int
    parent: int | None
    is_ours: bool
    count: str | None
    """How many instances there are, as it is written."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The links between two rows: how many, and the same in words."""

    first: int
    second: int
    number: int
    text: str


def class_diagram(
    rows: Sequence[ClassRow], ties: Sequence[Tie], title: str, description: str
) -> Markup:
    """An ``<svg>`` with a link for each class; `description` is its text alternative."""
    height = ROW * len(rows) + 8
    layers = [
        *(_arc(tie) for tie in sorted(ties, key=lambda tie: tie.number)),
        *_connectors(rows),
        *(_class(row, index) for index, row in enumerate(rows)),
    ]
    return element(
        "svg",
        element("title", Markup.escape(title)),
        element("desc", Markup.escape(description)),
        *layers,
        class_="class-diagram",
        width="100%",
        height=height,
        aria_label=f"{title}. {description}",
        role="group",
    )


def _middle(index: int) -> float:
    return 4 + ROW * index + ROW / 2


def _left(depth: int) -> float:
    return 1.0 + _STEP * depth


def _connectors(rows: Sequence[ClassRow]) -> Iterator[Markup]:
    """An elbow from each class down to those below it."""
    for index, row in enumerate(rows):
        if row.parent is not None:
            x, top = _left(row.depth) - _STEP + 9, _middle(row.parent) + _BOX / 2
            path = f"M{x} {top}V{_middle(index)}H{_left(row.depth)}"
            yield element("path", class_="class-line", d=path)


def _class(row: ClassRow, index: int) -> Markup:
    y, left = _middle(index), _left(row.depth)
    width = len(row.label) * (_BOLD if row.is_ours else _LETTER) + 18
    kind = "is-ours" if row.is_ours else "is-other"
    parts = [
        element(
            "rect", x=left, y=y - _BOX / 2, width=width, height=_BOX, rx=4 if row.is_ours else 11
        ),
        element("text", Markup.escape(row.label), x=left + 9, y=y + 4.3),
    ]
    box = element("a", *parts, href=row.url, class_=f"class-box {kind}")
    if row.count is None:
        return box
    count = element(
        "text", row.count, class_="class-count", x=_COUNT - 8, y=y + 4.3, text_anchor="end"
    )
    dot = element("circle", class_="class-dot", cx=_COUNT, cy=y, r=2.5)
    lead = element("path", class_="class-lead", d=f"M{left + width + 3} {y}H{_COUNT - 48}")
    return lead + box + count + dot


def _arc(tie: Tie) -> Markup:
    """Links of a class with itself are a small loop; thicker by powers of ten."""
    first, second = sorted((_middle(tie.first), _middle(tie.second)))
    if first == second:
        first, second, reach = first - 5, second + 5, 26.0
    else:
        reach = min(_REACH, 18 + (second - first) * 0.62)
    out = f"{_COUNT + reach:.0f}"
    path = f"M{_COUNT} {first}C{out} {first} {out} {second} {_COUNT} {second}"
    title = element("title", Markup.escape(tie.text))
    width = f"{0.6 + 1.1 * log10(tie.number + 1):.1f}"
    return element("path", title, class_="class-tie", d=path, stroke_width=width)
