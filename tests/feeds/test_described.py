"""What a feed may send along: it has the digest that the change log tells."""

from __future__ import annotations

import gzip
import hashlib

from graph_service.feeds.described import line, statements_of
from graph_service.store.changes import ChangeLog, Entry
from graph_service.store.release import open_current
from tests.releases import Published


def live(log: ChangeLog) -> list[Entry]:
    return [each for each in log.entities(limit=10_000) if each.latest.is_live]


def test_statements_have_the_digest_of_the_log(three_releases: Published) -> None:
    release = open_current(three_releases.settings.current)
    entries = live(release.changes)
    assert len(entries) > 400
    for entry in entries:
        found = statements_of(release.store, release.manifest.base, entry.reference)
        digest = hashlib.sha256(b"".join(map(line, found))).hexdigest()
        assert digest == entry.latest.digest, entry.reference


def test_all_together_they_are_the_dump(three_releases: Published) -> None:
    """But for inferred links, and for what is said of graphs and of the ontology."""
    release = open_current(three_releases.settings.current)
    base = release.manifest.base
    dump = gzip.decompress((release.path / "dumps" / "izmiras.nq.gz").read_bytes())
    sent = {
        line(quad)
        for entry in live(release.changes)
        for quad in statements_of(release.store, base, entry.reference)
    }
    start, inferred = f"<{base}id/".encode(), f"<{base}graph/inferred> .\n".encode()
    expected = {
        each
        for each in dump.splitlines(keepends=True)
        if each.startswith(start)
        and (not each.endswith(inferred) or each.split(b" ", 2)[2].startswith(b'"'))
    }
    assert sent == expected


def test_nothing_is_said_of_what_is_gone(three_releases: Published) -> None:
    release = open_current(three_releases.settings.current)
    assert statements_of(release.store, release.manifest.base, "site/kadifekale") == []
