"""A release as a gazetteer: names from its search index, what moved from its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import Lock

from pyoxigraph import DefaultGraph, NamedNode

from graph_service.reconcile.entity import Entity, Having, Name
from graph_service.reconcile.reconciler import Reconciler
from graph_service.resources.holdings import Holdings, Moved, Reference
from graph_service.search.index import Index
from graph_service.search.query import MOST, Query
from graph_service.search.record import Record
from loaders.namespaces import SKOS

_KEPT = 16384
_SAME = frozenset({"same", "exact-match"})
_TYPE_SCHEMES = frozenset(
    f"type/{each}-types"
    for each in (
        "asset", "water", "place", "event", "project", "research", "practice", "publication",
        "designation", "route",
    )
)  # fmt: skip
"""The vocabularies of types of things; others are of names, roles, certainty and the like."""
_FARTHEST = 20_000.0
"""Metres within which things are near a point."""


class ReleaseGazetteer:
    """The things of one release."""

    def __init__(self, holdings: Holdings, index: Index) -> None:
        self._holdings = holdings
        self._index = index
        self._entities = lru_cache(maxsize=_KEPT)(_entity)
        self._known = lru_cache(maxsize=_KEPT)(self._labels)

    @property
    def base(self) -> str:
        return self._holdings.base

    def entity(self, id_: str) -> Entity | None:
        record = self._index.record(id_)
        if record is not None:
            return self._of(record)
        moved = self._holdings.find(Reference.parse(id_))
        return self.entity(str(moved.to)) if isinstance(moved, Moved) else None

    def labels(self, id_: str) -> Mapping[str, str]:
        return self._known(id_)

    def parents(self, concept: str) -> Sequence[str]:
        return self._linked_by(concept, SKOS.broader)

    def is_type(self, concept: str) -> bool:
        return not _TYPE_SCHEMES.isdisjoint(self._linked_by(concept, SKOS.inScheme))

    def _linked_by(self, concept: str, predicate: NamedNode) -> Sequence[str]:
        node, start = NamedNode(f"{self.base}id/{concept}"), f"{self.base}id/"
        store = self._holdings.release.store
        found = store.quads_for_pattern(node, predicate, None, DefaultGraph())
        objects = (quad.object for quad in found)
        return sorted(o.value.removeprefix(start) for o in objects if isinstance(o, NamedNode))

    def linked(self, iri: str) -> Sequence[str]:
        return [id_ for id_, match in self._index.by_link(iri) if match in _SAME]

    def named(self, name: str, kinds: Sequence[str], limit: int) -> Sequence[Entity]:
        return [self._of(each.record) for each in self._index.candidates(name, kinds, limit)]

    def beginning(self, prefix: str, kinds: Sequence[str], limit: int) -> Sequence[Entity]:
        return self._search(Query(text=prefix, kinds=tuple(kinds), limit=min(limit, MOST)))

    def having(self, wanted: Having, limit: int) -> Sequence[Entity]:
        return self._search(
            Query(
                kinds=wanted.kinds,
                types=wanted.types,
                districts=wanted.districts,
                periods=wanted.periods,
                limit=min(limit, MOST),
            )
        )

    def near(self, latitude: float, longitude: float, limit: int) -> Sequence[Entity]:
        found = self._index.near(longitude, latitude, _FARTHEST, limit)
        return [self._of(each) for each in self._index.records(id_ for id_, _ in found)]

    def _search(self, query: Query) -> Sequence[Entity]:
        return [self._of(hit.record) for hit in self._index.search(query, facets=False).hits]

    def _of(self, record: Record) -> Entity:
        return self._entities(_Kept(record))

    def _labels(self, id_: str) -> Mapping[str, str]:
        record = self._index.record(id_)
        return record.labels if record is not None else {}


class Reconcilers:
    """The reconciler of the release that is served, made when it is first asked."""

    def __init__(self) -> None:
        self._making = Lock()
        self._made: tuple[Index, Reconciler] | None = None

    def of(self, holdings: Holdings, index: Index) -> Reconciler:
        """The reconciler of these holdings and their index."""
        with self._making:
            if self._made is None or self._made[0] is not index:
                self._made = index, Reconciler(ReleaseGazetteer(holdings, index))
            return self._made[1]


class _Kept:
    """A record that is remembered by its reference: in one release, that is the same record."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.record.reference == self.record.reference

    def __hash__(self) -> int:
        return hash(self.record.reference)


def _entity(kept: _Kept) -> Entity:
    record = kept.record
    return Entity(
        id=record.reference,
        labels=record.labels,
        descriptions=record.descriptions,
        names=tuple(
            Name(name.text, name.language or None, is_label=name.kind == "name-label")
            for name in record.names
        ),
        types=_ids("type", record.types),
        broader=_ids("type", record.broader),
        districts=_ids("place", record.districts),
        places=_ids("place", record.places),
        periods=_ids("period", record.periods),
        spans=tuple((each.earliest, each.latest) for each in record.existences),
        point=(record.point.lat, record.point.lon) if record.point else None,
        links=tuple(link.iri for link in record.links if link.match in _SAME),
    )


def _ids(kind: str, slugs: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{kind}/{slug}" for slug in slugs)
