"""A thing as reconciliation compares it, and where such things come from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from graph_service.reconcile.forms import Form, forms_of
from graph_service.search.record import Name, Record

Span = tuple[int, int | None]
"""First and last year, as ISO counts; no last year: it goes on, or the end is not known."""

SAME_THING = frozenset(("same", "exact-match"))
"""The links to what is the same thing."""


@dataclass(frozen=True)
class Entity:
    """A record of the index with all that a question can be about.

    Concepts, places and periods are ids here, `kind/slug`, as the protocol has them.
    """

    record: Record

    @property
    def id(self) -> str:
        return self.record.reference

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def labels(self) -> Mapping[str, str]:
        return self.record.labels

    @property
    def descriptions(self) -> Mapping[str, str]:
        return self.record.descriptions

    @property
    def names(self) -> tuple[Name, ...]:
        """What is no label is an alias."""
        return self.record.names

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Its concepts."""
        return _ids("type", self.record.types)

    @cached_property
    def broader(self) -> tuple[str, ...]:
        """Its concepts and all broader ones."""
        return _ids("type", self.record.broader)

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """The districts that it lies in."""
        return _ids("place", self.record.districts)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Everything that it lies in; districts are among them."""
        return _ids("place", self.record.places)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods that are named for it, and all that these are parts of."""
        return _ids("period", self.record.periods)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The years of its phases, or its own."""
        return tuple((each.earliest, each.latest) for each in self.record.existences)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in WGS 84."""
        point = self.record.point
        return (point.lat, point.lon) if point else None

    @cached_property
    def links(self) -> tuple[str, ...]:
        """What other catalogues call it: IRIs."""
        return tuple(link.iri for link in self.record.links if link.match in SAME_THING)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The ways in which its names can be written."""
        return tuple(
            form for number, name in enumerate(self.names) for form in forms_of(name.text, number)
        )

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """How its names sound, each but once."""
        return tuple(dict.fromkeys(form.sounds for form in self.forms))


def _ids(kind: str, slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{kind}/{slug}" for slug in slugs)


@dataclass(frozen=True, slots=True)
class Having:
    """What things must have: values of one field are alternatives, fields hold together."""

    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


class Gazetteer(Protocol):
    """The things of one release, found quickly: nothing here asks a query engine."""

    @property
    def base(self) -> str:
        """What our IRIs begin with."""

    def entity(self, id_: str) -> Entity | None:
        """The thing, under its present name if it was renamed; None if there is none."""

    def labels(self, id_: str) -> Mapping[str, str]:
        """The labels of a thing or a concept by language; none if there is no such thing."""

    def folded_labels(self, id_: str) -> Collection[str]:
        """The same labels as names are compared: see `graph_service.search.folding`."""

    def parents(self, concept: str) -> Sequence[str]:
        """The concepts that are broader than this one by one step."""

    def is_type(self, concept: str) -> bool:
        """Whether the concept is of a vocabulary of types of things."""

    def linked(self, iri: str) -> Sequence[str]:
        """Ids of things that are the same as this thing of another catalogue."""

    def named(self, name: str, kinds: Sequence[str], limit: int) -> Sequence[Entity]:
        """Things whose names are like this one, the likeliest first. No kinds: all."""

    def beginning(self, prefix: str, kinds: Sequence[str], limit: int) -> Sequence[Entity]:
        """Things of which a name has words that begin so, the likeliest first."""

    def having(self, wanted: Having, limit: int) -> Sequence[Entity]:
        """Things that have all this, the weightiest first."""

    def near(self, latitude: float, longitude: float, limit: int) -> Sequence[Entity]:
        """Things within some kilometres of a point, the nearest first."""
