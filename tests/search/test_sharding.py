"""An index that several processes have written finds what the index of one finds."""

from __future__ import annotations

import pytest

from graph_service.search import sharding
from graph_service.search.index import Index
from graph_service.search.query import Page, Query
from graph_service.settings import Settings
from graph_service.store.release import open_current

ASKED = (
    Query(text="smyrna"),
    Query(text="izmir kale"),
    Query(text="roman bridge", kinds=("site",)),
    Query(text="camii", bbox=(27.0, 38.3, 27.3, 38.5)),
    Query(kinds=("period",), sort="age"),
    Query(districts=("selcuk",), years=(-499, -399), sure="certain", sort="name", language="tr"),
    Query(linked_to=("wikidata",), sort="name"),
)


@pytest.fixture(scope="module")
def joined(
    built_release: Settings, index: Index, tmp_path_factory: pytest.TempPathFactory
) -> Index:
    release = open_current(built_release.current)
    source = sharding.Source(
        release.store_path, release.manifest.base, int(release.manifest.created[:4])
    )
    folder = tmp_path_factory.mktemp("joined") / "search"
    things = sorted(everything(index))
    assert sharding.write(source, things, folder, 2) == len(things) == len(index)
    assert not list(folder.glob(".part-*"))
    return Index.open(folder)


def everything(index: Index) -> set[str]:
    """References, page by page."""
    found: set[str] = set()
    after: str | None = None
    while True:
        page = index.search(Query(sort="name", limit=200, after=after), facets=False)
        found |= {hit.record.reference for hit in page.hits}
        if page.after is None:
            return found
        after = page.after


@pytest.mark.parametrize("query", ASKED, ids=str)
def test_the_same_is_found_and_counted(index: Index, joined: Index, query: Query) -> None:
    one, two = index.search(query), joined.search(query)
    assert two.total == one.total > 0
    assert two.facets == one.facets
    assert scored(two) == scored(one)
    if query.sort != "relevance":  # results of equal relevance have no order of their own
        assert [hit.record for hit in two.hits] == [hit.record for hit in one.hits]


def test_every_record_is_the_same(index: Index, joined: Index) -> None:
    things = sorted(everything(joined))
    assert joined.records(things) == index.records(things)


def scored(page: Page) -> list[float]:
    return [round(hit.score, 3) for hit in page.hits]
