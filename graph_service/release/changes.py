"""The change log: what each release created, updated, moved and deleted (design, "One change log").

The log of a release is that of the release before it, and its own changes behind. It is one file
beside the store, so a copied release has the whole past with it, and an old release that is
removed takes nothing along. The first release creates everything it holds.

The same dumps, the same log before, and the same time give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import resources
from itertools import count
from pathlib import Path
from typing import Self, cast

from pyoxigraph import NamedNode, QuerySolutions, Store

from graph_service.release import clock
from graph_service.release.descriptions import Described, describe
from graph_service.release.publish import list_releases
from graph_service.store.changes import FILE, ChangeLog
from graph_service.store.release import Manifest, Release, ReleaseError
from loaders.iri import rebase

QUADS = "dumps/izmiras.nq.gz"


@dataclass(frozen=True, slots=True)
class Gone:
    """An entity that a release holds no more: moved to another, or withdrawn (no target)."""

    reference: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What the log compares: the entities that a release describes, and those that are gone.

    `leading_to` gives the references of those whose descriptions lead to an entity.
    """

    described: Iterable[Described]
    gone: Iterable[Gone]
    leading_to: Callable[[str], Iterable[str]] = lambda _: ()

    @classmethod
    def of(cls, folder: Path, store: Store, base: str) -> Holding:
        """What a release folder holds that has its dumps and its tables; read when iterated."""
        lines = _lines(folder / QUADS)
        described = describe(lines, base, _districts(store, base))
        return cls(described, _gone(folder), partial(_leading_to, store, base))


class Recorder:
    """Carries a log on by one release. What is not finished is not kept."""

    def __init__(self, path: Path, predecessor: Path | None) -> None:
        """Write to `path` what the log in the folder `predecessor` holds, and more."""
        if predecessor is not None:
            _carry_on(predecessor, path)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")  # a failed build is thrown away whole
        self._database.execute("PRAGMA synchronous = OFF")
        if predecessor is None:
            self._run("schema")
        elif not self._is_of_today():
            self._extend(predecessor)

    def __enter__(self) -> Self:
        self._database.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._database.close()

    def name(self, wanted: str, releases: Path) -> str:
        """The id for a release: as wanted, with a number if an earlier release had it.

        What comes back after something else was published is a release of its own: the log of
        the earlier one must not change, and knows nothing of what was between.
        """
        taken = {row[0] for row in self._database.execute("SELECT id FROM releases")}
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
        return next(each for each in names if each not in taken and not (releases / each).exists())

    def record(self, release: str, content: str, holding: Holding) -> list[str]:
        """Add a release and what it changed; its time is still to be told.

        Returns the references of what was published and is gone without a word: neither there
        nor redirected nor withdrawn.
        """
        self._run("found")
        into = "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._database.executemany(into, _rows(holding))
        self._repeat(holding)
        number = self._database.execute(
            "INSERT INTO releases (id, time, content, last_sequence) VALUES (?, '', ?, 0)",
            (release, content),
        ).lastrowid
        self._database.execute(_text("compare"), {"release": number})
        lost = self._database.execute(_text("lost"), {"release": number}).fetchall()
        self._run("apply")
        self._run("forget")
        return [reference for (reference,) in lost]

    def date(self, time: str) -> None:
        """Give the release that was recorded last its time (see `clock.release_time`)."""
        self._database.execute("UPDATE releases SET time = ? WHERE time = ''", (time,))

    def _repeat(self, holding: Holding) -> None:
        """Note which records repeat something that is not the same any more."""
        for (reference,) in self._database.execute(_text("renamed")).fetchall():
            led = ((each,) for each in holding.leading_to(reference))
            self._database.executemany("INSERT OR IGNORE INTO repeating VALUES (?)", led)

    def _is_of_today(self) -> bool:
        columns = self._database.execute("PRAGMA table_info(entities)")
        return "repeated" in {name for _, name, *_ in columns}

    def _extend(self, predecessor: Path) -> None:
        """Note what records of the release before say: its log was written when none did."""
        before = Release(predecessor)
        holding = Holding.of(predecessor, before.store, before.manifest.base)
        self._run("extend")
        rows = ((each.links, each.repeated, each.kind, each.slug) for each in holding.described)
        change = "UPDATE entities SET links = ?, repeated = ? WHERE kind = ? AND slug = ?"
        self._database.executemany(change, rows)

    def _run(self, name: str) -> None:
        for statement in _text(name).split(";\n"):
            if statement.strip():
                self._database.execute(statement)


def predecessor_of(releases: Path) -> Release | None:
    """The release that was published last, of those on disk.

    That is not always the current one: after going back by hand, harvesters have still seen what
    came later, and the log goes on from there.
    """
    manifests = list_releases(releases)
    numbered = [(_published(releases / each.id), each.built, each.id) for each in manifests]
    return Release(releases / max(numbered)[2]) if numbered else None


def _published(folder: Path) -> int:
    """How many releases the log of a release counts; 0 if it was built before there was a log."""
    try:
        with ChangeLog.open(folder / FILE) as log:
            return len(log.releases)
    except ReleaseError:
        return 0


def _carry_on(predecessor: Path, path: Path) -> None:
    if (predecessor / FILE).is_file():
        shutil.copyfile(predecessor / FILE, path)
        return
    # Built before there was a log: its log is that of a first release.
    manifest = Manifest.read(predecessor / "manifest.json")
    store = Store.read_only(str(predecessor / "store"))
    with Recorder(path, None) as recorder:
        holding = Holding.of(predecessor, store, manifest.base)
        recorder.record(manifest.id, manifest.content, holding)
        recorder.date(clock.release_time(manifest.created, None, clock.now))


def _rows(holding: Holding) -> Iterator[tuple[str | None, ...]]:
    for each in holding.described:
        found = each.digest, _json(each.sets), each.links, each.repeated
        yield each.kind, each.slug, None, None, *found
    for gone in holding.gone:
        kind, _, slug = gone.reference.partition("/")
        yield kind, slug, "move" if gone.target else "delete", gone.target, *[None] * 4


def _json(names: tuple[str, ...]) -> str:
    return json.dumps(names, separators=(",", ":"))


def _lines(dump: Path) -> Iterator[bytes]:
    with gzip.open(dump) as lines:
        yield from lines


def _gone(folder: Path) -> Iterator[Gone]:
    for row in _table(folder / "redirects.csv"):
        yield Gone(row["from"], row["to"])
    for row in _table(folder / "withdrawn.csv"):
        yield Gone(row["entity"])


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _leading_to(store: Store, base: str, reference: str) -> Iterator[str]:
    """Who states a link to an entity; links that were inferred are in no description."""
    start, inferred = f"{base}id/", NamedNode(f"{base}graph/inferred")
    for quad in store.quads_for_pattern(None, None, NamedNode(f"{start}{reference}"), None):
        subject, graph = quad.subject, quad.graph_name
        if isinstance(subject, NamedNode) and isinstance(graph, NamedNode) and graph != inferred:
            yield subject.value.removeprefix(start).partition("#")[0]


def _districts(store: Store, base: str) -> frozenset[str]:
    found = cast("QuerySolutions", store.query(rebase(_text("districts", "rq"), base)))
    start = f"{base}id/"
    districts = (cast("NamedNode", row["district"]).value for row in found)
    return frozenset(iri.removeprefix(start) for iri in districts)


def _text(name: str, suffix: str = "sql") -> str:
    file = resources.files("graph_service.release") / "comparison" / f"{name}.{suffix}"
    return file.read_text("utf-8")
