"""The dataset: one model of what a release says of itself, and where it is served.

VoID, DCAT and schema.org are renderings of it. Numbers come from the statistics of the release,
which the build counts in the store; nothing is estimated, and what is unknown is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_service.catalog.services import Protocol
from graph_service.http.problem_types import Text
from graph_service.resources.place import Place
from graph_service.store.release import Manifest


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the dataset."""

    name: Text
    email: str | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """A dump: a file that never changes, at a URL of its own."""

    name: str
    url: str
    page: str
    """URL of the page that lists it."""
    media_type: str
    packing: str
    """``gzip``, ``zstd``, ``zip``, or nothing."""
    served_as: str
    size: int
    sha256: str
    records: int | None
    title: Text


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph: what one source says, or what we add."""

    iri: str
    titles: Mapping[str, str]
    """By language; a title in no language under the empty string."""
    licence: str | None
    source: str | None
    triples: int
    dump: str | None
    """URL of its Turtle."""


@dataclass(frozen=True, slots=True)
class Linkset:
    """The links into one catalogue by one predicate."""

    catalogue: str
    """IRI of our concept of it."""
    titles: Mapping[str, str]
    space: str
    predicate: str
    links: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What part of the world and of time the dataset is about."""

    place: str | None = None
    names: Mapping[str, str] | None = None
    same_as: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    """Astronomical years: 1 BCE is 0."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted in the store of the release."""

    triples: int
    entities: int
    subjects: int | None
    objects: int | None
    classes: Mapping[str, int]
    """Instances by class."""
    properties: Mapping[str, int]
    """Triples by property."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A release as a dataset."""

    manifest: Manifest
    place: Place
    publisher: Publisher
    numbers: Numbers
    distributions: Sequence[Distribution]
    services: Sequence[Protocol]
    graphs: Sequence[Graph]
    linksets: Sequence[Linkset]
    coverage: Coverage
    examples: Sequence[NamedNode]

    @property
    def node(self) -> NamedNode:
        return NamedNode(f"{self.manifest.base}dataset")

    @property
    def page(self) -> str:
        """URL of the page for people."""
        return f"{self.place.root}/dataset.html"

    @property
    def released(self) -> str | None:
        """The date of the release."""
        return self.manifest.created[:10] or None

    def part(self, name: str) -> NamedNode:
        """A node of the description: a fragment of the dataset, so that it resolves."""
        return NamedNode(f"{self.node.value}#{name}")
