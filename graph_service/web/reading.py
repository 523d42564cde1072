"""Routes that are read: GET and HEAD alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import APIRouter
from starlette.responses import Response

Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Response]])

READING = "GET, HEAD, OPTIONS"
ASKING = "GET, HEAD, POST, QUERY, OPTIONS"
HARVESTING = "GET, HEAD, POST, OPTIONS"


def methods_of(path: str) -> str:
    """The methods that a path has."""
    if path == "/oai":
        return HARVESTING
    is_asked = path == "/sparql" or (path.startswith("/memento/") and path.endswith("/sparql"))
    return ASKING if is_asked else READING


def reads(routes: APIRouter, *paths: str) -> Callable[[Endpoint], Endpoint]:
    """Answer GET and HEAD on these paths; the API description names them once."""

    def add(endpoint: Endpoint) -> Endpoint:
        for path in paths:
            routes.add_api_route(path, endpoint, methods=["GET"], response_class=Response)
            routes.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)
        return endpoint

    return add
