"""The service over a release of the project's own data, and its reconciler without HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from graph_service.reconcile.gazetteer import Reconcilers
from graph_service.reconcile.reconciler import Reconciler
from graph_service.resources.holdings import Holdings
from graph_service.search.index import Index
from graph_service.settings import Settings
from graph_service.store import open_current
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def reconciler(built_release: Settings) -> Reconciler:
    release = open_current(built_release.current)
    return Reconcilers().of(Holdings(release), Index.open(release.search_path, release.id))


@pytest.fixture(scope="session")
def client(built_release: Settings) -> Iterator[httpx.Client]:
    settings = built_release.model_copy(update={"sparql_workers": 1})
    with (
        Server(settings) as server,
        httpx.Client(base_url=server.url, headers={"accept-language": "en"}) as http,
    ):
        yield http
