"""Whole answers of a release, kept as they were sent: the quickest way to say the same again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.caching import matches
from graph_service.http.coding import choose_coding
from graph_service.http.fields import joined
from graph_service.http.once import Once
from graph_service.resources.shelf import Shelf
from graph_service.web.edge import ON_ALL
from graph_service.web.observe import Record

_KNOWN = frozenset(
    {"accept", "accept-language", "accept-profile", "accept-encoding", "accept-datetime"}
)
_FORWARDED = frozenset({b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-prefix"})
_SPECIAL = frozenset({b"range", b"if-range", b"if-match", b"accept-datetime", b"authorization"})
_KNOWN_TAGS = b"if-none-match"
_DECIDING = frozenset(
    {b"host", _KNOWN_TAGS, *_FORWARDED, *_SPECIAL, *(name.encode() for name in _KNOWN)}
)
_REDIRECTS = (303, 308)
_IN_304 = ON_ALL | {
    b"etag",
    b"cache-control",
    b"vary",
    b"content-location",
    b"expires",
    b"last-modified",
    b"memento-datetime",
}
_OVERHEAD = 1024
"""Bytes that are counted for the head of an answer and for its key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left, the route that gave it, and the fingerprint of the query, if any."""

    start: Message
    body: Message
    tag: str | None
    route: str
    query: str | None

    def confirmed(self) -> Message:
        """The head of the answer to who holds it already."""
        head = [field for field in self.start["headers"] if field[0] in _IN_304]
        return {**self.start, "status": 304, "headers": head}


class Memory:
    """ASGI middleware: keeps what is the same for everybody as long as the release is.

    An answer is kept when it has an entity tag (or is a redirect for good) and its `Vary` names
    nothing that is not part of the key. A weak tag will do: what is said again is byte for byte
    what was said. It stands outside of the layers that finish an answer, so that nothing is left
    to do for one that is kept.
    """

    def __init__(self, app: ASGIApp, edition: Callable[[], str | None], kept: Shelf[Kept]) -> None:
        self._app = app
        self._edition = edition
        self._kept = kept
        self._once = Once()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        edition = self._edition() if scope["type"] == "http" else None
        if edition is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        known, fields = _heard(scope)
        if not fields.keys().isdisjoint(_SPECIAL):
            await self._app(scope, receive, send)
            return
        key = _key(edition, scope, fields)
        kept = self._kept.get(key)
        if kept is not None:
            await _say(kept, known, scope, send)
        elif self._is_worth_a_place(scope, key):
            copy = _Copy(send)
            await self._app(scope, receive, copy)
            new = copy.made(scope["record"])
            if new is not None and self._edition() == edition:
                self._kept.put(key, new, len(new.body["body"]) + _OVERHEAD)
        else:
            await self._app(scope, receive, send)

    def _is_worth_a_place(self, scope: Scope, key: Hashable) -> bool:
        """HEAD has no body to keep; and most of what has a query string never comes again."""
        if scope["method"] == "HEAD":
            return False
        return not (scope["query_string"] and self._once.is_new(key))


class _Copy:
    """Passes an answer on, and copies it if it comes in one piece."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self._body: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
        elif message["type"] == "http.response.body":
            is_whole = self._body is None and not message.get("more_body", False)
            self._body = message if is_whole else None
            if not is_whole:
                self._head = None
        await self._send(message)

    def made(self, record: Record) -> Kept | None:
        """The answer, if it may be kept."""
        start, body = self._head, self._body
        if start is None or body is None:
            return None
        status, raw = start["status"], dict(start["headers"])
        tag = raw[b"etag"].decode("latin-1") if b"etag" in raw else None
        is_redirect = status in _REDIRECTS
        is_lasting = is_redirect or (status == 200 and tag is not None)  # noqa: PLR2004
        if not is_lasting or not _names(raw.get(b"vary", b"")) <= _KNOWN:
            return None
        whole = {"type": body["type"], "body": bytes(body.get("body", b""))}
        return Kept(start, whole, None if is_redirect else tag, record.route, record.query)


@lru_cache(maxsize=64)
def _names(vary: bytes) -> frozenset[str]:
    """What a Vary field names."""
    return frozenset(each.strip().lower() for each in vary.decode("latin-1").split(",")) - {""}


async def _say(kept: Kept, known: bytes | None, scope: Scope, send: Send) -> None:
    record: Record = scope["record"]
    record.route, record.query, record.is_kept = kept.route, kept.query, True
    tag = kept.tag
    if known is not None and tag is not None and matches(known.decode("latin-1"), tag):
        await send(kept.confirmed())
        await send(_NOTHING)
        return
    await send(kept.start)
    await send(_NOTHING if scope["method"] == "HEAD" else kept.body)


_NOTHING: Message = {"type": "http.response.body", "body": b""}


def _heard(scope: Scope) -> tuple[bytes | None, dict[bytes, bytes]]:
    """What the client holds already, and the header fields on which an answer may depend."""
    fields = joined(scope["headers"], _DECIDING)
    return fields.pop(_KNOWN_TAGS, None), fields


def _key(edition: str, scope: Scope, fields: dict[bytes, bytes]) -> Hashable:
    wanted = fields.pop(b"accept-encoding", None)
    coding = choose_coding(wanted.decode("latin-1")) if wanted is not None else None
    peer: Any = None
    if not fields.keys().isdisjoint(_FORWARDED):  # it is believed from some
        peer = scope["client"]
        peer = peer[0] if peer else ""
    path = scope.get("raw_path") or scope["path"]
    return (
        edition, scope["scheme"], peer, path, scope["query_string"], coding, tuple(fields.items())
    )  # fmt: skip
