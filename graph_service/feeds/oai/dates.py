"""Dates in requests: UTCdatetime in both granularities (OAI-PMH 2.0, sections 2.7.1 and 3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from graph_service.feeds.oai.errors import OaiError

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Span:
    """The times from `since` to `until`, both inclusive, as a change log has them; None is open."""

    since: str | None = None
    until: str | None = None


def span(since: str | None, until: str | None) -> Span:
    """Read the arguments `from` and `until`. A day is meant whole.

    Raises OaiError if one is no date, if they differ in granularity or are the wrong way round.
    """
    for name, text in (("from", since), ("until", until)):
        if text is not None and not _is_date(text):
            raise OaiError(
                "badArgument",
                f"{name} is no date: {text[:40]!r}. Allowed are YYYY-MM-DD and {GRANULARITY}.",
            )
    if since is not None and until is not None:
        if len(since) != len(until):
            raise OaiError("badArgument", "from and until must have the same granularity.")
        if since > until:
            raise OaiError("badArgument", f"from ({since}) is after until ({until}).")
    return Span(_completed(since, "00:00:00"), _completed(until, "23:59:59"))


def _completed(text: str | None, time: str) -> str | None:
    return f"{text}T{time}Z" if text is not None and _DAY.fullmatch(text) else text


def _is_date(text: str) -> bool:
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # no such day in the calendar
        return False
    return True
