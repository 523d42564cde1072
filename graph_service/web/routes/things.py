"""Things and their documents."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.resources.holdings import Reference
from graph_service.resources.representations import BY_SUFFIX
from graph_service.web.current import Current
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, respond


def router(current: Current) -> APIRouter:
    """``/id/…`` and ``/doc/…``."""
    routes = APIRouter(tags=["things"])

    @reads(routes, "/id/{kind}/{slug}")
    async def thing(request: Request, kind: str, slug: str) -> Response:
        """A thing: 303 to its document, 308 if renamed, 410 if withdrawn."""
        resources, asked = current.serving.resources, asked_of(request)
        wanted = Reference(kind, slug)
        is_quick = resources.holdings.holds(wanted)
        return await respond(request, lambda: resources.thing(wanted, asked), here=is_quick)

    @reads(routes, "/doc/{kind}/{slug}")
    async def document(request: Request, kind: str, slug: str) -> Response:
        """A document: negotiated, or fixed by a suffix such as ``.ttl``."""
        resources, asked = current.serving.resources, asked_of(request)
        stem, dot, suffix = slug.rpartition(".")
        if dot and suffix in BY_SUFFIX:
            fixed = Reference(kind, stem)
            is_quick = resources.is_quick(fixed, suffix, asked)
            return await respond(
                request, lambda: resources.fixed(fixed, suffix, asked), here=is_quick
            )
        wanted = Reference(kind, slug)
        is_quick = resources.is_quick(wanted, None, asked)
        return await respond(request, lambda: resources.document(wanted, asked), here=is_quick)

    return routes
