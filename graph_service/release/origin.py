"""Where a triple came from: asked only when something is wrong with it."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import NamedNode

from loaders.faults import Cell
from loaders.graph import HeritageGraph

Node = tuple[str, str | None]


def locate(nodes: Collection[Node], graph: HeritageGraph) -> dict[Node, Cell]:
    """The cell of each (subject, predicate), by reading the tables again.

    Where no statement has the predicate — it may be the missing one — the row of the subject is
    told; for a part that no row states, the row of the entity that it is a part of; for a node
    that is only referred to, the cell that refers to it.
    """
    wanted: dict[str, set[str | None]] = {}
    for subject, predicate in nodes:
        wanted.setdefault(subject, set()).add(predicate)
        wanted.setdefault(subject.partition("#")[0], set()).add(None)
    exact: dict[Node, Cell] = {}
    rows: dict[str, Cell] = {}
    named: dict[str, Cell] = {}
    for statement in graph.statements():
        subject, predicate = statement.subject.value, statement.predicate.value
        if isinstance(statement.object, NamedNode) and statement.object.value in wanted:
            named.setdefault(statement.object.value, statement.cell)
        if subject in wanted:
            rows.setdefault(subject, Cell(statement.cell.file, statement.cell.row))
            if predicate in wanted[subject]:
                exact.setdefault((subject, predicate), statement.cell)
    found = {}
    for node in nodes:
        subject = node[0]
        entity = subject.partition("#")[0]
        cell = exact.get(node) or rows.get(subject) or rows.get(entity) or named.get(subject)
        if cell is not None:
            found[node] = cell
    return found
