"""Search: a page for people, JSON for programs, the same results."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.pages.search import SearchPage
from graph_service.resources.representations import HTML, JSON
from graph_service.search import finding
from graph_service.search.asking import SEARCH, given
from graph_service.search.listing import Listing
from graph_service.web.current import Current
from graph_service.web.listed import described, page_url, serve_list, written
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, site_of

PAGE, API = "/search", "/api/search"


def router(current: Current) -> APIRouter:
    """``/search`` and ``/api/search``."""
    routes = APIRouter(tags=["search"])

    @reads(routes, API, open_api=described(SEARCH, "The results, their number, and the facets."))
    async def api_search(request: Request) -> Response:
        """Find things by name in any language and spelling, with filters and counts.

        Every result has our URI. The address in `next` leads to the next page.
        """
        serving, language = current.serving, asked_of(request).speaks()
        values = given(SEARCH, request.scope["query_string"])

        def write() -> bytes:
            query = finding.query_of(values, serving.index, language)
            page = finding.search(query, serving.index)
            listing = Listing(serving.index, serving.holdings.base)
            return written(listing.search(page, page_url(request, page.after)))

        return await serve_list(
            request, serving.edition, JSON, write, languages="lang" not in values
        )

    @reads(routes, PAGE, open_api=described(SEARCH, "The results as a page.", HTML))
    async def search(request: Request) -> Response:
        """The page for people: a form, the results, and what they can be narrowed by."""
        serving, language = current.serving, asked_of(request).speaks()
        values = given(SEARCH, request.scope["query_string"])

        def write() -> bytes:
            query = finding.query_of(values, serving.index, language)
            page = finding.search(query, serving.index)
            listing = Listing(serving.index, serving.holdings.base)
            shown = SearchPage(values, query, page, listing, language)
            return site_of(request).search(shown)

        return await serve_list(request, serving.edition, HTML, write)

    return routes
