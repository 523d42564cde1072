"""Where a thing is: on a map, and in words that say how sure that is.

A place that is known roughly is drawn as an area and never as a pin. What is known is drawn: a
point, a course, an outline; of a thing without any, its district.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from markupsafe import Markup
from pyoxigraph import NamedNode
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.points import Point
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.locator_svg import locator_svg
from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.entity.header import districts
from graph_service.pages.entity.mapping import (
    AROUND,
    FAR_ZOOM,
    TALL,
    ZOOM,
    around,
    collection,
    feature,
    framed,
    reach,
)
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.resources.geojson import geometry_node, wkt_of
from loaders.namespaces import DCT

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Location:
    """A map, and its words."""

    precision: str
    district: Shown | None
    picture: Markup | None = None
    features: Mapping[str, object] | None = None
    coordinates: str = ""
    geo: str = ""
    """The same as a ``geo:`` URI (RFC 5870), for maps on the device; only of exact points."""
    by: Shown | None = None
    """Who says where it is."""
    has_rough: bool = False
    has_exact: bool = False
    has_near: bool = False
    zoom: float = ZOOM
    """How near a map that moves begins at most."""
    locator: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Placed:
    """What is known of where a thing is."""

    shape: BaseGeometry
    is_exact: bool
    holder: NamedNode | None = None
    """The part that has the shape; None where it is only the outline of the district."""


def placed(scene: Scene) -> Placed | None:
    """The shape of a thing, else that of its district; None if not even that is known."""
    node = geometry_node(scene.reading.description)
    wkt = wkt_of(scene.reading.description, node) if node else None
    if node is not None and wkt is not None:
        precisions = scene.reading.links(node, scene.ours("precision"))
        exact = scene.reading.url(scene.concept("exact").value)
        is_exact = any(each.url == exact for each in precisions)
        return Placed(shapely.from_wkt(wkt), is_exact, node)
    within = {scene.slug_of(each) for each in districts(scene)[:1]}
    outlines = scene.world.atlas.base_map.districts
    shape = next((each.shape for each in outlines if each.thing.slug in within), None)
    return None if shape is None else Placed(shape, is_exact=False)


def location(scene: Scene) -> Section:
    """Where a site, a water or a place is; also that this is not known."""
    within = districts(scene)[:1]
    district = scene.link(within[0]) if within else None
    known = placed(scene)
    if known is None:
        content = Location(scene.word("location_unknown"), district)
    elif known.holder is None:
        content = _of_district(scene, known.shape, district)
    else:
        content = _of_shape(scene, known, known.holder, district)
    return Section("location", scene.word("location"), "location", content)


def say_coordinates(point: shapely.Point, language: str) -> str:
    """A point in degrees, as the language writes numbers."""
    if language == "tr":
        return f"{point.y:.5f}° K, {point.x:.5f}° D".replace(".", ",")
    return f"{point.y:.5f}° N, {point.x:.5f}° E"


def _of_shape(scene: Scene, known: Placed, holder: NamedNode, district: Shown | None) -> Location:
    shape, is_exact = known.shape, known.is_exact
    by = scene.reading.links(holder, DCT.source)
    precisions = scene.reading.links(holder, scene.ours("precision"))
    point = shape if isinstance(shape, shapely.Point) else None
    least, zoom = reach(scene, point, is_exact=is_exact) if point else (AROUND, ZOOM)
    frame = framed(shape, TALL, least=least)
    near = [] if zoom == FAR_ZOOM else around(scene, shape, frame)
    return Location(
        precision=scene.capital(scene.words_of(precisions)) or scene.word("vague_location"),
        district=district,
        picture=_picture(scene, shape, frame, near, is_exact=is_exact),
        features=_features(scene, shape, near, is_exact=is_exact),
        coordinates=say_coordinates(point, scene.language) if point else "",
        geo=f"geo:{point.y},{point.x}" if point and is_exact else "",
        by=by[0] if by else None,
        has_rough=point is not None and not is_exact,
        has_exact=point is not None and is_exact,
        has_near=bool(near),
        zoom=zoom,
        locator=locator_svg(scene.world.atlas.base_map, frame),
    )


def _of_district(scene: Scene, shape: BaseGeometry, district: Shown | None) -> Location:
    """The district as an area: all that is known."""
    name = district.text if district else ""
    base, frame = scene.world.atlas.base_map, framed(shape, TALL)
    picture = map_svg(
        base,
        frame,
        title=f"{scene.word('map_of')}: {name}",
        language=scene.language,
        vague_areas=[shape],
    )
    features = collection([feature(shape, vague=True)])
    return Location(
        scene.word("only_district"), district, picture, features,
        has_rough=True, locator=locator_svg(base, frame),
    )  # fmt: skip


def _picture(
    scene: Scene, shape: BaseGeometry, frame: Frame, near: list[Point], *, is_exact: bool
) -> Markup:
    return map_svg(
        scene.world.atlas.base_map,
        frame,
        [Dot(shape.x, shape.y, is_exact)] if isinstance(shape, shapely.Point) else [],
        title=f"{scene.word('map_of')}: {scene.reading.label(scene.thing).text}",
        language=scene.language,
        lines=[shape] if "Line" in shape.geom_type else [],
        areas=[shape] if "Polygon" in shape.geom_type else [],
        near=[(point.longitude, point.latitude) for point in near],
    )


def _features(
    scene: Scene, shape: BaseGeometry, near: list[Point], *, is_exact: bool
) -> dict[str, object]:
    others = [
        feature(
            shapely.Point(point.longitude, point.latitude),
            name=point.labels.get(scene.language) or next(iter(point.labels.values()), ""),
            url=f"{scene.reading.place.prefix}/id/{point.thing}",
            near=True,
        )
        for point in near
    ]
    name = scene.reading.label(scene.thing).text
    is_vague = isinstance(shape, shapely.Point) and not is_exact
    return collection([*others, feature(shape, name=name, vague=is_vague)])
