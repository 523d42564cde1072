"""Three releases, served."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import Server


@pytest.fixture(scope="session")
def running(three_served: Server) -> Server:
    return three_served


@pytest.fixture(scope="session")
def http(running: Server) -> Iterator[httpx.Client]:
    head = {"accept-language": "en"}
    with httpx.Client(base_url=running.url, headers=head, timeout=60) as client:
        yield client
