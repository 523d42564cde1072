"""Where the timeline has its bars and their names, so that none touches another.

Places are shares of the width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_service.pages.charts.scale import Scale

WIDTH = 1150
"""Pixels for which labels are placed; narrower screens show none, but a list."""
_LETTER = 6.4
"""Pixels that a letter of a label is wide, on average."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period to draw; years as ISO counts them, the last two None where the end is open."""

    slug: str
    name: str
    family: str
    start_earliest: int
    start_latest: int
    end_earliest: int | None
    end_latest: int | None
    years: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the middle of its place, and the row that it is written in."""

    text: str
    middle: float
    row: int = 0

    @property
    def half(self) -> float:
        return _room(self.text) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar in its lane, with its name in it, after it or before it."""

    bar: Bar
    lane: int
    text_at: float
    side: str
    """``inside``, ``after`` or ``before``."""


def fits(bar: Bar, scale: Scale) -> bool:
    """Whether a name has room within its bar."""
    left, right = core(bar, scale)
    return right - left > _room(bar.name)


def core(bar: Bar, scale: Scale) -> tuple[float, float]:
    """The longest unbroken piece in which a period surely was."""
    end = scale.stretches[-1].last if bar.end_earliest is None else bar.end_earliest
    pieces = list(scale.pieces(bar.start_latest, end)) or [_extent(bar, scale)]
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def labelled(bar: Bar, scale: Scale) -> Label:
    left, right = _extent(bar, scale)
    return Label(bar.name, (left + right) / 2)


def in_rows(labels: Sequence[Label]) -> list[Label]:
    """Labels in rows, each in the first row where it touches no other."""
    ends: list[float] = []
    placed = []
    for label in sorted(labels, key=lambda each: each.middle):
        middle = min(max(label.middle, label.half), 1 - label.half)
        row = next((i for i, end in enumerate(ends) if end <= middle - label.half), len(ends))
        ends[row : row + 1] = [middle + label.half]
        placed.append(replace(label, middle=middle, row=row))
    return placed


def in_lanes(bars: Sequence[Bar], scale: Scale) -> list[Placed]:
    """Each bar with its name in the first lane where both touch no other."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for bar in sorted(bars, key=lambda each: each.start_earliest):
        left, right = _extent(bar, scale)
        at, side = _beside(bar, scale, left, right)
        if side == "after":
            right = at + _room(bar.name)
        elif side == "before":
            left = at - _room(bar.name)
        free = (
            index
            for index, lane in enumerate(taken)
            if all(end <= left or right <= begin for begin, end in lane)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        placed.append(Placed(bar, lane, at, side))
    return placed


def _beside(bar: Bar, scale: Scale, left: float, right: float) -> tuple[float, str]:
    """Where a name is written: in its bar if it has room, else after it, else before it."""
    if fits(bar, scale):
        begin, end = core(bar, scale)
        return (begin + end) / 2, "inside"
    right = max(right, left + 0.003)
    return (right, "after") if right + _room(bar.name) <= 1 else (left, "before")


def _extent(bar: Bar, scale: Scale) -> tuple[float, float]:
    today = scale.stretches[-1].last
    last = today if bar.end_latest is None else bar.end_latest
    return scale.place(bar.start_earliest), scale.place(last, is_end=True)


def _room(text: str) -> float:
    """The share of the width that a name takes."""
    return (len(text) * _LETTER + 10) / WIDTH
