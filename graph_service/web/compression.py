"""Content coding of every answer that becomes smaller by it: zstd, brotli or gzip.

The coding is part of the representation: it has its own strong entity tag, and `Vary` says so on
every answer that could have been encoded, also on 304.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.coding import (
    Encoder,
    choose_coding,
    coded_tag,
    encode,
    encoder,
    is_compressible,
    uncoded_tags,
)
from graph_service.http.fields import Field, joined, varied

_SMALL = 256
"""Shorter bodies are sent as they are: encoding them saves nothing."""
_LARGE = 64 * 1024
"""Longer bodies are encoded beside the event loop."""
_BODILESS = (204, 304)
_VARIES = b"Accept-Encoding"
_ASKED = (b"accept-encoding", b"if-none-match")


class Compression:
    """ASGI middleware: encodes bodies, whole or piece by piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = joined(scope["headers"], _ASKED)
        wanted, known = (said.get(name, b"").decode("latin-1") for name in _ASKED)
        coding = choose_coding(wanted or None)
        if coding is not None and known:
            bare = uncoded_tags(known, coding)
            scope["headers"] = [_replaced(field, bare) for field in scope["headers"]]
        await self._app(scope, receive, _Answer(send, coding, known))


class _Answer:
    """One answer on its way out. The head waits for the first piece of the body."""

    def __init__(self, send: Send, coding: str | None, known: str) -> None:
        self._send = send
        self._coding = coding
        self._known = known
        self._head: Message | None = None
        self._encoder: Encoder | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._head is not None:
            await self._first(self._head, message)
        elif self._encoder is not None:
            await self._more(self._encoder, message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        if not _may_encode(message["status"], dict(message["headers"])):
            await self._send(message)
            return
        message["headers"] = varied(message["headers"], _VARIES)
        if self._coding is not None and message["status"] not in _BODILESS:
            self._head = message
            return
        if self._coding is not None:
            self._confirm(MutableHeaders(raw=message["headers"]), self._coding)
        await self._send(message)

    def _confirm(self, headers: MutableHeaders, coding: str) -> None:
        """A 304 names the tag that the client has told us."""
        tag = headers.get("etag")
        if tag and coded_tag(tag, coding) in self._known:
            headers["etag"] = coded_tag(tag, coding)

    async def _first(self, head: Message, message: Message) -> None:
        """The first piece, or the whole body."""
        self._head = None
        body, is_whole = message.get("body", b""), not message.get("more_body", False)
        coding = self._coding
        if coding is None or (is_whole and len(body) < _SMALL):
            await self._send(head)
            await self._send(message)
            return
        headers = MutableHeaders(raw=head["headers"])
        headers["content-encoding"] = coding
        if "etag" in headers:
            headers["etag"] = coded_tag(headers["etag"], coding)
        if is_whole:
            encoded = await _encoded(body, coding)
            headers["content-length"] = str(len(encoded))
            await self._send(head)
            await self._send({**message, "body": encoded})
            return
        del headers["content-length"]
        self._encoder = encoder(coding)
        await self._send(head)
        await self._more(self._encoder, message)

    async def _more(self, encoder: Encoder, message: Message) -> None:
        """A piece of a long body: what is encoded of it leaves at once."""
        body = message.get("body", b"")
        encoded = encoder.push(body) if body else b""
        if not message.get("more_body", False):
            encoded += encoder.finish()
        await self._send({**message, "body": encoded})


async def _encoded(body: bytes, coding: str) -> bytes:
    if len(body) < _LARGE:
        return encode(body, coding)
    return await run_in_threadpool(encode, body, coding)


def _may_encode(status: int, fields: Mapping[bytes, bytes]) -> bool:
    """Whether a client that wants it might get this answer encoded."""
    if b"no-transform" in fields.get(b"cache-control", b"") or b"content-encoding" in fields:
        return False
    if status == 304:  # noqa: PLR2004
        return True
    kind = fields.get(b"content-type", b"").decode("latin-1")
    return status not in (204, 206) and is_compressible(kind)


def _replaced(field: Field, if_none_match: str) -> Field:
    return (field[0], if_none_match.encode()) if field[0] == b"if-none-match" else field
