"""Write the members of the event stream: each change with the description that it led to.

Pages that were full in the release before are taken over as they are (as links, where the disk
has them), so the whole history costs each release only what it changed, and an old release that is
removed takes nothing along.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph_service.feeds.described import statements_of
from graph_service.store.changes import FILE, Change, ChangeLog
from graph_service.store.errors import ReleaseError
from graph_service.store.members import FOLDER, PAGE, Members, member_iri, page_of, stream_iri
from graph_service.store.release import Release
from loaders.namespaces import DCT, OWL, RDF, SCHEMA, XSD

_TREE = "https://w3id.org/tree#"
_AS = "https://www.w3.org/ns/activitystreams#"
_TYPES = {
    "create": ("Create",),
    "update": ("Update",),
    "move": ("Delete", "Move"),  # who knows nothing of moves takes it as gone, and rightly so
    "delete": ("Delete",),
}


def write(release: Path, before: Path | None, store: Store, base: str) -> None:
    """Write the members of the release in the folder `release`, whose change log is whole.

    `before` is the folder of the release before it, `store` holds this release. The other releases
    beside `before` are asked for what changed before there were members.
    """
    (release / FOLDER).mkdir()
    members = Members(release / FOLDER)
    with ChangeLog.open(release / FILE) as log:
        known = _carry_on(members, before)
        states = _States(store, log, before.parent if before else None)
        for page in range(page_of(known + 1), page_of(log.size) + 1 if log.size else 0):
            kept = members.read(page) if known > (page - 1) * PAGE else b""
            after = max(known, (page - 1) * PAGE)
            written = [kept]
            for change in log.page(after, page * PAGE, PAGE):
                if states.knows(change):
                    written.append(member(change, states.statements(change, base), base))
                else:
                    members.mark_incomplete()
            members.path(page).unlink(missing_ok=True)  # it may be the file of another release
            members.path(page).write_bytes(gzip.compress(b"".join(written), 6, mtime=0))


def member(change: Change, statements: list[Quad], base: str) -> bytes:
    """A member as N-Quads: it begins with the statement that it is one."""
    node = NamedNode(member_iri(base, change.sequence))
    said = [Quad(NamedNode(stream_iri(base)), NamedNode(f"{_TREE}member"), node)]
    said += [Quad(node, predicate, value) for predicate, value in _about(change, statements, base)]
    triples = dict.fromkeys(quad.triple for quad in statements)
    said += [Quad(each.subject, each.predicate, each.object, node) for each in triples]
    return "".join(f"{quad} .\n" for quad in said).encode()


def _about(
    change: Change, statements: list[Quad], base: str
) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    for name in _TYPES[change.activity]:
        yield RDF.type, NamedNode(f"{_AS}{name}")
    yield DCT.created, Literal(change.time, datatype=XSD.dateTime)
    yield DCT.isVersionOf, NamedNode(f"{base}id/{change.reference}")
    if change.target is not None:
        yield DCT.isReplacedBy, NamedNode(f"{base}id/{change.target}")
    for graph in sorted({quad.graph_name.value for quad in statements}):  # type: ignore[union-attr]
        yield DCT.source, NamedNode(graph)
    yield SCHEMA.position, Literal(change.sequence)
    yield OWL.versionInfo, Literal(change.release)


def _carry_on(members: Members, before: Path | None) -> int:
    """Take over the pages of the release before; returns how many changes they hold."""
    if before is None:
        return 0
    try:
        earlier = Members.open(before)
        with ChangeLog.open(before / FILE) as log:
            size = log.size
    except ReleaseError:
        return 0
    for file in sorted(earlier.folder.iterdir()):
        _link(file, members.folder / file.name)
    return size


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)


@dataclass(slots=True)
class _States:
    """Knows the descriptions that changes led to, from the releases that are there."""

    store: Store
    log: ChangeLog
    releases: Path | None
    opened: tuple[str, Store] | None = None
    """The old release that was asked last: changes come in the order of releases."""

    def knows(self, change: Change) -> bool:
        return not change.is_live or self._store(change) is not None

    def statements(self, change: Change, base: str) -> list[Quad]:
        store = self._store(change) if change.is_live else None
        return statements_of(store, base, change.reference) if store is not None else []

    def _store(self, change: Change) -> Store | None:
        entry = self.log.latest(change.reference)
        if entry is not None and entry.sequence == change.sequence:
            return self.store
        if self.releases is None:
            return None
        if self.opened is None or self.opened[0] != change.release:
            try:
                release = Release(self.releases / change.release)
                self.opened = (change.release, release.store)
            except (ReleaseError, OSError):
                return None
        return self.opened[1]
