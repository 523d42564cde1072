"""Documents already written: a release never changes, so keeping them is never wrong."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

_MIB = 1024 * 1024


class Shelf:
    """Keeps bodies within a budget of bytes; those not asked for the longest go first."""

    def __init__(self, budget: int = 64 * _MIB) -> None:
        self._budget = budget
        self._bodies: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        """The body kept under `key`."""
        with self._lock:
            body = self._bodies.get(key)
            if body is not None:
                self._bodies.move_to_end(key)
            return body

    def put(self, key: Hashable, body: bytes) -> None:
        """Keep a body, unless it alone would take a large part of the budget."""
        if len(body) * 8 > self._budget:
            return
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(key, b""))
            self._bodies[key] = body
            while self._bytes > self._budget:
                _, dropped = self._bodies.popitem(last=False)
                self._bytes -= len(dropped)
