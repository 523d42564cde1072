"""The description of the API, OpenAPI 3.1: what answers really are, and where this service is."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog.about import DESCRIPTION
from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control
from graph_service.http.problem import SCHEMA, SCHEMA_NAME, in_openapi
from graph_service.resources.document import LICENCE
from graph_service.web.respond import carry, place_of, tagged

PATH = "/openapi.json"
_OF_THE_FRAMEWORK = ("HTTPValidationError", "ValidationError")
_INVALID = "422"
"""What the framework says for parameters that it reads; we read them ourselves."""
_ANY_ERROR = in_openapi("A problem; a page for those who ask for text/html.")


class Api(FastAPI):
    """The router. Its description has our problems in the place of the framework's errors."""

    def openapi(self) -> dict[str, Any]:
        """The description; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _told(super().openapi())
        return self.openapi_schema


def router() -> APIRouter:
    """``/openapi.json``; it does not name itself."""
    routes = APIRouter()

    async def openapi(request: Request) -> Response:
        found = request.app.openapi() | {"servers": [{"url": place_of(request).root}]}
        body = json.dumps(found, ensure_ascii=False).encode()
        head = (("Content-Type", "application/json"), cache_control("current"))
        return carry(request, tagged(request, Answer(200, head, body)))

    routes.add_api_route(PATH, openapi, methods=["GET", "HEAD"], include_in_schema=False)
    return routes


def _told(found: dict[str, Any]) -> dict[str, Any]:
    found["info"] |= {
        "description": f"{DESCRIPTION.en}\n\n{DESCRIPTION.tr}",
        "license": {"name": "CC BY 4.0", "url": LICENCE.value},
    }
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in _OF_THE_FRAMEWORK:
        schemas.pop(name, None)
    schemas[SCHEMA_NAME] = dict(SCHEMA)
    for operations in found["paths"].values():
        for operation in operations.values():
            _correct(operation["responses"])
    return found


def _correct(responses: dict[str, Any]) -> None:
    """The framework's own error goes; an operation that names no error may have any of ours."""
    responses.pop(_INVALID, None)
    if not any(status.startswith("4") for status in responses):
        responses["default"] = _ANY_ERROR
