"""One query's way through a worker, seen from the web process."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any, cast
from weakref import ReferenceType, ref

_HIGH_WATER = 256 * 1024
_LOW_WATER = 64 * 1024


class Failure(Exception):  # noqa: N818 - what became of a query, not an error of ours
    """A query has no answer, or no whole one. `code` says why, `facts` the particulars."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a worker: form of the query, key of the format, and the data."""

    form: str
    key: str
    body: bytes | Pieces


Departure = Callable[[], Awaitable[object]]
"""Returns when the client has gone away."""


@dataclass(slots=True, eq=False)
class Exchange:
    """A job and what becomes of it. `drop` tells the pool that nobody wants it any more.

    It does not keep the pieces of the answer alive: when nobody else holds them, they are
    forgotten, and with them the query.
    """

    frame: bytes
    """The job as it is sent to a worker; it can be sent again as long as none has begun it."""
    reply: asyncio.Future[Reply] | None
    drop: Callable[[Exchange], None]
    gone: Departure | None = None
    arrived: float = field(default_factory=monotonic)
    flow: Callable[[bool], None] | None = None
    """Lets the data of the worker in that answers, or holds them back."""
    _pieces: ReferenceType[Pieces] | None = None
    _leaving: asyncio.Task[None] | None = None

    def whole(self, payload: memoryview) -> None:
        form, key, data = _split(payload)
        self._resolve(Reply(form, key, data))

    def first(self, payload: memoryview) -> None:
        form, key, data = _split(payload)
        pieces = Pieces(partial(self.drop, self), cast("Callable[[bool], None]", self.flow))
        pieces.add(data)
        self._pieces = ref(pieces)
        self._resolve(Reply(form, key, pieces))

    def more(self, payload: memoryview) -> None:
        pieces = self._held()
        if pieces is not None:
            pieces.add(bytes(payload))

    def end(self) -> None:
        pieces = self._held()
        if pieces is not None:
            pieces.end(None)

    def fail(self, failure: Failure) -> None:
        """The query has failed: as the answer, or in the midst of it."""
        pieces, reply = self._held(), self.reply
        if pieces is not None:
            pieces.end(failure)
        elif reply is not None and not reply.done():
            reply.set_exception(failure)

    def look_after_client(self) -> None:
        """Drop the job when the client leaves. For a job that takes long: most do not."""
        reply = self.reply
        if self.gone is None or self._leaving is not None or reply is None or reply.done():
            return
        self._leaving = asyncio.get_running_loop().create_task(self._leave(self.gone))
        reply.add_done_callback(self._stay)

    async def _leave(self, gone: Departure) -> None:
        await gone()
        self._leaving = None
        self.drop(self)
        self.fail(Failure("abandoned"))

    def _stay(self, _: object) -> None:
        if self._leaving is not None:
            self._leaving.cancel()

    def _held(self) -> Pieces | None:
        return self._pieces() if self._pieces is not None else None

    def _resolve(self, reply: Reply) -> None:
        waiting, self.reply = self.reply, None
        if waiting is not None and not waiting.done():
            waiting.set_result(reply)


class Pieces:
    """The data of a long answer, as an asynchronous iterator with back-pressure.

    It raises Failure when the answer ends before its end. Closing it early, or forgetting it,
    ends the query.
    """

    def __init__(self, abandon: Callable[[], None], flow: Callable[[bool], None]) -> None:
        self._abandon = abandon
        self._flow = flow
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._stopped = False
        self._ended = False
        self._failure: Failure | None = None
        self._waiter: asyncio.Future[None] | None = None

    def add(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        if self._size >= _HIGH_WATER and not self._stopped:
            self._stopped = True
            self._flow(False)
        self._wake()

    def end(self, failure: Failure | None) -> None:
        if not self._ended:
            self._ended, self._failure = True, failure
            self._wake()

    def __aiter__(self) -> Pieces:
        return self

    async def __anext__(self) -> bytes:
        while not self._waiting:
            if self._failure is not None:
                raise self._failure
            if self._ended:
                raise StopAsyncIteration
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            except asyncio.CancelledError:
                self.close()
                raise
        return self._take()

    async def aclose(self) -> None:
        """End the query, if it still runs."""
        self.close()

    def close(self) -> None:
        """End the query, if it still runs."""
        if not self._ended:
            self.end(Failure("abandoned"))
            self._abandon()

    def __del__(self) -> None:
        if not self._ended:
            self._ended = True
            self._abandon()

    def _take(self) -> bytes:
        # A broken answer breaks at once: what is left of it is not sent any more.
        if self._failure is not None:
            raise self._failure
        data = self._waiting.popleft()
        self._size -= len(data)
        if self._stopped and self._size <= _LOW_WATER and not self._ended:
            self._stopped = False
            self._flow(True)
        return data

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def _split(payload: memoryview) -> tuple[str, str, bytes]:
    start = bytes(payload[:32])
    length = start.index(b"\n")
    form, _, key = start[:length].decode("ascii").partition(" ")
    return form, key, bytes(payload[length + 1 :])
