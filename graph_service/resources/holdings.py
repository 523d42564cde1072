"""What one release holds: which things there are, which moved, which are gone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from types import MappingProxyType

from pyoxigraph import DefaultGraph, NamedNode, Store

from graph_service.resources.description import Describer, Inverses, labels_of
from graph_service.resources.document import Document, Edition, document
from graph_service.resources.mentions import Mention, Mentions, mention, mentions
from graph_service.resources.records import Records
from graph_service.resources.statements import Statement, gather
from graph_service.store.release import Release, Tombstone
from loaders.iri import KINDS, SLUG, slugify
from loaders.namespaces import OWL, RDFS, SKOS

_SUGGESTIONS = 5
_MENTIONS = 4096
"""How many of the things that documents mention are remembered."""
_CANDIDATES = 400
_ALIKE = 0.6
# SKOS says these of itself; its own ontology is not part of ours.
_SKOS_INVERSES = (
    (SKOS.broader, SKOS.narrower),
    (SKOS.topConceptOf, SKOS.hasTopConcept),
    (SKOS.related, SKOS.related),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """The kind and the slug of a thing."""

    kind: str
    slug: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read ``kind/slug``."""
        kind, _, slug = text.partition("/")
        return cls(kind, slug)


@dataclass(frozen=True, slots=True)
class Moved:
    """The thing is called otherwise: renamed, merged, or asked for by an alias."""

    to: Reference


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such thing, but perhaps one of these was meant."""

    nearest: tuple[Reference, ...]


class Holdings:
    """One open release, with what is worth remembering about it."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.base = release.manifest.base
        self.edition = Edition(self.base, release.id, release.manifest.created[:10] or None)

    def find(self, wanted: Reference) -> Reference | Moved | Tombstone | Missing:
        """What there is at this address: the thing, its new address, its tombstone, or nothing."""
        moved = self.release.redirects.get(str(wanted))
        if moved:
            return Moved(Reference.parse(moved))
        tombstone = self.release.tombstones.get(str(wanted))
        if tombstone:
            return tombstone
        if self.holds(wanted):
            return wanted
        alias = Reference(wanted.kind, slugify(wanted.slug))
        if alias != wanted and alias.slug:
            found = self.find(alias)
            return Moved(alias) if isinstance(found, Reference) else found
        return Missing(self._nearest(alias))

    def holds(self, wanted: Reference) -> bool:
        """Whether the release says anything of this thing."""
        if wanted.kind not in KINDS or not SLUG.fullmatch(wanted.slug):
            return False
        found = self.release.store.quads_for_pattern(self.iri(wanted), None, None, DefaultGraph())
        return next(iter(found), None) is not None

    def iri(self, reference: Reference) -> NamedNode:
        return NamedNode(f"{self.base}id/{reference}")

    def document(self, reference: Reference) -> Document | None:
        """The document about a thing; None if there is no such thing."""
        description = self._describer.describe(self.iri(reference))
        return document(description, self.edition) if description else None

    def outline(self, reference: Reference) -> Document | None:
        """The document about a thing with what it says of itself only, as collections list it."""
        description = self._describer.outline(self.iri(reference))
        return document(description, self.edition) if description else None

    def mentions(self, document: Document) -> Mentions:
        """What a document mentions, for those who write it in the terms of others."""
        return mentions(self.release.store, document, self._mention)

    @cached_property
    def records(self) -> Records:
        """Makes records of the things of this release."""
        return Records(self.release.store, self.base)

    def label(self, reference: Reference) -> Mapping[str, str]:
        """The labels of a thing, by language."""
        found = labels_of(self.release.store, self.iri(reference))
        return {label.language or "en": label.value for label in found}

    def graph(self, name: NamedNode) -> list[Statement]:
        """The statements of one graph."""
        return gather(self.release.store.quads_for_pattern(None, None, None, name))

    @cached_property
    def slugs(self) -> Mapping[str, tuple[str, ...]]:
        """The slugs of all things that have a label, by kind, sorted."""
        return slugs_of(self.release.store, self.base)

    @cached_property
    def _mention(self) -> Callable[[Store, NamedNode], Mention]:
        return lru_cache(maxsize=_MENTIONS)(mention)

    @cached_property
    def _describer(self) -> Describer:
        store = self.release.store
        return Describer(store, self.base, inverses_of(store))

    def _nearest(self, wanted: Reference) -> tuple[Reference, ...]:
        same = (Reference(kind, wanted.slug) for kind in KINDS if kind != wanted.kind)
        elsewhere = tuple(reference for reference in same if self.holds(reference))
        near = _alike(wanted.slug, self._candidates(wanted))
        return (*elsewhere, *(Reference(wanted.kind, slug) for slug in near))[:_SUGGESTIONS]

    def _candidates(self, wanted: Reference) -> set[str]:
        """Slugs of the kind that begin alike or share a word: never all of a large release."""
        slugs = self.slugs.get(wanted.kind, ())
        found: set[str] = set()
        for length in (4, 3, 2, 1):
            prefix = wanted.slug[:length]
            first = bisect_left(slugs, prefix)
            found |= {s for s in slugs[first : first + _CANDIDATES // 4] if s.startswith(prefix)}
        for word in wanted.slug.split("-"):
            found |= set(self._by_word.get((wanted.kind, word), ())[:_CANDIDATES])
        return found

    @cached_property
    def _by_word(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for kind, slugs in self.slugs.items():
            for slug in slugs:
                for word in slug.split("-"):
                    found.setdefault((kind, word), []).append(slug)
        return {key: tuple(slugs) for key, slugs in found.items()}


def slugs_of(store: Store, base: str) -> Mapping[str, tuple[str, ...]]:
    """The slugs of all things in a store that have a label, by kind, sorted."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    start = len(f"{base}id/")
    labels = store.quads_for_pattern(None, RDFS.label, None, DefaultGraph())
    for subject in {quad.subject for quad in labels}:
        if isinstance(subject, NamedNode) and "#" not in subject.value:
            kind, _, slug = subject.value[start:].partition("/")
            if kind in found and subject.value.startswith(base):
                found[kind].add(slug)
    return MappingProxyType({kind: tuple(sorted(slugs)) for kind, slugs in found.items()})


def inverses_of(store: Store) -> Inverses:
    """Which properties are inverses of each other, as the ontology in a store says."""
    found: dict[NamedNode, set[NamedNode]] = {}
    stated = store.quads_for_pattern(None, OWL.inverseOf, None, DefaultGraph())
    for one, other in (*_SKOS_INVERSES, *((quad.subject, quad.object) for quad in stated)):
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {term: frozenset(inverses) for term, inverses in found.items()}


def _alike(wanted: str, candidates: Iterable[str]) -> list[str]:
    matcher = SequenceMatcher(None, b=wanted)
    scored = []
    for candidate in candidates:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE:
            scored.append((-matcher.ratio(), candidate))
    return [candidate for _, candidate in sorted(scored)]
