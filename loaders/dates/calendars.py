"""The two Ottoman calendars: Hijri (lunar) and Rumi (financial, solar), in Common Era years."""

from __future__ import annotations

from datetime import date, timedelta

# Turkey counts in Common Era years since 1926, in H 1344: a bare number up to that may be Hijri.
LAST_HIJRI_YEAR = 1344
# The Rumi year kept step with the sun from R 1256 (13 March 1840) to R 1341 (1925); until R 1332
# it began on 1 March of the Julian calendar, from R 1334 on 1 January.
_FIRST_RUMI_YEAR, _LAST_RUMI_YEAR = 1256, 1341
_LAST_JULIAN_RUMI_YEAR = 1332
_RUMI_TO_COMMON = 584
_MARCH = 3

_DAY_BEFORE_HIJRA = date(622, 7, 18).toordinal()  # proleptic Gregorian; 15 July in the Julian


def hijri_years(year: int) -> tuple[int, int]:
    """First and last Common Era year that a Hijri year touches (tabular Islamic calendar).

    >>> hijri_years(1077)
    (1666, 1667)
    """
    first_day, next_first_day = (_hijri_new_year(number) for number in (year, year + 1))
    return date.fromordinal(first_day).year, date.fromordinal(next_first_day - 1).year


def _hijri_new_year(year: int) -> int:
    return _DAY_BEFORE_HIJRA + 1 + (year - 1) * 354 + (3 + 11 * year) // 30


def rumi_years(year: int) -> tuple[int, int]:
    """First and last Common Era year that a Rumi year touches. Raises ValueError.

    >>> rumi_years(1309)
    (1893, 1894)
    """
    _check_rumi(year)
    first = year + _RUMI_TO_COMMON
    return first, first + (year <= _LAST_JULIAN_RUMI_YEAR)


def rumi_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Rumi date. Raises ValueError.

    >>> rumi_day(1325, 3, 31)  # the "31 March Incident"
    datetime.date(1909, 4, 13)
    """
    _check_rumi(year)
    if year > _LAST_JULIAN_RUMI_YEAR:
        return date(year + _RUMI_TO_COMMON, month, day)
    julian = date(year + _RUMI_TO_COMMON + (month < _MARCH), month, day)
    lag = 12 if julian < date(1900, _MARCH, 1) else 13
    return julian + timedelta(days=lag)


def _check_rumi(year: int) -> None:
    if not _FIRST_RUMI_YEAR <= year <= _LAST_RUMI_YEAR:
        raise ValueError(f"R {year} is outside {_FIRST_RUMI_YEAR} to {_LAST_RUMI_YEAR}")
