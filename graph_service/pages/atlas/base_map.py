"""The base map: province, districts, coast and rivers of a release, among their neighbours.

All in longitude and latitude (CRS84), simplified to what a screen can show.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from graph_service.pages.assets import land
from graph_service.pages.atlas.asking import reference, rows, text
from graph_service.resources.holdings import Holdings, Reference

_TOLERANCE = 0.003
"""Degrees: corners of less than about (250 m)² are cut."""
_SLIVER = 0.03
"""Degrees: where two drawings of one coast disagree by less, the finer one is right."""
_NARROW = 0.004
_OVERLAP = 0.05
_CONTEXT = (23.6, 36.5, 31.2, 40.6)
_COARSE = 0.008
"""Degrees: the same for land that only surrounds the province."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Outline:
    """A district or a water, with its names by language."""

    thing: Reference
    labels: dict[str, str]
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What lies under every map."""

    province: BaseGeometry
    neighbours: BaseGeometry
    """The land around the province: told from the sea, and nothing else."""
    coast: BaseGeometry
    districts: Sequence[Outline]
    rivers: Sequence[Outline]

    @property
    def borders(self) -> BaseGeometry:
        """The lines between districts, each once, and not the coast."""
        lines = shapely.unary_union([each.shape.boundary for each in self.districts])
        return shapely.line_merge(lines.difference(self.coast))

    def geo_json(self, language: str) -> bytes:
        """One FeatureCollection; `layer` says what each feature is."""
        other = "en" if language == "tr" else "tr"
        features = [
            _feature("land", self.neighbours),
            _feature("province", self.province),
            *(
                _feature(layer, each.shape, each.labels.get(language) or each.labels.get(other))
                for layer, outlines in (("district", self.districts), ("river", self.rivers))
                for each in outlines
            ),
            _feature("coast", self.coast),
        ]
        collection = {"type": "FeatureCollection", "features": features}
        return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def read_base_map(holdings: Holdings) -> BaseMap:
    """Read the outlines of a release. A release without any has an empty map."""
    provinces, districts = [], []
    for row in rows(holdings, "outlines"):
        shape = shapely.from_wkt(text(row, "wkt"))
        if text(row, "kind").endswith("/province"):
            provinces.append(shape)
        else:
            districts.append((reference(row, "place", holdings), shape))
    simplified = _together([shape for _, shape in districts])
    province = shapely.unary_union(simplified or provinces)
    neighbours = _neighbours(province)
    return BaseMap(
        province=province,
        neighbours=_underlaid(neighbours, province),
        coast=_coast(province, neighbours),
        districts=[
            Outline(thing, _labels(holdings, thing), shape)
            for (thing, _), shape in zip(districts, simplified, strict=True)
        ],
        rivers=[_river(holdings, reference(row, "place", holdings), text(row, "wkt"))
                for row in rows(holdings, "rivers")],
    )  # fmt: skip


def _together(shapes: Sequence[BaseGeometry]) -> Sequence[BaseGeometry]:
    """Without the cracks between outlines drawn apart; simplified so that borders stay shared."""
    if not shapes:
        return []
    clean = shapely.coverage_clean(  # type: ignore[attr-defined] # new in 2.2
        shapes, gap_width=_NARROW
    )
    return list(shapely.coverage_simplify(clean, _TOLERANCE))


def _neighbours(province: BaseGeometry) -> BaseGeometry:
    """The coarse land minus the province, without the slivers along our finer coast."""
    around = shapely.clip_by_rect(shapely.make_valid(land()), *_CONTEXT)
    if province.is_empty:
        return around
    rest = around.difference(province)
    shore = province.buffer(_NARROW)
    islands = [part for part in _parts(rest) if not part.intersects(shore)]
    wide = rest.buffer(-_SLIVER).buffer(_SLIVER * 1.6, join_style="mitre")
    return shapely.unary_union([rest.intersection(wide), *islands])


def _underlaid(neighbours: BaseGeometry, province: BaseGeometry) -> BaseGeometry:
    """The neighbours reach a little below the province, so that no crack shows when simplified."""
    below = province.intersection(neighbours.buffer(_OVERLAP))
    return shapely.unary_union([neighbours, below]).simplify(_COARSE)


def _coast(province: BaseGeometry, neighbours: BaseGeometry) -> BaseGeometry:
    """The part of the province's limit that no neighbour shares."""
    limit = shapely.boundary(province) or MultiLineString()
    return shapely.line_merge(limit.difference(neighbours.buffer(_NARROW)))


def _river(holdings: Holdings, thing: Reference, wkt: str) -> Outline:
    course = shapely.from_wkt(wkt)
    inside = shapely.clip_by_rect(course, *_CONTEXT).simplify(_TOLERANCE)
    return Outline(thing, _labels(holdings, thing), inside)


def _parts(shape: BaseGeometry) -> Sequence[BaseGeometry]:
    return list(getattr(shape, "geoms", [shape]))


def _labels(holdings: Holdings, thing: Reference) -> dict[str, str]:
    return dict(holdings.label(thing))


def _feature(layer: str, shape: BaseGeometry, name: str | None = None) -> dict[str, object]:
    geometry = None if shape.is_empty else _rounded(json.loads(shapely.to_geojson(shape)))
    named = {"name": name} if name else {}
    return {"type": "Feature", "properties": {"layer": layer, **named}, "geometry": geometry}


def _rounded(value: Any) -> Any:
    """GeoJSON with no more digits than a screen shows."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return (
        {key: _rounded(each) for key, each in value.items()} if isinstance(value, dict) else value
    )
