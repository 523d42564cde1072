"""The list of places: what a search finds, in a stable order, written while it is read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph_service.collections.asking import Page, page_of
from graph_service.collections.entries import Entries
from graph_service.collections.places import FLAT, LINKED, ROWS, Writer
from graph_service.collections.selection import KINDS, references
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from graph_service.search.asking import given
from graph_service.search.finding import query_of
from graph_service.search.index import Index
from graph_service.search.parameters import SEARCH
from graph_service.settings import Settings
from graph_service.store.release import open_current


@pytest.fixture(scope="module")
def index(built_release: Settings) -> Index:
    return Index.open(open_current(built_release.current).search_path)


def page(index: Index, address: str) -> Page:
    return page_of(address.encode(), index, {})


def listed(holdings: Holdings, index: Index, asked: Page) -> list[str]:
    return [str(each) for each in references(asked, holdings.slugs, index)]


def searched(index: Index, address: str) -> set[str]:
    """What a search finds, page by page."""
    query = query_of(given(SEARCH, address.encode()), index, {}, "en")
    found: set[str] = set()
    after: str | None = None
    while True:
        some = index.search(replace(query, limit=200, sort="name", after=after), facets=False)
        found |= {hit.record.reference for hit in some.hits}
        if some.after is None:
            return found
        after = some.after


def test_without_filters_it_is_everything_in_order(holdings: Holdings, index: Index) -> None:
    found = listed(holdings, index, page(index, ""))
    assert len(found) == len(set(found))
    kinds = [each.partition("/")[0] for each in found]
    counted = {kind: kinds.count(kind) for kind in KINDS}
    assert counted == {kind: holdings.release.manifest.entities[kind] for kind in KINDS}
    assert kinds == sorted(kinds, key=KINDS.index)


@pytest.mark.parametrize(
    "address",
    [
        "type=mosque",
        "type=water-supply&type=settlement",
        "district=konak",
        "district=izmir-province&kind=place",
        "period=bronze-age",
        "designation=world-heritage-inscription",
        "linked=pleiades&kind=site",
        "bbox=27.0,38.3,27.3,38.5",
        "from=-600&to=-400",
        "to=-2000",
        "year=150&sure=certain",
        "year=150&sure=possible",
        "q=roman+bridge",
        "q=kizlaragasi&kind=site&district=konak",
        "type=mosque&district=konak&from=1500&to=1700&bbox=27.1,38.4,27.2,38.5",
    ],
)
def test_filters_are_those_of_search(holdings: Holdings, index: Index, address: str) -> None:
    found = listed(holdings, index, page(index, address))
    kinds = "" if "kind=" in address else "".join(f"&kind={kind}" for kind in KINDS)
    assert found
    assert set(found) == searched(index, address + kinds)
    assert [each for each in listed(holdings, index, page(index, "")) if each in found] == found


@pytest.mark.parametrize("size", [1, 97, 500])
@pytest.mark.parametrize("address", ["kind=place&kind=waterway", "from=-600&to=-400&kind=place"])
def test_pages_add_up_to_the_whole(
    holdings: Holdings, index: Index, address: str, size: int
) -> None:
    asked = page(index, address)
    whole = listed(holdings, index, asked)
    paged: list[str] = []
    while some := list(itertools.islice(references(asked, holdings.slugs, index), size)):
        paged += map(str, some)
        asked = replace(asked, after=some[-1])
    assert paged == whole


def test_a_page_may_begin_after_what_is_gone(holdings: Holdings, index: Index) -> None:
    asked = page(index, "after=waterway/zzz-never-there")
    found = references(asked, holdings.slugs, index)
    assert {each.kind for each in found} == {"place"}


def test_what_was_renamed_is_still_a_filter(index: Index) -> None:
    renamed = page_of(b"district=old-konak", index, {"place/old-konak": "place/konak"})
    assert renamed.query == page(index, "district=konak").query


def test_a_list_is_written_while_it_is_read(holdings: Holdings, index: Index) -> None:
    """Nothing is gathered first: the memory that a list needs does not grow with it."""
    read: list[Reference] = []

    def counted() -> Iterator[Reference]:
        for each in references(page(index, "from=-600"), holdings.slugs, index):
            read.append(each)
            yield each

    place = Place("https://example.org", "")
    entries = Entries(holdings.release.store, holdings.base)
    for offer in (FLAT, LINKED, ROWS):
        read.clear()
        pieces = Writer(holdings, entries, place).pieces(offer, counted(), {})
        assert len(list(itertools.islice(pieces, 4))) == 4
        assert 3 <= len(read) <= 4
