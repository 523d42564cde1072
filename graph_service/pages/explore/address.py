"""The addresses of the page: one way to write each search, and what the form sends instead.

People write years with an era, addresses as ISO counts: 500 BCE is -499. A browser without scripts
sends each field of the form, empty ones too; the service then leads to the short address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

Given = Mapping[str, tuple[str, ...]]
YEARS = ("year", "from", "to")
ERAS = ("bce", "ce")
_MOST_FIELDS = 400
_PLAIN = re.compile(r"[1-9][0-9]{0,4}")


def short(query_string: bytes) -> str | None:
    """The short address of what a form sent; None if this is the short one."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return None  # whoever reads the address says what is wrong with it
    fields = {f"{name}_era" for name in YEARS}
    if not any(name in fields or value == "" for name, value in pairs):
        return None
    eras = {name.removesuffix("_era"): value for name, value in pairs if name in fields}
    kept = [
        (name, _iso(value, eras.get(name)) if name in YEARS else value)
        for name, value in pairs
        if name not in fields and value.strip()
    ]
    return urlencode(kept)


def _iso(value: str, era: str | None) -> str:
    """A year as ISO counts; what is no year of an era stays as it is, to be refused."""
    plain = value.strip()
    if era not in ERAS or not _PLAIN.fullmatch(plain):
        return plain
    return str(1 - int(plain)) if era == "bce" else plain


def of_era(iso: str) -> tuple[str, str]:
    """A year as a reader counts, and its era."""
    if not iso:
        return "", "bce"
    year = int(iso)
    return (str(1 - year), "bce") if year <= 0 else (str(year), "ce")


class Address:
    """Writes addresses that differ from one in a few values; all begin at the first page."""

    def __init__(self, given: Given) -> None:
        self._given = {name: values for name, values in given.items() if name != "after"}

    def __call__(self, **changed: Sequence[str]) -> str:
        """The query string with these values in place of those of the same name."""
        values = {**self._given, **{name.rstrip("_"): each for name, each in changed.items()}}
        return urlencode([(name, value) for name in values for value in values[name]])

    def only(self, *names: str) -> str:
        """The query string with these parameters alone."""
        return urlencode([(n, v) for n in names for v in self._given.get(n, ())])

    def chosen(self, *names: str) -> Iterator[tuple[str, str, str]]:
        """Each value of these parameters, and the address without it."""
        for name in names:
            values = self._given.get(name, ())
            for value in values:
                rest = tuple(each for each in values if each != value)
                yield name, value, self(**{f"{name}_": rest})
