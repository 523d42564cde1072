"""Lists of records, a page at a time, over releases that come and go (OAI-PMH 2.0, section 3.5).

A list is one of the release that was current when it began: as long as that one is kept, all pages
are read from it, and the list is exactly what that release held. What was changed since has a
later date than any page, and comes with the next harvest, from the date of this one on.

When the release of a list is removed, the list goes on in the current one, after the same change.
What has not changed comes at its place. What has changed has a later place: it comes at the end,
also if it came before, for it is something else now. So nothing is lost even then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_service.feeds.oai.arguments import Asked
from graph_service.feeds.oai.dates import Span, span
from graph_service.feeds.oai.errors import OaiError
from graph_service.feeds.oai.formats import FORMATS, Format
from graph_service.feeds.oai.tokens import Seal, Token
from graph_service.store.changes import ChangeLog, Entry


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list. `start` records were told before it; the whole list has `size`."""

    form: Format
    entries: Sequence[Entry]
    start: int
    size: int
    token: str | None
    """Brings the next page; None on the last one."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one log. `length` is how many records are on a page."""

    log: ChangeLog
    seal: Seal
    length: int

    def begin(self, asked: Asked) -> Page:
        """The first page. Raises OaiError."""
        release = self.log.releases[-1].id
        prefix = asked.arguments["metadataPrefix"]
        within, since, until = (asked.get(name) for name in ("set", "from", "until"))
        span(since, until)
        format_named(prefix)
        token = Token(asked.verb, prefix, within, since, until, release, 0, 0, 0)
        token = replace(token, size=self._left(token))
        if token.size == 0:
            raise OaiError("noRecordsMatch", "No record is in this set, of these dates and format.")
        return self._page(token)

    def resume(self, asked: Asked) -> Page:
        """The page that a token stands for. Raises OaiError."""
        token = self.seal.read(asked.token or "", asked.verb)
        known = [each.id for each in self.log.releases]
        if token.release not in known:
            raise OaiError("badResumptionToken", "It is of a release that nobody here knows of.")
        if token.release != known[-1]:
            token = replace(token, release=known[-1], size=token.cursor + self._left(token))
        if token.cursor >= token.size:
            raise OaiError("badResumptionToken", "Nothing is left of its list; begin it again.")
        return self._page(token)

    def _page(self, token: Token) -> Page:
        form = format_named(token.prefix)
        entries = self.log.entities(
            token.after,
            since=_span(token).since,
            until=_span(token).until,
            within=token.within,
            left=False,
            kinds=form.kinds,
            limit=self.length,
        )
        told = token.cursor + len(entries)
        following = None
        if told < token.size:
            following = replace(token, after=entries[-1].sequence, cursor=told)
        text = self.seal.write(following) if following else None
        return Page(form, entries, token.cursor, token.size, text)

    def _left(self, token: Token) -> int:
        """How many records the list has from the token on."""
        return self.log.count(
            token.after,
            since=_span(token).since,
            until=_span(token).until,
            within=token.within,
            left=False,
            kinds=format_named(token.prefix).kinds,
        )


def format_named(prefix: str) -> Format:
    """The format of a prefix. Raises OaiError."""
    found = FORMATS.get(prefix)
    if found is None:
        text = f"There is no format {prefix[:40]!r}. There are: {', '.join(FORMATS)}."
        raise OaiError("cannotDisseminateFormat", text)
    return found


def _span(token: Token) -> Span:
    return span(token.since, token.until)
