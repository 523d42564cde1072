"""Moments and time-spans: ISO years, four fuzzy bounds (modelling rule 4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import final

_PARTS_OF_MOMENT = re.compile(r"(-?[0-9]{1,5})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_DECEMBER = 12


@final
@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day in the proleptic Gregorian calendar; 1 BCE is the year 0."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.month is not None and not 1 <= self.month <= _DECEMBER:
            raise ValueError(f"month {self.month} is not 1 to 12")
        if self.day is not None and not 1 <= self.day <= self._days_in(self.month or 1):
            raise ValueError(f"day {self.day} is not in month {self.month}")

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ``-0499``, ``0017``, ``1922-09`` or ``1922-09-13``. Raises ValueError."""
        match = _PARTS_OF_MOMENT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def _days_in(self, month: int) -> int:
        # Years repeat every 400; monthrange itself refuses years before 1.
        return calendar.monthrange(self.year % 400 + 400, month)[1]

    @property
    def first_day(self) -> tuple[int, int, int]:
        return self.year, self.month or 1, self.day or 1

    @property
    def last_day(self) -> tuple[int, int, int]:
        month = self.month or _DECEMBER
        return self.year, month, self.day or self._days_in(month)

    def first_second(self) -> str:
        """xsd:dateTime of the first second: ``-0499-01-01T00:00:00Z``."""
        return _lexical(self.first_day) + "T00:00:00Z"

    def last_second(self) -> str:
        """xsd:dateTime of the last second: ``-0499-12-31T23:59:59Z``."""
        return _lexical(self.last_day) + "T23:59:59Z"

    def __lt__(self, other: Moment) -> bool:
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)

    def __str__(self) -> str:
        if self.month is None:
            return _lexical_year(self.year)
        if self.day is None:
            return f"{_lexical_year(self.year)}-{self.month:02}"
        return _lexical((self.year, self.month, self.day))


def _lexical_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _lexical(day: tuple[int, int, int]) -> str:
    return f"{_lexical_year(day[0])}-{day[1]:02}-{day[2]:02}"


@dataclass(frozen=True, slots=True)
class Span:
    """Four bounds of a time-span; ``None`` is unknown or open.

    ``start_earliest`` → P82a, ``start_latest`` → P81a, ``end_earliest`` → P81b,
    ``end_latest`` → P82b (CIDOC CRM 7.1.3).
    """

    start_earliest: Moment | None = None
    start_latest: Moment | None = None
    end_earliest: Moment | None = None
    end_latest: Moment | None = None

    @classmethod
    def within(cls, first: Moment, last: Moment | None = None) -> Span:
        """Something that happened at some time from `first` to `last`."""
        return cls(first, last or first, first, last or first)

    @property
    def is_empty(self) -> bool:
        return self == Span()

    @property
    def has_core(self) -> bool:
        """Whether there is a time at which it certainly was (P81a before P81b)."""
        if self.start_latest is None or self.end_earliest is None:
            return False
        return self.start_latest.last_day < self.end_earliest.first_day

    @property
    def year_from(self) -> int | None:
        return self.start_earliest.year if self.start_earliest else None

    @property
    def year_to(self) -> int | None:
        return self.end_latest.year if self.end_latest else None

    def disorder(self) -> str | None:
        """Say which two bounds are in the wrong order, or ``None``."""
        pairs = (
            ("start_earliest", "start_latest"),
            ("end_earliest", "end_latest"),
            ("start_earliest", "end_latest"),
            ("start_earliest", "end_earliest"),
            ("start_latest", "end_latest"),
        )
        for first, second in pairs:
            a, b = getattr(self, first), getattr(self, second)
            if a is not None and b is not None and a.first_day > b.last_day:
                return f"{first} {a} is after {second} {b}"
        return None
