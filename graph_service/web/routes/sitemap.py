"""The sitemap."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.sitemap import PART, PATH, Sitemaps
from graph_service.feeds.sitemap_xml import XML
from graph_service.http.problem import Problem
from graph_service.web.current import Current
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.numbered import number_of
from graph_service.web.reading import reads
from graph_service.web.respond import place_of
from graph_service.web.routes.changes import log_of


def router(current: Current) -> APIRouter:
    """``/sitemap.xml`` and ``/sitemaps/…``."""
    routes = APIRouter(tags=["service"])

    @reads(routes, PATH)
    async def index(request: Request) -> Response:
        """The index of sitemaps."""
        serving = current.serving
        sitemaps = Sitemaps(log_of(serving), place_of(request))
        leaf = Leaf(PATH, (XML,), serving.edition, has_suffixes=False)
        return await serve(request, leaf, None, lambda _: sitemaps.index())

    @reads(routes, "/sitemaps/{name}")
    async def part(request: Request, name: str) -> Response:
        """A sitemap: pages with the time of their last change, and their languages."""
        serving = current.serving
        sitemaps = Sitemaps(log_of(serving), place_of(request))
        stem, _, suffix = name.rpartition(".")
        last = -(-sitemaps.log.size // PART)
        number = number_of(stem, last)
        if suffix != "xml" or (number is None and stem != "pages"):
            raise Problem("not-found", extensions={"parts": last})
        leaf = Leaf(f"/sitemaps/{name}", (XML,), serving.edition, has_suffixes=False)

        def write(_: object) -> bytes:
            return sitemaps.pages() if number is None else sitemaps.part(number)

        return await serve(request, leaf, None, write)

    return routes
