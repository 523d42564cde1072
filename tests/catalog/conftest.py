"""What the dataset of the real release says of itself."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import httpx
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from graph_service.store.release import Manifest, Release
from tests.servers import Server

Read = Callable[[str], Store]


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    """One that prefers no language."""
    with httpx.Client(base_url=server.url, timeout=60) as http:
        yield http


@pytest.fixture(scope="session")
def manifest(release: Release) -> Manifest:
    return release.manifest


@pytest.fixture(scope="session")
def read(client: httpx.Client) -> Read:
    """The description in a profile, as a store."""
    known: dict[str, Store] = {}

    def once(profile: str) -> Store:
        if profile not in known:
            answer = client.get(f"/dataset.ttl?_profile={profile}")
            assert answer.status_code == 200, answer.text
            known[profile] = Store()
            known[profile].load(answer.content, format=RdfFormat.TURTLE)
        return known[profile]

    return once


def parsed(json_ld: bytes) -> rdflib.Graph:
    """JSON-LD as rdflib reads it (with a class of its own that it warns of)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=json_ld, format="json-ld")
