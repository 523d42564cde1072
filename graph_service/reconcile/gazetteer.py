"""A release as a gazetteer: names from its search index, what moved from its tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from threading import Lock

from pyoxigraph import DefaultGraph, NamedNode

from graph_service.reconcile.entity import SAME_THING, Entity, Having
from graph_service.reconcile.reconciler import Reconciler
from graph_service.resources.holdings import Holdings, Moved, Reference
from graph_service.search.folding import fold
from graph_service.search.index import Index
from graph_service.search.query import MOST, Query
from graph_service.search.record import Record
from loaders.namespaces import SKOS

_KEPT = 16384
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
        self._entities: dict[str, Entity] = {}
        self._known = lru_cache(maxsize=_KEPT)(self._labels)
        self._folded = lru_cache(maxsize=_KEPT)(self._fold_labels)

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

    def folded_labels(self, id_: str) -> Collection[str]:
        return self._folded(id_)

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
        return [id_ for id_, match in self._index.by_link(iri) if match in SAME_THING]

    def named(self, name: str, kinds: Sequence[str], limit: int) -> Sequence[Entity]:
        return [self._of(record) for record in self._index.named(name, kinds, limit)]

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
        found = self._entities.get(record.reference)
        if found is None:
            if len(self._entities) >= _KEPT:
                self._entities = {}
            found = self._entities[record.reference] = Entity(record)
        return found

    def _labels(self, id_: str) -> Mapping[str, str]:
        record = self._index.record(id_)
        return record.labels if record is not None else {}

    def _fold_labels(self, id_: str) -> frozenset[str]:
        return frozenset(map(fold, self.labels(id_).values()))


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
