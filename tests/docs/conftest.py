"""The service over a release of the project's own data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph_service.settings import Settings
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def url(built_release: Settings) -> Iterator[str]:
    with Server(built_release.model_copy(update={"sparql_workers": 1})) as server:
        yield server.url
