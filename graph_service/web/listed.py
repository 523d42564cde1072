"""Answers that are lists: one address a page, one format, cached as long as the release is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.negotiation import Offer
from graph_service.http.problem import in_openapi
from graph_service.http.selection import select
from graph_service.resources.representations import HTML, JSON, content_type
from graph_service.search.asking import Parameter
from graph_service.web.respond import asked_of, place_of, respond


async def serve_list(
    request: Request,
    edition: str,
    offer: Offer,
    write: Callable[[], bytes],
    *,
    languages: bool = True,
) -> Response:
    """Answer with a list; it is written beside the event loop.

    `languages`: the order or the words depend on what the client reads.
    """
    asked = asked_of(request)
    select((offer,), asked.accept, asked.media_type)
    language = asked.speaks() if languages or offer is HTML else None
    place = f"{asked.place.root} {asked.place.prefix}"
    query = request.scope["query_string"].decode("latin-1")
    tag = entity_tag(edition, f"{request.scope['path']}?{query} {offer.key} {place}", language)
    head = [("Content-Type", content_type(offer)), ("ETag", tag), cache_control("current")]
    head.append(vary("Accept", *(("Accept-Language",) if language else ())))
    if offer is HTML and language:
        head.append(("Content-Language", language))

    def answer() -> Answer:
        body = write()  # first: what is refused is refused, whatever the client holds
        return conditional(Answer(200, tuple(head), body), asked.if_none_match)

    return await respond(request, answer)


def page_url(request: Request, after: str | None) -> str | None:
    """The address of the next page: this one, from a cursor on."""
    if after is None:
        return None
    query = request.scope["query_string"].decode("latin-1")
    pairs = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k != "after"]
    written_query = urlencode([*pairs, ("after", after)])
    return f"{place_of(request).root}{request.scope['path']}?{written_query}"


def described(parameters: Sequence[Parameter], what: str, offer: Offer = JSON) -> dict[str, Any]:
    """What OpenAPI says of a list."""
    return {
        "parameters": [each.open_api() for each in parameters],
        "responses": {
            "200": {
                "description": what,
                "content": {offer.media_type: {"schema": {"type": _type(offer)}}},
            },
            "304": {"description": "The client holds it already."},
            "400": in_openapi("A parameter is unknown, or has a value that it cannot have; the "
                              "problem names parameter, value and what is allowed."),
            "406": in_openapi("It can be had in one format only, and not in the one asked for."),
        },
    }  # fmt: skip


def _type(offer: Offer) -> str:
    return "object" if offer is JSON else "string"
