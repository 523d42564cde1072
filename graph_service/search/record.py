"""What the index keeps of a thing: enough to list, filter, place, date and reconcile it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its text, language tag, and what kind of name it is (`name-label`, …)."""

    text: str
    language: str
    kind: str

    @property
    def is_label(self) -> bool:
        return self.kind == "name-label"


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees in CRS84; `is_rough` when it stands for something larger than the thing."""

    lon: float
    lat: float
    precision: str

    @property
    def is_rough(self) -> bool:
        return self.precision != "exact"


@dataclass(frozen=True, slots=True)
class Existence:
    """A stretch of years in which a thing existed, or may have: ISO years, both ends included.

    Possible from `earliest` to `latest`, certain from `sure_from` to `sure_to` (None: nowhere).
    `latest` None: no source says that it ended. `basis` names the phases, as fragments of the
    thing (empty for the time-span of the thing itself), and `kind` what the first of them is.
    """

    earliest: int
    latest: int | None
    sure_from: int | None
    sure_to: int | None
    kind: str
    basis: tuple[str, ...] = ()

    def sure(self, year: int) -> str | None:
        """``certain``, ``possible``, or None when the thing did not exist in that year."""
        sure_from, sure_to = self.sure_from, self.sure_to
        if sure_from is not None and sure_to is not None and sure_from <= year <= sure_to:
            return "certain"
        if self.earliest <= year and (self.latest is None or year <= self.latest):
            return "possible"
        return None


@dataclass(frozen=True, slots=True)
class Link:
    """The IRI of the thing in another catalogue, and how it relates to ours.

    `match` is `same`, `exact-match`, `close-match`, `broad-match`, `narrow-match`,
    `related-match`, `related` or `page`; `catalogue` is its slug, or empty.
    """

    iri: str
    match: str
    catalogue: str


@dataclass(frozen=True)
class Record:
    """A thing of a release. `reference` is ``kind/slug``; lists of slugs are sorted."""

    reference: str
    labels: Mapping[str, str]
    """By language; there may be only one."""
    names: tuple[Name, ...]
    """All names, the labels first."""
    types: tuple[str, ...]
    """Its concepts, as they are stated."""
    broader: tuple[str, ...]
    """Its concepts and all broader ones."""
    districts: tuple[str, ...]
    places: tuple[str, ...]
    """The places that it falls within, at any depth; districts are among them."""
    periods: tuple[str, ...]
    """The periods of its phases, and the wider periods."""
    designations: tuple[str, ...]
    """What it was designated as: concepts of designation types."""
    point: Point | None
    bbox: tuple[float, float, float, float] | None
    """West, south, east, north of its geometry, in degrees."""
    existences: tuple[Existence, ...]
    links: tuple[Link, ...]
    descriptions: Mapping[str, str]
    context: tuple[str, ...]
    """The labels of its types, periods and districts: words by which it may be asked for too."""
    boost: float

    @cached_property
    def kind(self) -> str:
        return self.reference.partition("/")[0]

    @cached_property
    def slug(self) -> str:
        return self.reference.partition("/")[2]

    @property
    def earliest(self) -> int | None:
        """The first year in which it may have existed."""
        return min((each.earliest for each in self.existences), default=None)

    @property
    def latest(self) -> int | None:
        """The last year in which it may have existed; None if unknown or not over."""
        ends = [each.latest for each in self.existences]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    @property
    def sure_from(self) -> int | None:
        """The first year in which it existed for certain."""
        return min((e.sure_from for e in self.existences if e.sure_from is not None), default=None)

    @property
    def sure_to(self) -> int | None:
        """The last year in which it existed for certain."""
        return max((e.sure_to for e in self.existences if e.sure_to is not None), default=None)

    def label(self, language: str) -> str:
        """The label in a language, else in another, else the slug."""
        labels = self.labels
        return labels.get(language) or next(iter(labels.values()), "") or self.slug

    def sure(self, year: int) -> tuple[str, Existence] | None:
        """How sure it is that the thing existed in that year, and because of which phase."""
        found = [(sure, each) for each in self.existences if (sure := each.sure(year))]
        return min(found, key=lambda pair: pair[0] != "certain", default=None)

    def to_json(self) -> str:
        """As one line, for the index."""
        return json.dumps(
            [
                self.reference,
                dict(self.labels),
                [*map(_OF_NAME, self.names)],
                self.types,
                self.broader,
                self.districts,
                self.places,
                self.periods,
                self.designations,
                _OF_POINT(self.point) if self.point else None,
                self.bbox,
                [*map(_OF_EXISTENCE, self.existences)],
                [*map(_OF_LINK, self.links)],
                dict(self.descriptions),
                self.context,
                self.boost,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Read what `to_json` wrote."""
        values: list[Any] = json.loads(text)
        return cls(
            reference=values[0],
            labels=values[1],
            names=tuple(Name(*name) for name in values[2]),
            types=tuple(values[3]),
            broader=tuple(values[4]),
            districts=tuple(values[5]),
            places=tuple(values[6]),
            periods=tuple(values[7]),
            designations=tuple(values[8]),
            point=Point(*values[9]) if values[9] else None,
            bbox=tuple(values[10]) if values[10] else None,
            existences=tuple(_existence(*each) for each in values[11]),
            links=tuple(Link(*link) for link in values[12]),
            descriptions=values[13],
            context=tuple(values[14]),
            boost=values[15],
        )


_OF_NAME = attrgetter("text", "language", "kind")
_OF_POINT = attrgetter("lon", "lat", "precision")
_OF_LINK = attrgetter("iri", "match", "catalogue")
_OF_EXISTENCE = attrgetter("earliest", "latest", "sure_from", "sure_to", "kind", "basis")


def _existence(*values: Any) -> Existence:
    *years, kind, basis = values
    return Existence(years[0], years[1], years[2], years[3], kind, tuple(basis))
