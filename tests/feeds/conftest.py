"""Three releases, served."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.releases import Published
from tests.web.conftest import Server


@pytest.fixture(scope="session")
def running(three_releases: Published) -> Iterator[Server]:
    settings = three_releases.project.settings(sparql_workers=1)
    with Server(settings) as server:
        yield server


@pytest.fixture(scope="session")
def http(running: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, headers={"accept-language": "en"}) as client:
        yield client
