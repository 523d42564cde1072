"""A thing as reconciliation compares it, and where such things come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from graph_service.reconcile.forms import Form, forms_of

Span = tuple[int, int | None]
"""First and last year, as ISO counts; no last year: it goes on, or the end is not known."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its language tag. What is no label is an alias."""

    text: str
    language: str | None
    is_label: bool


@dataclass(frozen=True)
class Entity:
    """A thing with all that a question can be about."""

    id: str
    """`kind/slug`."""
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    names: tuple[Name, ...]
    types: tuple[str, ...]
    """Its concepts, as `type/slug`."""
    broader: tuple[str, ...]
    """Its concepts and all broader ones."""
    districts: tuple[str, ...]
    """The districts that it lies in, as `place/slug`."""
    places: tuple[str, ...]
    """Everything that it lies in; districts are among them."""
    periods: tuple[str, ...]
    """The periods that are named for it, and all that these are parts of."""
    spans: tuple[Span, ...]
    """The years of its phases, or its own."""
    point: tuple[float, float] | None
    """Latitude and longitude in WGS 84."""
    links: tuple[str, ...]
    """What other catalogues call it: IRIs."""

    @property
    def kind(self) -> str:
        return self.id.partition("/")[0]

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The ways in which its names can be written."""
        return tuple(
            form for number, name in enumerate(self.names) for form in forms_of(name.text, number)
        )


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
