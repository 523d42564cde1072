"""`geometry`: where the thing is, how exactly, and who says so."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import NamedNode

from graph_service.profiles.linked_places.facts import Facts
from graph_service.resources.geojson import wkt_of
from loaders.namespaces import DCT, GEO, SCHEMA

Geometry = dict[str, Any]

_CERTAINTY = {
    "exact": "certain",
    "representative": "less-certain",
    "centre-of-settlement": "less-certain",
}
"""What the precision of a point says of its certainty; of a drawn extent it says nothing."""


def geometry(facts: Facts) -> Geometry | None:
    """The geometry of the thing; a collection if it has several; null if no source gives one."""
    if facts.kind == "route":
        return _stops(facts)
    found = [_geometry(facts, node) for node in facts.parts(GEO.Geometry)]
    shapes = [each for each in found if each is not None]
    if len(shapes) > 1:
        return {"type": "GeometryCollection", "geometries": shapes}
    return shapes[0] if shapes else None


def as_geojson(wkt: str) -> Geometry:
    """WKT as a GeoJSON geometry; outer rings run against the clock, as RFC 7946 wants."""
    import shapely  # takes long to load, and the service starts without it

    shape = shapely.orient_polygons(shapely.from_wkt(wkt), exterior_cw=False)
    written: Geometry = json.loads(shapely.to_geojson(shape))
    return written


def _geometry(facts: Facts, node: NamedNode) -> Geometry | None:
    wkt = wkt_of(facts.document.description, node)
    if wkt is None:
        return None
    written = as_geojson(wkt)
    for concept in facts.nodes(node, facts.ours("precision")):
        precision = facts.concept(concept)
        written["precision"] = precision
        if precision in _CERTAINTY:
            written["certainty"] = _CERTAINTY[precision]
    citations = facts.citations(facts.nodes(node, DCT.source))
    return written | ({"citations": citations} if citations else {})


def _stops(facts: Facts) -> Geometry | None:
    """The points of a route's stops, in order. No line: the data have no way between them."""
    mentioned = [facts.mention(item) for _, item in stops(facts)]
    points = [as_geojson(each.wkt) for each in mentioned if each is not None and each.wkt]
    if not points:
        return None
    return {"type": "GeometryCollection", "geometries": points}


def stops(facts: Facts) -> list[tuple[int, NamedNode]]:
    """The stops of a route: position and the thing that is visited, in order."""
    found = [
        (int(facts.value(part, SCHEMA.position) or 0), item)
        for part in facts.parts(facts.ours("Stop"))
        for item in facts.nodes(part, SCHEMA.item)
    ]
    return sorted(found, key=lambda stop: (stop[0], stop[1].value))
