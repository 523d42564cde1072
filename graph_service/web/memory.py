"""Whole answers of a release, kept as they were sent: the quickest way to say the same again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.caching import matches
from graph_service.http.coding import choose_coding
from graph_service.resources.shelf import Shelf
from graph_service.web.observe import Record

_DECIDING = (b"accept", b"accept-language", b"accept-profile")
_KNOWN = frozenset(
    {"accept", "accept-language", "accept-profile", "accept-encoding", "accept-datetime"}
)
_SPECIAL = frozenset({b"range", b"if-range", b"if-match", b"accept-datetime", b"authorization"})
_REDIRECTS = (303, 308)
_IN_304 = frozenset(
    {
        b"etag",
        b"cache-control",
        b"vary",
        b"content-location",
        b"expires",
        b"last-modified",
        b"memento-datetime",
    }
)
_OVERHEAD = 1024
"""Bytes that are counted for the head of an answer and for its key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left, the route that gave it, and the fingerprint of the query, if any."""

    status: int
    head: tuple[tuple[bytes, bytes], ...]
    tag: str | None
    body: bytes
    route: str
    query: str | None


class Memory:
    """ASGI middleware: keeps what is the same for everybody as long as the release is.

    An answer is kept when it has an entity tag (or is a redirect for good) and its `Vary` names
    nothing that is not part of the key. A weak tag will do: what is said again is byte for byte
    what was said.
    """

    def __init__(self, app: ASGIApp, edition: Callable[[], str | None], kept: Shelf[Kept]) -> None:
        self._app = app
        self._edition = edition
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        edition = self._edition() if scope["type"] == "http" else None
        headers = _joined(scope) if edition is not None else {}
        if (
            edition is None
            or scope["method"] not in ("GET", "HEAD")
            or not headers.keys().isdisjoint(_SPECIAL)
        ):
            await self._app(scope, receive, send)
            return
        key = _key(edition, scope, headers)
        kept = self._kept.get(key)
        if kept is not None:
            record: Record = scope["record"]
            record.route, record.query, record.is_kept = kept.route, kept.query, True
            await _say(kept, headers.get(b"if-none-match"), send)
            return
        copy = _Copy(send)
        await self._app(scope, receive, copy)
        new = copy.made(scope)
        if new is not None and self._edition() == edition:
            self._kept.put(key, new, len(new.body) + _OVERHEAD)


class _Copy:
    """Passes an answer on, and copies it if it comes in one piece."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self._body: bytes | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
        elif message["type"] == "http.response.body":
            is_whole = self._body is None and not message.get("more_body", False)
            self._body = message.get("body", b"") if is_whole else None
            if not is_whole:
                self._head = None
        await self._send(message)

    def made(self, scope: Scope) -> Kept | None:
        """The answer, if it may be kept."""
        if self._head is None or self._body is None:
            return None
        status = self._head["status"]
        raw = {bytes(name): bytes(value) for name, value in self._head["headers"]}
        tag = raw[b"etag"].decode("latin-1") if b"etag" in raw else None
        is_lasting = status in _REDIRECTS or (status == 200 and tag is not None)  # noqa: PLR2004
        if not is_lasting or not _names(raw.get(b"vary", b"")) <= _KNOWN:
            return None
        head = tuple((bytes(name), bytes(value)) for name, value in self._head["headers"])
        record: Record = scope["record"]
        return Kept(status, head, tag, self._body, record.route, record.query)


@lru_cache(maxsize=64)
def _names(vary: bytes) -> frozenset[str]:
    """What a Vary field names."""
    return frozenset(each.strip().lower() for each in vary.decode("latin-1").split(",")) - {""}


async def _say(kept: Kept, if_none_match: bytes | None, send: Send) -> None:
    status, head, body = kept.status, list(kept.head), kept.body
    told = if_none_match.decode("latin-1") if if_none_match is not None else None
    if kept.status not in _REDIRECTS and kept.tag is not None and matches(told, kept.tag):
        head = [field for field in head if field[0] in _IN_304]
        status, body = 304, b""
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


def _key(edition: str, scope: Scope, headers: dict[bytes, bytes]) -> Hashable:
    coding = choose_coding(headers.get(b"accept-encoding", b"").decode("latin-1") or None)
    wishes = tuple(headers.get(name) for name in _DECIDING)
    return edition, scope["place"], scope["raw_path"], scope["query_string"], coding, wishes


def _joined(scope: Scope) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = b", ".join((found[name], value)) if name in found else value
    return found
