"""Terms: one written point of time ("late 1st c. BC", "17 April"), and the years it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from loaders.dates.calendars import LAST_HIJRI_YEAR, hijri_years, rumi_day, rumi_years
from loaders.dates.moments import Moment
from loaders.dates.words import (
    CENTURY,
    CIRCA,
    DECADE,
    ERAS,
    MILLENNIUM,
    MONTH,
    MONTHS,
    ORDINAL,
    PARTS,
    RUMI,
    Era,
    Part,
    take,
)

_LAST_YEAR = 2050  # beyond: a slip, or a catalogue's way to say "still there"
_LAST_CENTURY = 21
_LAST_HIJRI_WRITTEN = 1450
# "the 1900s" are a decade to some and a century to others; before, only a century.
_FIRST_AMBIGUOUS_HUNDRED = 1900

Unit = Literal["number", "ordinal", "date", "year", "decade", "century", "millennium"]


class Unreadable(ValueError):  # noqa: N818 - it names the finding, like InvalidData
    """The words do not give a date with certainty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, from the beginning of `first` to the end of `last`."""

    first: Moment
    last: Moment

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    def overlaps(self, other: Stretch) -> bool:
        return (
            self.first.first_day <= other.last.last_day
            and other.first.first_day <= self.last.last_day
        )

    def encloses(self, other: Stretch) -> bool:
        return (
            self.first.first_day <= other.first.first_day
            and other.last.last_day <= self.last.last_day
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A point of time as written. What it leaves unsaid, the other end of a range may say.

    `number` is a year, the number of a century or millennium, or the first year of a decade;
    unit "number" and "ordinal" are one or two digits that may yet be a year, a day, a century.
    """

    unit: Unit
    number: int | None = None
    until: str | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    circa: bool = False
    era: Era | None = None
    era_leads: bool = False


def parse_term(text: str) -> Term | None:
    """The term that the folded `text` is, or ``None``."""
    text = re.sub(r"^(?:(?:in|on|the) )+", "", text)
    text = re.sub(r"(?<=[0-9])'?[dt][ae]$| yil(?:i|inda|lari|larinda)?$", "", text)
    circa = take(text, CIRCA)
    era = take(circa.rest, ERAS)
    inner_circa = take(era.rest, CIRCA)
    part = take(inner_circa.rest, PARTS)
    for form, build in _FORMS:
        if match := form.fullmatch(part.rest):
            term = build(match)
            return replace(
                term,
                part=part.meaning,
                circa=bool(circa.meaning or inner_circa.meaning),
                era=era.meaning or term.era,
                era_leads=era.leads,
            )
    return None


def _iso_date(match: re.Match[str]) -> Term:
    year, month = int(match["year"]), int(match["month"])
    if match["day"] is None and month > year % 100:
        raise Unreadable(f"{match[0]}: a month, or a range of years?")
    return Term("date", year, month=month, day=int(match["day"]) if match["day"] else None)


def _date(match: re.Match[str]) -> Term:
    written = {"day": None, "year": None, "rumi": None} | match.groupdict()
    day, month, year = written["day"], match["month"], written["year"]
    return Term(
        "date",
        int(year) if year else None,
        month=MONTHS[month] if month in MONTHS else int(month),
        day=int(day) if day else None,
        era=Era.RUMI if written["rumi"] else None,
    )


def _years(match: re.Match[str]) -> Term:
    """``1893/94``, ``725/700``."""
    return Term("year", int(match[1]), until=match[2])


def _numbered(unit: Unit) -> Callable[[re.Match[str]], Term]:
    return lambda match: Term(unit, int(match[1].replace(",", "")))


_YEAR = "(?P<year>[0-9]{3,4})"
_DAY = "(?P<day>[0-9]{1,2})"
_MONTH = rf"(?P<month>{MONTH})\.?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Term]], ...] = tuple(
    (re.compile(form), build)
    for form, build in (
        ("(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?", _iso_date),
        (r"(?P<day>[0-9]{1,2})\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>[0-9]{4})", _date),
        (rf"{_DAY}\.? {_MONTH}(?: (?:(?P<rumi>{RUMI}) ?)?{_YEAR})?", _date),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _date),
        (rf"{_MONTH}(?: {_YEAR})?", _date),
        (rf"([0-9]{{1,2}}){ORDINAL}?[ -]*{CENTURY}", _numbered("century")),
        (rf"([0-9]{{1,2}}){ORDINAL}?[ -]*{MILLENNIUM}", _numbered("millennium")),
        (rf"([0-9]{{1,3}}0){DECADE}", _numbered("decade")),
        ("([0-9]{1,4})/([0-9]{1,4})", _years),
        ("([0-9]{3,5}|[0-9]{1,2},[0-9]{3})", _numbered("year")),
        ("([0-9]{1,2})", _numbered("number")),
        (rf"([0-9]{{1,2}}){ORDINAL}", _numbered("ordinal")),
    )
)


def resolve(term: Term, default: Era | None = None) -> Stretch:
    """The years or days that `term` certainly stands for. Raises Unreadable."""
    era = term.era or default
    number = term.number
    if number is None or term.unit == "ordinal":
        raise Unreadable(f"{term}: incomplete")
    if term.part and term.unit in {"year", "number", "date"}:
        raise Unreadable(f"{term}: part of what?")
    try:
        if term.unit in {"year", "number"}:
            return _resolve_year(term, number, era)
        if term.unit == "date":
            return _resolve_date(term, number, era)
    except ValueError as error:
        raise Unreadable(str(error)) from error
    if era in {Era.HIJRI, Era.RUMI}:
        raise Unreadable(f"{term}: in that calendar?")
    if term.unit == "decade":
        return _resolve_decade(term, number, era)
    return _resolve_hundreds(term, number, era)


def _resolve_year(term: Term, number: int, era: Era | None) -> Stretch:
    until = number if term.until is None else _second_year(number, term.until, era)
    if era in {Era.HIJRI, Era.RUMI}:
        years = hijri_years if era is Era.HIJRI else rumi_years
        if not number <= until <= _LAST_HIJRI_WRITTEN:
            raise Unreadable(f"{term}: no such year")
        return Stretch(Moment(years(number)[0]), Moment(years(until)[1]))
    stretch = Stretch(Moment(_iso_year(number, era)), Moment(_iso_year(until, era)))
    if stretch.first > stretch.last:
        raise Unreadable(f"{term}: ends before it begins")
    return _widened(stretch, number) if term.circa and stretch.is_exact else stretch


def _second_year(number: int, written: str, era: Era | None) -> int:
    """``1893/94``; before Christ ``725/700``, ``48/47`` and the Attic ``340/39``."""
    completed = int(str(number)[: -len(written)] + written)
    if era is not Era.BCE:
        return completed
    if number - 1 in {completed, int(written)}:
        return number - 1
    if len(written) < len(str(number)):
        raise Unreadable(f"{number}/{written}: which year?")
    return int(written)


def _iso_year(number: int, era: Era | None) -> int:
    """A bare number up to H 1344 may be a Hijri or Rumi year, or BCE: only an era makes it sure."""
    if number == 0 or (era is None and number <= LAST_HIJRI_YEAR):
        raise Unreadable(f"{number}: no era")
    if era is Era.BCE:
        return 1 - number
    if number > _LAST_YEAR:
        raise Unreadable(f"{number}: not yet")
    return number


def _widened(stretch: Stretch, written: int) -> Stretch:
    """``c.``: as wide as the rounding of the number allows."""
    margins = ((1000, 100), (100, 50), (10, 5), (1, 2))
    margin = next(margin for unit, margin in margins if written % unit == 0)
    return Stretch(Moment(stretch.first.year - margin), Moment(stretch.last.year + margin))


def _resolve_date(term: Term, number: int, era: Era | None) -> Stretch:
    if era is Era.RUMI and term.month and term.day:
        day = rumi_day(number, term.month, term.day)
        moment = Moment(day.year, day.month, day.day)
    elif era in {None, Era.CE}:
        moment = Moment(_iso_year(number, era), term.month, term.day)
    else:
        raise Unreadable(f"{term}: a day in that calendar?")
    return Stretch(moment, moment)


def _resolve_decade(term: Term, number: int, era: Era | None) -> Stretch:
    length = 10 if number % 100 else 100
    low, high = term.part or (1, 100)
    if length == 100 and low > 1 and number >= _FIRST_AMBIGUOUS_HUNDRED:
        raise Unreadable(f"{term}: decade or century?")
    first, last = _fraction(length, (low, high))
    if era is Era.BCE:  # counted backwards: the early 580s are 589, 588 …
        first, last = length - 1 - first, length - 1 - last
    return Stretch(Moment(_iso_year(number + first, era)), Moment(_iso_year(number + last, era)))


def _resolve_hundreds(term: Term, number: int, era: Era | None) -> Stretch:
    length = 100 if term.unit == "century" else 1000
    if number == 0 or (era is not Era.BCE and number * length > _LAST_CENTURY * 100):
        raise Unreadable(f"{term}: no such {term.unit}")
    first, last = _fraction(length, term.part or (1, 100))
    if era is Era.BCE:
        return Stretch(Moment(1 - number * length + first), Moment(1 - number * length + last))
    begin = (number - 1) * length + 1
    return Stretch(Moment(begin + first), Moment(begin + last))


def _fraction(length: int, part: Part) -> tuple[int, int]:
    """The part's first and last year, counted from 0, of `length` years."""
    low, high = part
    return (low - 1) * length // 100, (high * length + 99) // 100 - 1
