"""``/api/places``, ``/api/periods`` and ``/api/routes``: collections for the tools of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.collections import descriptions, periods, places, routes
from graph_service.collections.asking import FORM, page_of
from graph_service.collections.entries import Entries
from graph_service.collections.gpx import gpx
from graph_service.collections.lookup import must_hold
from graph_service.collections.selection import references
from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control, conditional, entity_tag, not_modified
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem, varying
from graph_service.http.redirect import redirect
from graph_service.profiles.linked_places import PROFILE, context
from graph_service.resources.asked import Asked
from graph_service.resources.document import LICENCE
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.representations import GEO_JSON, JSON, JSON_LD
from graph_service.resources.streaming import Output, stream
from graph_service.search.asking import given
from graph_service.web.current import Current, Serving
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of

_PERIODS = "/api/periods"
_GPX = Offer("gpx", "application/gpx+xml", "gpx")
_ROUTE = (Offer("geojson", GEO_JSON.media_type, "geojson", ("application/json",)), _GPX)
_PERIOD = (JSON, Offer(JSON_LD.key, JSON_LD.media_type))


def router(current: Current) -> APIRouter:
    """The collections, and the context of Linked Places."""
    api = APIRouter(tags=["collections"])
    entries_of = lru_cache(maxsize=1)(_entries)  # what entries share is remembered by release

    @reads(api, places.PATH, open_api=descriptions.PLACES)
    async def all_places(request: Request) -> Response:
        """Sites, waters and places: GeoJSON, Linked Places or a table, as a stream."""
        return await _places(request, current.serving, entries_of, None)

    @reads(api, f"{places.PATH}.{{suffix}}", open_api=descriptions.PLACES_AS)
    async def places_as(request: Request) -> Response:
        """The list of places in one format: ``.geojson``, ``.jsonld``, ``.tsv``."""
        suffix = request.path_params["suffix"]
        return await _places(request, current.serving, entries_of, suffix)

    @reads(api, f"{places.PATH}/{{kind}}/{{slug}}", open_api=descriptions.PLACE)
    async def place(request: Request) -> Response:
        """One place: see its document, in Linked Places."""
        wanted = Reference(request.path_params["kind"], request.path_params["slug"])
        return await run_in_threadpool(_place, request, current.serving.holdings, wanted)

    @reads(api, _PERIODS, open_api=descriptions.PERIODS)
    async def all_periods(request: Request) -> Response:
        """The periods of Izmir, as PeriodO writes an authority."""
        holdings = current.serving.holdings
        return await _leaf(request, current.serving, _PERIODS, lambda: periods.periods(holdings))

    @reads(api, f"{_PERIODS}/{{slug}}", open_api=descriptions.PERIOD)
    async def period(request: Request) -> Response:
        """One period, as PeriodO writes it."""
        holdings, slug = current.serving.holdings, request.path_params["slug"]
        wanted, path = Reference("period", slug), f"{_PERIODS}/{slug}"
        await run_in_threadpool(
            must_hold, holdings, wanted, place_of(request), f"{_PERIODS}/{{slug}}"
        )
        return await _leaf(request, current.serving, path, lambda: periods.one(holdings, wanted))

    @reads(api, routes.PATH, open_api=descriptions.ROUTES)
    async def all_routes(request: Request) -> Response:
        """The routes, with the number of their stops and where each is."""
        holdings, place = current.serving.holdings, place_of(request)
        found = partial(routes.listing, holdings, place)
        return await _leaf(request, current.serving, routes.PATH, found)

    @reads(api, f"{routes.PATH}/{{slug}}", open_api=descriptions.ROUTE)
    async def route(request: Request) -> Response:
        """A route: GeoJSON, or GPX for walking devices (``.gpx``)."""
        return await _route(request, current.serving, request.path_params["slug"])

    @reads(api, f"/{context.PATH}")
    async def linked_places_context(request: Request) -> Response:
        """The JSON-LD context of Linked Places. It never changes; a new one has a new name."""
        body = context.text(current.serving.holdings.base).encode()
        head = (
            ("Content-Type", JSON_LD.media_type),
            cache_control("immutable"),
            ("ETag", entity_tag(body.decode(), "context")),
        )
        return carry(request, conditional(Answer(200, head, body), asked_of(request).if_none_match))

    return api


def _entries(holdings: Holdings) -> Entries:
    return Entries(holdings.release.store, holdings.base)


async def _places(
    request: Request,
    serving: Serving,
    entries_of: Callable[[Holdings], Entries],
    suffix: str | None,
) -> Response:
    holdings, asked = serving.holdings, asked_of(request)
    query: bytes = request.scope["query_string"]
    redirects = holdings.release.redirects
    page = await run_in_threadpool(page_of, query, serving.index, redirects)
    if suffix is not None and suffix not in {offer.suffix for offer in places.OFFERS}:
        raise Problem("not-found")
    with varying(*(() if suffix else ("Accept-Profile",))):
        offer = places.offer_of(asked, suffix, holdings.base)
    head = _head(serving, asked, offer, suffix, page.key)
    early = not_modified(head, asked.if_none_match)
    if early is not None:
        return carry(request, early)
    entries = entries_of(holdings)
    found = references(page, holdings.slugs, serving.index)
    listed = await run_in_threadpool(places.listed, page, found)
    here = f"{asked.place.root}{request.scope['path']}"
    text = places.canonical_query(query.decode("ascii"))
    links = {"self": f"{here}?{text}" if text else here}
    if listed.more_after is not None:
        links["next"] = f"{here}?{places.next_query(text, listed.more_after)}"
    pieces = places.Writer(holdings, entries, asked.place).pieces(offer, listed.references, links)
    fields = (*head, _link(asked, offer, links))
    return carry(request, Answer(200, fields, stream(partial(_pour, pieces))))


def _pour(pieces: Iterable[bytes], output: Output) -> None:
    for piece in pieces:
        output.write(piece)


def _head(serving: Serving, asked: Asked, offer: Offer, suffix: str | None, page: str) -> Headers:
    place = f"{asked.place.root} {asked.place.prefix}"
    tag = entity_tag(serving.edition, f"{places.PATH} {page} {offer.key} {place}")
    fields = [("Content-Type", offer.media_type), ("ETag", tag), cache_control("current")]
    if suffix is None:
        fields.append(vary("Accept", "Accept-Profile"))
    if offer.key in (places.LINKED.key, places.LINKED_LD.key):
        names = PROFILE.names(serving.holdings.base)
        fields.append(("Content-Profile", ", ".join(f"<{name}>" for name in names)))
    return tuple(fields)


def _link(asked: Asked, served: Offer, links: dict[str, str]) -> tuple[str, str]:
    found = [f'<{url}>; rel="{relation}"' for relation, url in links.items()]
    found.append(f'<{LICENCE.value}>; rel="license"')
    for key, url in places.urls(places.OFFERS, asked.place).items():
        if key != served.key:
            offer = next(each for each in places.OFFERS if each.key == key)
            bare = offer.media_type.partition(";")[0]
            found.append(f'<{url}>; rel="alternate"; type="{bare}"')
    return "Link", ", ".join(found)


def _place(request: Request, holdings: Holdings, wanted: Reference) -> Response:
    given((), request.scope["query_string"], FORM)
    place = place_of(request)
    if not PROFILE.describes(wanted.kind):
        raise Problem("not-found")
    must_hold(holdings, wanted, place, f"{places.PATH}/{{kind}}/{{slug}}")
    location = f"{place.prefix}/doc/{wanted}?_profile={PROFILE.token}"
    return carry(request, redirect(303, location, vary("Accept")))


async def _leaf(
    request: Request, serving: Serving, path: str, found: Callable[[], Any]
) -> Response:
    """A JSON document, the same as JSON-LD for those who ask for it by that name."""
    given((), request.scope["query_string"], FORM)
    offers = _PERIOD if path.startswith(_PERIODS) else (JSON,)
    leaf = Leaf(path, offers, serving.edition, has_suffixes=False)
    return await serve(request, leaf, None, lambda _: json_body(found(), indent=1))


async def _route(request: Request, serving: Serving, name: str) -> Response:
    given((), request.scope["query_string"], FORM)
    holdings, place = serving.holdings, place_of(request)
    slug, dot, suffix = name.partition(".")
    wanted = Reference("route", slug)
    ending = f".{suffix}" if dot else ""
    address = f"{routes.PATH}/{{slug}}{ending.replace('{', '').replace('}', '')}"
    await run_in_threadpool(must_hold, holdings, wanted, place, address)
    leaf = Leaf(f"{routes.PATH}/{slug}", _ROUTE, serving.edition)

    def write(offer: Offer) -> bytes:
        found = routes.route(holdings, wanted)
        assert found is not None  # it is there: a release never changes
        if offer is _GPX:
            return gpx(found, holdings.edition, place)
        return json_body(routes.geo_json(found, place), indent=1)

    return await serve(request, leaf, suffix if dot else None, write)
