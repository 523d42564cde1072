"""What a protocol function returns: an HTTP answer that knows no framework."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, replace

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status, headers, and a body that is whole or comes in pieces.

    A piecewise body that fails must raise: the connection is then broken off, so that nobody
    takes a part for the whole.
    """

    status: int
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = ()
    body: bytes | AsyncIterator[bytes] = b""

    def fields(self) -> Headers:
        """The header fields, in order."""
        said = self.headers
        if isinstance(said, tuple):
            return said
        return tuple(said.items() if isinstance(said, Mapping) else said)

    def field(self, name: str) -> str | None:
        """The value of the first header field of this name, in any case."""
        wanted = name.lower()
        for key, value in self.fields():
            if key == name or key.lower() == wanted:
                return value
        return None

    def with_fields(self, *more: tuple[str, str]) -> Answer:
        """The same answer with more header fields."""
        return replace(self, headers=(*self.fields(), *more))


def vary(*names: str) -> tuple[str, str]:
    """The Vary field: each name once, in order."""
    return "Vary", ", ".join(dict.fromkeys(names))
