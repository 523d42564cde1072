"""The way past the framework for the path asked most: its router costs more than we do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.http.problem import Problem
from graph_service.web.later import Later
from graph_service.web.observe import UNROUTED
from graph_service.web.respond import problem_response

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Straight:
    """An endpoint that takes a request as it is, and the methods that it answers."""

    endpoint: Endpoint
    methods: frozenset[str]


class Direct:
    """ASGI middleware around the router: calls some endpoints itself, passes on all else.

    The same endpoints are routes too: there they are described and their other methods refused.
    Tells the record which route answered.
    """

    def __init__(self, app: ASGIApp, straight: Mapping[str, Straight], routes: Later) -> None:
        self._app = app
        self._straight = straight
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._straight.get(scope["path"]) if scope["type"] == "http" else None
        if found is not None and scope["method"] in found.methods:
            if not self._routes.is_ready and _needs_more(scope):
                await self._routes.ready()
            await self._call(found.endpoint, scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                scope["record"].route = getattr(scope.get("route"), "path", UNROUTED)
            await send(message)

        await self._app(scope, receive, told if scope["type"] == "http" else send)

    async def _call(self, endpoint: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        scope["record"].route = scope["path"]
        request = Request(scope, receive)
        try:
            response = await endpoint(request)
        except Problem as problem:
            response = problem_response(request, problem)
        await response(scope, receive, send)


def _needs_more(scope: Scope) -> bool:
    """Whether an answer may need pages, or the past, which are not there from the beginning."""
    return b"html" in scope["query_string"].lower() or any(
        name == b"accept-datetime" or b"html" in value.lower() for name, value in scope["headers"]
    )
