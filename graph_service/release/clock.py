"""What time it is, for a build: the one thing it takes from outside its inputs."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

_STEP = timedelta(seconds=1)
_LEAD = timedelta(seconds=5)
"""What it takes to publish a release, and for the services to see and open it."""


def now() -> datetime:
    """The time in whole seconds; what `SOURCE_DATE_EPOCH` says, if it is set.

    See the specification of reproducible-builds.org: with it, a build can be done again to the
    byte.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.replace(microsecond=0)


def read(text: str) -> datetime:
    """A date or time of ISO 8601; without a zone it is taken as UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def write(moment: datetime) -> str:
    """`YYYY-MM-DDThh:mm:ssZ`: sorts as text as it does in time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def release_time(created: str, before: str | None, clock: Clock) -> str:
    """The time that the changes of a release are known by; the one before was built `before`.

    Ask for it last: who harvests the old release after this time misses the changes of this one.

    A harvester asks for what changed since it was here last. So it is the moment from which on
    the release is seen, not the date that the data bear: that may lie before a harvest that did
    not see them. Only the first release, which nobody can have harvested before, has the date of
    its data. Times never go back, even if the clock did.
    """
    if before is None:
        return write(min(read(created), clock()))
    return write(max(clock() + _LEAD, read(before) + _STEP))
