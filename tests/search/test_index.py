"""Filters, facets, order, pages, places and years, on the real release."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.pages.collation import sort_key
from graph_service.search import distance
from graph_service.search.index import Index, NoIndexError
from graph_service.search.query import MOST, Query, UnreadableCursorError
from graph_service.search.record import Record
from graph_service.store.release import Release

SHARED = settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


@pytest.fixture(scope="module")
def everything(index: Index) -> list[Record]:
    """Every record, page by page: so the pages leave nothing out and repeat nothing."""
    found: list[Record] = []
    query: Query | None = Query(sort="name", language="tr", limit=MOST)
    while query is not None:
        page = index.search(query, facets=False)
        found += [hit.record for hit in page.hits]
        assert page.total == len(index)
        query = replace(query, after=page.after) if page.after else None
    assert len(found) == len(index) == len({record.reference for record in found})
    return found


def test_names_are_in_turkish_order(everything: list[Record]) -> None:
    keys = [sort_key(record.label("tr"), "tr")[0][:100] for record in everything]
    assert keys == sorted(keys)


def test_records_are_read_as_they_were_written(everything: list[Record]) -> None:
    for record in everything:
        assert Record.from_json(record.to_json()) == record


def test_facets_count_what_filters_find(index: Index, everything: list[Record]) -> None:
    facets = index.search(Query()).facets
    kinds = Counter(record.kind for record in everything)
    assert {count.value: count.number for count in facets["kind"]} == dict(kinds)
    for count in facets["district"][:5]:
        alone = index.search(Query(districts=(count.value,)))
        assert alone.total == count.number
        # A facet that is chosen from still shows what else could be chosen.
        assert alone.facets["district"] == facets["district"]
    for count in facets["linked"][:5]:
        assert index.search(Query(linked_to=(count.value,)), facets=False).total == count.number


def test_filters_hold_together_and_values_are_alternatives(index: Index) -> None:
    konak = index.search(Query(kinds=("site",), districts=("konak",)), facets=False).total
    urla = index.search(Query(kinds=("site",), districts=("urla",)), facets=False).total
    both = index.search(Query(kinds=("site",), districts=("konak", "urla")), facets=False).total
    assert 0 < konak < both <= konak + urla


def test_narrower_types_and_parts_of_periods_count(index: Index) -> None:
    building = index.search(Query(types=("building",)), facets=False).total
    mosque = index.search(Query(types=("mosque",)), facets=False).total
    assert building > mosque > 0
    antiquity = index.search(Query(periods=("antiquity",)), facets=False).total
    assert antiquity > index.search(Query(periods=("hellenistic",)), facets=False).total > 0


@pytest.mark.parametrize("sort", ["relevance", "name", "age"])
def test_pages_join_without_gap_or_overlap(index: Index, sort: str) -> None:
    query = Query("cami", sort=sort, limit=200)
    whole = [hit.record.reference for hit in index.search(query, facets=False).hits]
    pages: list[str] = []
    after: str | None = None
    while len(pages) < len(whole):
        page = index.search(replace(query, limit=7, after=after), facets=False)
        pages += [hit.record.reference for hit in page.hits]
        after = page.after
        if after is None:
            break
    assert pages[: len(whole)] == whole


def test_the_oldest_come_first_and_the_undated_last(index: Index) -> None:
    page = index.search(Query(kinds=("site",), sort="age", limit=MOST), facets=False)
    years = [hit.record.earliest for hit in page.hits]
    known = [year for year in years if year is not None]
    assert known == sorted(known)
    assert years[: len(known)] == known


@pytest.mark.parametrize("cursor", ["x", "", "e30", "WzEsMl0", "W10", "bnVsbA", "İ", "a" * 999])
@pytest.mark.parametrize("sort", ["relevance", "name"])
def test_strange_cursors_are_refused(index: Index, cursor: str, sort: str) -> None:
    with pytest.raises(UnreadableCursorError):
        index.search(Query("agora", sort=sort, after=cursor))


def test_a_cursor_by_relevance_holds_in_its_release_only(index: Index) -> None:
    after = index.search(Query("agora", limit=2)).after
    assert after is not None
    other = Index(index._index, "another release")
    with pytest.raises(UnreadableCursorError):
        other.search(Query("agora", limit=2, after=after))


@SHARED
@given(st.tuples(st.floats(26, 29), st.floats(37.5, 39.5)), st.floats(0, 1), st.floats(0, 1))
def test_a_box_finds_what_reaches_into_it(
    index: Index, everything: list[Record], corner: tuple[float, float], wide: float, high: float
) -> None:
    west, south = corner
    box = west, south, west + wide, south + high
    expected = {
        record.reference
        for record in everything
        if record.bbox
        and record.bbox[0] <= box[2] and record.bbox[2] >= box[0]
        and record.bbox[1] <= box[3] and record.bbox[3] >= box[1]
    }  # fmt: skip
    found = index.search(Query(bbox=box, limit=MOST), facets=False)
    assert found.total == len(expected)
    assert {hit.record.reference for hit in found.hits} <= expected


@SHARED
@given(st.floats(26, 29), st.floats(37.5, 39.5), st.floats(1, 50_000), st.integers(1, 40))
def test_nearest_is_what_measuring_everything_says(  # noqa: PLR0917
    index: Index, everything: list[Record], lon: float, lat: float, radius: float, limit: int
) -> None:
    measured = sorted(
        (distance.metres(lon, lat, record.point.lon, record.point.lat), record.reference)
        for record in everything
        if record.point
    )
    expected = [(reference, away) for away, reference in measured if away <= radius][:limit]
    found = index.near(lon, lat, radius, limit)
    assert [reference for reference, _ in found] == [reference for reference, _ in expected]
    assert [away for _, away in found] == pytest.approx([away for _, away in expected])


@SHARED
@given(st.integers(-8000, 2020), st.integers(0, 2000))
def test_years_find_what_may_have_existed(
    index: Index, everything: list[Record], start: int, length: int
) -> None:
    years = start, min(start + length, 2026)
    expected = sum(
        any(
            each.earliest <= years[1] and (each.latest is None or each.latest >= years[0])
            for each in record.existences
        )
        for record in everything
    )
    assert index.search(Query(years=years), facets=False).total == expected


@SHARED
@given(st.integers(-8000, 2026))
def test_a_year_is_certain_or_possible(index: Index, everything: list[Record], year: int) -> None:
    said = Counter(found[0] for record in everything if (found := record.sure(year)))
    assert index.at(year, limit=1).total == said.total()
    for sure in ("certain", "possible"):
        assert index.at(year, sure=sure, limit=1).total == said[sure]
    for hit in index.at(year, sure="certain", limit=5).hits:
        why = hit.record.sure(year)
        assert why
        assert why[0] == "certain"


def test_links_are_found_however_they_are_written(index: Index) -> None:
    for iri in (
        "http://www.wikidata.org/entity/Q2827071",
        "https://www.wikidata.org/wiki/Q2827071",
        "https://www.wikidata.org/wiki/Special:EntityData/Q2827071.json",
        "wikidata.org/entity/Q2827071",
    ):
        assert ("site/agora-of-smyrna", "same") in index.by_link(
            f"{'' if '//' in iri else '//'}{iri}"
        )
    assert index.by_link("https://example.org/") == []
    matches = dict(index.by_link("http://vocab.getty.edu/aat/300007544"))
    assert matches["type/mosque"] == "exact-match"


def test_records_come_in_the_order_that_was_asked(index: Index) -> None:
    wanted = ["site/teos", "type/mosque", "site/none", "period/roman", "site/teos"]
    found = [record.reference for record in index.records(wanted)]
    assert found == ["site/teos", "type/mosque", "period/roman"]
    assert index.record("site/none") is None


def test_an_index_opens_where_nothing_may_be_written(
    release: Release, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    opened = Index.open(release.search_path)
    assert len(opened) == len(index)
    found = opened.search(Query("smirna agora"))
    assert found.hits[0].record.reference == "site/agora-of-smyrna"
    assert found.facets["kind"]
    assert opened.near(27.13, 38.41, 5000, 3)


def test_a_folder_without_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="izmiras build"):
        Index.open(tmp_path)
