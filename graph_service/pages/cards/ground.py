"""The map of a card: the province among its neighbours, and marks on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from PIL import Image, ImageDraw
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.base_map import BaseMap
from graph_service.pages.cards.card import Mark
from graph_service.pages.charts.frame import Frame
from graph_service.pages.entity.mapping import framed

SEA, LAND, PROVINCE = (220, 234, 238), (238, 234, 224), (251, 248, 241)
BORDER, COAST, RIVER = (220, 211, 191), (110, 156, 174), (148, 189, 205)
MARK, PAPER = (6, 115, 152), (255, 255, 255)
"""The colours of maps on pages, in light."""
_FINE = 2
"""Drawn so many times larger, then made small: edges become smooth."""
_DOT, _SPECK, _VAGUE = 11, 4, 26
"""Radius of a place, of one among many, and of the circle around a place known roughly."""
_FEW = 40
_HATCH = 9
_SMALL, _CLOSEST = 0.45, 0.14
"""Degrees: what is smaller is shown larger, with so much around it."""


def closer(marks: Sequence[Mark]) -> BaseGeometry | None:
    """What to show instead of the province, where marks would be too small there to be read."""
    shapes = [mark.shape for mark in marks]
    west, south, east, north = shapely.total_bounds(shapes) if shapes else (0, 0, 0, 0)
    extent = max(east - west, north - south)
    if not 0 < extent < _SMALL:
        return None
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    return shapely.union_all([*shapes, middle.buffer(_CLOSEST)])


class Ground:
    """The map without marks: of a shape, with room around it."""

    def __init__(self, base: BaseMap, shape: BaseGeometry, width: int, height: int) -> None:
        self._size = width, height
        self._frame = framed(shape, width / height, width * _FINE)
        large = Image.new("RGB", (width * _FINE, height * _FINE), SEA)
        draw = ImageDraw.Draw(large)
        for land, colour in ((base.neighbours, LAND), (base.province, PROVINCE)):
            _fill(draw, self._frame.drawn(land), colour, SEA)
        _stroke(draw, self._frame.drawn(base.borders), BORDER, 2)
        for river in base.rivers:
            _stroke(draw, self._frame.drawn(river.shape), RIVER, 4)
        _stroke(draw, self._frame.drawn(base.coast), COAST, 3)
        self._picture = large.resize(self._size, Image.Resampling.LANCZOS)

    def marked(self, marks: Sequence[Mark]) -> Image.Image:
        """A copy with marks: areas below, then lines, then points."""
        width, height = self._size
        layer = Image.new("RGBA", (width * _FINE, height * _FINE), (*MARK, 0))
        draw = ImageDraw.Draw(layer)
        for mark in sorted(marks, key=lambda each: -each.shape.area):
            _mark(layer, draw, self._frame, mark)
        above = layer.resize(self._size, Image.Resampling.LANCZOS)
        marked = self._picture.copy()
        marked.paste(above, (0, 0), above)
        return marked


def _mark(layer: Image.Image, draw: ImageDraw.ImageDraw, frame: Frame, mark: Mark) -> None:
    kind = mark.shape.geom_type
    if "Polygon" in kind:
        _area(layer, draw, frame.drawn(mark.shape), is_vague=mark.is_vague)
    elif "Line" in kind:
        drawn = frame.drawn(mark.shape)
        _stroke(draw, drawn, (*PAPER, 255), 14)
        _stroke(draw, drawn, (*MARK, 255), 8)
    else:
        points = [frame.place(*each) for each in shapely.get_coordinates(mark.shape).tolist()]
        radius = _DOT if len(points) < _FEW else _SPECK
        for x, y in points:
            (_about if mark.is_vague else _dot)(draw, x, y, radius * _FINE)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: int) -> None:
    rim = radius / 3
    _disc(draw, x, y, radius + rim, (*PAPER, 255))
    _disc(draw, x, y, radius, (*MARK, 255))


def _about(draw: ImageDraw.ImageDraw, x: float, y: float, _: int) -> None:
    """Somewhere here: a broken ring, and no dot in it."""
    radius = _VAGUE * _FINE
    _disc(draw, x, y, radius, (*MARK, 50))
    box = (x - radius, y - radius, x + radius, y + radius)
    for start in range(0, 360, 30):
        draw.arc(box, start, start + 18, fill=(*MARK, 255), width=3 * _FINE)


def _disc(
    draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: tuple[int, ...]
) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _area(
    layer: Image.Image, draw: ImageDraw.ImageDraw, drawn: BaseGeometry, *, is_vague: bool
) -> None:
    """An outline; hatched where the thing is only somewhere in it."""
    if is_vague:
        inside = Image.new("L", layer.size)
        _fill(ImageDraw.Draw(inside), drawn, 255, 0)
        lines = Image.new("RGBA", layer.size, (*MARK, 30))
        hatch = ImageDraw.Draw(lines)
        for x in range(-layer.height, layer.width, _HATCH * _FINE):
            hatch.line((x, layer.height, x + layer.height, 0), fill=(*MARK, 110), width=_FINE)
        layer.paste(lines, (0, 0), inside)
    else:
        _fill(draw, drawn, (*MARK, 70), (*MARK, 0))
    _stroke(draw, shapely.boundary(drawn) or shapely.MultiLineString(), (*MARK, 255), 5)


def _fill(
    draw: ImageDraw.ImageDraw,
    drawn: BaseGeometry,
    colour: int | tuple[int, ...],
    hole: int | tuple[int, ...],
) -> None:
    for part in _parts(drawn):
        if isinstance(part, shapely.Polygon):
            draw.polygon(list(part.exterior.coords), fill=colour)
            for ring in part.interiors:
                draw.polygon(list(ring.coords), fill=hole)


def _stroke(
    draw: ImageDraw.ImageDraw, drawn: BaseGeometry, colour: tuple[int, ...], thick: int
) -> None:
    for part in _parts(drawn):
        if part.geom_type in ("LineString", "LinearRing"):
            draw.line(list(part.coords), fill=colour, width=thick, joint="curve")


def _parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type.startswith(("Multi", "Geometry")):
            yield from _parts(part)
        elif not part.is_empty:
            yield part
