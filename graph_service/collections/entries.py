"""What a list says of a place: read from the store with a few look-ups, none of them large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_service.profiles.linked_places.times import NOT_STANDING
from graph_service.resources.geojson import plain_wkt
from graph_service.resources.holdings import Reference
from graph_service.resources.ordering import term_key
from loaders.namespaces import CRM, DCT, GEO, RDFS

_DEFAULT = DefaultGraph()
_REMEMBERED = 4096
"""How many entries, and how many of the things that they share, are remembered."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The default geometry: WKT in longitude and latitude, and how exact it is."""

    wkt: str
    precision: str | None


@dataclass(frozen=True, slots=True)
class Years:
    """First and last ISO year of a dated phase; an open end is None."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in a list."""

    reference: Reference
    iri: str
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    types: tuple[NamedNode, ...]
    areas: tuple[NamedNode, ...]
    """The places that it lies in, at any depth; the nearest first."""
    periods: tuple[NamedNode, ...]
    years: tuple[Years, ...]
    """Of each dated phase."""
    shape: Shape | None


class Entries:
    """Reads entries from one store. What many of them share is remembered, within bounds."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._precision = NamedNode(f"{base}ontology#precision")
        self._from = NamedNode(f"{base}ontology#yearFrom")
        self._to = NamedNode(f"{base}ontology#yearTo")
        self._no_years = frozenset(NamedNode(f"{base}id/type/{kind}") for kind in NOT_STANDING)
        self.labels = lru_cache(maxsize=_REMEMBERED)(partial(self._texts, predicate=RDFS.label))
        self._within = lru_cache(_REMEMBERED)(partial(self._above, predicate=CRM.P89_falls_within))
        self.types = lru_cache(maxsize=_REMEMBERED)(partial(self._nodes, predicate=CRM.P2_has_type))

        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)
        """The entry of a thing that is there."""

    def _read(self, reference: Reference) -> Entry:
        thing = NamedNode(f"{self._base}id/{reference}")
        periods, years = self._times(thing)
        return Entry(
            reference=reference,
            iri=thing.value,
            labels=self._texts(thing, RDFS.label),
            descriptions=self._texts(thing, DCT.description),
            types=self._nodes(thing, CRM.P2_has_type),
            areas=tuple(self._areas(thing)),
            periods=periods,
            years=years,
            shape=next(self._shapes(thing), None),
        )

    def _nodes(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        found = self._store.quads_for_pattern(subject, predicate, None, _DEFAULT)
        nodes = (quad.object for quad in found if isinstance(quad.object, NamedNode))
        return tuple(sorted(nodes, key=term_key))

    def _texts(self, subject: NamedNode, predicate: NamedNode) -> Mapping[str, str]:
        found = self._store.quads_for_pattern(subject, predicate, None, _DEFAULT)
        texts = (quad.object for quad in found if isinstance(quad.object, Literal))
        return dict(sorted((text.language or "en", text.value) for text in texts))

    def _above(self, node: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The node and everything above it, the nearest first."""
        found = [node]
        for each in found:
            found += (above for above in self._nodes(each, predicate) if above not in found)
        return tuple(found)

    def _areas(self, thing: NamedNode) -> Iterator[NamedNode]:
        grounds = self._nodes(thing, CRM.P53_has_former_or_current_location)
        seen: set[NamedNode] = set()
        for ground in (thing, *grounds):
            for nearest in self._nodes(ground, CRM.P89_falls_within):
                for area in self._within(nearest):
                    if area not in seen:
                        seen.add(area)
                        yield area

    def _shapes(self, thing: NamedNode) -> Iterator[Shape]:
        """The default geometry; of a place (E53) its drawn extent, else its point."""
        default = self._nodes(thing, GEO.hasDefaultGeometry)
        for node in default or self._nodes(thing, CRM.P189i_is_approximated_by):
            for text in self._texts(node, GEO.asWKT).values():
                wkt = plain_wkt(text)
                if wkt:
                    precision = next(iter(self._nodes(node, self._precision)), None)
                    yield Shape(wkt, precision.value.rpartition("/")[2] if precision else None)

    def _times(self, thing: NamedNode) -> tuple[tuple[NamedNode, ...], tuple[Years, ...]]:
        periods: dict[NamedNode, None] = {}
        years = []
        for phase in self._nodes(thing, CRM.P8i_witnessed):
            if not phase.value.startswith(f"{thing.value}#"):
                continue
            if self._no_years & set(self._nodes(phase, CRM.P2_has_type)):
                continue
            periods |= dict.fromkeys(self._nodes(phase, CRM.P10_falls_within))
            first, last = self._year(phase, self._from), self._year(phase, self._to)
            if first is not None or last is not None:
                years.append(Years(first, last))
        return tuple(periods), tuple(years)

    def _year(self, phase: NamedNode, term: NamedNode) -> int | None:
        found = self._store.quads_for_pattern(phase, term, None, _DEFAULT)
        years = (int(quad.object.value) for quad in found if isinstance(quad.object, Literal))
        return min(years, default=None)
