"""Which places a list holds: filters, and the references that pass them, in a stable order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import NamedNode

from graph_service.collections.entries import Entries, Entry
from graph_service.collections.fields import Box
from graph_service.resources.holdings import Reference

KINDS = ("site", "waterway", "place")
"""The kinds that the list of places holds, in its order."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted. Values of one filter are alternatives; every filter must be met."""

    kinds: tuple[str, ...] = KINDS
    types: frozenset[NamedNode] = field(default_factory=frozenset)
    """Concepts: of one of them, or of one that is narrower."""
    areas: frozenset[NamedNode] = field(default_factory=frozenset)
    """Places: in one of them, at any depth."""
    periods: frozenset[NamedNode] = field(default_factory=frozenset)
    """Periods: with a phase in one of them, or in a part of it."""
    box: Box | None = None
    first: int | None = None
    last: int | None = None


class Selection(Protocol):
    """Finds the places that pass filters."""

    def references(self, filters: Filters, after: Reference | None) -> Iterator[Reference]:
        """Those after `after`, by kind and slug."""


class StoreSelection:
    """Looks at one place after the other: constant memory, and no index to keep."""

    def __init__(self, slugs: Mapping[str, tuple[str, ...]], entries: Entries) -> None:
        self._slugs = slugs
        self._entries = entries

    def references(self, filters: Filters, after: Reference | None) -> Iterator[Reference]:
        """Those after `after`, by kind and slug."""
        is_open = filters == Filters(filters.kinds)
        for reference in self._candidates(filters.kinds, after):
            if is_open or self._passes(self._entries.read(reference), filters):
                yield reference

    def _candidates(self, kinds: tuple[str, ...], after: Reference | None) -> Iterator[Reference]:
        ordered = [kind for kind in KINDS if kind in kinds]
        for kind in ordered:
            slugs = self._slugs.get(kind, ())
            first = 0
            if after is not None and after.kind in KINDS:
                if KINDS.index(kind) < KINDS.index(after.kind):
                    continue
                if kind == after.kind:
                    first = bisect_left(slugs, f"{after.slug}\0")
            yield from (Reference(kind, slugs[place]) for place in range(first, len(slugs)))

    def _passes(self, entry: Entry, filters: Filters) -> bool:
        broader = self._entries.broader
        if filters.types and not filters.types & {up for t in entry.types for up in broader(t)}:
            return False
        if filters.areas and not filters.areas & {NamedNode(entry.iri), *entry.areas}:
            return False
        periods = {up for period in entry.periods for up in broader(period)}
        if filters.periods and not filters.periods & periods:
            return False
        has_years = filters.first is not None or filters.last is not None
        if has_years and not any(y.meets(filters.first, filters.last) for y in entry.years):
            return False
        return filters.box is None or _touches(entry, filters.box)


def _touches(entry: Entry, box: Box) -> bool:
    import shapely  # takes long to load, and few ask with a box

    if entry.shape is None:
        return False
    return bool(shapely.from_wkt(entry.shape.wkt).intersects(shapely.box(*box)))
