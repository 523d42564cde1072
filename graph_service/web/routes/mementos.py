"""Old states: TimeGates around what is current, TimeMaps, and the mementos themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph_service.feeds.memento import Mementos, Original, links
from graph_service.feeds.timemap import FORMS
from graph_service.http.answer import Answer, Headers
from graph_service.http.caching import CACHE_CONTROL, cache_control, conditional, entity_tag
from graph_service.http.problem import Problem
from graph_service.http.redirect import redirect
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.holdings import Reference
from graph_service.resources.place import Place
from graph_service.sparql.service import SparqlService
from graph_service.store.changes import Published
from graph_service.web.endpoint import METHODS
from graph_service.web.gate import Endpoint, P, add_fields, mementos_of, original_of
from graph_service.web.past import Past
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of
from graph_service.web.routes.changes import without_log
from graph_service.web.routes.things import document_of, thing_of


def to_past(endpoint: Endpoint[P]) -> Endpoint[P]:
    """The endpoint for things, which shows where the document of a withdrawn one was."""

    async def shown(request: Request, /, *more: P.args, **named: P.kwargs) -> Response:
        try:
            return await endpoint(request, *more, **named)
        except Problem as problem:
            if problem.slug == "gone":
                document = Original(f"/doc{original_of(request, '/id').path}")
                problem.headers = (*problem.headers, *links(document, place_of(request)))
            raise

    return shown


def router(past: Past, ask_of: Callable[[SparqlService], Endpoint[[]]]) -> APIRouter:
    """``/timemap/…`` and ``/memento/…``."""
    routes = APIRouter(tags=["mementos"])

    @reads(routes, "/timemap/{form}/doc/{kind}/{slug}")
    async def timemap(request: Request, form: str, kind: str, slug: str) -> Response:
        """Every memento of a document (RFC 7089), as ``link`` or as ``json``.

        Also when it is withdrawn: what was published stays listed as long as it is kept.
        """
        path = f"/doc/{quote(kind)}/{quote(slug)}"
        return await _timemap(request, past, form, path)

    @reads(routes, "/timemap/{form}/sparql")
    async def timemap_of_answers(request: Request, form: str) -> Response:
        """Every memento of the answer to a query (RFC 7089), as ``link`` or as ``json``."""
        return await _timemap(request, past, form, "/sparql")

    @reads(routes, "/memento/{release}/doc/{kind}/{slug}")
    async def documents(request: Request, release: str, kind: str, slug: str) -> Response:
        """A document as it was in one release."""
        serving = await past.serving(past.published(release).id)
        document = document_of(lambda: serving)
        wanted = Reference(kind, slug)
        return await _remembered(request, release, past, lambda asked: document(asked, wanted))

    @reads(routes, "/memento/{release}/id/{kind}/{slug}", status=303)
    async def things(request: Request, release: str, kind: str, slug: str) -> Response:
        """A thing in one release: 303 to its document there."""
        serving = await past.serving(past.published(release).id)
        with _then(request, release):
            return await thing_of(lambda: serving)(request, Reference(kind, slug))

    async def ask(request: Request, release: str) -> Response:
        """SPARQL over one release of the past."""
        past.published(release)
        async with past.asking(release) as service:
            return await _remembered(request, release, past, ask_of(service))

    path = "/memento/{release}/sparql"
    routes.add_api_route(path, ask, methods=["GET"], response_class=Response)
    methods = sorted(METHODS - {"GET"})
    routes.add_api_route(path, ask, methods=methods, include_in_schema=False)

    async def anything_else(request: Request, release: str) -> Response:
        """What a page of the past leads to besides: as it is now."""
        past.published(release)
        now = str(original_of(request, f"/memento/{release}")).lstrip("/")
        location = f"{place_of(request).prefix}/{now}"
        return carry(request, redirect(302, location))

    path = "/memento/{release}/{path:path}"
    routes.add_api_route(path, anything_else, methods=["GET", "HEAD"], include_in_schema=False)
    return routes


async def _timemap(request: Request, past: Past, form: str, path: str) -> Response:
    if form not in FORMS:
        raise Problem("not-found", extensions={"forms": list(FORMS)})
    offer, write = FORMS[form]
    original = Original.of(path, request.scope["query_string"])
    found = await mementos_of(original, past, place_of(request))
    log = past.log
    if log is None:
        raise without_log()
    if original.reference is not None and log.latest(original.reference) is None:
        raise Problem("not-found")
    body = write(found)
    head = (
        ("Content-Type", offer.media_type),
        ("ETag", entity_tag(past.current.serving.edition, body.decode())),
        cache_control("current"),
        ("Link", f'<{found.place.root}{original}>; rel="original timegate"'),
    )
    return carry(request, conditional(Answer(200, head, body), asked_of(request).if_none_match))


async def _remembered(
    request: Request, release: str, past: Past, endpoint: Endpoint[[]]
) -> Response:
    """The answer of an endpoint over an old release, as a memento."""
    place, published = place_of(request), past.published(release)
    with _then(request, release):
        found = await mementos_of(original_of(request, f"/memento/{release}"), past, place)
        try:
            response = await endpoint(request)
        except Elsewhere as elsewhere:
            response = carry(request, elsewhere.answer())
        except Problem as problem:
            problem.headers = (*problem.headers, *_state(problem, found, published))
            raise
    if response.status_code in (200, 304) and "etag" in response.headers:
        response.headers["Cache-Control"] = CACHE_CONTROL["immutable"]
    add_fields(response, found.fields(published))
    return response


def _state(problem: Problem, found: Mementos, published: Published) -> Headers:
    """A withdrawn record was withdrawn then too; other errors are of now."""
    return found.fields(published) if problem.slug == "gone" else ()


@contextmanager
def _then(request: Request, release: str) -> Iterator[None]:
    """Within, the request is one to the service as it was: everything it links to is of then."""
    place, path = place_of(request), request.scope["path"]
    below = f"/memento/{release}"
    request.scope["place"] = Place(f"{place.root}{below}", f"{place.prefix}{below}")
    request.scope["path"] = path.removeprefix(below)
    try:
        yield
    finally:
        request.scope["place"], request.scope["path"] = place, path
