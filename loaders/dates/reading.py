"""Read the dates that sources write in words, English or Turkish, into fuzzy time-spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.dates.calendars import LAST_HIJRI_YEAR
from loaders.dates.moments import Span
from loaders.dates.terms import Stretch, Term, Unreadable, parse_term, resolve
from loaders.dates.words import ABLATIVE, DATIVE, ERAS, REIGN, TODAY, UNCERTAIN, Era, fold, take

_FIRST_YEAR_OF_FOUR_DIGITS = 1000
_OTTOMAN = (Era.HIJRI, Era.RUMI)


def read_span(wording: str) -> Span | None:
    """The time-span that `wording` certainly states, or ``None``.

    >>> read_span("590-580 BC").year_from
    -589
    >>> str(read_span("17. yüzyılın ikinci yarısı").start_earliest)
    '1651'
    """
    text = fold(wording)
    if not text.isascii() or UNCERTAIN.search(text):
        return None
    try:
        return _span(text)
    except Unreadable:
        return None


def _span(text: str) -> Span:
    if match := re.fullmatch(r"([^()]+)\(([^()]+)\)", text):
        return _bracketed(match[1].strip(), re.sub(r",? (?:computed|hesap\w*)$", "", match[2]))
    if match := re.fullmatch(r"([^/]+?) ?/ ?([^/]+)", text):
        equated = _equated(match[1], match[2])
        if equated is not None:
            return equated
    return _closed(text) or _open(text)


def _closed(text: str, default: Era | None = None) -> Span | None:
    """A term, or a range with both ends; ``None`` for anything else."""
    if term := parse_term(text):
        stretch = resolve(term, default)
        return Span.within(stretch.first, stretch.last)
    if match := re.fullmatch(r"between (.+) and (.+)", text):
        return _within(_joined(match[1], match[2], default))
    if match := re.fullmatch(r"(.+?) (?:ile|ve) (.+) aras(?:i|inda)", text):
        return _within(_joined(match[1], match[2], default))
    if match := re.fullmatch(r"(.+?)(?: yillari)? aras(?:i|inda)", text):
        return _within(_closed(match[1], default))
    if match := re.fullmatch(rf"(.+?){ABLATIVE} (.+?){DATIVE}(?: kadar)?", text):
        return _joined(match[1], match[2], default)
    return _dashed(text.removeprefix("from "), default)


def _within(span: Span | None) -> Span | None:
    """At some time in `span`, not all through it."""
    if span is None or span.start_earliest is None:
        return None
    return Span.within(span.start_earliest, span.end_latest)


def _outer(span: Span | None) -> Stretch | None:
    if span is None or span.start_earliest is None or span.end_latest is None:
        return None
    return Stretch(span.start_earliest, span.end_latest)


# --- ranges ---------------------------------------------------------------------------------------


def _dashed(text: str, default: Era | None) -> Span | None:
    """``1867-1886``, ``7th to 6th c. BC``: split where both halves are terms."""
    found = []
    for at in re.finditer(r" ?- ?| (?:to|until|till) ", text):
        one, other = parse_term(text[: at.start()]), parse_term(text[at.end() :])
        if one is not None and other is not None:
            found.append(_range(one, _unabbreviated(one, other), default))
    return found[0] if len(found) == 1 else None


def _unabbreviated(one: Term, other: Term) -> Term:
    """``1927-28``. But ``590-80 BC`` may end in 580 or in 80."""
    if one.number is None or other.number is None or (one.era and other.era):
        return other
    if one.unit != "year" or other.unit != "number":
        return other
    if one.number < _FIRST_YEAR_OF_FOUR_DIGITS or Era.BCE in {one.era, other.era}:
        raise Unreadable(f"{one} - {other}: which year?")
    return replace(other, unit="year", number=one.number // 100 * 100 + other.number)


def _joined(first: str, second: str, default: Era | None) -> Span | None:
    one, other = parse_term(first), parse_term(second)
    return None if one is None or other is None else _range(one, other, default)


def _range(one: Term, other: Term, default: Era | None) -> Span:
    one, other = _completed(one, other)
    begin, end = resolve(one, default), resolve(other, default)
    if begin.first.first_day > end.last.last_day:
        raise Unreadable(f"{one} - {other}: ends before it begins")
    adjoin = begin.last.year + 1 == end.first.year
    if adjoin and not begin.is_exact and not end.is_exact:
        return Span.within(begin.first, end.last)  # "13th-14th c." is one loose dating
    start_latest = min(begin.last, end.last, key=lambda moment: moment.last_day)
    end_earliest = max(begin.first, end.first, key=lambda moment: moment.first_day)
    return Span(begin.first, start_latest, end_earliest, end.last)


def _completed(one: Term, other: Term) -> tuple[Term, Term]:
    """Carry over what one end leaves to the other: era, century, month, year, ``c.``."""
    if one.circa and not (one.era and other.era):
        other = replace(other, circa=True)
    if other.unit in {"century", "millennium"} and one.unit in {"number", "ordinal"}:
        one = replace(one, unit=other.unit)
    one, other = _with_era(one, other)
    if other.unit == "date":
        one = _with_month_and_year(one, other)
    return one, other


def _with_era(one: Term, other: Term) -> tuple[Term, Term]:
    if one.era is None:
        return replace(one, era=other.era), other
    if other.era is None and (one.era_leads or one.era is not Era.BCE):
        return one, replace(other, era=one.era)
    if other.era is None and other.unit not in {"year", "date"}:
        raise Unreadable(f"{one} - {other}: which era?")
    return one, other


def _with_month_and_year(one: Term, other: Term) -> Term:
    """``17-18 April 2024``, ``12 July - 6 October 1848``."""
    if one.unit == "number" and other.day is not None:
        return replace(one, unit="date", number=other.number, month=other.month, day=one.number)
    if one.unit == "date" and one.number is None:
        return replace(one, number=other.number)
    return one


# --- brackets and calendars -----------------------------------------------------------------------


def _bracketed(outside: str, inside: str) -> Span:
    """What stands in brackets equates the date, dates a reign, or comments on the date."""
    calendar = take(f"{inside} 1", ERAS)
    if calendar.rest == "1" and calendar.meaning:  # "18 March 1310 (Rumi)"
        return _span(f"{inside} {outside}")
    equated = _equated(outside, inside)
    if equated is not None:
        return equated
    if REIGN.search(outside) and not re.search("[0-9]", outside):  # "under Nero (AD 54-68)"
        return _required(_within(_closed(inside)))
    span = _closed(outside) or _open(outside)
    if REIGN.search(inside):
        return _required(_within(span))
    stated, comment = _outer(span), _outer(_closed_if_readable(inside))
    if stated and comment and not stated.overlaps(comment):
        raise Unreadable(f"{outside} ({inside}): two dates")
    return span


def _required(span: Span | None) -> Span:
    if span is None:
        raise Unreadable
    return span


def _closed_if_readable(text: str, default: Era | None = None) -> Span | None:
    try:
        return _closed(text, default)
    except Unreadable:
        return None


def _equated(one: str, other: str) -> Span | None:
    """``H 1077 (1666)``: a year in an Ottoman calendar and in the Common Era, if they agree."""
    for ottoman, common in ((one, other), (other, one)):
        readings = _ottoman_readings(ottoman)
        years = _outer(_closed_if_readable(common, Era.CE))
        if years is None or not readings:
            continue
        if any(reading.encloses(years) for reading in readings):
            return Span.within(years.first, years.last)
        if _is_ottoman(ottoman) and not any(reading.overlaps(years) for reading in readings):
            raise Unreadable(f"{one} / {other}: the calendars disagree")
    return None


def _is_ottoman(text: str) -> bool:
    term = parse_term(text)
    return term is not None and term.era in _OTTOMAN


def _ottoman_readings(text: str) -> list[Stretch]:
    """The years that `text` is in the calendar it names; if it names none, in each."""
    term = parse_term(text)
    if term is None or term.unit not in {"year", "date"} or term.number is None:
        return []
    if term.era is None and term.number > LAST_HIJRI_YEAR:
        return []
    readings = []
    for era in _OTTOMAN:
        if term.era in {None, era}:
            try:
                readings.append(resolve(replace(term, era=era)))
            except Unreadable:
                continue
    return readings


# --- open spans -----------------------------------------------------------------------------------


def _by(when: Stretch) -> Span:
    return Span(end_latest=when.last)


def _after(when: Stretch) -> Span:
    return Span(start_earliest=when.first)


def _since(when: Stretch) -> Span:
    return Span(start_earliest=when.first, start_latest=when.last)


def _until(when: Stretch) -> Span:
    return Span(end_earliest=when.first, end_latest=when.last)


_OPEN: tuple[tuple[re.Pattern[str], Callable[[Stretch], Span]], ...] = tuple(
    (re.compile(form), meaning)
    for form, meaning in (
        (rf"(?:from |since )?(.+?) ?(?:-|to|until|till) ?{TODAY}", _since),
        (rf"(.+?){ABLATIVE} {TODAY}(?: kadar| dek)?", _since),
        (r"(?:before|by|prior to|no later than|en gec) (.+)", _by),
        (r"(.+?) (?:at (?:the )?latest|or earlier|veya oncesi|oncesi)", _by),
        (rf"(.+?){ABLATIVE} once", _by),
        (r"(?:after|no earlier than|en erken) (.+)", _after),
        (r"(.+?) (?:or later|veya sonrasi|sonrasi)", _after),
        (rf"(.+?){ABLATIVE} sonra", _after),
        (r"(?:since|from) (.+?)(?: onwards?)?", _since),
        (r"(.+?) onwards?", _since),
        (r"([0-9]{4}) ?-", _since),
        (rf"(.+?){ABLATIVE} (?:beri|itibaren|bu yana)", _since),
        (r"(?:until|till|up to|to|into) (.+)", _until),
        (rf"(.+?){DATIVE} (?:kadar|dek|degin)", _until),
    )
)


def _open(text: str) -> Span:
    """``before 1856``, ``since 1829``, ``2007-``, ``1950'ye kadar``."""
    for form, meaning in _OPEN:
        if match := form.fullmatch(text):
            when = _outer(_closed(match[1]))
            if when is not None:
                return meaning(when)
    raise Unreadable(text)
