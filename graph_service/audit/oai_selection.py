"""Selective harvesting: what sets and dates select is what the headers of all records say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from graph_service.audit.finding import Notes
from graph_service.audit.oai_pages import OAI, SPEC, Header, ask, pages
from graph_service.audit.site import Site

_SECONDS = "YYYY-MM-DDThh:mm:ssZ"
_DAY = len("YYYY-MM-DD")
_MOST_TIMES = 5
_MOST_SETS = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """A repository at `url`, all of whose records have these headers."""

    site: Site
    url: str
    headers: Collection[Header]
    notes: Notes

    def audit(self) -> None:
        """Sets, and `from` and `until` as days and, where they are announced, as seconds."""
        self._audit_sets()
        told = ask(self.site, self.url, {"verb": "Identify"}, self.notes)
        is_fine = told.findtext(f".//{OAI}granularity") == _SECONDS
        for stamp in sorted({each.stamp for each in self.headers})[-_MOST_TIMES:]:
            self._audit_dates(stamp[:_DAY])
            if is_fine:
                self._audit_dates(stamp)

    def _audit_sets(self) -> None:
        """All that hold others, and some of these."""
        listed = {
            each.text or ""
            for page in pages(self.site, self.url, {"verb": "ListSets"}, self.notes)
            for each in page.iter(f"{OAI}setSpec")
        }
        named = {name for header in self.headers for name in header.sets}
        self.notes.same_set(
            named, named & listed, self.url, "the sets of the headers", f"{SPEC}, 4.6"
        )
        below = sorted(each for each in listed if ":" in each)
        step = max(1, len(below) // _MOST_SETS)
        for name in sorted(listed - set(below)) + below[::step]:
            inside = {each for each in named if each == name or each.startswith(f"{name}:")}
            wanted = {each.name for each in self.headers if each.sets & inside}
            self._audit_list({"set": name}, wanted)

    def _audit_dates(self, date: str) -> None:
        """Both ends are inclusive."""
        dated = [(each.stamp[: len(date)], each.name) for each in self.headers]
        on = {name for when, name in dated if when == date}
        since = {name for when, name in dated if when >= date}
        until = {name for when, name in dated if when <= date}
        self._audit_list({"from": date, "until": date}, on)
        self._audit_list({"from": date}, since)
        self._audit_list({"until": date}, until)

    def _audit_list(self, selection: dict[str, str], wanted: set[str]) -> None:
        asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", **selection}
        found = {
            Header.of(each).name
            for page in pages(self.site, self.url, asked, self.notes)
            for each in page.iter(f"{OAI}header")
        }
        where = f"{self.url}?{urlencode(selection, safe=':')}"
        self.notes.same_set(wanted, found, where, "the selected records", f"{SPEC}, 2.7")
