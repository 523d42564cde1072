"""The index of the real release, and the service over it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from graph_service.search.index import Index
from graph_service.settings import Settings
from graph_service.store.release import open_current
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def index(built_release: Settings) -> Index:
    release = open_current(built_release.current)
    return Index.open(release.search_path, release.id)


@pytest.fixture(scope="session")
def server(built_release: Settings) -> Iterator[Server]:
    with Server(built_release.model_copy(update={"sparql_workers": 1})) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    headers = {"accept-language": "en"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=30) as http:
        yield http
