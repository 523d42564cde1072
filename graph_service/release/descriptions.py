"""What a release says of each entity, as one digest: two releases are compared by it.

The *description* of an entity is what the release says with the entity, or one of its parts
(`…/id/site/x#name-tr`), as subject:

- every statement of the graphs of sources, of `/graph/ontology` (concepts) and of
  `/graph/provenance` (sources), with the graph that holds it: who says it is part of what is said;
- of `/graph/inferred` only literals: the text and the years that a reader sees.

Links that were inferred do not count. They repeat what another entity states (a district lists its
sites) or follow from the ontology (a superclass), and would make every neighbour of a change look
changed. Nor does anything count that is about graphs or about the release.

Two more digests are of what records say beside the description (`graph_service.resources.records`):
of the few inferred links that they tell, and of what the records of others repeat of the entity.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from graph_service.resources.records import LINKS, REPEATED
from loaders.iri import KINDS
from loaders.namespaces import CRM

_OURS = frozenset({"inferred", "ontology", "provenance"})
_LIES_IN = frozenset(
    f"<{predicate.value}>".encode() for predicate in (CRM.P89_falls_within, CRM.P7_took_place_at)
)
_LINKS = frozenset(f"<{predicate.value}>".encode() for predicate in LINKS)
_REPEATED = frozenset(f"<{predicate.value}>".encode() for predicate in REPEATED)
_KINDS = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class Described:
    """An entity of a release: SHA-256 of its sorted statements, and the sets that it belongs to.

    `links` is that of the inferred links that its record tells, `repeated` that of what the records
    of others repeat of it.

    Sets are `kind:site`, `district:konak` (where it lies or took place) and `source:unesco` (each
    graph of a source that says something of it), sorted.
    """

    kind: str
    slug: str
    digest: str
    sets: tuple[str, ...]
    links: str = ""
    repeated: str = ""


@dataclass(slots=True)
class _Entity:
    """An entity whose statements are being read."""

    reference: str
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    links: hashlib._Hash = field(default_factory=hashlib.sha256)
    repeated: hashlib._Hash = field(default_factory=hashlib.sha256)
    said: bytes = b""
    """What was repeated last: graphs that say the same follow each other."""
    sets: set[str] = field(default_factory=set)

    def repeat(self, said: bytes) -> None:
        if said != self.said:
            self.said = said
            self.repeated.update(said)

    def described(self) -> Described:
        kind, _, slug = self.reference.partition("/")
        digests = (each.hexdigest() for each in (self.links, self.repeated))
        return Described(kind, slug, self.digest.hexdigest(), tuple(sorted(self.sets)), *digests)


def describe(lines: Iterable[bytes], base: str, districts: Collection[str]) -> Iterator[Described]:
    """The entities of sorted N-Quads. `districts` are the references of the districts.

    In byte order `x#part` comes before `x-y`, and that before `x`: the statements of an entity are
    apart, with only longer names between. So the entities under way are a stack of prefixes, and
    memory does not grow with the release.
    """
    start = f"<{base}id/".encode()
    names = _Names(base, districts)
    under_way: list[_Entity] = []
    for line in lines:
        if not line.startswith(start):
            continue
        subject, predicate, rest = line.split(b" ", 2)
        reference = subject[len(start) : -1].partition(b"#")[0].decode()
        while under_way and not reference.startswith(under_way[-1].reference):
            yield from _finished(under_way.pop())
        if not under_way or under_way[-1].reference != reference:
            under_way.append(_Entity(reference, sets={f"kind:{reference.partition('/')[0]}"}))
        entity = under_way[-1]
        if names.counts(rest):
            entity.digest.update(line)
            entity.sets.update(names.sets(predicate, rest))
        elif predicate in _LINKS:
            entity.links.update(line)
        if predicate in _REPEATED and b"#" not in subject:
            entity.repeat(line.rpartition(b" <")[0])
    while under_way:
        yield from _finished(under_way.pop())


def _finished(entity: _Entity) -> Iterator[Described]:
    kind, _, slug = entity.reference.partition("/")
    if kind in _KINDS and slug and entity.digest.digest() != hashlib.sha256().digest():
        yield entity.described()


class _Names:
    """Reads object and graph of a line."""

    def __init__(self, base: str, districts: Collection[str]) -> None:
        self._graphs = f"<{base}graph/".encode()
        self._inferred = f" <{base}graph/inferred> .\n".encode()
        self._districts = {
            f"<{base}id/{reference}>".encode(): f"district:{reference.partition('/')[2]}"
            for reference in districts
        }

    def counts(self, rest: bytes) -> bool:
        """Whether this statement is part of a description."""
        return rest.startswith(b'"') or not rest.endswith(self._inferred)

    def sets(self, predicate: bytes, rest: bytes) -> Iterator[str]:
        """The sets that this statement puts its subject into."""
        value, _, graph = rest.removesuffix(b" .\n").rpartition(b" ")
        if predicate in _LIES_IN and value in self._districts:
            yield self._districts[value]
        if graph.startswith(self._graphs):
            name = graph[len(self._graphs) : -1].decode()
            if name not in _OURS:
                yield f"source:{name}"
