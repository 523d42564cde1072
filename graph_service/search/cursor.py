"""Where the next page begins: opaque to clients, plain to us.

By name and by age, a cursor is the key of the last result, which holds in any release. By
relevance it is a place among the results, which holds in its own release only.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from graph_service.search.query import UnreadableCursorError


@dataclass(frozen=True, slots=True)
class Cursor:
    """The order of the results, and the key of the last one, or how many there were."""

    sort: str
    key: str | int
    edition: str = ""

    def __str__(self) -> str:
        text = json.dumps([self.sort, self.key, self.edition], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, sort: str, edition: str) -> Cursor:
        """Raises UnreadableCursorError if it is no cursor for this order and this edition."""
        try:
            padded = text + "=" * (-len(text) % 4)
            values = json.loads(base64.b64decode(padded, altchars="-_", validate=True))
            cursor = cls(*values)
        except (ValueError, TypeError) as error:
            raise UnreadableCursorError(text) from error
        is_place = isinstance(cursor.key, int) and not isinstance(cursor.key, bool)
        fits = cursor.key >= 0 if isinstance(cursor.key, int) else isinstance(cursor.key, str)
        is_ours = cursor.sort == sort and fits and (not is_place or cursor.edition == edition)
        if not is_ours:
            raise UnreadableCursorError(text)
        return cursor
