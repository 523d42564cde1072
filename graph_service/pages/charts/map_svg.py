"""A map that needs no script: for the first paint, for print, for browsers without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.base_map import BaseMap, Outline
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.svg import element

_LETTER = 6.4
_LINE = 14
"""Units that a letter of a name is wide, and a name high."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map: a point, or the circle in which it is, by its radius in metres."""

    longitude: float
    latitude: float
    is_exact: bool = True
    radius: float | None = None


def map_svg(
    base: BaseMap,
    frame: Frame,
    dots: Iterable[Dot] = (),
    *,
    title: str,
    language: str,
    lines: Sequence[BaseGeometry] = (),
    areas: Sequence[BaseGeometry] = (),
    vague_areas: Sequence[BaseGeometry] = (),
    numbers: Sequence[tuple[float, float, bool, str]] = (),
    near: Iterable[tuple[float, float]] = (),
    order: BaseGeometry | None = None,
) -> Markup:
    """The map as an ``<svg>`` that takes its colours from the page."""
    width, height = frame.width, frame.height
    layers = [
        element("rect", class_="map-sea", width=width, height=height),
        shape_path(frame, base.neighbours, "map-land"),
        shape_path(frame, base.province, "map-province"),
        shape_path(frame, base.borders, "map-border"),
        *(shape_path(frame, each.shape, "map-river") for each in base.rivers),
        shape_path(frame, base.coast, "map-coast"),
        *(shape_path(frame, each, "map-shape") for each in areas),
        *(shape_path(frame, each, "map-area") for each in vague_areas),
        *_names(frame, base.districts, language),
        *(shape_path(frame, each, "map-line") for each in lines),
        *([shape_path(frame, order, "map-order")] if order else []),
        *_near(frame, near),
        *_dots(frame, list(dots)),
        *_numbers(frame, numbers),
    ]
    return element(
        "svg",
        element("title", Markup.escape(title)),
        *layers,
        class_="map-picture",
        preserveAspectRatio="xMidYMid slice",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_label=title,
    )


def shape_path(frame: Frame, shape: BaseGeometry, css: str) -> Markup:
    """A shape as one ``<path>``; nothing if none of it is in the frame."""
    path = "".join(_paths(frame.drawn(shape)))
    return element("path", class_=css, d=path) if path else Markup("")


def _paths(shape: BaseGeometry) -> Iterator[str]:
    for part in getattr(shape, "geoms", [shape]):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _path(ring.coords) + "z"
        elif part.geom_type in ("LineString", "LinearRing"):
            yield _path(part.coords)


def _path(points: Iterable[Sequence[float]]) -> str:
    """A path of whole units, told step by step: short, and it compresses well."""
    rounded = [(round(point[0]), round(point[1])) for point in points]
    (x, y), *rest = rounded
    steps = [f"M{x} {y}l"]
    for here in rest:
        if here != (x, y):
            steps.append(f"{here[0] - x} {here[1] - y} ".replace(" -", "-"))
            x, y = here
    return "".join(steps).rstrip() if len(steps) > 1 else ""


def _names(frame: Frame, districts: Sequence[Outline], language: str) -> Iterator[Markup]:
    """Names of districts, the widest districts first; a name that would touch another is left."""
    taken: list[BaseGeometry] = []
    for district in sorted(districts, key=lambda each: -each.shape.area):
        visible = shapely.clip_by_rect(district.shape, *frame.bounds)
        if visible.is_empty:
            continue
        middle = visible.representative_point()
        x, y = frame.place(middle.x, middle.y)
        name = district.labels.get(language) or next(iter(district.labels.values()), "")
        half = len(name) * _LETTER / 2
        room = shapely.box(x - half, y - _LINE / 2, x + half, y + _LINE / 2)
        is_wide = frame.drawn(district.shape).area > 2 * room.area
        is_inside = half <= x <= frame.width - half
        if is_wide and is_inside and not any(room.intersects(other) for other in taken):
            taken.append(room)
            yield element("text", Markup.escape(name), class_="map-name", x=round(x), y=round(y))


def _dots(frame: Frame, dots: Sequence[Dot]) -> Iterator[Markup]:
    """All exact points in one path, all vague ones in another: dots are the caps of no line."""
    for dot in dots:
        if dot.radius is not None:
            x, y = frame.place(dot.longitude, dot.latitude)
            radius = max(dot.radius / frame.metres, 4)
            yield element("circle", class_="map-area", cx=x, cy=y, r=radius)
    for is_exact, css in ((False, "map-vague"), (True, "map-dot")):
        places = [
            frame.place(dot.longitude, dot.latitude)
            for dot in dots
            if dot.is_exact == is_exact and dot.radius is None
        ]
        if places:
            path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in sorted(set(places)))
            yield element("path", class_=css, d=path)


def _near(frame: Frame, near: Iterable[tuple[float, float]]) -> Iterator[Markup]:
    """Other things: small and pale, for orientation."""
    places = sorted({frame.place(*each) for each in near})
    if places:
        path = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in places)
        yield element("path", class_="map-near", d=path)


def _numbers(frame: Frame, numbers: Sequence[tuple[float, float, bool, str]]) -> Iterator[Markup]:
    """The stops of a route: a disc with its number, hollow where the place is vague."""
    for longitude, latitude, is_exact, text in numbers:
        x, y = frame.place(longitude, latitude)
        css = "map-stop" if is_exact else "map-stop is-vague"
        yield element("circle", class_=css, cx=x, cy=y, r=11)
        yield element(
            "text", Markup.escape(text), class_=css.replace("stop", "number"), x=x, y=y + 4.5
        )
