"""Values of conditions, as people and tables write them: years, coordinates, identifiers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graph_service.http.problem_types import Text
from graph_service.search.identifiers import CATALOGUES, identifier_iris

_YEAR = re.compile(r"[+-]?[0-9]{1,5}")
_COUNTED = (
    re.compile(r"(?P<number>[0-9]{1,5})\s*(?P<era>bce?|b\.c\.(?:e\.)?|ad|ce)", re.IGNORECASE),
    re.compile(r"(?P<era>bce?|ad|ce|mö|ms|i̇ö|iö)\s*(?P<number>[0-9]{1,5})", re.IGNORECASE),
)
_BEFORE = ("b", "mö", "i̇ö", "iö")
_POINT = re.compile(
    r"(?:<[^>]*>\s*)?POINT\s*\(\s*([-+0-9.eE]+)\s+([-+0-9.eE]+)\s*\)", re.IGNORECASE
)
_PAIR = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?)\s*[,;\s]\s*([-+]?[0-9]+(?:\.[0-9]+)?)")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_LATEST = 3000
_EARLIEST = -100_000

YEARS = Text(
    "bir yıl (`-499`, `MÖ 500`, `1850`) ya da `-599/-399` gibi bir aralık",
    "a year (`-499`, `500 BCE`, `1850`) or a range such as `-599/-399`",
)
COORDINATES = Text(
    "`enlem,boylam` (`38.42,27.14`) ya da WKT (`POINT(27.14 38.42)`)",
    "`latitude,longitude` (`38.42,27.14`) or WKT (`POINT(27.14 38.42)`)",
)


class Unfit(Exception):  # noqa: N818 - the value is refused, nothing failed
    """A value that a property cannot have; says what is allowed."""

    def __init__(self, allowed: Text) -> None:
        self.allowed = allowed
        super().__init__(allowed.en)


def years(text: str) -> tuple[int, int]:
    """First and last year, as ISO counts (500 BCE is -499). Raises Unfit."""
    first, slash, last = text.strip().partition("/")
    found = _year(first), _year(last if slash else first)
    if found[0] > found[1]:
        raise Unfit(YEARS)
    return found


def coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees. Raises Unfit."""
    plain = text.strip()
    if match := _POINT.fullmatch(plain):
        longitude, latitude = match[1], match[2]
    elif match := _PAIR.fullmatch(plain):
        latitude, longitude = match[1], match[2]
    else:
        raise Unfit(COORDINATES)
    try:
        found = float(latitude), float(longitude)
    except ValueError as error:
        raise Unfit(COORDINATES) from error
    if not (-90 <= found[0] <= 90 and -180 <= found[1] <= 180):  # noqa: PLR2004
        raise Unfit(COORDINATES)
    return found


def identifiers(text: str, catalogue: str | None = None) -> tuple[str, ...]:
    """The IRIs that an identifier may mean; none if it can be read as none.

    Understands IRIs, `wikidata:Q47611`, a bare `Q47611`, and anything of a catalogue that is known.
    """
    plain = text.strip()
    if "://" in plain:
        return (plain,) if _is_address(plain) else ()
    prefix, colon, local = plain.partition(":")
    if colon and prefix.lower() in CATALOGUES:
        catalogue, plain = prefix.lower(), local.strip()
    if catalogue is None and _ITEM.fullmatch(plain):
        catalogue = "wikidata"
    return identifier_iris(catalogue, plain) if catalogue and plain else ()


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).netloc)
    except ValueError:  # such as a bracket that is not closed
        return False


def _year(text: str) -> int:
    plain = text.strip()
    if _YEAR.fullmatch(plain):
        return _bounded(int(plain))
    for pattern in _COUNTED:
        if match := pattern.fullmatch(plain):
            number = int(match["number"])
            is_before = match["era"].lower().startswith(_BEFORE)
            return _bounded(1 - number if is_before else number)
    raise Unfit(YEARS)


def _bounded(year: int) -> int:
    if not _EARLIEST <= year <= _LATEST:
        raise Unfit(YEARS)
    return year
