"""Routes that are read: GET and HEAD alike."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.responses import Response

Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Response]])

READING = "GET, HEAD, OPTIONS"
POSTING = "GET, HEAD, POST, OPTIONS"
POST_ONLY = "POST, OPTIONS"
ASKING = "GET, HEAD, POST, QUERY, OPTIONS"
_OTHERS = (
    (re.compile(r"/reconcile(?:/tr|/en)?"), POSTING),
    (re.compile(r"/reconcile(?:/1|/tr|/en)?/(?:match|extend)"), POST_ONLY),
)


def methods_of(path: str) -> str:
    """The methods that a path has."""
    if path == "/sparql" or (path.startswith("/memento/") and path.endswith("/sparql")):
        return ASKING
    if path in ("/api/resolve", "/oai"):
        return POSTING
    return next((methods for pattern, methods in _OTHERS if pattern.fullmatch(path)), READING)


def reads(
    routes: APIRouter, *paths: str, open_api: dict[str, Any] | None = None, status: int = 200
) -> Callable[[Endpoint], Endpoint]:
    """Answer GET and HEAD on these paths; the API description names them once.

    `open_api` is what it says besides, such as parameters; `status` that of the usual answer.
    """

    def add(endpoint: Endpoint) -> Endpoint:
        for path in paths:
            routes.add_api_route(
                path,
                endpoint,
                methods=["GET"],
                status_code=status,
                response_class=Response,
                openapi_extra=open_api,
            )
            routes.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)
        return endpoint

    return add
