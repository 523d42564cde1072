"""The atlas of the real data: what is drawn is what the release says."""

from __future__ import annotations

import gzip
import json

import pytest
import shapely

from graph_service.pages.atlas.atlas import Atlas
from graph_service.pages.colours import FAMILIES, NO_FAMILY, families
from graph_service.resources.holdings import Holdings


@pytest.fixture(scope="module")
def atlas(holdings: Holdings) -> Atlas:
    return Atlas(holdings, "edition")


def test_districts_share_their_borders_and_fill_the_province(atlas: Atlas) -> None:
    shapes = [each.shape for each in atlas.base_map.districts]
    assert len(shapes) == 30
    assert shapely.coverage_is_valid(shapes)
    assert shapely.unary_union(shapes).symmetric_difference(atlas.base_map.province).area < 1e-9
    assert all(each.labels["tr"] for each in atlas.base_map.districts)


def test_the_coast_is_where_the_sea_is(atlas: Atlas) -> None:
    coast = atlas.base_map.coast
    assert coast.distance(shapely.Point(27.125, 38.425)) < 0.02  # Konak, on the quay
    assert coast.distance(shapely.Point(28.0, 38.22)) > 0.5  # Ödemiş, far inland
    assert atlas.base_map.neighbours.contains(shapely.Point(27.43, 38.75))  # fields of Manisa
    assert atlas.base_map.neighbours.contains(shapely.Point(26.05, 38.4))  # Chios
    assert not atlas.base_map.neighbours.contains(shapely.Point(26.35, 38.05))  # open sea


def test_the_base_map_is_small(atlas: Atlas) -> None:
    body = atlas.base_json("tr")
    assert len(gzip.compress(body, 9)) < 60_000
    layers = {each["properties"]["layer"] for each in json.loads(body)["features"]}
    assert layers == {"land", "province", "district", "river", "coast"}


def test_every_point_of_the_release_is_there_with_its_precision(atlas: Atlas) -> None:
    table = json.loads(atlas.points_json("tr"))
    store = atlas._holdings.release.store
    located = store.query(
        "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { { ?s a izm:HeritageSite } UNION "
        "{ ?s a izm:Waterway } ?s geo:hasDefaultGeometry/geo:asWKT ?w "
        "FILTER(STRSTARTS(STR(?w), 'POINT')) }",
        prefixes={
            "izm": f"{atlas._holdings.base}ontology#",
            "geo": "http://www.opengis.net/ont/geosparql#",
        },
    )
    assert len(table["rows"]) == int(next(located)["n"].value)
    rows = {row[0]: row for row in table["rows"]}
    path, name, longitude, latitude, is_exact, kind, periods = rows["site/klazomenai"]
    assert (path, name) == ("site/klazomenai", "Klazomenai")
    assert (longitude, latitude) == pytest.approx((26.7705, 38.3611), abs=1e-3)
    assert table["types"][kind] == "antik kent"
    assert {"archaic", "roman"} <= {table["periods"][each] for each in periods}
    vague = {f"{each.thing}" for each in atlas.points if each.precision != "exact"}
    assert vague == {row[0] for row in table["rows"] if not row[4]}
    assert is_exact in (0, 1)


def test_periods_keep_their_four_bounds_and_find_their_colour(atlas: Atlas) -> None:
    periods = {each.slug: each for each in atlas.periods}
    roman = periods["roman"]
    assert (roman.start_earliest, roman.start_latest) == (-132, -29)
    assert (roman.end_earliest, roman.end_latest) == (284, 324)
    assert periods["republican"].is_open
    found = families(atlas.periods)
    assert found["bronze-age-early"] == "bronze-age"
    assert found["antiquity"] == NO_FAMILY
    assert set(found.values()) <= {*FAMILIES, NO_FAMILY}
    uncoloured = {slug for slug, family in found.items() if family == NO_FAMILY}
    assert uncoloured == {"antiquity", "prehistory"}


def test_the_editor_completes_what_the_release_uses(atlas: Atlas) -> None:
    terms = json.loads(atlas.terms_json("en"))
    assert f"{atlas._holdings.base}ontology#HeritageSite" in terms["classes"]
    assert f"{atlas._holdings.base}ontology#yearFrom" in terms["properties"]
    assert f"{atlas._holdings.base}id/type/exact" in terms["concepts"]
    assert terms["prefixes"]["izm"] == f"{atlas._holdings.base}ontology#"
