"""Old states of documents and of answers to queries: Memento, RFC 7089.

Each address is its own TimeGate (pattern 1.1): with `Accept-Datetime` it answers 302 to a memento,
the same address below ``/memento/{release}``. There are mementos as long as their release is kept.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph_service.http.answer import Answer, Headers
from graph_service.http.dates import read_date, write_date
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.http.redirect import redirect
from graph_service.resources.place import Place
from graph_service.resources.representations import BY_SUFFIX
from graph_service.store.changes import ChangeLog, Published

LINK_FORMAT = Offer("link-format", "application/link-format", "link")
VARIES = "Accept-Datetime"
_SAFE = string.ascii_letters.encode() + string.digits.encode() + b"%/?:@!$&'()*+,;=._~[]|-"
_EXAMPLE = "Thu, 31 May 2007 20:35:00 GMT"
_LONGEST = 2000
"""Bytes of a query string that is repeated in Link fields: proxies refuse long heads."""


@dataclass(frozen=True, slots=True)
class Original:
    """An address that has mementos: its path from the root, and its query string."""

    path: str
    query: str = ""

    @classmethod
    def of(cls, path: str, query: bytes) -> Original:
        """The original of a request; what a header field could not hold is percent-encoded."""
        for unsafe in {*query.translate(None, _SAFE)}:
            query = query.replace(bytes((unsafe,)), b"%%%02X" % unsafe)
        return cls(path, query.decode())

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def reference(self) -> str | None:
        """`kind/slug` of a document; None for ``/sparql``."""
        below = self.path.removeprefix("/doc/")
        if below == self.path:
            return None
        stem, _, suffix = below.rpartition(".")
        return stem if suffix in BY_SUFFIX else below

    @property
    def is_short(self) -> bool:
        return len(self.query) <= _LONGEST


@dataclass(frozen=True, slots=True)
class Mementos:
    """The releases on disk that hold an original, oldest first, as seen from a place."""

    original: Original
    releases: Sequence[Published]
    place: Place

    @classmethod
    def of(
        cls, original: Original, log: ChangeLog, kept: Callable[[str], bool], place: Place
    ) -> Mementos:
        """`kept` says whether the release of an id is still on disk."""
        found = [release for release in log.releases if kept(release.id)]
        if original.reference is not None:
            history = log.history(original.reference)

            def holds(release: Published) -> bool:
                before = [each for each in history if each.sequence <= release.last_sequence]
                return bool(before) and before[-1].is_live

            found = [release for release in found if holds(release)]
        return cls(original, found, place)

    def at(self, moment: datetime) -> Published:
        """The memento for a time: the last one not after it, else the first."""
        found = (each for each in reversed(self.releases) if _time(each) <= moment)
        return next(found, self.releases[0])

    def gate(self, wanted: str, *, keeps_method: bool) -> Answer | None:
        """Where the state at the `Accept-Datetime` `wanted` is; None without any memento.

        A request with a body is sent on as it is (307). Raises Problem if there is no such date.
        """
        moment = read_date(wanted)
        if moment is None:
            raise _no_date(wanted[:60])
        if not self.releases:
            return None
        location = f"{self.place.prefix}/memento/{self.at(moment).id}{self.original}"
        status = 307 if keeps_method else 302
        return redirect(status, location, ("Vary", VARIES), *links(self.original, self.place))

    def fields(self, release: Published) -> Headers:
        """The fields of the memento in this release (section 2), also if it is an error."""
        date = ("Memento-Datetime", write_date(_time(release)))
        if not self.original.is_short:
            return (date,)
        here = f"{self.place.root}{self.original}"
        said = [
            f'<{here}>; rel="original timegate latest-version"',
            _timemap_link(self.original, self.place),
        ]
        for each in self.releases:
            relations = [*self._relations(each, release)]
            if relations or each == release:
                said.append(self.entry(each, relations))
        return (date, ("Link", ", ".join(said)))

    def entries(self) -> Iterator[str]:
        """The mementos as values of a Link field, as a TimeMap lists them."""
        for each in self.releases:
            yield self.entry(each, list(self._relations(each, None)))

    def entry(self, release: Published, relations: Sequence[str]) -> str:
        """The memento in one release as value of a Link field."""
        relation = " ".join([*relations, "memento"])
        date = write_date(_time(release))
        return f'<{self.url(release)}>; rel="{relation}"; datetime="{date}"'

    def url(self, release: Published) -> str:
        return f"{self.place.root}/memento/{release.id}{self.original}"

    @property
    def bounds(self) -> tuple[str, str] | None:
        """The dates of the first and of the last memento."""
        if not self.releases:
            return None
        return write_date(_time(self.releases[0])), write_date(_time(self.releases[-1]))

    def _relations(self, each: Published, here: Published | None) -> Iterator[str]:
        """What a memento is among all, and to the one at hand."""
        if each == self.releases[0]:
            yield "first"
        if each == self.releases[-1]:
            yield "last"
        if here in self.releases:
            distance = self.releases.index(each) - self.releases.index(here)
            if distance == -1:
                yield "prev"
            if distance == 1:
                yield "next"


def links(original: Original, place: Place) -> Headers:
    """The Link field that leads from an original to its TimeGate, itself, and its TimeMap."""
    if not original.is_short:
        return ()
    here = f'<{place.root}{original}>; rel="original timegate"'
    return (("Link", f"{here}, {_timemap_link(original, place)}"),)


def timemap_url(original: Original, place: Place, form: str = "link") -> str:
    return f"{place.root}/timemap/{form}{original}"


def _timemap_link(original: Original, place: Place) -> str:
    return f'<{timemap_url(original, place)}>; rel="timemap"; type="{LINK_FORMAT.media_type}"'


def kept_in(releases: Path) -> Callable[[str], bool]:
    """Says whether a release is still on disk."""
    return lambda release: (releases / release / "manifest.json").is_file()


def _time(release: Published) -> datetime:
    return datetime.fromisoformat(release.time)


def _no_date(text: str) -> Problem:
    detail = Text(
        f"Accept-Datetime bir tarih değil: “{text}”. Beklenen biçim: {_EXAMPLE}.",
        f"Accept-Datetime is no date: “{text}”. Expected is the form {_EXAMPLE}.",
    )
    extensions = {"parameter": "Accept-Datetime", "value": text, "allowed": _EXAMPLE}
    return Problem("bad-request", detail, extensions=extensions, varies=(VARIES,))
