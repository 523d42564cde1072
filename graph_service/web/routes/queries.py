"""The query library: its list, and every query of it as an address with parameters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import cache_control, conditional, entity_tag
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem, in_openapi
from graph_service.http.problem_types import Text
from graph_service.http.redirect import redirect
from graph_service.http.selection import select
from graph_service.library.asking import Values, refused, values_of
from graph_service.library.kinds import Term, Thing
from graph_service.library.listing import PATH, grouped, listing, open_api_parameters
from graph_service.library.parameter import Parameter
from graph_service.library.query import Library, LibraryQuery
from graph_service.resources.holdings import Holdings, Missing, Moved, Reference
from graph_service.resources.representations import HTML as PAGE
from graph_service.resources.representations import JSON
from graph_service.sparql import service as sparql
from graph_service.sparql.formats import HTML, OFFERS
from graph_service.sparql.protocol import QueryRequest
from graph_service.web.current import Current
from graph_service.web.endpoint import answered, departure
from graph_service.web.negotiated import Leaf, serve
from graph_service.web.observe import fingerprint
from graph_service.web.reading import reads
from graph_service.web.respond import asked_of, carry, place_of, site_of

_SPARQL = Offer("rq", "application/sparql-query", "rq")
"""The query itself, with the values filled in, to be taken along and changed."""


def router(current: Current, service: sparql.SparqlService, library: Library) -> APIRouter:
    """``/api/queries``, ``/api/queries/{name}`` and ``/queries/…``, the names of the examples."""
    routes = APIRouter(tags=["queries"])

    @reads(routes, PATH)
    async def queries(request: Request) -> Response:
        """The query library: what can be asked, with which parameters, and where."""
        release = current.serving.release.id
        edition = f"{current.serving.edition}.{library.fingerprint}"
        leaf = Leaf(PATH, (JSON,), edition, has_suffixes=False)
        found = listing(library, place_of(request).root, release)
        return await serve(request, leaf, None, lambda _: json_body(found, indent=1))

    for each in library:
        _add(routes, each, _asker(current, service, each))

    @reads(routes, f"{PATH}/{{name}}")
    async def query(request: Request, name: str) -> Response:
        """A query of the library by its name; a suffix such as ``.csv`` fixes the format.

        Every query stands in this description by its own path too, with its parameters.
        """
        stem, dot, suffix = name.partition(".")
        found = library.get(stem)
        if found is None:
            raise _unknown(library, stem, place_of(request).root)
        return await _ask(request, current, service, found, suffix if dot else None)

    @reads(routes, "/queries")
    async def library_page(request: Request) -> Response:
        """The query library, for people; to machines the same as `/api/queries`."""
        serving = current.serving
        edition = f"{serving.edition}.{library.fingerprint}"
        leaf = Leaf("/queries", (PAGE, JSON), edition, has_suffixes=False)
        found = listing(library, place_of(request).root, serving.release.id)

        def write(offer: Offer) -> bytes:
            if offer is PAGE:
                return site_of(request).queries(grouped(found))
            return json_body(found, indent=1)

        return await serve(request, leaf, None, write)

    @reads(routes, "/queries/{name}", status=303)
    async def named(request: Request, name: str) -> Response:
        """What the description of the SPARQL service calls its examples: see the API."""
        text = request.scope["query_string"].decode("latin-1")
        location = f"{place_of(request).prefix}{PATH}/{name}{'?' if text else ''}{text}"
        return carry(request, redirect(303, location, vary("Accept")))

    return routes


def _add(
    routes: APIRouter, query: LibraryQuery, endpoint: Callable[[Request], Awaitable[Response]]
) -> None:
    """A path of its own for a query, so that the API description can tell its parameters."""
    path = f"{PATH}/{query.name}"
    routes.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        response_class=Response,
        operation_id=f"query_{query.name.replace('-', '_')}",
        summary=f"{query.title.en} · {query.title.tr}",
        description=f"{query.description.en}\n\n{query.description.tr}",
        openapi_extra={
            "parameters": open_api_parameters(query),
            "responses": _responses(query),
        },
    )
    routes.add_api_route(path, endpoint, methods=["HEAD"], include_in_schema=False)


def _responses(query: LibraryQuery) -> dict[str, Any]:
    types = [offer.media_type.split(";")[0] for offer in _offers(query)]
    return {
        "200": {
            "description": "The result, in the format that is asked for.",
            "content": {each: {"schema": {"type": "string"}} for each in types},
        },
        "400": in_openapi(
            "A parameter is not one of the query's, or has a value that it cannot have; the "
            "problem names parameter, value and what is allowed."
        ),
        "406": in_openapi("This form of query has no format that is asked for."),
        "503": in_openapi("A limit of time or memory was reached, or the queue is full."),
    }


def _asker(
    current: Current, service: sparql.SparqlService, query: LibraryQuery
) -> Callable[[Request], Awaitable[Response]]:
    async def ask(request: Request) -> Response:
        return await _ask(request, current, service, query, None)

    return ask


async def _ask(
    request: Request,
    current: Current,
    service: sparql.SparqlService,
    query: LibraryQuery,
    suffix: str | None,
) -> Response:
    """Answer a query of the library, with the parameters of the address."""
    asked, place = asked_of(request), place_of(request)
    offers = _offers(query)
    urls = _urls(query, place.root)
    if suffix is not None and suffix not in {offer.suffix for offer in offers}:
        available = [{"type": each.media_type, "url": urls[each.key]} for each in offers]
        raise Problem("not-found", extensions={"available": available})
    values = values_of(query, request.scope["query_string"])
    if values:  # things are looked up in the store, and what is like them if they are not there
        values = await run_in_threadpool(_present, query, values, current.serving.holdings)
    offer = select(offers, asked.accept, suffix or asked.media_type, urls)
    text = query.fill(values)
    if offer is _SPARQL:
        return _text(request, text, current.serving.edition)
    request.scope["record"].query = fingerprint(text)
    wanted = QueryRequest(text, accept=offer.media_type, head=request.method == "HEAD")
    carried = sparql.Request(
        method=request.method,
        headers=dict(request.headers),
        endpoint=f"{place.root}/sparql",
    )
    answer = service.evaluate(carried, wanted, lambda: departure(request))
    return await answered(request, answer)


def _text(request: Request, text: str, edition: str) -> Response:
    body = text.encode()
    head = (
        ("Content-Type", f"{_SPARQL.media_type}; charset=utf-8"),
        ("ETag", entity_tag(edition, text)),
        cache_control("current"),
        vary("Accept"),
    )
    return carry(request, conditional(Answer(200, head, body), asked_of(request).if_none_match))


def _offers(query: LibraryQuery) -> tuple[Offer, ...]:
    results = (*OFFERS[query.form], HTML)
    return (*(replace(offer, suffix=offer.key) for offer in results), _SPARQL)


def _urls(query: LibraryQuery, root: str) -> Mapping[str, str]:
    return {offer.key: f"{root}{PATH}/{query.name}.{offer.suffix}" for offer in _offers(query)}


def _present(query: LibraryQuery, values: Values, holdings: Holdings) -> Values:
    """The values, if every thing that they name is there; what was renamed by its new name."""
    found = dict(values)
    for parameter in query.parameters:
        if isinstance(parameter.kind, Thing) and parameter.name in values:
            found[parameter.name] = tuple(
                _thing(parameter, term, holdings) for term in values[parameter.name]
            )
    return found


def _thing(parameter: Parameter, term: Term, holdings: Holdings) -> Term:
    named = Reference.parse(term.value.removeprefix(f"{holdings.base}id/"))
    there = holdings.find(named)
    if isinstance(there, Moved):
        return _thing(parameter, holdings.iri(there.to), holdings)
    if isinstance(there, Reference):
        return NamedNode(term.value)
    nearest = [str(each) for each in there.nearest] if isinstance(there, Missing) else []
    hint = f": {', '.join(nearest)}" if nearest else ""
    problem = refused(
        parameter,
        str(named),
        Text(
            f"`{parameter.name}`: “{named}” diye bir kayıt yok{hint and '; benzerleri' + hint}.",
            f"`{parameter.name}`: there is no record “{named}”{hint and '; similar ones' + hint}.",
        ),
    )
    raise problem


def _unknown(library: Library, name: str, root: str) -> Problem:
    detail = Text(
        f"“{name[:80]}” diye bir sorgu yok; hepsi {PATH} adresinde.",
        f"There is no query “{name[:80]}”; all of them are at {PATH}.",
    )
    nearest = [f"{root}{PATH}/{each}" for each in library.nearest(name)]
    return Problem("not-found", detail, extensions={"queries": nearest})
