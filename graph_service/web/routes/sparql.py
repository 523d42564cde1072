"""The route to the SPARQL endpoint."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.sparql.openapi import asking, posting
from graph_service.web.direct import Endpoint


def router(endpoint: Endpoint) -> APIRouter:
    """``/sparql``."""
    routes = APIRouter(tags=["sparql"])

    async def ask(request: Request) -> Response:
        """SPARQL 1.1 Protocol, queries only. Without a query: the service description.

        With `Accept-Datetime`: on to the release of that time, if it is kept.
        """
        return await endpoint(request)

    add = partial(routes.add_api_route, "/sparql", ask, response_class=Response)
    add(methods=["GET"], operation_id="sparql_get", openapi_extra=asking())
    add(methods=["POST"], operation_id="sparql_post", openapi_extra=posting())
    add(methods=["HEAD", "QUERY"], include_in_schema=False)
    return routes
