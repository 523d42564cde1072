"""Where a thing is: on a map, and in words that say how sure that is.

A place that is known roughly is drawn as an area and never as a pin. What is known is drawn: a
point, a course, an outline; of a thing without any, its district.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from markupsafe import Markup
from pyoxigraph import NamedNode
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.points import Point
from graph_service.pages.charts.map_svg import Dot, Frame, map_svg
from graph_service.pages.entity.header import districts
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.resources.geojson import geometry_node, wkt_of
from loaders.namespaces import CRM, DCT, GEO

WIDE, TALL = 16 / 9, 4 / 3
"""The proportions of maps in the text, and of the one beside it."""
_MERCATOR = 1.27
"""How much longer a degree of latitude is drawn than one of longitude, at 38° north."""
_AROUND = 0.11
"""Degrees of longitude on each side of a point: about ten kilometres."""
_APART = 0.0004
"""Degrees: what is nearer would be hidden by the thing's own sign."""
_MOST_AROUND = 60
_FINE = 0.0015
"""Degrees: outlines are drawn no finer."""


@dataclass(frozen=True, slots=True)
class Location:
    """A map, and its words."""

    picture: Markup | None
    features: Mapping[str, object] | None
    coordinates: str
    geo: str
    """The same as a ``geo:`` URI, for maps on the device."""
    precision: str
    district: Shown | None
    by: Shown | None
    """Who says where it is."""
    has_rough: bool
    has_exact: bool
    has_near: bool = False


def location(scene: Scene) -> Section | None:
    """Where a site, a water or a place is; also that this is not known."""
    reading = scene.reading
    node = geometry_node(reading.description)
    wkt = wkt_of(reading.description, node) if node else None
    within = districts(scene)[:1]
    district = scene.link(within[0]) if within else None
    precision = _precision(scene, node)
    by = reading.links(node, DCT.source) if node else []
    if wkt is None:
        picture, features = _district_map(scene, within)
        word = "only_district" if features else "location_unknown"
        content = Location(picture, features, "", "", scene.word(word), district, None,
                           has_rough=bool(features), has_exact=False)  # fmt: skip
        return Section("location", scene.word("location"), "location", content)
    shape = shapely.from_wkt(wkt)
    is_exact = scene.slug_of(_precision_node(scene, node)) == "exact" if node else False
    content = Location(
        picture=_picture(scene, shape, is_exact=is_exact),
        features=_features(scene, shape, is_exact=is_exact),
        coordinates=coordinates(shape, scene.language),
        geo=f"geo:{shape.y},{shape.x}" if shape.geom_type == "Point" and is_exact else "",
        precision=precision,
        district=district,
        by=by[0] if by else None,
        has_rough=shape.geom_type == "Point" and not is_exact,
        has_exact=shape.geom_type == "Point" and is_exact,
        has_near=bool(_around(scene, framed(shape, TALL), shape)),
    )
    return Section("location", scene.word("location"), "location", content)


def coordinates(shape: BaseGeometry, language: str) -> str:
    """A point in degrees, as the language writes numbers; empty for what is no point."""
    if shape.geom_type != "Point":
        return ""
    if language == "tr":
        return f"{shape.y:.5f}° K, {shape.x:.5f}° D".replace(".", ",")
    return f"{shape.y:.5f}° N, {shape.x:.5f}° E"


def framed(shape: BaseGeometry, ratio: float = WIDE, width: int = 800) -> Frame:
    """A window in the proportions of the page's maps, with room around the shape."""
    west, south, east, north = shape.bounds
    middle = (west + east) / 2, (south + north) / 2
    half = max((east - west) * 0.6, (north - south) * 0.62 * ratio * _MERCATOR, _AROUND)
    up = half / ratio / _MERCATOR
    return Frame(middle[0] - half, middle[1] - up, middle[0] + half, middle[1] + up, width)


def feature(shape: BaseGeometry, **properties: object) -> dict[str, object]:
    """A GeoJSON feature, simplified to what a screen shows."""
    drawn = shape if shape.geom_type == "Point" else shape.simplify(_FINE)
    told = json.loads(shapely.to_geojson(shapely.set_precision(drawn, 0.00001)))
    said = {key: value for key, value in properties.items() if value}
    return {"type": "Feature", "properties": said, "geometry": told}


def collection(features: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def _precision_node(scene: Scene, node: NamedNode) -> NamedNode:
    for statement in scene.reading.values(node, scene.ours("precision")):
        if isinstance(statement.object, NamedNode):
            return statement.object
    return node


def _precision(scene: Scene, node: NamedNode | None) -> str:
    found = scene.reading.links(node, scene.ours("precision")) if node else []
    return scene.capital(found[0].text) if found else ""


def _around(scene: Scene, frame: Frame, shape: BaseGeometry) -> list[Point]:
    """Other things on the same piece of map: signs of orientation."""
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


def _picture(scene: Scene, shape: BaseGeometry, *, is_exact: bool) -> Markup:
    title = f"{scene.word('map_of')}: {scene.reading.label(scene.thing).text}"
    is_point = shape.geom_type == "Point"
    frame = framed(shape, TALL)
    near = _around(scene, frame, shape)
    return map_svg(
        scene.world.atlas.base_map,
        frame,
        [Dot(shape.x, shape.y, is_exact)] if is_point else [],
        title=title,
        language=scene.language,
        lines=[shape] if "Line" in shape.geom_type else [],
        areas=[shape] if "Polygon" in shape.geom_type else [],
        near=[(point.longitude, point.latitude) for point in near],
    )


def _features(scene: Scene, shape: BaseGeometry, *, is_exact: bool) -> dict[str, object]:
    name = scene.reading.label(scene.thing).text
    around = [
        feature(
            shapely.Point(point.longitude, point.latitude),
            name=point.labels.get(scene.language) or next(iter(point.labels.values()), ""),
            url=f"{scene.reading.place.prefix}/id/{point.thing}",
            near=True,
        )
        for point in _around(scene, framed(shape, TALL), shape)
    ]
    return collection([*around, feature(shape, name=name, vague=not is_exact)])


def _district_map(
    scene: Scene, within: Sequence[NamedNode]
) -> tuple[Markup | None, dict[str, object] | None]:
    """The district as an area: all that is known."""
    slugs = {scene.slug_of(node) for node in within}
    for outline in scene.world.atlas.base_map.districts:
        if outline.thing.slug in slugs and not outline.shape.is_empty:
            title = f"{scene.word('map_of')}: {scene.link(within[0]).text}"
            picture = map_svg(
                scene.world.atlas.base_map,
                framed(outline.shape, TALL),
                title=title,
                language=scene.language,
                vague_areas=[outline.shape],
            )
            return picture, collection([feature(outline.shape, vague=True)])
    return None, None


def point_of(scene: Scene, node: NamedNode) -> tuple[float, float, bool] | None:
    """Longitude, latitude and whether they are exact, of a thing or of a place."""
    known = scene.world.points.get(scene.path_of(node))
    if known is not None:
        return known.longitude, known.latitude, known.is_exact
    for approximation in scene.world.nodes(node, CRM.P189i_is_approximated_by):
        for literal in scene.world.literals(approximation, GEO.asWKT):
            if literal.value.startswith("POINT"):
                shape = shapely.from_wkt(literal.value)
                return shape.x, shape.y, False
    return None
