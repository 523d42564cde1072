"""What was written already: a release never changes, so keeping it is never wrong."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_MIB = 1024 * 1024
_LARGEST_SHARE = 8

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Keeps values within a budget of bytes; those not asked for the longest go first."""

    def __init__(self, budget: int = 64 * _MIB) -> None:
        self._budget = budget
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()
        self.size = 0
        """Bytes that are kept now."""
        self.hits = 0
        self.misses = 0

    def get(self, key: Hashable) -> Value | None:
        """The value kept under `key`."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value, unless it alone would take a large part of the budget."""
        if size * _LARGEST_SHARE > self._budget:
            return
        with self._lock:
            _, replaced = self._kept.pop(key, (None, 0))
            self.size += size - replaced
            self._kept[key] = (value, size)
            while self.size > self._budget:
                _, (_, dropped) = self._kept.popitem(last=False)
                self.size -= dropped
