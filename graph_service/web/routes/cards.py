"""Pictures of records, for those who share a link to one (``og:image``)."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control, entity_tag, not_modified
from graph_service.http.problem import Problem
from graph_service.pages.cards.cards import WHOLE
from graph_service.resources.holdings import Reference
from graph_service.web.current import Current, Serving
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, respond

_LANGUAGES = ("tr", "en")


def router(current: Current) -> APIRouter:
    """``/cards/{kind}/{slug}.{language}.png``, and one for the whole."""
    routes = APIRouter(tags=["pages"], include_in_schema=False)

    @reads(routes, "/cards/{name}")
    async def whole(request: Request, name: str) -> Response:
        """The card of pages that are not of one record."""
        stem, language = _parts(name)
        if stem != WHOLE:
            raise Problem("not-found")
        return await _card(request, current.serving, None, language)

    @reads(routes, "/cards/{kind}/{name}")
    async def card(request: Request, kind: str, name: str) -> Response:
        """The card of a record: its name, what it is, and where on a map of the province."""
        slug, language = _parts(name)
        serving, thing = current.serving, Reference(kind, slug)
        if not serving.holdings.holds(thing):
            raise Problem("not-found")
        return await _card(request, serving, thing, language)

    return routes


def _parts(name: str) -> tuple[str, str]:
    """The slug and the language of ``slug.tr.png``. Raises Problem."""
    stem, _, language = name.removesuffix(".png").rpartition(".")
    if not name.endswith(".png") or language not in _LANGUAGES:
        raise Problem("not-found")
    return stem, language


async def _card(
    request: Request, serving: Serving, thing: Reference | None, language: str
) -> Response:
    asked = asked_of(request)
    head = (
        ("Content-Type", "image/png"),
        ("ETag", entity_tag(serving.edition, f"card {thing}", language)),
        cache_control("current"),
    )

    def write() -> Answer:
        early = not_modified(head, asked.if_none_match)
        if early is not None:
            return early
        cards = serving.cards
        body = cards.of(thing, language, asked.place) if thing else cards.of_all(language)
        if body is None:
            raise Problem("not-found")
        return Answer(200, head, body)

    return await respond(request, write)
