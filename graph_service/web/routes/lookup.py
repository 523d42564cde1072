"""Lookup: by the identifiers of others, by where and by when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer, choose
from graph_service.http.problem import Problem, in_openapi
from graph_service.http.problem_types import Text
from graph_service.http.redirect import redirect
from graph_service.http.selection import select
from graph_service.resources.representations import JSON
from graph_service.search import finding
from graph_service.search.asking import Given, given, named
from graph_service.search.listing import Listing
from graph_service.search.parameters import AT, NEARBY, RESOLVE
from graph_service.search.resolving import Match, Resolved, Resolver
from graph_service.web.body import body_of, check_type
from graph_service.web.current import Current, Serving
from graph_service.web.listed import described, page_url, serve_list
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, place_of, respond

_MOST_LOOKUPS = 1000
_MOST_BYTES = 1024 * 1024
_LONGEST = 2000
_REDIRECT = Offer("redirect", "text/html", None, ("application/xhtml+xml",))
_RESOLVED = {
    "200": {
        "description": "The matches, for clients that ask for JSON.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    "300": {"description": "Several things match equally well; they are listed as JSON."},
    "303": {"description": "See our thing: the closest match."},
    "400": in_openapi("Not exactly one parameter, or one with a value that it cannot have."),
    "404": in_openapi("Nothing of ours is linked to it."),
    "410": in_openapi("It was ours, and was withdrawn."),
}
_BATCH = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "array",
                    "maxItems": _MOST_LOOKUPS,
                    "items": {"type": "string", "minLength": 1, "maxLength": _LONGEST},
                },
                "example": ["http://www.wikidata.org/entity/Q2827071", "pleiades:550908"],
            }
        },
    },
    "responses": {
        "200": {
            "description": "For each, in order, the matches; none is an empty list.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        "400": in_openapi("The body is no JSON array of texts."),
        "413": in_openapi(f"More than {_MOST_LOOKUPS} lookups, or more than 1 MiB."),
        "415": in_openapi("The body is no application/json."),
    },
}


def router(current: Current) -> APIRouter:
    """``/api/resolve``, ``/api/nearby`` and ``/api/at``."""
    routes = APIRouter(tags=["lookup"])

    @reads(
        routes,
        "/api/resolve",
        open_api=described(RESOLVE, "") | {"responses": _RESOLVED},
    )
    async def resolve(request: Request) -> Response:
        """From an IRI, or an identifier in another catalogue, to our thing.

        Browsers and RDF clients are sent to the thing (303); who asks for JSON gets all matches,
        the closest first, each with how it matches.
        """
        serving = current.serving
        wanted = _wanted(given(RESOLVE, request.scope["query_string"]))
        return await respond(request, lambda: _resolve(request, serving, *wanted))

    @routes.post("/api/resolve", response_class=Response, openapi_extra=_BATCH)
    async def resolve_all(request: Request) -> Response:
        """Up to 1,000 lookups at once: IRIs, or identifiers such as ``pleiades:550908``."""
        serving, asked = current.serving, asked_of(request)
        select((JSON,), asked.accept, asked.media_type)
        check_type(request, "application/json")
        texts = _texts(await body_of(request, _MOST_BYTES))
        return await respond(request, lambda: _resolve_all(request, serving, texts))

    @reads(routes, "/api/nearby", open_api=described(NEARBY, "What lies there, nearest first."))
    async def nearby(request: Request) -> Response:
        """What has a point within a radius: great-circle distances in metres, the nearest first.

        A point that is not exact says so in `precision`: its distance is that of the point.
        """
        serving = current.serving
        values = given(NEARBY, request.scope["query_string"])

        def write() -> bytes:
            found = finding.nearby(values, serving.index)
            listing = Listing(serving.index, serving.holdings.base)
            return json_body(listing.nearby(found, page_url(request, found.after)))

        return await serve_list(request, serving.edition, JSON, write, languages=False)

    @reads(routes, "/api/at", open_api=described(AT, "What existed then, by name."))
    async def at(request: Request) -> Response:
        """What existed in a year, how sure that is (`certain`, `possible`), and why.

        `because` names the phases that say so. What was built is possible until a source says
        that it was lost, and certain up to the last source that shows it standing.
        """
        serving, language = current.serving, asked_of(request).speaks()
        values = given(AT, request.scope["query_string"])

        def write() -> bytes:
            page = finding.at(values, serving.index, language)
            listing = Listing(serving.index, serving.holdings.base)
            year = int(values["year"][0])
            return json_body(listing.at(page, year, page_url(request, page.after)))

        return await serve_list(
            request, serving.edition, JSON, write, languages="lang" not in values
        )

    return routes


def _wanted(values: Given) -> tuple[str, str]:
    """The one parameter that is given, and its value. Raises Problem."""
    if len(values) == 1:
        return next((name, value) for name, (value, *_) in values.items())
    names = [each.name for each in RESOLVE]
    detail = Text(
        f"Şu parametrelerden tam olarak biri gerekir: {', '.join(names)}.",
        f"Exactly one of these parameters is needed: {', '.join(names)}.",
    )
    raise Problem(
        "bad-request",
        detail,
        extensions={"parameter": ", ".join(values), "value": "", "allowed": names},
    )


def _resolver(request: Request, serving: Serving) -> Resolver:
    return Resolver(serving.index, serving.holdings, (place_of(request).root,))


def _resolve(request: Request, serving: Serving, name: str, value: str) -> Answer:
    asked, resolver = asked_of(request), _resolver(request, serving)
    found = resolver.iri(value) if name == "uri" else resolver.identifier(name, value)
    if not found.matches:
        raise _nothing(found, serving, name, value)
    if asked.media_type is not None:
        select((JSON,), None, asked.media_type)
    is_json = asked.media_type is not None or choose(asked.accept, (_REDIRECT, JSON)) is JSON
    if not is_json and found.best is not None:
        location = f"{asked.place.prefix}/id/{found.best.reference}"
        return redirect(303, location, vary("Accept"))
    query = request.scope["query_string"].decode("latin-1")
    tag = entity_tag(serving.edition, f"resolve {query} {asked.place.root}")
    head = (("Content-Type", JSON.media_type), ("ETag", tag),
            cache_control("current"), vary("Accept"))  # fmt: skip
    body = json_body({"asked": value, "matches": _written(found.matches, serving)})
    return conditional(Answer(200 if is_json else 300, head, body), asked.if_none_match)


def _resolve_all(request: Request, serving: Serving, texts: list[str]) -> Answer:
    resolver = _resolver(request, serving)
    results = [
        {"asked": text, "matches": _written(resolver.either(text).matches, serving)}
        for text in texts
    ]
    head = (("Content-Type", JSON.media_type), cache_control("none"), vary("Accept"))
    return Answer(200, head, json_body({"results": results}))


def _written(matches: Iterable[Match], serving: Serving) -> list[Mapping[str, Any]]:
    found = list(matches)
    records = {r.reference: r for r in serving.index.records(each.reference for each in found)}
    return [
        {
            "id": f"{serving.holdings.base}id/{each.reference}",
            "match": each.match,
            "kind": each.reference.partition("/")[0],
            "label": dict(records[each.reference].labels) if each.reference in records else {},
        }
        for each in found
    ]


def _nothing(found: Resolved, serving: Serving, name: str, value: str) -> Problem:
    tombstone = found.tombstone
    if tombstone is None:
        detail = Text(
            f"“{value[:200]}” ile bağlantılı bir kaydımız yok.",
            f"Nothing of ours is linked to “{value[:200]}”.",
        )
        allowed = dict(named(RESOLVE, name).kind.schema)
        extensions = {"parameter": name, "value": value[:200], "allowed": allowed}
        return Problem("not-found", detail, extensions=extensions)
    replaced = tombstone.replaced_by
    more = {"replacedBy": f"{serving.holdings.base}id/{replaced}"} if replaced else {}
    return Problem("gone", Text(tombstone.reason_tr, tombstone.reason_en), extensions=more)


def _texts(body: bytes) -> list[str]:
    """The lookups. Raises Problem."""
    where: dict[str, object] = {}
    try:
        texts = json.loads(body)
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        texts = None
    except (ValueError, RecursionError):  # not UTF-8, or nested without end
        texts = None
    if isinstance(texts, list) and len(texts) > _MOST_LOOKUPS:
        raise _too_many()
    if isinstance(texts, list) and all(_fits(each) for each in texts):
        return texts
    detail = Text(
        f"Gövde, en çok {_LONGEST} karakterlik metinlerin JSON dizisi olmalı.",
        f"The body must be a JSON array of texts of at most {_LONGEST} characters.",
    )
    allowed = _BATCH["requestBody"]["content"]["application/json"]["schema"]  # type: ignore[index]
    raise Problem(
        "bad-request", detail, extensions={"parameter": "body", "allowed": allowed} | where
    )


def _fits(text: object) -> bool:
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        return False
    return text.isprintable()  # and so no half of a character


def _too_many() -> Problem:
    detail = Text(
        f"En çok {_MOST_LOOKUPS} arama; daha fazlasını birkaç isteğe bölün.",
        f"At most {_MOST_LOOKUPS} lookups; spread more over several requests.",
    )
    extensions = {"limit": _MOST_LOOKUPS, "unit": "lookups"}
    return Problem("query-too-large", detail, extensions=extensions)
