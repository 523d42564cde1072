"""What came once: most queries never come again, and what they cost is not worth a place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

_REMEMBERED = 8192
"""How many are remembered, by a number each."""


class Once:
    """Remembers what came once, and forgets the oldest."""

    def __init__(self) -> None:
        self._numbers: OrderedDict[int, None] = OrderedDict()

    def is_new(self, key: Hashable) -> bool:
        """Whether this comes for the first time, so far as is remembered."""
        number = hash(key)
        if number in self._numbers:
            return False
        self._numbers[number] = None
        if len(self._numbers) > _REMEMBERED:
            self._numbers.popitem(last=False)
        return True
