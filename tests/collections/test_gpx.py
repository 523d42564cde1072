"""Routes as GPX 1.1.

The schema of GPX comes with no package light enough to depend on, so the order of elements, which
is what the schema fixes, is checked against a table written from it; `gpxpy` reads the file.
"""

from __future__ import annotations

import gpxpy
import pytest
from lxml import etree

from graph_service.collections.gpx import NAMESPACE, gpx
from graph_service.collections.routes import Route, Stop, geo_json, route, routes
from graph_service.resources.document import Edition
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place

HERE = Place("https://example.org/heritage", "/heritage")
_POINT = ("ele", "time", "name", "cmt", "desc", "src", "link", "sym", "type")
ORDER = {
    "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
    "metadata": ("name", "desc", "author", "copyright", "link", "time", "keywords", "bounds"),
    "copyright": ("year", "license"),
    "wpt": _POINT,
    "rtept": _POINT,
    "rte": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"),
}
REPEATED = {"wpt", "rtept", "rte", "link"}


def _checked(written: bytes) -> etree._Element:
    root = etree.fromstring(written)
    assert root.tag == f"{{{NAMESPACE}}}gpx"
    assert root.get("version") == "1.1"
    assert root.get("creator")
    for node in root.iter():
        name = etree.QName(node).localname
        children = [etree.QName(child).localname for child in node]
        allowed = ORDER.get(name, ())
        assert set(children) <= set(allowed), (name, children)
        assert children == sorted(children, key=allowed.index), (name, children)
        once = [child for child in children if child not in REPEATED]
        assert len(once) == len(set(once))
        if name in ("wpt", "rtept"):
            assert -90 <= float(node.get("lat", "")) <= 90
            assert -180 <= float(node.get("lon", "")) <= 180
    return root


def test_every_route_is_read_by_gpxpy(holdings: Holdings) -> None:
    found = list(routes(holdings))
    assert len(found) == holdings.release.manifest.entities["route"]
    for each in found:
        written = gpx(each, holdings.edition, HERE)
        _checked(written)
        read = gpxpy.parse(written.decode())
        placed = [stop for stop in each.stops if stop.point]
        assert read.name == each.name
        assert len(read.waypoints) == len(placed)
        [way] = read.routes
        points = [(p.longitude, p.latitude) for p in way.points]
        assert points == [pytest.approx(stop.point) for stop in placed]
        assert "way between them is not known" in (way.description or "")


def test_a_stop_without_a_point_is_said(holdings: Holdings) -> None:
    south = route(holdings, Reference("route", "izmiras-south-route"))
    assert south is not None
    assert south.unplaced > 0
    assert (
        f"Stops without a known point: {south.unplaced}"
        in gpx(south, holdings.edition, HERE).decode()
    )
    features = geo_json(south, HERE)["features"]
    assert [f["properties"]["position"] for f in features] == [1, 2, 3]
    assert sum(f["geometry"] is None for f in features) == south.unplaced


def test_no_line_is_drawn_that_the_data_do_not_have(holdings: Holdings) -> None:
    for each in routes(holdings):
        written = geo_json(each, HERE)
        types = {f["geometry"]["type"] for f in written["features"] if f["geometry"]}
        assert types <= {"Point"}
        assert written["properties"]["line"].startswith("none")


def test_a_line_of_the_data_is_shown() -> None:
    way = Route(
        Reference("route", "x"), "https://w3id.org/izmiras/id/route/x", {"tr": "X"}, {}, (), None,
        2.5, "LINESTRING(27 38, 27.1 38.2)",
        (Stop(1, {"tr": "Ağaç & <taş>"}, "https://w3id.org/izmiras/id/place/y", None,
              "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"),),
    )  # fmt: skip
    written = geo_json(way, HERE)
    assert written["features"][0]["geometry"]["type"] == "LineString"
    assert written["properties"]["line"] == "source"
    stop = written["features"][1]["properties"]
    assert stop["stands_for_area"] is True
    root = _checked(gpx(way, Edition("https://w3id.org/izmiras/", "1"), HERE))
    names = [node.text for node in root.iter(f"{{{NAMESPACE}}}name")]
    assert "Ağaç & <taş>" in names
