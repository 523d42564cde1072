"""The scale of time: a few linear stretches, declared, with a gap where the scale changes.

One linear scale gives two thirds of its width to ten periods before 1200 BCE; a logarithmic one
makes lengths unreadable. So: linear pieces, and every picture says where they meet. The breaks lie
inside long periods, away from every bound, so that none looks like an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one year to another (ISO years), on a share of the width; marks every `mark` years."""

    first: int
    last: int
    share: float
    mark: int
    labelled: int
    """A multiple of `mark`: every how many years a mark has its year written below."""


@dataclass(frozen=True)
class Scale:
    """Maps years to shares of the width, 0 to 1."""

    stretches: Sequence[Stretch]
    gap: float = 0.008

    def place(self, year: float, *, is_end: bool = False) -> float:
        """Where a year is. At a break an end belongs to the earlier stretch."""
        for stretch, (left, right) in zip(self.stretches, self._sides, strict=True):
            if year < stretch.last or (is_end and year == stretch.last):
                inside = (max(year, stretch.first) - stretch.first) / (stretch.last - stretch.first)
                return left + inside * (right - left)
        return self._sides[-1][1]

    def pieces(self, first: float, last: float) -> Iterator[tuple[float, float]]:
        """A span of years as spans of the width: cut at the breaks."""
        for stretch, (left, right) in zip(self.stretches, self._sides, strict=True):
            begin, end = max(first, stretch.first), min(last, stretch.last)
            if end > begin:
                width = (right - left) / (stretch.last - stretch.first)
                start = left + (begin - stretch.first) * width
                yield start, start + (end - begin) * width

    def marks(self) -> Iterator[tuple[int, float, bool]]:
        """The marks of the axis: year, place, and whether the year is written.

        They stand at round years as readers count them: 1000 BCE is -999.
        """
        for stretch in self.stretches:
            begin = (stretch.first // stretch.mark) * stretch.mark
            for round_year in range(begin, stretch.last + 1, stretch.mark):
                year = round_year + 1 if round_year <= 0 else round_year
                if stretch.first <= year <= stretch.last:
                    is_last = stretch is self.stretches[-1] or year < stretch.last
                    is_written = round_year % stretch.labelled == 0 and is_last
                    yield year, self.place(year), is_written

    @property
    def breaks(self) -> Sequence[float]:
        """The middles of the gaps."""
        return [right + self.gap / 2 for _, right in self._sides[:-1]]

    @cached_property
    def _sides(self) -> Sequence[tuple[float, float]]:
        room = 1 - self.gap * (len(self.stretches) - 1)
        total = sum(stretch.share for stretch in self.stretches)
        sides, left = [], 0.0
        for stretch in self.stretches:
            right = left + room * stretch.share / total
            sides.append((left, right))
            left = right + self.gap
        return sides


def all_ages(last: int) -> Scale:
    """From 7000 BCE to a year of our own time."""
    return Scale(
        (
            Stretch(-6999, -2499, 0.20, 500, 2000),
            Stretch(-2499, 1000, 0.48, 100, 500),
            Stretch(1000, last, 0.32, 50, 200),
        )
    )
