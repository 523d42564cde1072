"""Geometries: points of the tables, and features of the GeoJSON files beside them, as WKT.

CRS84, longitude before latitude, no CRS prefix (modelling rule 3).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from pyoxigraph import Literal
from shapely import to_wkt
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from loaders.namespaces import GEO


def wkt(text: str) -> Literal:
    return Literal(text, datatype=GEO.wktLiteral)


def point(lon: str, lat: str) -> Literal:
    """The point as the table writes it: no digit is added or lost."""
    return wkt(f"POINT({lon} {lat})")


@cache
def _features(path: Path) -> dict[str, BaseGeometry]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {f["properties"]["name"]: shape(f["geometry"]) for f in collection["features"]}


class GeometryFiles:
    """Features by reference: ``geo/izmir-districts.geojson#Konak``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def feature(self, reference: str) -> BaseGeometry:
        """Raises KeyError when there is no such file or feature."""
        path, _, name = reference.partition("#")
        file = self.directory / path
        if not file.is_file():
            raise KeyError(reference)
        return _features(file)[name]

    def wkt(self, reference: str) -> Literal:
        text = to_wkt(self.feature(reference), rounding_precision=6, trim=True)
        return wkt(text.replace(" (", "("))
