"""Search: a page for people, JSON for programs, the same results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer
from graph_service.http.json_body import json_body
from graph_service.http.redirect import redirect
from graph_service.pages.explore import strip
from graph_service.pages.explore.address import short
from graph_service.pages.explore.page import ExplorePage, Found
from graph_service.resources.representations import HTML, JSON
from graph_service.search import finding
from graph_service.search.asking import Given, given
from graph_service.search.index import Index
from graph_service.search.listing import Listing
from graph_service.search.meaning import meant
from graph_service.search.parameters import MAPPED, SEARCH, SUGGEST
from graph_service.search.query import Query
from graph_service.web.current import Current, Serving
from graph_service.web.listed import described, page_url, serve_list
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, place_of, respond, site_of

PAGE, OLD_PAGE = "/explore", "/search"
API, CELLS, SUGGESTIONS = "/api/search", "/api/search/cells", "/api/suggest"
_ROUTES = ("route/8500-years-in-one-day", "route/yamanlar-yolu")
"""The two of IzMiras that can be walked and ridden, not only announced."""
_PICTURE = (25.5, 37.5, 29.0, 39.8)
_PICTURE_ZOOM = 11


def router(current: Current) -> APIRouter:
    """The pages ``/explore`` and ``/search``, and the same for programs below ``/api``."""
    routes = APIRouter(tags=["search"])

    @reads(routes, API, open_api=described(SEARCH, "The results, their number, and the facets."))
    async def api_search(request: Request) -> Response:
        """Find things by name in any language and spelling, with filters and counts.

        Every result has our URI. The address in `next` leads to the next page.
        """
        serving, language = current.serving, asked_of(request).speaks()
        values = given(SEARCH, request.scope["query_string"])

        def write() -> bytes:
            query = _query(values, serving, language)
            page = finding.search(query, serving.index)
            listing = Listing(serving.index, serving.holdings.base)
            return json_body(listing.search(page, page_url(request, page.after), query.year))

        return await serve_list(
            request, serving.edition, JSON, write, languages="lang" not in values
        )

    @reads(routes, CELLS, open_api=described(MAPPED, "The results as signs of a map."))
    async def api_cells(request: Request) -> Response:
        """The results of a search for a map: those that lie close together as one cell.

        As many rows as a screen has room for, however many results there are.
        """
        serving, language = current.serving, asked_of(request).speaks()
        values = given(MAPPED, request.scope["query_string"])

        def write() -> bytes:
            index = serving.index
            query = _query(values, serving, language)
            found = index.cells(query, finding.box(values["view"][0]), int(values["zoom"][0]))
            total = index.search(replace(query, limit=1), facets=False).total
            listing = Listing(index, serving.holdings.base)
            return json_body(listing.cells(found, total, index.located(query), language))

        return await serve_list(request, serving.edition, JSON, write)

    @reads(routes, SUGGESTIONS, open_api=described(SUGGEST, "Some things of that name."))
    async def api_suggest(request: Request) -> Response:
        """What a name may become while it is typed: the likeliest things first."""
        serving, language = current.serving, asked_of(request).speaks()
        values = given(SUGGEST, request.scope["query_string"])

        def write() -> bytes:
            query = finding.suggestion_of(values, language)
            page = serving.index.search(query, facets=False)
            listing = Listing(serving.index, serving.holdings.base)
            return json_body(listing.suggestions(page, query.language))

        return await serve_list(
            request, serving.edition, JSON, write, languages="lang" not in values
        )

    @reads(routes, PAGE, OLD_PAGE, open_api=described(SEARCH, "The results as a page.", HTML))
    async def explore(request: Request) -> Response:
        """The page for people: a form, the results as a list, on a map and in time."""
        serving, language = current.serving, asked_of(request).speaks()
        shorter = short(request.scope["query_string"])
        if shorter is not None:
            return await respond(request, lambda: _see(request, shorter), here=True)
        values = given(SEARCH, request.scope["query_string"])

        def write() -> bytes:
            index = serving.index
            query = _query(values, serving, language)
            if "sort" not in values:
                query = replace(query, sort="relevance")
            scale = strip.scale(date.fromisoformat(serving.atlas.day).year)
            listing = Listing(index, serving.holdings.base)
            page = ExplorePage(
                _found(values, query, index, [*strip.steps(scale)]),
                listing,
                language,
                base_map=serving.atlas.base_map,
                scale=scale,
            )
            return site_of(request, serving.atlas).explore(page)

        return await serve_list(request, serving.edition, HTML, write)

    return routes


def _query(values: Given, serving: Serving, language: str) -> Query:
    redirects = serving.holdings.release.redirects
    return finding.query_of(values, serving.index, redirects, language)


def _found(values: Given, query: Query, index: Index, steps: list[tuple[int, int]]) -> Found:
    page = finding.search(query, index)
    is_start = not any(name not in {"lang", "sort", "limit"} for name in values)
    words = Query(text=query.text, language=query.language)
    nothing = query.text and not page.total
    return Found(
        given=values,
        query=query,
        page=page,
        ages=index.ages(query, steps),
        dots=index.cells(query, _PICTURE, _PICTURE_ZOOM, is_named=False),
        located=index.located(query),
        routes=index.records(_ROUTES) if is_start else (),
        meant=meant(query.text, index, query.language) if nothing else (),
        without_filters=index.search(words, facets=False).total if nothing else 0,
    )


def _see(request: Request, query: str) -> Answer:
    """The address that a form leads to."""
    path = f"{place_of(request).prefix}{request.scope['path']}"
    location = f"{path}?{query}" if query else path
    return redirect(303, location, cache_class="none")
