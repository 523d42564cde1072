"""What stands near a thing, and what stood there at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from graph_service.pages.atlas.points import Point
from graph_service.pages.entity.model import Row, Rows, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.resources.holdings import Reference
from loaders.namespaces import CRM

_MOST = 6
_FARTHEST = 60.0
_ALIKE = 0.5
_EARTH_KM = 6371.0088


def nearby(scene: Scene) -> Section | None:
    """The nearest things, and the nearest that lived in the same periods."""
    own = scene.world.points.get(scene.path)
    if own is None:
        return None
    kin = _kin(scene)
    far = [(distance(own, each), each) for each in scene.world.atlas.points
           if each.thing != own.thing and str(each.thing) not in kin]  # fmt: skip
    around = sorted(
        (pair for pair in far if pair[0] <= _FARTHEST),
        key=lambda pair: (pair[0], str(pair[1].thing)),
    )
    nearest = around[:_MOST]
    shown = {pair[1].thing for pair in nearest}
    alike = [pair for pair in around if pair[1].thing not in shown and _is_alike(own, pair[1])]
    groups = [
        Rows(_rows(scene, own, pairs), title=scene.word(word))
        for word, pairs in (("nearest_things", nearest), ("of_same_time", alike[:_MOST]))
        if pairs
    ]
    return Section("nearby", scene.word("nearby"), "near", groups) if groups else None


def distance(one: Point, other: Point) -> float:
    """Kilometres along the surface of the earth, as a sphere."""
    return kilometres(one.longitude, one.latitude, other.longitude, other.latitude)


def kilometres(longitude: float, latitude: float, to_longitude: float, to_latitude: float) -> float:
    """The haversine of two points in degrees."""
    a, b = radians(latitude), radians(to_latitude)
    across = sin(radians(to_longitude - longitude) / 2) ** 2
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * across
    return 2 * _EARTH_KM * asin(sqrt(half))


def say_distance(km: float, language: str) -> str:
    """``350 m``, ``1.2 km``, ``14 km``: no finer than our points are."""
    if km < 0.995:  # noqa: PLR2004
        return f"{max(round(km * 100) * 10, 0)} m"
    text = f"{km:.1f}" if km < 9.95 else f"{km:.0f}"  # noqa: PLR2004
    return f"{text.replace('.', ',') if language == 'tr' else text} km"


def _is_alike(one: Point, other: Point) -> bool:
    both = one.periods | other.periods
    return bool(both) and len(one.periods & other.periods) / len(both) >= _ALIKE


def _kin(scene: Scene) -> set[str]:
    """The wholes and parts of the thing, and the other parts of its wholes."""
    nodes = {scene.thing}
    wholes = scene.world.nodes(scene.thing, CRM.P46i_forms_part_of)
    nodes.update(wholes, scene.world.nodes(scene.thing, CRM.P46_is_composed_of))
    return {scene.path_of(node) for node in nodes}


def _rows(scene: Scene, own: Point, pairs: Sequence[tuple[float, Point]]) -> list[Row]:
    rows = []
    for km, point in pairs:
        name = point.labels.get(scene.language) or next(iter(point.labels.values()), "")
        url = f"{scene.reading.place.prefix}/id/{point.thing}"
        words = say_distance(km, scene.language)
        is_sure = own.is_exact and point.is_exact
        away = words if is_sure else f"{scene.word('about')} {words}"
        kind = scene.link(scene.world.holdings.iri(Reference("type", point.type))).text
        rows.append(Row(Shown(name, None, url), [kind, away]))
    return rows
