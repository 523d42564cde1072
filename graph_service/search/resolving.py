"""Lookup by identifier: from any IRI that we know of to our thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.resources.holdings import Holdings, Moved, Reference
from graph_service.search.identifiers import CATALOGUES, identifier_iris
from graph_service.search.index import Index
from graph_service.store.release import Tombstone

ITSELF, RENAMED = "self", "moved"


@dataclass(frozen=True, slots=True)
class Match:
    """A thing of ours, and what it is to the IRI that was asked."""

    reference: str
    match: str
    """`self`, `moved`, `same`, or how the concepts match."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an IRI stands for: matches, the closest first, or the tombstone of what is gone."""

    matches: tuple[Match, ...]
    tombstone: Tombstone | None = None

    @property
    def best(self) -> Match | None:
        """The closest match, if there is one that is closer than all others."""
        first = self.matches[:1]
        alike = [each for each in self.matches if first and each.match == first[0].match]
        return first[0] if len(alike) == 1 else None


class Resolver:
    """Resolves IRIs by one release; `roots` are other spellings of what our IRIs begin with."""

    def __init__(self, index: Index, holdings: Holdings, roots: Sequence[str] = ()) -> None:
        self._index = index
        self._holdings = holdings
        self._bases = (holdings.base, *(f"{root}/" for root in roots))

    def identifier(self, catalogue: str, value: str) -> Resolved:
        """What an identifier of a catalogue of `CATALOGUES` stands for."""
        found = [self.iri(iri) for iri in identifier_iris(catalogue, value)]
        matches = dict.fromkeys(match for each in found for match in each.matches)
        return Resolved(tuple(matches))

    def iri(self, iri: str) -> Resolved:
        """What an IRI stands for: ours, or one that ours are linked to."""
        own = self._own(iri)
        if own is not None:
            return self._ours(own)
        return Resolved(tuple(Match(*pair) for pair in self._index.by_link(iri)))

    def either(self, text: str) -> Resolved:
        """An IRI, or an identifier with its catalogue: ``pleiades:550908``."""
        catalogue, colon, value = text.partition(":")
        if colon and catalogue in CATALOGUES and not value.startswith("//"):
            return self.identifier(catalogue, value)
        return self.iri(text)

    def _own(self, iri: str) -> Reference | None:
        bare = iri.strip().partition("#")[0]
        for base in self._bases:
            for below in ("id/", "doc/"):
                if bare.startswith(base + below):
                    rest = bare.removeprefix(base + below)
                    return Reference.parse(rest.partition(".")[0])
        return None

    def _ours(self, wanted: Reference) -> Resolved:
        match, found = ITSELF, self._holdings.find(wanted)
        while isinstance(found, Moved):
            match, wanted = RENAMED, found.to
            found = self._holdings.find(wanted)
        if isinstance(found, Reference):
            return Resolved((Match(str(wanted), match),))
        return Resolved((), found if isinstance(found, Tombstone) else None)
