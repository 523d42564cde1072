"""The change log of a release, read from disk: what every feed is a rendering of.

How it is built, and what counts as a change, is said in `graph_service.release.changes` and
`.descriptions`. What a feed may rely on:

- `sequence` counts the changes of all releases from 1, without gaps, and never changes its
  meaning: page *n* of *k* changes holds the numbers from ``(n - 1) * k + 1`` to ``n * k``, and once
  full it is the same for ever.
- `time` never decreases as `sequence` grows. All changes of a release have one time.
- Each entity that ever was is listed once by `entities`, under the number of its latest change;
  deleted and moved ones stay for ever.
- Every call reads a page and no more, whatever the size of the log. A log may be used from many
  threads. It may be closed and its release removed; a log that is open goes on reading.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Literal, Self, TypedDict, Unpack

from graph_service.store.errors import ReleaseError

FILE = "changes.sqlite"
"""Name of the log in the folder of a release."""

Activity = Literal["create", "update", "move", "delete"]
Set = str
"""`kind:site`, `district:konak`, `source:unesco`: see `Described.sets`."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release that was published: the `number`-th, from 1; its last change has `last_sequence`.

    `time` is in UTC, ``YYYY-MM-DDThh:mm:ssZ``, as all times of a log.
    """

    number: int
    id: str
    time: str
    content: str
    last_sequence: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one entity, in one release.

    `target` is the `kind/slug` that a moved entity is now called by. `digest` is the SHA-256 of
    the description that a created or updated entity has.
    """

    sequence: int
    time: str
    release: str
    kind: str
    slug: str
    activity: Activity
    target: str | None
    digest: str | None

    @property
    def reference(self) -> str:
        """`kind/slug`."""
        return f"{self.kind}/{self.slug}"

    @property
    def is_live(self) -> bool:
        """Whether the entity is there after this change."""
        return self.digest is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity as its latest change left it.

    `sets` are those that it is in; of a deleted or moved one, those it was in last. `first` is
    the time of the release that first knew it.
    """

    latest: Change
    first: str
    sets: tuple[Set, ...]

    @property
    def sequence(self) -> int:
        return self.latest.sequence

    @property
    def reference(self) -> str:
        return self.latest.reference


class Bounds(TypedDict, total=False):
    """Which entities are meant; all of them without any bound.

    `since` and `until` bound the time of the latest change, both inclusive, in the form of
    `Published.time`. `within` gives the entities that are, or ever were, in a set: one that left
    it is told by `Entry.sets`, so that who follows a set learns of it. With `left` False those are
    not listed. A name without a colon (`district`) stands for all sets that begin with it; who left
    them all is not listed. `kinds` are the kinds that count; None for all.
    """

    since: str | None
    until: str | None
    within: Set | None
    left: bool
    kinds: Collection[str] | None


class ChangeLog:
    """A change log, open for reading. Use it in a ``with`` block, or close it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the log at `path` (`FILE` in the folder of a release).

        Raises ReleaseError when there is none.
        """
        try:
            uri = f"{path.resolve(strict=True).as_uri()}?mode=ro&immutable=1"
            database = sqlite3.connect(uri, uri=True, check_same_thread=False)
            log = cls(database)
            _ = log.releases
        except (OSError, sqlite3.Error) as error:
            raise ReleaseError(f"{path}: not a change log ({error})") from error
        return log

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def releases(self) -> tuple[Published, ...]:
        """Every release that was ever published, oldest first; the last is this log's own."""
        rows = self._rows(
            "SELECT number, id, time, content, last_sequence FROM releases ORDER BY number"
        )
        return tuple(Published(*row) for row in rows)

    @property
    def size(self) -> int:
        """How many changes there are: also the sequence number of the last one."""
        return self.releases[-1].last_sequence if self.releases else 0

    @property
    def first(self) -> Change | None:
        return next(iter(self.page(limit=1)), None)

    @property
    def last(self) -> Change | None:
        return next(iter(self.page(self.size - 1, limit=1)), None)

    def page(self, after: int = 0, until: int | None = None, limit: int = 1000) -> list[Change]:
        """Changes with ``after < sequence <= until``, oldest first, at most `limit`."""
        last = self.size if until is None else until
        rows = self._rows(
            f"{_CHANGES} WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?",
            after,
            last,
            limit,
        )
        return [Change(*row) for row in rows]

    def history(self, reference: str) -> list[Change]:
        """Every change of one entity (`kind/slug`), oldest first."""
        kind, _, slug = reference.partition("/")
        rows = self._rows(f"{_CHANGES} WHERE kind = ? AND slug = ? ORDER BY sequence", kind, slug)
        return [Change(*row) for row in rows]

    def latest(self, reference: str) -> Entry | None:
        """How the latest change left an entity (`kind/slug`); None if there never was one."""
        kind, _, slug = reference.partition("/")
        where = "WHERE entities.kind = ? AND entities.slug = ?"
        rows = self._rows(f"{_ENTRIES} {where}", kind, slug)
        return next((_entry(row) for row in rows), None)

    def entities(
        self, after: int = 0, *, limit: int = 1000, **bounds: Unpack[Bounds]
    ) -> list[Entry]:
        """A page of the entities by (time, sequence) of their latest change, each entity once.

        Go on with the `sequence` of the last entry as `after`.
        """
        chosen, values = self._chosen(after, bounds)
        query = f"{_ENTRIES} {chosen} ORDER BY {_order(bounds.get('within'))} LIMIT ?"
        return [_entry(row) for row in self._rows(query, *values, limit)]

    def count(self, after: int = 0, **bounds: Unpack[Bounds]) -> int:
        """How many entities `entities` lists in all with these bounds."""
        chosen, values = self._chosen(after, bounds)
        return int(self._rows(f"{_COUNT} {chosen}", *values)[0][0])

    @cached_property
    def sets(self) -> tuple[Set, ...]:
        """The names of all sets that ever had an entity, sorted."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT name FROM members ORDER BY 1"))

    def _between(self, after: int, since: str | None, until: str | None) -> tuple[int, int]:
        """The sequence numbers ``first < n <= last`` that time bounds come to."""
        first, last = after, 0
        for release in self.releases:
            if since is not None and release.time < since:
                first = max(first, release.last_sequence)
            if until is None or release.time <= until:
                last = release.last_sequence
        return first, last

    def _chosen(self, after: int, bounds: Bounds) -> tuple[str, tuple[int | str, ...]]:
        """What joins and limits the entities, and its values."""
        between = self._between(after, bounds.get("since"), bounds.get("until"))
        clauses, values = _clauses(
            bounds.get("within"), bounds.get("left", True), bounds.get("kinds")
        )
        return clauses, (*between, *values)

    def _rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(query, values).fetchall()


_CHANGES = """
SELECT sequence, time, releases.id, kind, slug, activity, target, digest
FROM changes JOIN releases ON number = release
"""

_ENTRIES = """
SELECT
    sequence, latest.time, latest.id, entities.kind, entities.slug, activity, target, digest,
    earliest.time, sets
FROM entities
JOIN changes USING (sequence)
JOIN releases AS latest ON latest.number = release
JOIN releases AS earliest ON earliest.number = first_release
"""

_COUNT = "SELECT count(*) FROM entities"

# From the colon to the character after it.
_BEGINNING = """
AND EXISTS (
    SELECT 1 FROM json_each(entities.sets) WHERE value > ? || ':' AND value < ? || ';'
)
"""


def _clauses(
    within: Set | None, left: bool, kinds: Collection[str] | None
) -> tuple[str, tuple[str, ...]]:
    """What joins and limits the entities, after the two sequence numbers; and its values."""
    clauses, values = [f"WHERE {_order(within)} > ? AND {_order(within)} <= ?"], []
    if within is not None and ":" in within:
        clauses = ["JOIN members USING (sequence)", *clauses, "AND members.name = ?"]
        values.append(within)
        if not left:
            clauses.append("AND EXISTS (SELECT 1 FROM json_each(entities.sets) WHERE value = ?)")
            values.append(within)
    elif within is not None:
        clauses.append(_BEGINNING)
        values += [within, within]
    if kinds is not None:
        clauses.append("AND +entities.kind IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(kinds)))
    return " ".join(clauses), tuple(values)


def _order(within: Set | None) -> str:
    """The sequence number to go by: of the index that has the entities in order."""
    return "members.sequence" if within is not None and ":" in within else "entities.sequence"


def _entry(row: Sequence[Any]) -> Entry:
    *change, first, sets = row
    return Entry(Change(*change), first, tuple(json.loads(sets)))
