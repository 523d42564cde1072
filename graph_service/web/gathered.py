"""HTTP connections on which what is written in one moment leaves in one piece.

The server writes the head of an answer and its body one after the other. Sent apart they cost two
system calls, two packets, and wake the client twice, which takes longer than to make most answers.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LARGE = 64 * 1024
"""So many bytes leave at once, for whoever writes more must learn that the client is slow."""


class GatheredTransport:
    """A transport that gathers what is written until the event loop turns."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._gathered: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._gathered:
            self._loop.call_soon(self._leave)
        self._gathered.append(data)
        self._size += len(data)
        if self._size >= _LARGE:
            self._leave()

    def close(self) -> None:
        self._leave()
        self._transport.close()

    def _leave(self) -> None:
        gathered, self._gathered, self._size = self._gathered, [], 0
        if gathered and not self._transport.is_closing():
            self._transport.writelines(gathered)


class GatheredHttp(HttpToolsProtocol):
    """The server's HTTP, over such a transport."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        gathered = GatheredTransport(cast("asyncio.Transport", transport), self.loop)
        super().connection_made(cast("asyncio.Transport", gathered))
