"""A route: its stops in order, on a map, with the straight distance from one to the next.

The line between stops is dashed and straight: it tells their order. Where people walk from one to
the next no source says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from markupsafe import Markup
from pyoxigraph import NamedNode

from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.locator_svg import locator_svg
from graph_service.pages.charts.map_svg import map_svg
from graph_service.pages.entity.mapping import (
    AROUND,
    FAR_AROUND,
    FAR_ZOOM,
    NEAR_ZOOM,
    collection,
    feature,
    framed,
    point_of,
)
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.nearby import kilometres, say_distance
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.where import where
from graph_service.pages.reading import Shown
from loaders.namespaces import CRM, SCHEMA, SKOS


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: its name on the route, the thing that it is, and how far the next one is."""

    number: int
    anchor: str
    name: Shown
    thing: Shown | None
    about: str
    note: Shown | None
    place: tuple[float, float, bool] | None
    to_next: str = ""


@dataclass(frozen=True, slots=True)
class Stops:
    """The stops in order, and their map if any is located."""

    stops: Sequence[Stop]
    picture: Markup | None
    features: Mapping[str, object] | None
    has_vague: bool
    has_exact: bool
    has_order: bool
    """Whether a line shows what comes after what."""
    zoom: float
    """How near a map that moves begins at most."""
    locator: Markup
    unplaced: int
    gpx: str
    """For walking devices; empty if no stop is located."""


def stops(scene: Scene) -> Section | None:
    """The stops of the route."""
    found = _measured(sorted(_stops(scene), key=lambda stop: stop.number), scene)
    if not found:
        return None
    placed = [stop for stop in found if stop.place]
    prefix = scene.reading.place.prefix
    content = Stops(
        stops=found,
        picture=_picture(scene, placed) if placed else None,
        features=_features(placed) if placed else None,
        has_exact=any(stop.place and stop.place[2] for stop in placed),
        has_order=len(placed) > 1,
        zoom=NEAR_ZOOM if len(placed) > 1 else FAR_ZOOM,
        locator=_locator(scene, placed),
        has_vague=any(stop.place and not stop.place[2] for stop in placed),
        unplaced=len(found) - len(placed),
        gpx=f"{prefix}/api/routes/{scene.slug_of(scene.thing)}.gpx" if placed else "",
    )
    return Section("stops", scene.word("stops"), "stops", content)


def without_stops(scene: Scene) -> Section | None:
    """A route whose stops are not recorded: where what it names is."""
    return None if scene.parts("Stop") else where(scene)


def places(scene: Scene) -> list[tuple[float, float, bool]]:
    """Longitude and latitude of the located stops, and whether they are exact."""
    return [stop.place for stop in _stops(scene) if stop.place]


def _stops(scene: Scene) -> list[Stop]:
    found = []
    for part in scene.parts("Stop"):
        position = scene.reading.values(part, SCHEMA.position)
        things = [s.object for s in scene.reading.values(part, SCHEMA.item, CRM.P67_refers_to)
                  if isinstance(s.object, NamedNode)]  # fmt: skip
        thing = things[0] if things else None
        name = scene.reading.label(part)
        found.append(
            Stop(
                number=int(position[0].object.value) if position else 0,
                anchor=part.value.partition("#")[2],
                name=Shown(name.text, name.language, None,
                           scene.reading.marks(*scene.reading.description.of(part))),
                thing=scene.link(thing) if thing else None,
                about=scene.types(thing) if thing else "",
                note=scene.notes(part, SKOS.note),
                place=point_of(scene, thing) if thing else None,
            )
        )  # fmt: skip
    return found


def _measured(found: Sequence[Stop], scene: Scene) -> list[Stop]:
    """Each stop with the way to the next, as the crow flies; where one is rough, about so far."""
    measured = []
    for stop, following in zip(found, [*found[1:], None], strict=False):
        words = ""
        if following and stop.place and following.place:
            km = kilometres(*stop.place[:2], *following.place[:2])
            words = say_distance(km, scene.language)
            if not (stop.place[2] and following.place[2]):
                words = f"{scene.word('about')} {words}"
        measured.append(replace(stop, to_next=words))
    return measured


def _locator(scene: Scene, placed: Sequence[Stop]) -> Markup:
    return locator_svg(scene.world.atlas.base_map, _frame(placed)) if placed else Markup("")


def _frame(placed: Sequence[Stop]) -> Frame:
    points = shapely.MultiPoint([stop.place[:2] for stop in placed if stop.place])
    return framed(points, least=AROUND if len(placed) > 1 else FAR_AROUND)


def _picture(scene: Scene, placed: Sequence[Stop]) -> Markup:
    title = f"{scene.word('map_of')}: {scene.reading.label(scene.thing).text}"
    return map_svg(
        scene.world.atlas.base_map,
        _frame(placed),
        title=title,
        language=scene.language,
        order=_order(placed),
        numbers=[(*stop.place, str(stop.number)) for stop in placed if stop.place],
    )


def _order(placed: Sequence[Stop]) -> shapely.LineString | None:
    """A straight line from stop to stop; None for one stop alone."""
    points = [stop.place[:2] for stop in placed if stop.place]
    return shapely.LineString(points) if len(points) > 1 else None


def _features(placed: Sequence[Stop]) -> dict[str, object]:
    line = _order(placed)
    return collection(
        [
            *([feature(line, order=True)] if line else []),
            *(
                feature(
                    shapely.Point(*stop.place[:2]),
                    name=f"{stop.number}. {stop.name.text}",
                    url=stop.thing.url if stop.thing else None,
                    vague=not stop.place[2],
                    number=stop.number,
                )
                for stop in placed
                if stop.place
            ),
        ]
    )
