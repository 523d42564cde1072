"""What the page of a thing shows: a head, a box of facts, and sections, each with its template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.pages.reading import Shown


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with a heading. Where there is nothing to say there is no section."""

    anchor: str
    title: str
    block: str
    """The template ``blocks/{block}.html``; it gets `content` as ``it``."""
    content: object


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: a thing, and in a few words what it is, when, or how it is connected."""

    link: Shown
    about: Sequence[str] = ()
    note: Shown | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of lines, perhaps under a title."""

    rows: Sequence[Row]
    title: str = ""
    total: int = 0
    """How many there are, if the list was cut."""
    query: str = ""
    """A SPARQL query that has them all, if the list was cut."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts box."""

    title: str
    values: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source: its page here, what it is and how far it is trusted, its own address."""

    number: int
    link: Shown
    about: Sequence[str]
    url: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A listing that everybody knows, and where its keeper describes the thing."""

    title: str
    detail: str
    url: str
    record: str
    """The record of the decision here."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to have the record: what it is called, its address and media type."""

    name: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sections."""

    crumbs: Sequence[Shown]
    title: Shown
    others: Sequence[Shown]
    """Its name in the other language, and in ancient scripts."""
    chips: Sequence[Shown]
    doubt: str
    badges: Sequence[Badge]
    summary: Sequence[Shown]
    lacks: str
    """What must be said because there is no summary."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything that the page of a thing shows."""

    iri: str
    kind: str
    head: Head
    facts: Sequence[Fact]
    sections: Sequence[Section]
    sources: Sequence[Source]
    citation: str
    formats: Sequence[Format]
    models: Sequence[Format]
    report: str | None
    """Where to say that something is wrong."""
    path: str = ""
    """``kind/slug``: names its picture too."""
    card_says: str = ""
    """What is on the picture of the record, in words."""
    schema: Sequence[Mapping[str, object]] = field(default=())
    """schema.org objects, for search engines."""
