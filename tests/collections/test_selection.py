"""Filters, against what SPARQL says of the same release."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import cast

import pytest
import shapely
from pyoxigraph import NamedNode, QuerySolutions

from graph_service.collections.entries import Entries, Years
from graph_service.collections.places import FLAT, LINKED, ROWS, Writer
from graph_service.collections.selection import KINDS, Filters, StoreSelection
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place

PREFIXES = """
PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX izm: <https://w3id.org/izmiras/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX id: <https://w3id.org/izmiras/id/>
SELECT DISTINCT ?thing WHERE {
"""


@pytest.fixture(scope="module")
def selection(holdings: Holdings) -> StoreSelection:
    return StoreSelection(holdings.slugs, Entries(holdings.release.store, holdings.base))


def _found(selection: StoreSelection, filters: Filters) -> set[str]:
    return {str(each) for each in selection.references(filters, None)}


def _asked(holdings: Holdings, where: str) -> set[str]:
    solutions = cast("QuerySolutions", holdings.release.store.query(f"{PREFIXES}{where}}}"))
    start = f"{holdings.base}id/"
    found = {row["thing"].value.removeprefix(start) for row in solutions}
    return {each for each in found if each.partition("/")[0] in KINDS and "#" not in each}


def _node(holdings: Holdings, name: str) -> NamedNode:
    return holdings.iri(Reference.parse(name))


def test_without_filters_it_is_everything_in_order(
    selection: StoreSelection, holdings: Holdings
) -> None:
    found = list(selection.references(Filters(), None))
    assert len(found) == len(set(found))
    counted = {kind: sum(1 for each in found if each.kind == kind) for kind in KINDS}
    assert counted == {kind: holdings.release.manifest.entities[kind] for kind in KINDS}
    assert [each.kind for each in found] == sorted((e.kind for e in found), key=KINDS.index)


@pytest.mark.parametrize("name", ["mosque", "building", "water-supply", "settlement"])
def test_types_and_narrower_types(selection: StoreSelection, holdings: Holdings, name: str) -> None:
    filters = Filters(types=frozenset({_node(holdings, f"type/{name}")}))
    where = f"?thing crm:P2_has_type/skos:broader* <{holdings.base}id/type/{name}>"
    found = _found(selection, filters)
    assert found
    assert found == _asked(holdings, where)


@pytest.mark.parametrize("name", ["konak", "tire", "izmir-province"])
def test_places_at_any_depth(selection: StoreSelection, holdings: Holdings, name: str) -> None:
    place = f"<{holdings.base}id/place/{name}>"
    where = (
        f"{{ ?thing crm:P53_has_former_or_current_location/crm:P89_falls_within+ {place} }} "
        f"UNION {{ ?thing crm:P89_falls_within* {place} }}"
    )
    found = _found(selection, Filters(areas=frozenset({_node(holdings, f"place/{name}")})))
    assert f"place/{name}" in found
    assert found == _asked(holdings, where)


def test_periods_and_their_parts(selection: StoreSelection, holdings: Holdings) -> None:
    filters = Filters(periods=frozenset({_node(holdings, "period/bronze-age")}))
    where = (
        "?phase crm:P8_took_place_on_or_within ?thing ; a izm:Phase ; "
        "crm:P10_falls_within/skos:broader* <https://w3id.org/izmiras/id/period/bronze-age>"
    )
    found = _found(selection, filters)
    assert len(found) > 10
    assert found == _asked(holdings, where)


@pytest.mark.parametrize(("first", "last"), [(-600, -400), (None, -2000), (1900, None)])
def test_years(
    selection: StoreSelection, holdings: Holdings, first: int | None, last: int | None
) -> None:
    begins = f"FILTER(!BOUND(?from) || ?from <= {last})" if last is not None else ""
    ends = f"FILTER(!BOUND(?to) || ?to >= {first})" if first is not None else ""
    where = f"""
        ?phase crm:P8_took_place_on_or_within ?thing ; a izm:Phase ; crm:P2_has_type ?kind .
        OPTIONAL {{ ?phase izm:yearFrom ?from }} OPTIONAL {{ ?phase izm:yearTo ?to }}
        FILTER(BOUND(?from) || BOUND(?to)) {begins} {ends}
        MINUS {{ ?phase crm:P2_has_type ?no FILTER(?no IN (<{holdings.base}id/type/planned>,
          <{holdings.base}id/type/mentioned>, <{holdings.base}id/type/discovered>,
          <{holdings.base}id/type/registered>, <{holdings.base}id/type/buried>)) }}
    """
    found = _found(selection, Filters(first=first, last=last))
    assert found
    assert found == _asked(holdings, where)


def test_boxes(selection: StoreSelection, holdings: Holdings) -> None:
    box = (27.0, 38.3, 27.3, 38.5)
    found = _found(selection, Filters(box=box, kinds=("site",)))
    area = shapely.box(*box)
    expected = {
        f"site/{slug}" for slug, wkt in _points(holdings) if shapely.from_wkt(wkt).intersects(area)
    }
    assert len(expected) > 100
    assert found == expected


def _points(holdings: Holdings) -> Iterator[tuple[str, str]]:
    query = f"{PREFIXES}}} #"
    query = query.replace("SELECT DISTINCT ?thing WHERE {", "SELECT ?thing ?wkt WHERE {").replace(
        "} #", "?thing a izm:HeritageSite ; geo:hasDefaultGeometry/geo:asWKT ?wkt }"
    )
    for row in cast("QuerySolutions", holdings.release.store.query(query)):
        yield row["thing"].value.rpartition("/")[2], row["wkt"].value


def test_filters_are_met_together(selection: StoreSelection, holdings: Holdings) -> None:
    mosques = Filters(types=frozenset({_node(holdings, "type/mosque")}))
    konak = Filters(areas=frozenset({_node(holdings, "place/konak")}))
    both = Filters(types=mosques.types, areas=konak.areas)
    assert _found(selection, both) == _found(selection, mosques) & _found(selection, konak)


@pytest.mark.parametrize("size", [1, 97, 500])
def test_pages_add_up_to_the_whole(selection: StoreSelection, size: int) -> None:
    filters = Filters(kinds=("place", "waterway"))
    whole = list(selection.references(filters, None))
    paged: list[Reference] = []
    after: Reference | None = None
    while page := list(itertools.islice(selection.references(filters, after), size)):
        paged += page
        after = page[-1]
    assert paged == whole


def test_a_page_may_begin_after_what_is_gone(selection: StoreSelection) -> None:
    after = Reference("waterway", "zzz-never-there")
    assert {each.kind for each in selection.references(Filters(), after)} == {"place"}


def test_open_ends_of_years() -> None:
    assert Years(-499, None).meets(100, 200)
    assert Years(None, 50).meets(None, -900)
    assert not Years(300, 400).meets(None, 299)
    assert not Years(300, 400).meets(401, None)
    assert Years(300, 400).meets(400, 400)


def test_a_list_is_written_while_it_is_read(holdings: Holdings, selection: StoreSelection) -> None:
    """Nothing is gathered first: the memory that a list needs does not grow with it."""
    read: list[Reference] = []

    def references() -> Iterator[Reference]:
        for each in selection.references(Filters(), None):
            read.append(each)
            yield each

    place = Place("https://example.org", "")
    entries = Entries(holdings.release.store, holdings.base)
    for offer in (FLAT, LINKED, ROWS):
        read.clear()
        pieces = Writer(holdings, entries, place).pieces(offer, references(), {})
        assert len(list(itertools.islice(pieces, 4))) == 4
        assert 3 <= len(read) <= 4
