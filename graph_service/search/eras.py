"""Stretches of years as terms of an index, so that overlap is looked up, not computed.

The years lie in a binary tree: the root is all of them, a leaf is one year. A stretch is the few
nodes that tile it. Two stretches overlap if and only if a node of one is a node of the other, or
stands above or below one; so what is indexed is each node (`tiles`) and each node with those above
it (`above`), and a query looks for its own tiles in `above`, and for what stands above its tiles
in `tiles`.
"""

from __future__ import annotations

from collections.abc import Iterator

FIRST = -16384
LAST = 16383
_LEVELS = 15

Stretch = tuple[int, int]


def tiles(stretch: Stretch) -> frozenset[str]:
    """The nodes that tile a stretch, both ends included; it is cut to what the tree holds."""
    first, last = max(stretch[0], FIRST) - FIRST, min(stretch[1], LAST) - FIRST
    return frozenset(_name(level, at) for level, at in _tiles(first, last))


def above(nodes: frozenset[str]) -> frozenset[str]:
    """The nodes and all that stand above them."""
    found = set()
    for node in nodes:
        level, at = (int(part) for part in node.split("."))
        while level <= _LEVELS:
            found.add(_name(level, at))
            level, at = level + 1, at >> 1
    return frozenset(found)


def _tiles(first: int, last: int) -> Iterator[tuple[int, int]]:
    """From both ends inwards, the largest nodes that fit: level (0 is a year) and place."""
    level, start, stop = 0, first, last + 1
    while start < stop:
        if start & 1:
            yield level, start
            start += 1
        if stop & 1:
            stop -= 1
            yield level, stop
        level, start, stop = level + 1, start >> 1, stop >> 1


def _name(level: int, at: int) -> str:
    return f"{level}.{at}"
