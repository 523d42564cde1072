"""The numbers that Prometheus collects."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control
from graph_service.web.metrics import Metrics, Sample
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, respond


def router(metrics: Metrics, sample: Callable[[], Sample]) -> APIRouter:
    """``/metrics``."""
    routes = APIRouter(tags=["service"])

    @reads(routes, "/metrics")
    async def exposed(request: Request) -> Response:
        """Numbers for Prometheus, of all web processes together."""
        metrics.take(sample())
        accept = asked_of(request).accept

        def write() -> Answer:
            body, content_type = metrics.exposed(accept)
            head = (("Content-Type", content_type), cache_control("none"), vary("Accept"))
            return Answer(200, head, body)

        return await respond(request, write)

    return routes
