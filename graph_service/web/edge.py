"""The outermost layer: where we are, CORS, security headers, canonical paths, and no traceback."""

from __future__ import annotations

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.answer import Answer
from graph_service.http.problem import Problem
from graph_service.resources.address import UnreadablePathError, canonical_path
from graph_service.resources.lifecycle import Elsewhere
from graph_service.web.place import Doorman
from graph_service.web.reading import methods_of
from graph_service.web.respond import carry, plain_problem_response, problem_response

_LOG = logging.getLogger(__name__)
_EXPOSED = (
    "Allow, Content-Language, Content-Location, Content-Profile, ETag, Link, Location, "
    "Memento-Datetime, RateLimit, RateLimit-Policy, Result-Limit, Retry-After, Vary"
)
_ALLOWED_HEADERS = (
    "Accept, Accept-Datetime, Accept-Language, Accept-Profile, Content-Type, If-Match, "
    "If-Modified-Since, If-None-Match, Range"
)
_COMMON = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", _EXPOSED),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
_HSTS = ("Strict-Transport-Security", "max-age=31536000")


class Edge:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, doorman: Doorman) -> None:
        self._app = app
        self._doorman = doorman

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._placed(scope)
        started = False

        async def send_more(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _complete(message, scope)
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
        place = self._doorman.place(scope["scheme"], peer, Headers(scope=scope))
        raw = scope.get("raw_path") or scope["path"].encode()
        scope = {**scope, "place": place, "root_path": "", "raw_path": raw}
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


def _complete(message: Message, scope: Scope) -> None:
    headers = MutableHeaders(raw=message.setdefault("headers", []))
    for name, value in _COMMON:
        headers.setdefault(name, value)
    if scope["place"].root.startswith("https:"):
        headers.setdefault(*_HSTS)


def _preflight(path: str) -> Answer:
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
