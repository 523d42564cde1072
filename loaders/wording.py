"""Say dates and lists in Turkish and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.dates import Moment, Span
from loaders.turkish import Language, ablative, dative, plural

LANGUAGES: tuple[Language, ...] = ("tr", "en")

_FIRST_YEAR_WITHOUT_ERA = 1000
_LAST_CENTURY_WITH_ERA = 10
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_ABBREVIATED = re.compile(r"[0-9]{3,}–[0-9]{1,2}")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
_ERAS = {"en": ("BCE", "CE"), "tr": ("MÖ", "MS")}
_CENTURY = {"en": "century", "tr": "yüzyıl"}
_MILLENNIUM = {"en": "millennium", "tr": "binyıl"}
# Parts of a century by their first and last year in it, counted forward in time.
_PARTS = {
    (1, 50): {"en": "first half of the {}", "tr": "{}ın ilk yarısı"},
    (51, 100): {"en": "second half of the {}", "tr": "{}ın ikinci yarısı"},
    (1, 25): {"en": "first quarter of the {}", "tr": "{}ın ilk çeyreği"},
    (26, 50): {"en": "second quarter of the {}", "tr": "{}ın ikinci çeyreği"},
    (51, 75): {"en": "third quarter of the {}", "tr": "{}ın üçüncü çeyreği"},
    (76, 100): {"en": "last quarter of the {}", "tr": "{}ın son çeyreği"},
    (26, 75): {"en": "mid-{}", "tr": "{}ın ortaları"},
}


def join(items: Sequence[str], language: Language) -> str:
    """``a, b and c`` / ``a, b ve c``."""
    *others, last = items or [""]
    if not others:
        return last
    return f"{', '.join(others)} {'ve' if language == 'tr' else 'and'} {last}"


def ordinal(number: int) -> str:
    """English ordinal: ``1st``, ``12th``, ``23rd``."""
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def say_span(span: Span, language: Language) -> str:
    """The span in words. Open or unknown sides are said, not filled in."""
    start = _stretch(span.start_earliest, span.start_latest, language)
    end = _stretch(span.end_earliest, span.end_latest, language)
    if start and end:
        return _say_closed(span, start, end, language)
    if start:
        return _say_from(span, start, language)
    if end:
        return _say_until(span, end, language)
    return ""


def _say_closed(span: Span, start: _Phrase, end: _Phrase, language: Language) -> str:
    first, last = span.start_earliest, span.end_latest
    loose = span.start_latest is None and span.end_earliest is None
    if first and last and (loose or span == Span.within(first, last)):
        return _say_within(first, last, language)
    return _joined(start, end).said()


def _say_within(first: Moment, last: Moment, language: Language) -> str:
    """At some time from `first` to `last`."""
    named = _named(first, last, language)
    if named:
        return named.said()
    begin, end = _moment(first, language), _moment(last, language)
    if language == "tr":
        return f"{_joined(begin, end).said()} arası"
    if begin.before_common_era == end.before_common_era:
        needed = begin.era_needed or end.era_needed
        begin, end = replace(begin, era_needed=False), replace(end, era_needed=needed)
    return f"between {begin.said()} and {end.said()}"


def _say_from(span: Span, start: _Phrase, language: Language) -> str:
    if language == "tr":
        since = ablative(start.said())
        if span.start_latest is None:
            return f"{since} sonra"
        return f"{since} itibaren" if span.start_earliest else f"en geç {since} itibaren"
    if span.start_latest is None:
        return f"after {start.with_article()}"
    said = f"from {start.with_article()}"
    return said if span.start_earliest else f"{said} at the latest"


def _say_until(span: Span, end: _Phrase, language: Language) -> str:
    if language == "tr":
        if span.end_earliest is None:
            return f"en geç {end.said()}"
        until = f"{dative(end.said())} kadar"
        return until if span.end_latest else f"en az {until}"
    if span.end_earliest is None:
        return f"by {end.with_article()}"
    until = "until" if span.end_latest else "until at least"
    return f"{until} {end.with_article()}"


# --- phrases: what is said of one end of a span ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words for a point or stretch of time. The era is apart, since a range says it once.

    `before_common_era` is ``None`` where the words name the eras themselves.
    """

    words: tuple[str, ...]
    language: Language
    before_common_era: bool | None = None
    era_needed: bool = False
    takes_article: bool = False

    def said(self) -> str:
        words = " ".join(self.words)
        if self.before_common_era is None or not self.era_needed:
            return words
        era = _ERAS[self.language][0 if self.before_common_era else 1]
        return f"{era} {words}" if self.language == "tr" else f"{words} {era}"

    def with_article(self) -> str:
        """English: ``the 15th century``, but ``1829``."""
        return f"the {self.said()}" if self.takes_article else self.said()


def _joined(begin: _Phrase, end: _Phrase) -> _Phrase:
    """A range; what both ends share is said once: the era, the month, the word “century”."""
    if begin == end:
        return begin
    if begin.before_common_era != end.before_common_era:
        return _with_both_eras(begin, end)
    shared = 0
    if len(begin.words) == len(end.words):
        while begin.words[-1 - shared] == end.words[-1 - shared]:
            shared += 1
    begin_head = " ".join(begin.words[: len(begin.words) - shared])
    end_head = " ".join(end.words[: len(end.words) - shared])
    if _ABBREVIATED.fullmatch(f"{begin_head}–{end_head}"):  # "330–30" could be taken for 330–330
        return _with_both_eras(begin, end)
    tight = not re.search("[ /]", begin_head + end_head)
    words = f"{begin_head}{'–' if tight else ' – '}{' '.join(end.words)}"
    return replace(end, words=(words,), era_needed=begin.era_needed or end.era_needed)


def _with_both_eras(begin: _Phrase, end: _Phrase) -> _Phrase:
    said = (replace(phrase, era_needed=True).said() for phrase in (begin, end))
    return _Phrase((" – ".join(said),), begin.language, takes_article=end.takes_article)


def _stretch(first: Moment | None, last: Moment | None, language: Language) -> _Phrase | None:
    """One fuzzy end of a span: a date, a century or part of it, a decade, or ``725/700``."""
    first, last = first or last, last or first
    if first is None or last is None:
        return None
    named = _named(first, last, language)
    if named:
        return named
    return _slashed(_moment(first, language), _moment(last, language))


def _slashed(begin: _Phrase, end: _Phrase) -> _Phrase:
    if begin.before_common_era != end.before_common_era:
        return _Phrase((f"{begin.said()} / {end.said()}",), begin.language)
    slash = " / " if begin.words[1:] or end.words[1:] else "/"
    words = f"{' '.join(begin.words)}{slash}{' '.join(end.words)}"
    return replace(end, words=(words,), era_needed=begin.era_needed or end.era_needed)


def _moment(moment: Moment, language: Language) -> _Phrase:
    words = [str(_counted(moment.year))]
    if moment.month is not None:
        words.insert(0, _MONTHS[language].split()[moment.month - 1])
    if moment.day is not None:
        words.insert(0, str(moment.day))
    era_needed = moment.year < _FIRST_YEAR_WITHOUT_ERA
    return _Phrase(tuple(words), language, moment.year <= 0, era_needed)


def _counted(year: int) -> int:
    """An ISO year as people count: 0 is 1 BCE."""
    return year if year > 0 else 1 - year


# --- names of stretches ---------------------------------------------------------------------------


def _named(first: Moment, last: Moment, language: Language) -> _Phrase | None:
    """The one name that a stretch of time has, if it has one."""
    whole = _whole(first, last)
    if whole:
        return _moment(whole, language)
    if first.month is not None or last.month is not None:
        return None
    return (
        _unit(first.year, last.year, language)
        or _adjoining(first.year, last.year, language)
        or _decade(first.year, last.year, language)
        or _straddling(first, last, language)
    )


def _whole(first: Moment, last: Moment) -> Moment | None:
    """The one moment that goes from `first` to `last`: 1 to 31 July 1913 is July 1913."""
    candidates = (first, Moment(first.year, first.month), Moment(first.year))
    bounds = first.first_day, last.last_day
    return next((each for each in candidates if (each.first_day, each.last_day) == bounds), None)


def _unit(first: int, last: int, language: Language) -> _Phrase | None:
    """A millennium, a century, or a part of a century."""
    begin, number, before = _hundred(first, _THOUSAND)
    if (first, last) == (begin, begin + _THOUSAND - 1):
        words = (_numbered(number, language), _MILLENNIUM[language])
        return _Phrase(words, language, before, before, takes_article=True)
    begin, number, before = _hundred(first, _HUNDRED)
    if last >= begin + _HUNDRED:
        return None
    century: tuple[str, ...] = (_numbered(number, language), _CENTURY[language])
    part = (first - begin + 1, last - begin + 1)
    if part in _PARTS:
        century = (_PARTS[part][language].format(" ".join(century)),)
    elif part != (1, _HUNDRED):
        return None
    era_needed = before or number <= _LAST_CENTURY_WITH_ERA
    return _Phrase(century, language, before, era_needed, takes_article=True)


def _hundred(year: int, length: int) -> tuple[int, int, bool]:
    """First ISO year and number of the century (or millennium) of `year`; whether it is BCE."""
    index = (year - 1) // length
    return index * length + 1, index + 1 if index >= 0 else -index, index < 0


def _numbered(number: int, language: Language) -> str:
    return ordinal(number) if language == "en" else f"{number}."


def _adjoining(first: int, last: int, language: Language) -> _Phrase | None:
    """Millennia, centuries or parts of them that adjoin: ``7th–6th century BCE``."""
    for length in (_THOUSAND, _HUNDRED):
        first_end = _hundred(first, length)[0] + length - 1
        last_begin = _hundred(last, length)[0]
        begin, end = _unit(first, first_end, language), _unit(last_begin, last, language)
        if first_end < last and begin and end:
            return _joined(begin, end)
    return None


def _decade(first: int, last: int, language: Language) -> _Phrase | None:
    before = last <= 0
    low, length = min(_counted(first), _counted(last)), last - first + 1
    if before != (first <= 0) or low < _HUNDRED:
        return None
    if low % _HUNDRED == 0 and length == _HUNDRED and _THOUSAND < first < 2 * _THOUSAND:
        name = f"{low}s" if language == "en" else f"{low}’lü yıllar"
    elif low % _TEN == 0 and low % _HUNDRED and length == _TEN:
        name = f"{low}s" if language == "en" else plural(low)
    else:
        return None
    era_needed = first < _FIRST_YEAR_WITHOUT_ERA
    return _Phrase((name,), language, before, era_needed, takes_article=True)


def _straddling(first: Moment, last: Moment, language: Language) -> _Phrase | None:
    """Two years that follow on each other: ``1893/94``, ``48/47 BCE``."""
    if last.year != first.year + 1 or first.year == 0:
        return None
    slashed = _slashed(_moment(first, language), _moment(last, language))
    if first.year >= _FIRST_YEAR_WITHOUT_ERA and last.year % _HUNDRED:
        return replace(slashed, words=(f"{first.year}/{last.year % _HUNDRED:02}",))
    return slashed
