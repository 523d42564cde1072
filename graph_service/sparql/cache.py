"""Small answers of one release, kept for repeated queries: a release never changes."""

from __future__ import annotations

from collections import OrderedDict

from graph_service.http.once import Once
from graph_service.sparql.exchange import Reply

Key = tuple[bytes, bytes]

_OVERHEAD = 200
_LARGEST_SHARE = 64


class ReplyCache:
    """The replies used last, within a budget of bytes. A reply is kept when it is made again."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._kept: OrderedDict[Key, Reply] = OrderedDict()
        self._once = Once()
        self._size = 0

    @property
    def size(self) -> int:
        return self._size

    def get(self, key: Key) -> Reply | None:
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, reply: Reply) -> None:
        """Keep a whole reply, if it is small beside the budget and comes the second time."""
        if key in self._kept or self._once.is_new(key):
            return
        size = _size(key, reply)
        if size * _LARGEST_SHARE > self._budget:
            return
        self._kept[key] = reply
        self._size += size
        while self._size > self._budget:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(key: Key, reply: Reply) -> int:
    body = reply.body if isinstance(reply.body, bytes) else b""
    return sum(map(len, key)) + len(body) + _OVERHEAD
