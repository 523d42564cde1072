"""Reconciliation: carries requests to the service, at one root for each version and language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer
from graph_service.http.negotiation import choose_language
from graph_service.pages.site import Site
from graph_service.reconcile import openapi, service
from graph_service.reconcile.call import Call, parameters
from graph_service.reconcile.gazetteer import Reconcilers
from graph_service.reconcile.preview import Preview
from graph_service.web.body import body_of, check_type
from graph_service.web.current import Current
from graph_service.web.respond import asked_of, carry, place_of

_LANGUAGES = ("en", "tr")
"""The first is for clients that name none: they are machines."""
_NEW = "/reconcile/1"
_LONGEST_BODY = 2 * 1024 * 1024

Write = Callable[[Call], Answer]
Endpoint = Callable[[Request], Awaitable[Response]]


def router(current: Current) -> APIRouter:
    """``/reconcile`` (0.2), ``/reconcile/1`` (1.0-draft), and 0.2 in a language that is fixed."""
    routes = APIRouter(tags=["reconciliation"])
    reconcilers = Reconcilers()
    _mount(routes, _Root(current, reconcilers, "/reconcile"), is_new=False)
    _mount(routes, _Root(current, reconcilers, _NEW), is_new=True)
    for language in _LANGUAGES:
        fixed = _Root(current, reconcilers, f"/reconcile/{language}", language)
        _mount(routes, fixed, is_new=False, is_shown=False)
    return routes


class _Root:
    """The addresses below one root. Answers are made beside the event loop."""

    def __init__(
        self,
        current: Current,
        reconcilers: Reconcilers,
        path: str,
        language: str | None = None,
    ) -> None:
        self._current = current
        self._reconcilers = reconcilers
        self.path = path
        self._language = language
        self._is_old = path != _NEW

    async def manifest_0_2(self, request: Request) -> Response:
        return await self._told(request, service.root)

    async def manifest_1_0(self, request: Request) -> Response:
        return await self._told(request, service.root_1_0)

    async def form(self, request: Request) -> Response:
        check_type(request, service.FORM)
        given = parameters(await body_of(request, _LONGEST_BODY), "form")
        return await self._told(request, lambda call: service.root(call, given))

    async def match(self, request: Request) -> Response:
        return await self._posted(request, service.match)

    async def extend(self, request: Request) -> Response:
        return await self._posted(request, service.extend)

    async def propose(self, request: Request) -> Response:
        return await self._told(request, service.propose)

    async def preview(self, request: Request) -> Response:
        def page(preview: Preview, language: str) -> bytes:
            return _site(request, language).preview(preview)

        return await self._told(request, lambda call: service.shown(call, page))

    def suggest(self, what: str) -> Endpoint:
        async def suggest(request: Request) -> Response:
            return await self._told(request, partial(service.suggested, what=what))

        return suggest

    def flyout(self, what: str) -> Endpoint:
        async def flyout(request: Request) -> Response:
            def piece(preview: Preview, language: str) -> str:
                return _site(request, language).flyout(preview)

            return await self._told(request, lambda call: service.flyout(call, what, piece))

        return flyout

    async def _posted(self, request: Request, write: Callable[[Call, bytes], Answer]) -> Response:
        check_type(request, service.JSON)
        body = await body_of(request, _LONGEST_BODY)
        return await self._told(request, lambda call: write(call, body))

    async def _told(self, request: Request, write: Write) -> Response:
        answer = await run_in_threadpool(lambda: write(self._call(request)))
        return carry(request, answer)

    def _call(self, request: Request) -> Call:
        serving, place, asked = self._current.serving, place_of(request), asked_of(request)
        query = request.scope["query_string"]
        given = parameters(query, "query")
        fixed = self._language or given.get("lang")
        is_fixed = fixed in _LANGUAGES
        spoken = choose_language(asked.accept_language, _LANGUAGES)
        return Call(
            reconciler=self._reconcilers.of(serving.holdings, serving.index),
            root=place.root,
            path=self.path,
            language=fixed if fixed and is_fixed else spoken,
            is_language_fixed=is_fixed,
            parameters=given,
            edition=serving.edition,
            version=request.app.version,
            what=f"{request.scope['path']}?{query.decode('latin-1')}",
            if_none_match=asked.if_none_match,
            is_reading=request.method != "POST",
            has_scripts=self._is_old and request.method != "POST",
        )


def _site(request: Request, language: str) -> Site:
    return Site(language, place_of(request), request.scope["path"])


def _mount(routes: APIRouter, root: _Root, *, is_new: bool, is_shown: bool = True) -> None:
    """Both versions below one root; the description of the API has each address once."""
    reading = {
        "": root.manifest_1_0 if is_new else root.manifest_0_2,
        "/extend/propose": root.propose,
        "/preview": root.preview,
        **{f"/suggest/{what}": root.suggest(what) for what in openapi.SUGGESTED},
    }
    posting = {"/match": root.match, "/extend": root.extend}
    if not is_new:
        reading |= {f"/flyout/{what}": root.flyout(what) for what in openapi.SUGGESTED}
        posting[""] = root.form
    version = "1.0-draft" if is_new else "0.2"
    for method, endpoints in (("GET", reading), ("HEAD", reading), ("POST", posting)):
        for below, endpoint in endpoints.items():
            described = openapi.operation(version, method, below) if is_shown else None
            routes.add_api_route(
                f"{root.path}{below}",
                endpoint,
                methods=[method],
                response_class=Response,
                include_in_schema=described is not None,
                operation_id=described.id if described else None,
                summary=described.summary if described else None,
                description=described.description if described else None,
                openapi_extra=dict(described.more) if described else None,
            )
