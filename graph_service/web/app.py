"""The application: everything is made by the factory and its lifespan, nothing at import."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.catalog.dumps import Dumps
from graph_service.http.problem import Problem
from graph_service.library.query import Library
from graph_service.pages.tiles import Tiles
from graph_service.resources.elsewhere import Elsewhere
from graph_service.resources.shelf import Shelf
from graph_service.settings import Settings
from graph_service.sparql.description import Example
from graph_service.sparql.limits import Limits
from graph_service.sparql.pool import Tally
from graph_service.sparql.process import Spawned
from graph_service.sparql.service import ResultTable, Source, SparqlService
from graph_service.store.release import Release
from graph_service.web import openapi
from graph_service.web.compression import Compression
from graph_service.web.current import Current, Looks
from graph_service.web.direct import Direct, Endpoint, Straight
from graph_service.web.edge import Edge
from graph_service.web.logs import AccessLog
from graph_service.web.memory import Kept, Memory
from graph_service.web.metrics import Metrics, Sample
from graph_service.web.observe import Observe
from graph_service.web.past import Past
from graph_service.web.place import Doorman
from graph_service.web.reading import methods_of
from graph_service.web.respond import carry, problem_response
from graph_service.web.routes import (
    about,
    atlas,
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

_EVERY = 1.0
_CACHE_OF_THE_PAST = 1024 * 1024


class Application:
    """The router in its layers. They stand around the framework's own, which cost time."""

    def __init__(self, api: FastAPI, layers: Sequence[Callable[[ASGIApp], ASGIApp]]) -> None:
        self.api = api
        self._app: ASGIApp = api
        for layer in layers:
            self._app = layer(self._app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def create_app(settings: Settings, spawned: Sequence[Spawned] = ()) -> Application:
    """The service over the releases of `settings.var_dir`; `spawned` are its first workers."""
    library = Library.read(settings.queries_dir, settings.base)
    asking = _Asking(
        settings,
        library,
        lambda table: sparql.table_page(table, library, current.serving.atlas),
        spawned,
    )
    tiles = Tiles(settings.tile_url, settings.tile_attribution) if settings.tile_url else None
    looks = Looks(tiles, settings.contact)
    current = Current(settings.current, asking.follow, settings.cache_bytes // 2, looks)
    past = Past(settings.releases_dir, current, asking.of_the_past)
    watched = _Watched(current, asking.service, Shelf(settings.cache_bytes // 2))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await current.start()
        watching = asyncio.create_task(watched.watch())
        try:
            yield
        finally:
            watching.cancel()
            await current.stop()
            await past.stop()
            await asking.service.stop()

    app = openapi.Api(
        title="Izmir Heritage Graph",
        version=_version(),
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    thing = mementos.to_past(things.thing_of(lambda: current.serving))
    document = mementos.with_past(things.document_of(lambda: current.serving), past)
    app.include_router(things.router(thing, document))
    app.include_router(collections.router(current))
    for routes in (about, graphs):
        app.include_router(routes.router(current, settings.shapes_dir))

    def ask_of(service: SparqlService) -> Endpoint:
        return sparql.endpoint_of(service, current, library)

    ask = mementos.with_past(ask_of(asking.service), past)
    app.include_router(sparql.router(ask))
    app.include_router(queries.router(current, asking.service, library))
    app.include_router(search.router(current))
    app.include_router(lookup.router(current))
    app.include_router(reconcile.router(current))
    app.include_router(dataset.router(current, settings.contact_email))
    app.include_router(dumps.router(current, Dumps(settings.releases_dir)))
    app.include_router(changes.router(current))
    app.include_router(mementos.router(past, ask_of))
    app.include_router(oai.router(current, past, settings))
    app.include_router(ldes.router(current))
    app.include_router(resourcesync.router(current))
    app.include_router(metrics_routes.router(watched.metrics, watched.sample))
    for pages in (sitemap, atlas, front):
        app.include_router(pages.router(current))
    app.include_router(openapi.router())
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Elsewhere, _elsewhere)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(Exception, _unhandled)
    doorman = Doorman(settings.public_url, settings.trusted_proxies)
    straight = {"/sparql": Straight(ask, sparql.METHODS)}
    # From the innermost to the outermost.
    layers = (
        partial(Direct, straight=straight),
        Compression,
        partial(Edge, doorman=doorman, tiles=tiles),
        partial(Memory, edition=lambda: current.edition, kept=watched.kept),
        partial(Observe, metrics=watched.metrics, log=AccessLog() if settings.access_log else None),
    )
    return Application(app, layers)


class _Asking:
    """The SPARQL service, started with the first release and swapped with each further one."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        show: Callable[[ResultTable], bytes],
        spawned: Sequence[Spawned],
    ) -> None:
        self._limits = Limits.of(settings)
        self._examples = tuple(each.example() for each in library)
        empty = Source(Path(), settings.base)
        self._show = show
        self._tally = Tally()
        self.service = SparqlService(empty, self._limits, show, spawned, self._tally)

    async def follow(self, release: Release) -> None:
        """Ask this release from now on."""
        await self.service.swap(_source(release, self._examples))

    def of_the_past(self, release: Release) -> SparqlService:
        """A service over an old release: one worker, and little is kept of what it says."""
        limits = replace(self._limits, workers=1, cache_bytes=_CACHE_OF_THE_PAST)
        source = _source(release, self._examples)
        return SparqlService(source, limits, self._show, (), self._tally)


class _Watched:
    """What the metrics look at, every second and whenever they are asked."""

    def __init__(self, current: Current, service: SparqlService, kept: Shelf[Kept]) -> None:
        self._current = current
        self._service = service
        self.kept = kept
        self.metrics = Metrics()

    async def watch(self) -> None:
        """Look every second: other processes show what this one has seen last."""
        while True:
            self.metrics.take(self.sample())
            await asyncio.sleep(_EVERY)

    def sample(self) -> Sample:
        """The state of this process now."""
        kept = self.kept
        if not self._current.is_ready:
            return Sample(kept_hits=kept.hits, kept_misses=kept.misses)
        manifest, census = self._current.serving.release.manifest, self._service.census()
        return Sample(
            workers=census.workers,
            idle=census.idle,
            waiting=census.waiting,
            killed=census.killed,
            refused=census.refused,
            kept_bytes=kept.size
            + self._current.serving.resources.written.size
            + self._service.kept_bytes,
            kept_hits=kept.hits,
            kept_misses=kept.misses,
            release_built=_moment(manifest.built),
            triples=manifest.triples,
        )


def _moment(built: str) -> float | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(built).timestamp()
    return None


def _source(release: Release, examples: Sequence[Example]) -> Source:
    manifest = release.manifest
    try:
        graphs_counted = release.statistics.get("graphs", {})
    except (OSError, ValueError):  # a description with fewer numbers, but a service
        graphs_counted = {}
    return Source(
        store=release.store_path,
        base=manifest.base,
        release=release.id,
        triples=manifest.triples,
        graphs=graphs_counted,
        examples=examples,
    )


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
