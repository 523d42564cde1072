"""The change feed, walked as IIIF Change Discovery 1.0 says a client walks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_service.feeds.change_discovery import CONTEXT, PAGE, Feed
from graph_service.release.changes import Holding, Recorder
from graph_service.resources.place import Place
from graph_service.store.changes import FILE, ChangeLog
from tests.feeds.logs import growing
from tests.releases import Published

BASE = "https://w3id.org/izmiras/"
PLACE = Place("https://example.org/graph", "/graph")
Document = Mapping[str, Any]


def newest_first(get: Any, collection: Document) -> Iterator[Document]:
    """Activities from the last page back to the first (section 3.2 of the specification)."""
    link = collection.get("last")
    while link is not None:
        page = get(link["id"])
        assert page["type"] == "OrderedCollectionPage"
        assert page["partOf"]["id"] == collection["id"]
        yield from reversed(page["orderedItems"])
        link = page.get("prev")


def harvest(get: Any, collection: Document, known: set[str], last: str) -> set[str]:
    """The algorithm for level 2 and 3: the latest activity of an object decides."""
    known, seen = set(known), set()
    for activity in newest_first(get, collection):
        if activity["endTime"] < last:
            break
        thing = activity["object"]["id"]
        if thing in seen:
            continue
        seen.add(thing)
        if activity["type"] in ("Create", "Update"):
            known.add(thing)
        else:
            known.discard(thing)
    return known


class TestServed:
    def test_a_harvester_ends_with_what_is_there(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        def get(url: str) -> Document:
            answer = http.get(url)
            assert answer.status_code == 200
            return answer.json()

        collection = get("/changes")
        harvested = harvest(get, collection, set(), "")
        served = (three_releases.settings.current / "entities.txt").read_text().split()
        assert {f"{BASE}id/{entity}" for entity in served} <= harvested
        assert f"{BASE}id/site/kadifekale" not in harvested
        assert f"{BASE}id/site/temple-of-athena" not in harvested
        for thing in sorted(harvested)[:20]:
            assert http.get(f"/id/{thing.removeprefix(f'{BASE}id/')}").status_code == 303

    def test_moves_have_a_target_and_deletes_no_document(self, http: httpx.Client) -> None:
        items = http.get("/changes/1").json()["orderedItems"]
        (move,) = [each for each in items if each["type"] == "Move"]
        assert move["object"]["id"] == f"{BASE}id/site/temple-of-athena"
        assert move["target"]["id"] == f"{BASE}id/site/old-smyrna"
        (delete,) = [each for each in items if each["type"] == "Delete"]
        assert "seeAlso" not in delete["object"]
        (update,) = [each for each in items if each["type"] == "Update"]
        (document,) = update["object"]["seeAlso"]
        answer = http.get(document["id"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == document["format"]

    @pytest.mark.parametrize(
        ("accept", "media_type"),
        [
            ("application/ld+json", f'application/ld+json;profile="{CONTEXT}"'),
            (f'application/ld+json;profile="{CONTEXT}"',) * 2,
            ("application/activity+json", f'application/ld+json;profile="{CONTEXT}"'),
            ("application/json", "application/json"),
            ("*/*", f'application/ld+json;profile="{CONTEXT}"'),
        ],
    )
    def test_media_types(self, http: httpx.Client, accept: str, media_type: str) -> None:
        answer = http.get("/changes", headers={"accept": accept})
        assert answer.headers["content-type"] == media_type
        assert answer.json()["@context"] == CONTEXT
        assert "Accept" in answer.headers["vary"]
        assert answer.headers["access-control-allow-origin"] == "*"
        assert http.get("/changes", headers={"accept": "text/turtle"}).status_code == 406

    def test_a_page_that_is_known_is_confirmed(self, http: httpx.Client) -> None:
        answer = http.get("/changes/1")
        assert answer.headers["cache-control"].startswith("public, max-age=300")
        again = http.get("/changes/1", headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("page", ["0", "2", "01", "x", "-1", "1.0", "99999999999999999999"])
    def test_there_is_no_other_page(self, http: httpx.Client, page: str) -> None:
        answer = http.get(f"/changes/{page}")
        assert answer.status_code == 404
        assert answer.json()["pages"] == 1
        assert page in answer.json()["detail"]


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> list[ChangeLog]:
    """A log of two pages, and the one that follows it."""
    return growing(tmp_path_factory.mktemp("logs"), 2 * PAGE, 2 * PAGE + 7)


class TestManyPages:
    """A log of several pages, without a server."""

    def test_all_pages_are_linked_and_in_order(self, logs: list[ChangeLog]) -> None:
        feed = Feed(logs[1], BASE, PLACE)
        pages = [feed.page(number) for number in range(1, feed.pages + 1)]
        assert [page["startIndex"] for page in pages] == [0, PAGE, 2 * PAGE]
        url = "https://example.org/graph/changes/{}".format
        assert [page["id"] for page in pages] == [url(1), url(2), url(3)]
        assert [page.get("prev", {}).get("id") for page in pages] == [None, url(1), url(2)]
        assert [page.get("next", {}).get("id") for page in pages] == [url(2), url(3), None]
        collection = feed.collection()
        assert (collection["first"]["id"], collection["last"]["id"]) == (url(1), url(3))
        items = [item for page in pages for item in page["orderedItems"]]
        assert len(items) == collection["totalItems"] == 2 * PAGE + 7
        assert [item["endTime"] for item in items] == sorted(item["endTime"] for item in items)
        assert len({item["id"] for item in items}) == len(items)

    def test_a_page_with_a_next_one_never_changes(self, logs: list[ChangeLog]) -> None:
        older, newer = (Feed(log, BASE, PLACE) for log in logs)
        assert older.pages == 2
        assert older.page(1) == newer.page(1)
        assert (older.edition(1), older.links(1)) == (newer.edition(1), newer.links(1))
        assert older.page(2)["orderedItems"] == newer.page(2)["orderedItems"]
        assert json.dumps(newer.page(2)) != json.dumps(older.page(2))  # it got its `next`

    def test_an_incremental_harvest_reads_only_what_is_new(self, logs: list[ChangeLog]) -> None:
        older, newer = (Feed(log, BASE, PLACE) for log in logs)
        read: list[str] = []

        def get(url: str) -> Document:
            read.append(url)
            return newer.page(int(url.rpartition("/")[2]))

        known = harvest(lambda url: older.page(int(url[-1])), older.collection(), set(), "")
        last = older.log.releases[-1].time
        grown = harvest(get, newer.collection(), known, "2026-11-22T00:00:00Z")
        assert last < "2026-11-22T00:00:00Z"
        assert len(grown) == 2 * PAGE + 7
        assert [url[-1] for url in read] == ["3", "2"]

    def test_links_lead_to_the_neighbours(self, logs: list[ChangeLog]) -> None:
        feed = Feed(logs[1], BASE, PLACE)
        relations = {link.rpartition('rel="')[2][:-1] for link in feed.links(2)}
        assert relations == {"first", "prev", "next", "collection"}
        relations = {link.rpartition('rel="')[2][:-1] for link in feed.links(1)}
        assert relations == {"first", "next", "collection"}


def test_an_empty_log_has_no_pages(tmp_path: Path) -> None:
    with Recorder(tmp_path / FILE, None) as recorder:
        recorder.record("r1", "", Holding((), ()))
        recorder.date("2026-11-22T00:00:00Z")
    with ChangeLog.open(tmp_path / FILE) as log:
        collection = Feed(log, BASE, PLACE).collection()
    assert collection["totalItems"] == 0
    assert "last" not in collection
