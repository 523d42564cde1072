"""The library as it stands, over a release of the project's own data."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Store

from graph_service.library.query import Library
from graph_service.settings import Settings
from graph_service.store import open_current
from loaders.iri import DEFAULT_BASE
from tests.projects import ROOT
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.read(ROOT / "queries", DEFAULT_BASE)


@pytest.fixture(scope="session")
def store(built_release: Settings) -> Store:
    return open_current(built_release.current).store


@pytest.fixture(scope="session")
def client(built_release: Settings) -> Iterator[httpx.Client]:
    settings = built_release.model_copy(update={"sparql_workers": 1})
    with (
        Server(settings) as server,
        httpx.Client(base_url=server.url, headers={"accept-language": "en"}) as http,
    ):
        yield http
