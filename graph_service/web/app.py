"""The application: everything is made by the factory and its lifespan, nothing at import.

Queries are answered as soon as their workers have started. The framework's application, which has
all routes and pages, loads beside them; who asks it meanwhile waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.library.query import Library
from graph_service.pages.tiles import Tiles
from graph_service.resources.shelf import Shelf
from graph_service.settings import Settings
from graph_service.sparql.process import Spawned
from graph_service.sparql.service import SparqlService
from graph_service.web import endpoint
from graph_service.web.asking import Asking
from graph_service.web.compression import Compression
from graph_service.web.current import Current, Looks
from graph_service.web.direct import Direct, Endpoint, Straight
from graph_service.web.edge import Edge
from graph_service.web.gate import with_past
from graph_service.web.later import Later
from graph_service.web.logs import AccessLog
from graph_service.web.memory import Memory
from graph_service.web.observe import Observe
from graph_service.web.past import Past
from graph_service.web.place import Doorman
from graph_service.web.watched import Watched

if TYPE_CHECKING:
    from fastapi import FastAPI

Life = Callable[[], AbstractAsyncContextManager[None]]


class Application:
    """The router in its layers. They stand around the framework's own, which cost time."""

    def __init__(
        self, routes: Later, layers: Sequence[Callable[[ASGIApp], ASGIApp]], life: Life
    ) -> None:
        self._routes = routes
        self._life = Router(lifespan=lambda _: life())
        self._app: ASGIApp = routes
        for layer in layers:
            self._app = layer(self._app)

    @property
    def api(self) -> FastAPI:
        """The framework's application; it is loaded if it is not there yet."""
        return self._routes.made()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._life if scope["type"] == "lifespan" else self._app
        await app(scope, receive, send)


def create_app(
    settings: Settings,
    *,
    spawned: Sequence[Spawned] = (),
    log: AccessLog | None = None,
    loaded: Callable[[], None] | None = None,
) -> Application:
    """The service over the releases of `settings.var_dir`.

    `spawned` are its first workers; `loaded` is called when everything is there.
    """
    library = Library.read(settings.queries_dir, settings.base)
    asking = Asking(
        settings,
        library,
        lambda table: endpoint.table_page(table, library, current.serving.atlas),
        spawned,
    )
    tiles = Tiles(settings.tile_url, settings.tile_attribution) if settings.tile_url else None
    looks = Looks(tiles, settings.contact)
    current = Current(settings.current, asking.follow, settings.cache_bytes // 2, looks)
    past = Past(settings.releases_dir, current, asking.of_the_past)
    watched = Watched(current, asking.service, Shelf(settings.cache_bytes // 2))

    def ask_of(service: SparqlService) -> Endpoint:
        return endpoint.endpoint_of(service, current, library)

    ask = with_past(ask_of(asking.service), past)

    def make() -> FastAPI:
        from graph_service.web.api import Parts, create_api  # takes longer than all else

        service = asking.service
        parts = Parts(settings, library, current, past, service, watched, ask_of, ask)
        return create_api(parts)

    routes = Later(make, current.opened)

    async def load() -> None:
        await routes.ready()
        if loaded is not None:
            loaded()

    @asynccontextmanager
    async def life() -> AsyncIterator[None]:
        loading = asyncio.create_task(load())
        await current.start()
        watching = asyncio.create_task(watched.watch())
        try:
            yield
        finally:
            for task in (watching, loading):
                task.cancel()
            await current.stop()
            await past.stop()
            await asking.service.stop()
            if log is not None:
                await log.close()

    straight = {"/sparql": Straight(ask, endpoint.METHODS)}
    doorman = Doorman(settings.public_url, settings.trusted_proxies)
    # From the innermost to the outermost.
    layers = (
        partial(Direct, straight=straight, routes=routes),
        Compression,
        partial(Edge, doorman=doorman, tiles=tiles),
        partial(Memory, edition=lambda: current.edition, kept=watched.kept),
        partial(Observe, metrics=watched.metrics, log=log),
    )
    return Application(routes, layers, life)
