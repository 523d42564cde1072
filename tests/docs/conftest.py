"""The address of the service over a release of the project's own data."""

from __future__ import annotations

import pytest

from tests.servers import Server


@pytest.fixture(scope="session")
def url(server: Server) -> str:
    return server.url
