"""Parts of a file: RFC 9110, section 14."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BYTES = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes of a file: from `first` to `last`, both of them included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def of(self, size: int) -> str:
        """The value of Content-Range."""
        return f"bytes {self.first}-{self.last}/{size}"


class Unsatisfiable(ValueError):  # noqa: N818 - the word of RFC 9110
    """The range begins after the end of the file."""


def part_of(field: str | None, size: int) -> Part | None:
    """The part that a Range field asks for; None for the whole.

    Several ranges in one field are answered with the whole, which RFC 9110 allows.
    Raises Unsatisfiable.
    """
    asked = _BYTES.fullmatch(field or "")
    if asked is None or not (asked[1] or asked[2]):
        return None
    if not asked[1]:
        length = min(int(asked[2]), size)
        if length == 0:
            raise Unsatisfiable(field)
        return Part(size - length, size - 1)
    first = int(asked[1])
    last = min(int(asked[2]), size - 1) if asked[2] else size - 1
    if asked[2] and int(asked[2]) < first:
        return None
    if first >= size:
        raise Unsatisfiable(field)
    return Part(first, last)


def still_holds(if_range: str | None, tag: str) -> bool:
    """Whether a part may be sent: the client's other parts are of this very file."""
    return if_range is None or (if_range.strip() == tag and not tag.startswith("W/"))
