"""Things and their documents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.resources.holdings import Reference
from graph_service.resources.representations import BY_SUFFIX
from graph_service.web.current import Serving
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, respond

Served = Callable[[], Serving]
"""The release to answer from. Raises Problem while there is none."""


ThingEndpoint = Callable[[Request, Reference], Awaitable[Response]]


def router(thing: ThingEndpoint, document: ThingEndpoint) -> APIRouter:
    """``/id/…`` and ``/doc/…``."""
    routes = APIRouter(tags=["things"])

    @reads(routes, "/id/{kind}/{slug}", status=303)
    async def things(request: Request, kind: str, slug: str) -> Response:
        """A thing: 303 to its document, 308 if renamed, 410 if withdrawn."""
        return await thing(request, Reference(kind, slug))

    @reads(routes, "/doc/{kind}/{slug}")
    async def documents(request: Request, kind: str, slug: str) -> Response:
        """A document: negotiated, or fixed by a suffix such as ``.ttl``.

        With `Accept-Datetime`: 302 to its state at that time, if that is kept.
        """
        return await document(request, Reference(kind, slug))

    return routes


def thing_of(served: Served) -> ThingEndpoint:
    """Answers for ``/id/{kind}/{slug}``."""

    async def thing(request: Request, wanted: Reference) -> Response:
        resources, asked = served().resources, asked_of(request)
        is_quick = resources.holdings.holds(wanted)
        return await respond(request, lambda: resources.thing(wanted, asked), here=is_quick)

    return thing


def document_of(served: Served) -> ThingEndpoint:
    """Answers for ``/doc/{kind}/{slug}``, with or without a suffix."""

    async def document(request: Request, wanted: Reference) -> Response:
        resources, asked = served().resources, asked_of(request)
        stem, dot, suffix = wanted.slug.rpartition(".")
        if dot and suffix in BY_SUFFIX:
            fixed = Reference(wanted.kind, stem)
            is_quick = resources.is_quick(fixed, suffix, asked)
            return await respond(
                request, lambda: resources.fixed(fixed, suffix, asked), here=is_quick
            )
        is_quick = resources.is_quick(wanted, None, asked)
        return await respond(request, lambda: resources.document(wanted, asked), here=is_quick)

    return document
