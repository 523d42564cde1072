"""The SPARQL endpoint: carries requests to the service, and shows its tables as pages."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from graph_service.http.answer import Answer, vary
from graph_service.http.caching import CACHE_CONTROL, cache_control
from graph_service.http.negotiation import Offer, choose
from graph_service.http.problem import Problem
from graph_service.library.query import Library
from graph_service.resources.representations import HTML
from graph_service.sparql import service as sparql
from graph_service.web.body import body_of
from graph_service.web.current import Current
from graph_service.web.direct import Endpoint
from graph_service.web.observe import fingerprint
from graph_service.web.respond import asked_of, carry, fields_of, place_of, site_of, tagged
from loaders.namespaces import prefixes

if TYPE_CHECKING:
    from graph_service.pages.atlas.atlas import Atlas
    from graph_service.pages.reading import Shown

_ASKING: ContextVar[Request] = ContextVar("asking")
"""The request whose result is being shown as a page."""
_DESCRIPTION = Offer("description", "text/turtle", None, ("application/rdf+xml",))


METHODS = frozenset({"GET", "HEAD", "POST", "QUERY"})


def endpoint_of(service: sparql.SparqlService, current: Current, library: Library) -> Endpoint:
    """Answers requests to ``/sparql``."""

    async def endpoint(request: Request) -> Response:
        in_url = request.method in ("GET", "HEAD")
        if in_url and _is_for_editor(request):
            return _editor(request, current, library)
        asked = sparql.Request(
            method=request.method,
            query_string=request.scope["query_string"],
            headers=fields_of(request),
            body=b"" if in_url else await body_of(request, service.body_limit),
            endpoint=f"{place_of(request).root}/sparql",
        )
        protocol = await service.parse(asked)
        if protocol.query is not None:
            request.scope["record"].query = fingerprint(protocol.query)
        gone = partial(departure, request)
        return await answered(request, service.evaluate(asked, protocol, gone))

    return endpoint


async def answered(request: Request, answer: Awaitable[Answer]) -> Response:
    """Carry the answer to a query; a table for people becomes a page in their language."""
    _ASKING.set(request)
    found = await answer
    return carry(request, _spoken(request, found) if _is_page(found) else found)


async def departure(request: Request) -> None:
    """Returns when the client has gone away."""
    message = await request.receive()
    while message["type"] != "http.disconnect":
        message = await request.receive()


def _is_page(answer: Answer) -> bool:
    return (answer.field("Content-Type") or "").startswith(HTML.media_type)


def _spoken(request: Request, answer: Answer) -> Answer:
    """A page depends on the language too, so its tag is that of its own bytes."""
    kept = [field for field in answer.fields() if field[0].lower() != "etag"]
    head = (*kept, ("Content-Language", asked_of(request).speaks()))
    spoken = Answer(answer.status, head, answer.body)
    is_lasting = answer.field("Cache-Control") != CACHE_CONTROL["none"]
    return tagged(request, spoken) if is_lasting else spoken


def _is_for_editor(request: Request) -> bool:
    """A browser that asks nothing: it may choose a language, or an example to begin with."""
    query_string: bytes = request.scope["query_string"]
    if b"query=" in query_string:  # most requests, and this is the quickest way to see it
        return False
    if query_string and not set(request.query_params) <= {"lang", "example"}:
        return False
    return choose(asked_of(request).accept, (_DESCRIPTION, HTML)) is HTML


def _editor(request: Request, current: Current, library: Library) -> Response:
    name = request.query_params.get("example")
    example = library.get(name) if name else None
    if name and example is None:
        raise Problem("not-found")
    serving = current.serving
    page = site_of(request, serving.atlas).query(library, serving.holdings.base, example)
    head = (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Language", asked_of(request).speaks()),
        cache_control("current"),
        vary("Accept", "Accept-Language"),
        ("Link", f'<{place_of(request).root}/sparql>; rel="describedby"; type="text/turtle"'),
    )
    return carry(request, tagged(request, Answer(200, head, page)))


def table_page(table: sparql.ResultTable, library: Library, atlas: Atlas) -> bytes:
    """A result as a page, for the request that is being answered."""
    request = _ASKING.get()
    return site_of(request, atlas).result(
        library=library,
        base=table.base,
        query=table.query,
        names=table.names,
        rows=[
            [_cell(request, table.base, row.get(name)) for name in table.names]
            for row in table.rows
        ],
        boolean=table.boolean,
        truncated=table.truncated,
    )


def _short(iri: str, base: str) -> str:
    """An IRI as a table shows it: `site/ephesus`, `crm:E27_Site`."""
    thing = iri.removeprefix(f"{base}id/")
    if thing != iri:
        return thing
    for prefix, namespace in prefixes(base).items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local:
            return f"{prefix}:{local}"
    return iri


def _cell(request: Request, base: str, term: Mapping[str, Any] | None) -> Shown:
    """One value of a row; ours are linked on this host."""
    from graph_service.pages.reading import Shown

    if term is None:
        return Shown("")
    text = str(term.get("value", ""))
    if term.get("type") == "uri":
        rest = text.removeprefix(base)
        local = f"{place_of(request).prefix}/{rest}" if rest != text else None
        is_web = text.startswith(("http://", "https://"))
        return Shown(_short(text, base), None, local or (text if is_web else None))
    return Shown(text, term.get("xml:lang"))
