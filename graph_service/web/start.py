"""The start of a web process: its query workers first, for they load beside the rest."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph_service.settings import Settings
from graph_service.sparql.limits import Limits
from graph_service.sparql.process import Spawned, spawn
from graph_service.store.release import ReleaseError, open_current
from graph_service.web.logs import AccessLog

if TYPE_CHECKING:
    from graph_service.web.app import Application

_ALLOCATIONS = 20_000
"""Objects made and kept after which young garbage is collected; requests leave hardly any."""


def application() -> Application:
    """The application with the settings of the environment, for ``uvicorn --factory``.

    The process is the service's own: what is loaded now stays, and is not looked through again
    and again for garbage.
    """
    settings = Settings()
    spawned = _workers(settings)
    from graph_service.web.app import create_app  # takes longer than the workers need

    gc.set_threshold(_ALLOCATIONS, 20, 50)
    log = AccessLog() if settings.access_log else None
    return create_app(settings, spawned=spawned, log=log, loaded=gc.freeze)


def _workers(settings: Settings) -> Sequence[Spawned]:
    """Workers over the current release; none if there is none to be opened."""
    try:
        release = open_current(settings.current)
    except ReleaseError:
        return ()
    limits = Limits.of(settings)
    config = limits.worker(release.store_path, release.manifest.base)
    return [spawn(config) for _ in range(limits.workers)]
