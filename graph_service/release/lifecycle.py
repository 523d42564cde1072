"""An address that was published never turns into a 404: the build refuses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_service.store.changes import FILE, ChangeLog
from loaders.faults import Cell, Fault
from loaders.graph import HeritageGraph
from loaders.tables import Package

ENTITIES = "entities.txt"
_GONE = "was published and is gone"
_TELL = "add it to data/redirects.csv or data/withdrawn.csv"


def write_entities(package: Package, folder: Path) -> None:
    """Keep the list of entities with the release, for the next build to compare with."""
    text = "".join(f"{entity}\n" for entity in sorted(package.entities))
    (folder / ENTITIES).write_text(text, encoding="utf-8")


def published(release: Path) -> frozenset[str]:
    """What was published up to a release; nothing if there is none.

    The change log knows what ever was; a release from before there was one, only what it holds.
    """
    path = release / ENTITIES
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split()) | frozenset(_ever(release / FILE))


def _ever(path: Path) -> Iterator[str]:
    """Every entity of the tables that a log knows; concepts come from the vocabularies."""
    if not path.is_file():
        return
    with ChangeLog.open(path) as log:
        after = 0
        while page := log.entities(after):
            yield from (entry.reference for entry in page if entry.latest.kind != "type")
            after = page[-1].sequence


def check_lifecycle(graph: HeritageGraph, before: frozenset[str]) -> Iterator[Fault]:
    """Redirects and tombstones must agree with the entities, and nothing published may vanish.

    `before` is what was published, without concepts: `lost` looks after them.
    """
    package = graph.package
    schemes = graph.vocabularies.by_scheme.values()
    concepts = {f"type/{slug}" for scheme in schemes for slug in scheme}
    entities = package.entities | concepts
    redirected: set[str] = set()
    for row in package["redirects"]:
        redirected.add(row["from"])
        if row["from"] in entities:
            yield row.fault("from", "expected an id that no table states any more")
        if row["to"] not in entities:
            yield row.fault("to", "expected the id of an entity (chains are not followed)")
    withdrawn: set[str] = set()
    for row in package["withdrawn"]:
        withdrawn.add(row["entity"])
        if row["entity"] in entities:
            yield row.fault("entity", "expected an id that no table states any more")
        if row["entity"] in redirected:
            yield row.fault("entity", "expected either a redirect or a withdrawal, not both")
        if row["replaced_by"] and row["replaced_by"] not in entities:
            yield row.fault("replaced_by", "expected the id of an entity")
    for entity in sorted(before - entities - redirected - withdrawn):
        table = next(t for t in package.tables.values() if t.kind == entity.partition("/")[0])
        yield Fault(Cell(table.file, None, "id"), entity, f"{_GONE}: restore the row, or {_TELL}")


def lost(concepts: Iterable[str]) -> list[Fault]:
    """Faults for published concepts that the vocabularies have no more."""
    where = Cell("ontology/vocabularies")
    return [Fault(where, each, f"{_GONE}: restore the concept, or {_TELL}") for each in concepts]
