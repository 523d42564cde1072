"""A hierarchy of classes as a tree that people can read: what is wanted, and where it branches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in its place: `depth` below the root; `parent` is the row that it hangs from."""

    name: str
    depth: int
    parent: int | None


def tree(parents: Mapping[str, Sequence[str]], wanted: Collection[str]) -> list[Branch]:
    """The wanted classes below their common root, as rows of an indented list.

    Besides them it shows the classes right above, and those where the ways part; what merely
    stands between is left out. A class with several classes above hangs from the first by name.
    Raises ValueError for a hierarchy that goes in a circle.
    """
    above = {name: min(found) for name, found in parents.items() if found}
    ways = {name: _way(above, name) for name in wanted}
    below: dict[str, set[str]] = {}
    for way in ways.values():
        for child, parent in pairwise(way):
            below.setdefault(parent, set()).add(child)
    roots = {way[-1] for way in ways.values()}
    kept = {*wanted, *roots, *(name for name, found in below.items() if len(found) > 1)}
    kept |= {above[name] for name in wanted if name in above}
    rows: list[Branch] = []

    def grow(name: str, parent: int | None, depth: int) -> None:
        here = len(rows)
        rows.append(Branch(name, depth, parent))
        # Leaves first: so the lines to the others do not run past what hangs from them.
        for child in sorted(_next(name, below, kept), key=lambda each: (each in below, each)):
            grow(child, here, depth + 1)

    for root in sorted(roots):
        grow(root, None, 0)
    return rows


def _way(above: Mapping[str, str], name: str) -> list[str]:
    way = [name]
    while way[-1] in above:
        parent = above[way[-1]]
        if parent in way:
            raise ValueError(f"{name} is above itself")
        way.append(parent)
    return way


def _next(name: str, below: Mapping[str, Collection[str]], kept: Collection[str]) -> Iterator[str]:
    """The nearest kept classes below."""
    for child in below.get(name, ()):
        if child in kept:
            yield child
        else:
            yield from _next(child, below, kept)
