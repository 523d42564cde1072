"""A window on the world, and where it draws what lies in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

_EARTH = 6_378_137.0


@dataclass(frozen=True, slots=True)
class Frame:
    """In Mercator's projection: degrees, and how many units wide it is drawn."""

    west: float
    south: float
    east: float
    north: float
    width: int = 800

    @classmethod
    def around(
        cls,
        shape: BaseGeometry,
        margin: float = 0.04,
        width: int = 800,
        aspect: float = 0,
    ) -> Frame:
        """The bounds of a shape, and a share of them around it.

        With an `aspect` (width by height) wider, to the east and the west, if it has to be.
        """
        west, south, east, north = shape.bounds
        more = margin * max(east - west, north - south)
        south, north = south - more, north + more
        tall = math.degrees(_mercator(north) - _mercator(south))
        wider = max(more, (aspect * tall - (east - west)) / 2)
        return cls(west - wider, south, east + wider, north, width)

    @property
    def height(self) -> int:
        return round(self._scale * (_mercator(self.north) - _mercator(self.south)))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north

    @property
    def metres(self) -> float:
        """How many metres of the middle of the map one unit is."""
        middle = math.radians((self.north + self.south) / 2)
        return math.radians(self.east - self.west) * _EARTH * math.cos(middle) / self.width

    @property
    def _scale(self) -> float:
        return self.width / math.radians(self.east - self.west)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point is drawn."""
        x = self._scale * math.radians(longitude - self.west)
        return x, self._scale * (_mercator(self.north) - _mercator(latitude))

    def drawn(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in units of the drawing, cut to the frame and freed of what is too fine."""
        cut = shapely.clip_by_rect(shape, self.west, self.south, self.east, self.north)
        return shapely.transform(cut, self._places).simplify(0.4)

    def _places(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        x = self._scale * np.radians(points[:, 0] - self.west)
        y = np.arcsinh(np.tan(np.radians(points[:, 1])))
        return np.column_stack((x, self._scale * (_mercator(self.north) - y)))


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))
