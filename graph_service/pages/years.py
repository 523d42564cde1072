"""Years for readers: the graph counts as ISO does (year 0 is 1 BCE), people do not."""

from __future__ import annotations

_NEEDS_ERA = 1000


def say_year(year: int, language: str) -> str:
    """``334 BCE``, ``MÖ 334``, ``MS 324``, ``1922``."""
    if year <= 0:
        return f"MÖ {1 - year}" if language == "tr" else f"{1 - year} BCE"
    if year < _NEEDS_ERA:
        return f"MS {year}" if language == "tr" else f"{year} CE"
    return str(year)


def say_years(first: int | None, last: int | None, language: str) -> str:
    """A stretch of years; an open side stays open."""
    if first is None and last is None:
        return ""
    if first == last and first is not None:
        return say_year(first, language)
    begin = "…" if first is None else say_year(first, language)
    end = "…" if last is None else say_year(last, language)
    begin, end = _era_once(begin, end)
    bare = (begin.isdigit() and end.split(" ")[0].isdigit()) or end.isdigit()
    return f"{begin}–{end}" if bare else f"{begin} – {end}"


def say_bounds(start: tuple[int, int], end: tuple[int | None, int | None], language: str) -> str:
    """A period with uncertain bounds: ``133/30 BCE – 284/324 CE``; an open end is today."""
    begin = _either(*start, language)
    if end[0] is None or end[1] is None:
        return f"{begin} – {'bugün' if language == 'tr' else 'today'}"
    finish = _either(end[0], end[1], language)
    if not _is_of_one_era(*start) or not _is_of_one_era(end[0], end[1]):
        return f"{begin} – {finish}"
    return " – ".join(_era_once(begin, finish))


def _era_once(begin: str, end: str) -> tuple[str, str]:
    """Without the era that both have where it need not be said: ``133``, ``30 BCE``."""
    for era in (" BCE", " CE"):
        if begin.endswith(era) and end.endswith(era):
            return begin.removesuffix(era), end
    for era in ("MÖ ", "MS "):
        if begin.startswith(era) and end.startswith(era):
            return begin, end.removeprefix(era)
    return begin, end


def _is_of_one_era(earliest: int, latest: int) -> bool:
    return (earliest <= 0) == (latest <= 0)


def _either(earliest: int, latest: int, language: str) -> str:
    """Two years as one limit: ``133/30 BCE``, ``MS 284/324``; across the eras in full."""
    first, last = say_year(earliest, language), say_year(latest, language)
    if earliest == latest:
        return first
    if not _is_of_one_era(earliest, latest):
        return f"{first}/{last}"
    if language == "tr":
        return f"{first}/{last.split(' ')[-1]}"
    return f"{first.split(' ')[0]}/{last}"
