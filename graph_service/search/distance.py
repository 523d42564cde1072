"""Distances on the Earth."""

from __future__ import annotations

import math

RADIUS = 6_371_008.8
"""The mean radius of the Earth, in metres (IUGG)."""

_METRES_PER_DEGREE = RADIUS * math.pi / 180


def metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """The great-circle distance between two points in degrees."""
    one, other = math.radians(lat), math.radians(other_lat)
    up = math.sin((other - one) / 2) ** 2
    along = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, up + math.cos(one) * math.cos(other) * along)))


def box_around(lon: float, lat: float, radius: float) -> tuple[float, float, float, float]:
    """A box that holds every point within `radius` metres: west, south, east, north.

    Around a pole, and across the antimeridian, it holds all longitudes.
    """
    high = radius / _METRES_PER_DEGREE
    south, north = max(-90.0, lat - high), min(90.0, lat + high)
    # The circle is widest nearer to the pole than its centre is.
    angle = radius / RADIUS
    narrow = math.cos(math.radians(lat))
    if angle >= math.pi / 2 or math.sin(angle) >= narrow:
        return -180.0, south, 180.0, north
    wide = math.degrees(math.asin(math.sin(angle) / narrow))
    west, east = lon - wide, lon + wide
    if west < -180 or east > 180:  # noqa: PLR2004
        return -180.0, south, 180.0, north
    return west, south, east, north
