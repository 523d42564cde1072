"""OAI-PMH: carries requests by GET and by POST to the provider."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.oai.formats import SCHEMA_PATH
from graph_service.feeds.oai.provider import PATH, Provider, Terms
from graph_service.feeds.oai.tokens import Seal, key_of
from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.settings import Settings
from graph_service.store.release import ReleaseError
from graph_service.web.current import Current, Serving
from graph_service.web.past import Past
from graph_service.web.reading import reads
from graph_service.web.respond import carry, place_of, respond, tagged
from graph_service.web.routes.changes import without_log

_FORM = "application/x-www-form-urlencoded"
_LONGEST = 16 * 1024
"""Bytes of a form: all arguments of the protocol are short."""


def router(current: Current, past: Past, settings: Settings) -> APIRouter:
    """``/oai``."""
    routes = APIRouter(tags=["harvesting"])

    @cache
    def terms() -> Terms:
        key = settings.oai_key.encode() if settings.oai_key else None
        seal = Seal(key or key_of(settings.var_dir, settings.base))
        return Terms(seal, settings.oai_page_size, settings.admin_email)

    async def harvest(request: Request) -> Response:
        """OAI-PMH 2.0 with `oai_dc`, `edm`, `lido` and `rdf`; sets by kind, district and source.

        The arguments come in the query string or, by POST, as a form.
        """
        pairs = await _pairs(request)
        serving = current.serving
        release = terms().release(pairs)
        if release is not None and release != serving.release.id:
            with contextlib.suppress(Problem):  # it is gone: the list goes on in the current one
                serving = await past.serving(past.published(release).id)
        provider = _provider(serving, terms(), request)
        return await respond(request, lambda: provider.answer(pairs))

    routes.add_api_route(
        PATH, harvest, methods=["GET"], response_class=Response, operation_id="oai_get"
    )
    routes.add_api_route(
        PATH, harvest, methods=["POST"], response_class=Response, operation_id="oai_post"
    )
    routes.add_api_route(PATH, harvest, methods=["HEAD"], include_in_schema=False)

    @reads(routes, SCHEMA_PATH)
    async def schema(request: Request) -> Response:
        """The XML Schema of records in the format `rdf`."""
        body = (files("graph_service.feeds.oai") / "rdf.xsd").read_bytes()
        head = (("Content-Type", "application/xml"), cache_control("current"))
        return carry(request, tagged(request, Answer(200, head, body)))

    return routes


def _provider(serving: Serving, terms: Terms, request: Request) -> Provider:
    try:
        return Provider(serving.holdings, serving.release.changes, terms, place_of(request))
    except ReleaseError as error:
        raise without_log() from error


async def _pairs(request: Request) -> Sequence[tuple[str, str]]:
    """The arguments of the query string, and of the form if there is one."""
    query: bytes = request.scope["query_string"]
    pairs = _read(query)
    if request.method == "POST":
        pairs += _read(await _form(request))
    return pairs


def _read(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace")


async def _form(request: Request) -> bytes:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise _too_long()
    if body and media_type != _FORM:
        detail = Text(
            f"OAI-PMH istekleri {_FORM} olarak gönderilir.",
            f"Requests of OAI-PMH are sent as {_FORM}.",
        )
        raise Problem("unsupported-media-type", detail, extensions={"allowed": [_FORM]})
    return body


def _too_long() -> Problem:
    detail = Text(
        f"İstek {_LONGEST} bayttan uzun.", f"The request is longer than {_LONGEST} bytes."
    )
    headers = {"Connection": "close"}
    return Problem("query-too-large", detail, extensions={"limit": _LONGEST}, headers=headers)
