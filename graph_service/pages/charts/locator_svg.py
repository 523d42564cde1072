"""Where in the province a map is: a small outline in its corner."""

from __future__ import annotations

from markupsafe import Markup

from graph_service.pages.atlas.base_map import BaseMap
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.map_svg import shape_path
from graph_service.pages.charts.svg import element

_WIDTH = 88
_SHARE = 0.6
"""A map of more than this share of the province needs no locator."""
_LEAST = 8


def locator_svg(base: BaseMap, window: Frame) -> Markup:
    """The province, and in it the window; empty where that would say nothing."""
    if base.province.is_empty:
        return Markup("")
    frame = Frame.around(base.province, width=_WIDTH)
    if window.east - window.west > _SHARE * (frame.east - frame.west):
        return Markup("")
    left, top = frame.place(window.west, window.north)
    right, bottom = frame.place(window.east, window.south)
    x, y = (left + right) / 2, (top + bottom) / 2
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return Markup("")
    wide, high = max(right - left, _LEAST), max(bottom - top, _LEAST)
    return element(
        "svg",
        shape_path(frame, base.province, "map-province"),
        element(
            "rect", class_="map-window", x=x - wide / 2, y=y - high / 2, width=wide, height=high
        ),
        class_="map-locator",
        viewBox=f"0 0 {frame.width} {frame.height}",
        width=frame.width,
        height=frame.height,
        aria_hidden="true",
    )
