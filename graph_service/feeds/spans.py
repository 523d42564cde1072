"""The entities of a log in parts that can be addressed: by the number of their latest change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from graph_service.store.changes import ChangeLog, Entry


def entries(log: ChangeLog, part: int, size: int) -> list[Entry]:
    """The entities whose latest change is one of those of a part: `size` at most, or none.

    Part *n* holds the changes from ``(n - 1) * size + 1`` to ``n * size``. So a part is the same
    whatever comes later, but for the entities that change again and move on to the last part.
    """
    found = log.entities((part - 1) * size, limit=size)
    return list(takewhile(lambda entry: entry.sequence <= part * size, found))


def parts(log: ChangeLog, size: int) -> Iterator[int]:
    """The numbers of the parts that hold an entity."""
    for part in range(1, -(-log.size // size) + 1):
        if any(entry.sequence <= part * size for entry in log.entities((part - 1) * size, limit=1)):
            yield part
