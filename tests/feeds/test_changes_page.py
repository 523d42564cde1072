"""The page of what the latest release changed."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from graph_service.pages.changes import Line, latest_changes
from graph_service.resources.holdings import Holdings
from graph_service.store.release import Release
from tests.releases import Published

FOR_PEOPLE = {"accept": "text/html"}


def test_browsers_get_a_page_and_machines_the_feed(http: httpx.Client) -> None:
    page = http.get("/changes", headers=FOR_PEOPLE)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for accept in ("*/*", "application/ld+json", "application/json"):
        feed = http.get("/changes", headers={"accept": accept})
        assert feed.json()["type"] == "OrderedCollection"
        assert feed.headers["etag"] != page.headers["etag"]


@pytest.mark.parametrize(("language", "word"), [("tr", "Kaldırılanlar"), ("en", "Withdrawn")])
def test_it_lists_the_changes_of_the_latest_release(
    http: httpx.Client, three_releases: Published, language: str, word: str
) -> None:
    found = html.fromstring(http.get(f"/changes?lang={language}", headers=FOR_PEOPLE).content)
    latest = three_releases.made[-1]
    with Release(three_releases.settings.current).changes as log:
        wanted = log.page(log.releases[-2].last_sequence)
    assert wanted
    listed = {str(each) for each in found.xpath("//main//section//a/@href")}
    assert listed == {f"/id/{each.target or each.reference}" for each in wanted}
    assert word in found.text_content()
    assert latest.id in found.text_content()
    releases = [str(each) for each in found.xpath("//ol//a/@href")]
    assert releases == [f"/dumps/{each.id}" for each in reversed(three_releases.made)]


def test_moves_and_withdrawals_are_told_with_their_names(three_releases: Published) -> None:
    moved = latest_changes_of(three_releases, 1)
    (move,) = moved["moved"]
    assert move.target is not None
    assert set(move.label) == {"tr", "en"}
    (withdrawn,) = latest_changes_of(three_releases, 2)["withdrawn"]
    assert set(withdrawn.label) == {"tr", "en"}
    assert withdrawn.target is None


def test_a_first_release_lists_nothing(three_releases: Published) -> None:
    release = released(three_releases, 0)
    page = latest_changes(release.changes, Holdings(release))
    assert page.is_first
    assert (page.sorts, page.total) == ([], release.changes.size)


def released(three_releases: Published, number: int) -> Release:
    return Release(three_releases.settings.releases_dir / three_releases.made[number].id)


def latest_changes_of(three_releases: Published, number: int) -> dict[str, list[Line]]:
    release = released(three_releases, number)
    page = latest_changes(release.changes, Holdings(release))
    return {sort.name: list(sort.lines) for sort in page.sorts}
