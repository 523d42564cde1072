"""Windows on the map, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import shapely
from pyoxigraph import NamedNode
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.points import Point
from graph_service.pages.charts.frame import Frame
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import CRM, GEO

WIDE, TALL = 16 / 9, 4 / 3
"""The proportions of maps in the text, and of the one beside it."""
_MERCATOR = 1.27
"""How much longer a degree of latitude is drawn than one of longitude, at 38° north."""
AROUND, FAR_AROUND, NEAR_AROUND = 0.09, 0.25, 0.035
"""Degrees of longitude on each side of a point: eight kilometres; of a rough one twenty-two; three
where much lies close together."""
ZOOM, FAR_ZOOM, NEAR_ZOOM = 11.5, 10, 12.75
"""The same as the closest zoom that scripts begin with."""
_CROWD = 12
_APART = 0.0004
"""Degrees: what is nearer would be hidden by the thing's own sign."""
_MOST_AROUND = 60
_FINE = 0.0015
"""Degrees: outlines are drawn no finer."""


def framed(
    shape: BaseGeometry, ratio: float = WIDE, width: int = 800, least: float = AROUND
) -> Frame:
    """A window in the proportions of the page's maps, with room around the shape."""
    west, south, east, north = shape.bounds
    middle = (west + east) / 2, (south + north) / 2
    half = max((east - west) * 0.6, (north - south) * 0.62 * ratio * _MERCATOR, least)
    up = half / ratio / _MERCATOR
    return Frame(middle[0] - half, middle[1] - up, middle[0] + half, middle[1] + up, width)


def feature(shape: BaseGeometry, **properties: object) -> dict[str, object]:
    """A GeoJSON feature, simplified to what a screen shows; what is empty or false is left out."""
    drawn = shape if isinstance(shape, shapely.Point) else shape.simplify(_FINE)
    told = json.loads(shapely.to_geojson(shapely.set_precision(drawn, 0.00001)))
    said = {key: value for key, value in properties.items() if value}
    return {"type": "Feature", "properties": said, "geometry": told}


def collection(features: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Features as one GeoJSON object."""
    return {"type": "FeatureCollection", "features": list(features)}


def around(scene: Scene, shape: BaseGeometry, frame: Frame) -> list[Point]:
    """Other things on the same piece of map, for orientation; only what is located exactly."""
    west, south, east, north = frame.bounds
    return [
        point
        for point in scene.world.atlas.points
        if west < point.longitude < east
        and south < point.latitude < north
        and str(point.thing) != scene.path
        and point.is_exact
        and shape.distance(shapely.Point(point.longitude, point.latitude)) > _APART
    ][:_MOST_AROUND]


def reach(scene: Scene, point: shapely.Point, *, is_exact: bool) -> tuple[float, float]:
    """How far around a point a map shows, and the zoom for that: nearer where there is much."""
    if not is_exact:
        return FAR_AROUND, FAR_ZOOM
    is_crowded = len(around(scene, point, framed(point, TALL, least=NEAR_AROUND))) >= _CROWD
    return (NEAR_AROUND, NEAR_ZOOM) if is_crowded else (AROUND, ZOOM)


def point_of(scene: Scene, node: NamedNode) -> tuple[float, float, bool] | None:
    """Longitude, latitude and whether they are exact, of a thing or of a place."""
    known = scene.world.points.get(scene.path_of(node))
    if known is not None:
        return known.longitude, known.latitude, known.is_exact
    for approximation in scene.world.nodes(node, CRM.P189i_is_approximated_by):
        for literal in scene.world.literals(approximation, GEO.asWKT):
            if literal.value.startswith("POINT"):
                shape = shapely.from_wkt(literal.value)
                return float(shapely.get_x(shape)), float(shapely.get_y(shape)), False
    return None
