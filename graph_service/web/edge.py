"""The outermost layer: where we are, CORS, security headers, canonical paths, and no traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.answer import Answer
from graph_service.http.problem import Problem
from graph_service.pages.tiles import Tiles
from graph_service.resources.address import UnreadablePathError, canonical_path
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.place import Place
from graph_service.web.place import Doorman
from graph_service.web.respond import carry, plain_problem_response, problem_response

_LOG = logging.getLogger(__name__)
_EXPOSED = (
    "Accept-Ranges, Allow, Content-Encoding, Content-Language, Content-Location, Content-Profile, "
    "Content-Range, ETag, Link, Location, Memento-Datetime, RateLimit, RateLimit-Policy, "
    "Repr-Digest, Result-Limit, Retry-After, Vary"
)
_ALLOWED_HEADERS = (
    "Accept, Accept-Datetime, Accept-Language, Accept-Profile, Content-Type, If-Match, "
    "If-Modified-Since, If-None-Match, If-Range, Range"
)
_COMMON: tuple[tuple[bytes, bytes], ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-content-type-options", b"nosniff"),
)
ON_ALL = frozenset(name for name, _ in _COMMON) | {b"strict-transport-security"}
"""The names of the header fields that all answers have."""
_SECURE = (*_COMMON, (b"strict-transport-security", b"max-age=31536000"))
_PLACES = 1024
"""Ways by which requests come that are known at once; most come by one."""


class Edge:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, doorman: Doorman, tiles: Tiles | None = None) -> None:
        self._app = app
        self._place = lru_cache(maxsize=_PLACES)(partial(_place, doorman))
        self._tiles = tiles

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._placed(scope)
        started = False
        is_head = scope["method"] == "HEAD"

        async def send_more(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = _complete(message, scope)
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._serve(scope, receive, send_more)
        except Exception as error:
            if started:
                raise  # the connection breaks: nobody takes a part for the whole
            response = plain_problem_response(Request(scope, receive), _problem(error))
            await response(scope, receive, send_more)

    def _placed(self, scope: Scope) -> Scope:
        """The scope with the place, and the path without the prefix of the place."""
        peer = scope["client"][0] if scope.get("client") else None
        place = self._place(scope["scheme"], peer, _placing(scope["headers"]))
        raw = scope.get("raw_path") or scope["path"].encode()
        scope = {**scope, "place": place, "tiles": self._tiles, "root_path": "", "raw_path": raw}
        prefix = place.prefix
        if prefix and (scope["path"] == prefix or scope["path"].startswith(f"{prefix}/")):
            scope["path"] = scope["path"][len(prefix) :] or "/"
            scope["raw_path"] = raw[len(prefix) :] or b"/"
        return scope

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if scope["method"] == "OPTIONS":
            await carry(request, _preflight(scope["path"]))(scope, receive, send)
            return
        try:
            canonical = canonical_path(scope["raw_path"].decode("ascii", "strict"))
        except (UnreadablePathError, UnicodeDecodeError):
            await problem_response(request, Problem("bad-iri"))(scope, receive, send)
            return
        if canonical.encode() != scope["raw_path"]:
            query = scope["query_string"].decode("latin-1")
            location = f"{scope['place'].prefix}{canonical}{'?' if query else ''}{query}"
            await carry(request, Elsewhere(location).answer())(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _placing(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[bytes, bytes], ...]:
    """The header fields that say where a request reached us."""
    return tuple(
        field for field in headers if field[0] == b"host" or field[0].startswith(b"x-forwarded-")
    )


def _place(
    doorman: Doorman, scheme: str, peer: str | None, fields: tuple[tuple[bytes, bytes], ...]
) -> Place:
    """Where a request reached us; of several fields of a name the first counts."""
    named = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(fields)}
    return doorman.place(scheme, peer, named)


def _complete(message: Message, scope: Scope) -> Message:
    """The head of an answer, with the fields that all answers have."""
    said = message.get("headers", ())
    names = {name for name, _ in said}
    common = _SECURE if scope["place"].root.startswith("https:") else _COMMON
    if not names.isdisjoint(ON_ALL):
        common = tuple(field for field in common if field[0] not in names)
    return {**message, "headers": [*said, *common]}


def _preflight(path: str) -> Answer:
    from graph_service.web.reading import methods_of  # loads the framework

    methods = methods_of(path)
    head = (
        ("Allow", methods),
        ("Access-Control-Allow-Methods", methods),
        ("Access-Control-Allow-Headers", _ALLOWED_HEADERS),
        ("Access-Control-Max-Age", "86400"),
        ("Vary", "Access-Control-Request-Headers"),
    )
    return Answer(204, head)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    _LOG.error("failed to answer", exc_info=error)
    if isinstance(error, OSError):
        return Problem("store-unavailable", headers={"Retry-After": "10"})
    return Problem("internal-error")
