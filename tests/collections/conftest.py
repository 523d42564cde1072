"""The service over a release of the project's own data, for the collections."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from graph_service.resources.holdings import Holdings
from graph_service.settings import Settings
from graph_service.store.release import open_current
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def holdings(built_release: Settings) -> Holdings:
    return Holdings(open_current(built_release.current))


@pytest.fixture(scope="session")
def server(built_release: Settings) -> Iterator[Server]:
    with Server(built_release.model_copy(update={"sparql_workers": 1})) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    headers = {"accept-language": "en"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as http:
        yield http
