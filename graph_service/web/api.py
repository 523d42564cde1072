"""All routes but for the way past them: the framework's application, and its description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_service.catalog.dumps import Dumps
from graph_service.http.problem import Problem
from graph_service.library.query import Library
from graph_service.resources.elsewhere import Elsewhere
from graph_service.settings import Settings
from graph_service.sparql.service import SparqlService
from graph_service.web import openapi
from graph_service.web.current import Current
from graph_service.web.direct import Endpoint
from graph_service.web.gate import with_past
from graph_service.web.past import Past
from graph_service.web.reading import methods_of
from graph_service.web.respond import carry, problem_response
from graph_service.web.routes import (
    about,
    atlas,
    cards,
    changes,
    collections,
    dataset,
    dumps,
    front,
    graphs,
    ldes,
    lookup,
    mementos,
    oai,
    queries,
    reconcile,
    resourcesync,
    search,
    sitemap,
    sparql,
    things,
)
from graph_service.web.routes import metrics as metrics_routes
from graph_service.web.watched import Watched


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routes answer from."""

    settings: Settings
    library: Library
    current: Current
    past: Past
    service: SparqlService
    watched: Watched
    ask_of: Callable[[SparqlService], Endpoint]
    """Makes an endpoint for queries."""
    ask: Endpoint
    """The endpoint for queries to the current release."""


def create_api(parts: Parts) -> FastAPI:
    """The application with all routes."""
    settings, current, past = parts.settings, parts.current, parts.past
    app = openapi.Api(
        title="Izmir Heritage Graph",
        version=_version(),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    thing = mementos.to_past(things.thing_of(lambda: current.serving))
    document = with_past(things.document_of(lambda: current.serving), past)
    app.include_router(things.router(thing, document))
    app.include_router(collections.router(current))
    for routes in (about, graphs):
        app.include_router(routes.router(current, settings.shapes_dir))

    app.include_router(sparql.router(parts.ask))
    app.include_router(queries.router(current, parts.service, parts.library))
    app.include_router(search.router(current))
    app.include_router(lookup.router(current))
    app.include_router(reconcile.router(current))
    app.include_router(dataset.router(current, settings.contact_email))
    app.include_router(dumps.router(current, Dumps(settings.releases_dir)))
    app.include_router(changes.router(current))
    app.include_router(mementos.router(past, parts.ask_of))
    app.include_router(oai.router(current, past, settings))
    app.include_router(ldes.router(current))
    app.include_router(resourcesync.router(current))
    app.include_router(sitemap.router(current))
    app.include_router(metrics_routes.router(parts.watched.metrics, parts.watched.sample))
    app.include_router(atlas.router(current))
    app.include_router(cards.router(current))
    app.include_router(front.router(current))
    app.include_router(openapi.router())
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Elsewhere, _elsewhere)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(Exception, _unhandled)
    return app


def _version() -> str:
    try:
        return version("izmiras")
    except PackageNotFoundError:
        return "0"


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(request, error)


async def _elsewhere(request: Request, error: Exception) -> Response:
    assert isinstance(error, Elsewhere)
    return carry(request, error.answer())


async def _unhandled(_: Request, error: Exception) -> Response:
    """`Edge` answers what nobody expected."""
    raise error


async def _http_exception(request: Request, error: Exception) -> Response:
    """What the router itself refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:  # noqa: PLR2004
        headers = {"Allow": methods_of(request.scope["path"])}
        return problem_response(request, Problem("method-not-allowed", headers=headers))
    slug = "not-found" if error.status_code == 404 else "bad-request"  # noqa: PLR2004
    return problem_response(request, Problem(slug))
