"""One atlas a release: everything in it is read when it is first looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property

from graph_service.pages.atlas.asking import rows, text
from graph_service.pages.atlas.base_map import BaseMap, read_base_map
from graph_service.pages.atlas.periods import Period, read_periods
from graph_service.pages.atlas.points import Point, compact, read_points
from graph_service.resources.holdings import Holdings, Reference
from loaders.namespaces import prefixes


class Atlas:
    """Maps and times of one release."""

    def __init__(self, holdings: Holdings, edition: str) -> None:
        self._holdings = holdings
        self.edition = edition
        """Part of the addresses of its maps: they never change under one address."""

    @property
    def day(self) -> str:
        """The day of the release, ``YYYY-MM-DD``: what "today" is in its pictures."""
        return self._holdings.release.manifest.created[:10]

    @cached_property
    def base_map(self) -> BaseMap:
        """Province, districts, coast and rivers."""
        return read_base_map(self._holdings)

    @cached_property
    def points(self) -> Sequence[Point]:
        """All sites and waters that have a point."""
        return read_points(self._holdings)

    @cached_property
    def periods(self) -> Sequence[Period]:
        """All periods, in the order of time."""
        return read_periods(self._holdings)

    @cached_property
    def phases(self) -> Sequence[tuple[int, int]]:
        """First and last year of every dated phase of anything."""
        found = rows(self._holdings, "phases")
        return [(int(text(row, "from")), int(text(row, "to"))) for row in found]

    def base_json(self, language: str) -> bytes:
        """The base map as GeoJSON, with names in a language."""
        return self.base_map.geo_json(language)

    def points_json(self, language: str) -> bytes:
        """The points as a compact table, with names in a language."""
        slugs = {point.type for point in self.points}
        types = {slug: self._label(Reference("type", slug), language) for slug in slugs}
        return compact(self.points, [each.slug for each in self.periods], types, language)

    def terms_json(self, _: str) -> bytes:
        """What the query editor completes: prefixes, and the terms that the release uses."""
        statistics = self._holdings.release.statistics
        terms = {
            "prefixes": prefixes(self._holdings.base),
            "classes": list(statistics.get("classes", ())),
            "properties": list(statistics.get("properties", ())),
            "concepts": [text(row, "concept") for row in rows(self._holdings, "concepts")],
        }
        return json.dumps(terms, ensure_ascii=False, separators=(",", ":")).encode()

    def _label(self, thing: Reference, language: str) -> str:
        labels = self._holdings.label(thing)
        return labels.get(language) or next(iter(labels.values()), thing.slug)
