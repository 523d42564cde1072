"""The links of a thing, read with bounded work: some things are linked to by half of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QuerySolution,
    Store,
    Triple,
    Variable,
)

from graph_service.resources.statements import Statement, gather

MOST_LINKS = 100
"""How many links of one kind to or from other things a document lists; the total is said."""
_FEW = 400
"""So many links of one kind are read, to list the first ones in order; of more, any are listed."""
_UNION = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Links:
    """Statements of a thing with others, and how many there are where not all were read."""

    statements: list[Statement]
    totals: dict[NamedNode, int]


class Neighbourhood:
    """Reads the links of the things of one store."""

    def __init__(self, store: Store, inferred: NamedNode) -> None:
        self._store = store
        self._inferred = inferred

    def incoming(self, thing: NamedNode) -> Links:
        """What others say of a thing."""
        links = Links([], {})
        for predicate, count in self._counts("links-to", thing).items():
            pattern = (None, predicate, thing)
            if count <= _FEW:
                links.statements.extend(self._all(*pattern))
                continue
            links.totals[predicate] = count
            some = islice(self._store.quads_for_pattern(*pattern, _UNION), MOST_LINKS)
            for subject in (cast("NamedNode", quad.subject) for quad in some):
                links.statements.extend(self._all(subject, predicate, thing))
        return links

    def outgoing(self, thing: NamedNode) -> Links:
        """What is said of a thing: all that sources state, and some of what was derived."""
        links = Links([], {})
        for predicate, count in self._counts("links-from", thing).items():
            if count <= _FEW:
                links.statements.extend(self._all(thing, predicate, None))
                continue
            stated = self._stated(thing, predicate)
            links.totals[predicate] = count - len(stated)
            derived = self._store.quads_for_pattern(thing, predicate, None, self._inferred)
            some = (quad.object for quad in derived if quad.object not in stated)
            for value in (*stated, *islice(some, MOST_LINKS)):
                links.statements.extend(self._all(thing, predicate, cast("NamedNode", value)))
        return links

    def _all(
        self, subject: NamedNode | None, predicate: NamedNode, value: NamedNode | Literal | None
    ) -> Iterable[Statement]:
        return gather(self._store.quads_for_pattern(subject, predicate, value, None))

    def _counts(self, name: str, thing: NamedNode) -> dict[NamedNode, int]:
        rows = self._ask(name, thing=thing)
        found = ((row["predicate"], row["count"]) for row in rows)
        return {
            predicate: int(count.value)
            for predicate, count in found
            if isinstance(predicate, NamedNode) and isinstance(count, Literal)
        }

    def _stated(self, thing: NamedNode, predicate: NamedNode) -> set[NamedNode | Literal]:
        rows = self._ask("stated-links", thing=thing, predicate=predicate, inferred=self._inferred)
        found = (row["other"] for row in rows)
        return {value for value in found if isinstance(value, NamedNode | Literal)}

    def _ask(self, name: str, **terms: NamedNode) -> Iterator[QuerySolution]:
        values: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(variable): term for variable, term in terms.items()
        }
        found = self._store.query(_query(name), substitutions=values)
        return cast("Iterator[QuerySolution]", found)


@lru_cache
def _query(name: str) -> str:
    return files(__package__).joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
