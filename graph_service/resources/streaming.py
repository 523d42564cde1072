"""A graph that is too large to be held in memory, written in a thread while it is sent."""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from graph_service.store.formats import stable_root

_PIECE = 64 * 1024
_AHEAD = 4
"""How many pieces are written before the client has taken the first."""
_PATIENCE = 60.0
"""Seconds after which a client that takes nothing is given up."""
_DECLARATIONS = re.compile(rb"(?:@prefix [^\n]*\n)+")


class Output(Protocol):
    """What a graph is written to."""

    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


class AbandonedError(Exception):
    """Nobody reads any more."""


async def stream(write: Callable[[Output], None]) -> AsyncIterator[bytes]:
    """What `write` writes, in pieces of equal length; equal data give equal pieces.

    It runs in a thread of its own: the engine's iterators must not change threads, and a slow
    client must not hold a thread that others wait for.
    """
    pipe = _Pipe(asyncio.get_running_loop())
    threading.Thread(target=pipe.run, args=(write,), name="graph", daemon=True).start()
    try:
        while (piece := await pipe.next()) is not None:
            yield piece
    finally:
        pipe.close()


class _Pipe:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pieces: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue()
        self._room = threading.Semaphore(_AHEAD)
        self._pending = bytearray()
        self._is_first = True
        self._closed = False

    def run(self, write: Callable[[Output], None]) -> None:
        """In the thread: write everything, then the end or what went wrong."""
        end: BaseException | None = None
        try:
            write(self)
            if self._pending:
                self._hand_over(bytes(self._pending))
        except BaseException as error:  # noqa: BLE001 - it is raised where the body is read
            end = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to be told
            self._loop.call_soon_threadsafe(self._pieces.put_nowait, end)

    def write(self, data: bytes, /) -> int:
        self._pending += data
        while len(self._pending) >= _PIECE:
            self._hand_over(bytes(self._pending[:_PIECE]))
            del self._pending[:_PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing to do: pieces are handed over when they are full."""

    async def next(self) -> bytes | None:
        """The next piece, None after the last. Raises what went wrong in writing."""
        piece = await self._pieces.get()
        if isinstance(piece, BaseException):
            raise piece
        self._room.release()
        return piece

    def close(self) -> None:
        """Nobody reads any more: end the thread."""
        self._closed = True
        self._room.release()

    def _hand_over(self, piece: bytes) -> None:
        if self._is_first:
            piece, self._is_first = _stable_head(piece), False
        if not self._room.acquire(timeout=_PATIENCE) or self._closed:
            raise AbandonedError
        self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)


def _stable_head(piece: bytes) -> bytes:
    """The same beginning with its prefixes in order (the engine's order varies)."""

    def in_order(found: re.Match[bytes]) -> bytes:
        return b"".join(sorted(found[0].splitlines(keepends=True)))

    return stable_root(_DECLARATIONS.sub(in_order, piece, count=1))
