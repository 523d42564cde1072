"""However long the log, no document of a feed reads more of it than a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph_service.feeds.change_discovery import PAGE, Feed
from graph_service.feeds.ldes import Stream
from graph_service.feeds.ldes.stream import FAN
from graph_service.feeds.oai.arguments import read
from graph_service.feeds.oai.lists import Lists
from graph_service.feeds.oai.tokens import Seal
from graph_service.feeds.resourcesync import Source
from graph_service.feeds.resourcesync.lists import LIST
from graph_service.feeds.sitemap import PART, Sitemaps
from graph_service.resources.place import Place
from graph_service.store.changes import ChangeLog

BASE = "https://w3id.org/izmiras/"
PLACE = Place("https://example.org", "")
SHORT, LONG = 25_000, 100_000
"""Entities; each tenth was changed once more."""

FILL = """
INSERT INTO releases VALUES
    (1, '1', '2026-11-22T00:00:00Z', 'a', {size}),
    (2, '2', '2026-11-23T00:00:00Z', 'b', {size} + {size} / 10);

WITH RECURSIVE counted(n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {size} + {size} / 10
)
INSERT INTO changes
SELECT
    n,
    iif(n <= {size}, 1, 2),
    'site',
    'site-' || iif(n <= {size}, n, (n - {size}) * 10),
    iif(n <= {size}, 'create', 'update'),
    NULL,
    '{digest}'
FROM counted;

INSERT INTO entities
SELECT max(sequence), kind, slug, 1, '["kind:site"]', '', '' FROM changes GROUP BY kind, slug;

INSERT INTO members SELECT 'kind:site', sequence FROM entities;
"""


def filled(path: Path, size: int) -> Path:
    """A log of that many entities."""
    schema = resources.files("graph_service.release") / "comparison" / "schema.sql"
    database = sqlite3.connect(path)
    database.executescript(schema.read_text("utf-8"))
    database.executescript(FILL.format(size=size, digest="0" * 64))
    database.commit()
    database.close()
    return path


@dataclass
class Counting:
    """A database that counts the rows that are read from it."""

    database: sqlite3.Connection
    rows: int = 0

    def execute(self, query: str, values: tuple[object, ...]) -> Any:
        found = self.database.execute(query, values).fetchall()
        self.rows += len(found)
        return SimpleNamespace(fetchall=lambda: found)


def oai(log: ChangeLog, **arguments: str) -> object:
    lists = Lists(log, Seal(b"a key for tests: sixteen or more"), 1000)
    asked = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", **arguments}
    page = lists.begin(read(asked.items()))
    again = {"verb": asked["verb"], "resumptionToken": page.token or ""}
    return lists.resume(read(again.items()))


DOCUMENTS: dict[str, tuple[int, Callable[[ChangeLog], object]]] = {
    "changes": (PAGE, lambda log: Feed(log, BASE, PLACE).collection()),
    "a page of changes": (PAGE, lambda log: Feed(log, BASE, PLACE).page(3)),
    "ldes": (2 * FAN, lambda log: list(Stream(log, BASE, PLACE).root())),
    "a block": (2 * FAN, lambda log: list(Stream(log, BASE, PLACE).block(2))),
    "a page of ldes": (2 * FAN, lambda log: list(Stream(log, BASE, PLACE).page(7))),
    "oai": (2000, oai),
    "oai, a set": (2000, lambda log: oai(log, set="kind:site")),
    "oai, sets above": (2000, lambda log: oai(log, set="kind")),
    "oai, of a time": (2000, lambda log: oai(log, **{"from": "2026-11-23"})),
    "resource list": (LIST, lambda log: Source(log, BASE, PLACE).resource_list()),
    "a resource list": (LIST, lambda log: Source(log, BASE, PLACE).resources(2)),
    "change list": (LIST, lambda log: Source(log, BASE, PLACE).change_list()),
    "a change list": (LIST, lambda log: Source(log, BASE, PLACE).changes(2)),
    "packages": (LIST, lambda log: Source(log, BASE, PLACE).dump_index()),
    "sitemap": (PART, lambda log: Sitemaps(log, PLACE).index()),
    "a sitemap": (PART, lambda log: Sitemaps(log, PLACE).part(2)),
    "an entity": (1, lambda log: log.latest("site/site-77")),
}
"""Every kind of document, and how many rows of the log are on it at most."""
_MORE = 10
"""What else is read: how many there are, the first and the last."""


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> list[Counting]:
    folder = tmp_path_factory.mktemp("logs")
    paths = [filled(folder / f"{size}.sqlite", size) for size in (SHORT, LONG)]
    return [Counting(sqlite3.connect(path, check_same_thread=False)) for path in paths]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_reads_more_than_a_page(logs: list[Counting], name: str) -> None:
    most, write = DOCUMENTS[name]
    for database in logs:
        log = ChangeLog(database)  # type: ignore[arg-type]
        assert log.size in (SHORT + SHORT // 10, LONG + LONG // 10)
        database.rows = 0
        assert write(log)
        assert database.rows <= most + _MORE, (name, log.size)
