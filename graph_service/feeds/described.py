"""The statements that make the description of an entity: what a feed sends along with a change.

They are those that `graph_service.release.descriptions` compares. So a feed that sends them sends
what its change log tells of, and all entities together are the dump without inferred links and
without what is said of graphs, of the ontology and of things of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from graph_service.store.changes import Entry
from graph_service.store.errors import ReleaseError
from graph_service.store.members import member_iri, page_of
from graph_service.store.release import Release


def statements_of(store: Store, base: str, reference: str) -> list[Quad]:
    """The quads of an entity (`kind/slug`) and of its parts, in the order of the dumps."""
    return sorted(_walked(store, base, reference), key=line)


def stated(release: Release, entries: Iterable[Entry]) -> Iterator[tuple[Entry, list[Triple]]]:
    """The description of each of these entities, in the order of the dumps; of gone ones, nothing.

    They are read from the members of the event stream, page by page: that takes a tenth of the
    time that the store takes. A release that was built without members is asked itself.
    """
    for page, some in groupby(entries, key=lambda entry: page_of(entry.sequence)):
        kept, held = list(some), None
        if any(entry.latest.is_live for entry in kept):
            held = _members(release, page, kept)
        for entry in kept:
            if held is not None and entry.latest.is_live:
                yield entry, held[entry.sequence]
            elif entry.latest.is_live:
                quads = statements_of(release.store, release.manifest.base, entry.reference)
                yield entry, list(dict.fromkeys(quad.triple for quad in quads))
            else:
                yield entry, []


def _members(release: Release, page: int, kept: list[Entry]) -> dict[int, list[Triple]] | None:
    """The descriptions that the members of some entries hold; None if the release has none."""
    try:
        written = release.members.read(page)
    except ReleaseError:
        return None
    base = release.manifest.base
    graphs = {NamedNode(member_iri(base, each.sequence)): each.sequence for each in kept}
    found: dict[int, list[Triple]] = {sequence: [] for sequence in graphs.values()}
    for quad in parse(written, RdfFormat.N_QUADS):
        sequence = graphs.get(quad.graph_name)
        if sequence is not None:
            found[sequence].append(quad.triple)
    return found


def line(quad: Quad) -> bytes:
    """A quad as the dumps write it."""
    return f"{quad} .\n".encode()


def _walked(store: Store, base: str, reference: str) -> Iterator[Quad]:
    """From the thing to its parts and on to theirs, by any link, also an inferred one."""
    thing = NamedNode(f"{base}id/{reference}")
    inferred = NamedNode(f"{base}graph/inferred")
    start = f"{thing.value}#"
    seen, waiting = {thing}, [thing]
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, None):
            value, graph = quad.object, quad.graph_name
            if isinstance(value, NamedNode) and value.value.startswith(start) and value not in seen:
                seen.add(value)
                waiting.append(value)
            is_stated = graph != inferred or isinstance(value, Literal)
            if is_stated and not isinstance(graph, DefaultGraph):
                yield quad
