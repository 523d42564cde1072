"""The map of what happens at several places: the sites and places that a thing is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from markupsafe import Markup
from pyoxigraph import NamedNode

from graph_service.pages.charts.locator_svg import locator_svg
from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.entity.mapping import TALL, ZOOM, collection, feature, framed, point_of
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.pages.relations import links
from loaders.namespaces import CRM

_LOCATED = ("site", "waterway", "place")


@dataclass(frozen=True, slots=True)
class Where:
    """A map of several things, and those of them that are not on it."""

    picture: Markup
    features: Mapping[str, object]
    missing: list[Shown]
    has_vague: bool
    has_exact: bool
    zoom: float
    """How near a map that moves begins at most."""
    locator: Markup


def where(scene: Scene) -> Section | None:
    """Where the sites and places of a thing are; nothing if none of them is located."""
    dots, told, missing = [], [], []
    for node in concerned(scene):
        point = point_of(scene, node)
        link = scene.link(node)
        if point is None:
            missing.append(link)
            continue
        longitude, latitude, is_exact = point
        dots.append(Dot(longitude, latitude, is_exact))
        shape = shapely.Point(longitude, latitude)
        told.append(feature(shape, name=link.text, url=link.url, vague=not is_exact))
    if not dots:
        return None
    around = shapely.MultiPoint([(dot.longitude, dot.latitude) for dot in dots])
    title = f"{scene.word('map_of')}: {scene.reading.label(scene.thing).text}"
    base = scene.world.atlas.base_map
    frame = framed(around, TALL)
    picture = map_svg(base, frame, dots, title=title, language=scene.language)
    content = Where(
        picture, collection(told), missing,
        has_vague=not all(dot.is_exact for dot in dots),
        has_exact=any(dot.is_exact for dot in dots),
        zoom=ZOOM,
        locator=locator_svg(base, frame),
    )  # fmt: skip
    return Section("location", scene.word("on_the_map"), "where", content)


def concerned(scene: Scene) -> list[NamedNode]:
    """The sites of a thing; where there are none, the places named instead; never the province."""
    found = dict.fromkeys(
        NamedNode(link.other.value.partition("#")[0]) for link in links(scene.reading)
    )
    located = [node for node in found if scene.kind_of(node) in _LOCATED]
    things = [node for node in located if scene.kind_of(node) != "place"]
    province = scene.concept("province")
    return things or [node for node in located if province not in _types(scene, node)]


def _types(scene: Scene, node: NamedNode) -> list[NamedNode]:
    return scene.world.nodes(node, CRM.P2_has_type)
