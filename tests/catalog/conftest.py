"""The service over a release of the real data, and what its dataset says of itself."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import httpx
import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from graph_service.settings import Settings
from graph_service.store.release import Manifest, open_current
from tests.web.conftest import Server

Read = Callable[[str], Store]


@pytest.fixture(scope="session")
def serving(built_release: Settings) -> Iterator[Server]:
    settings = built_release.model_copy(
        update={"sparql_workers": 1, "contact_email": "heritage@example.org"}
    )
    with Server(settings) as running:
        yield running


@pytest.fixture(scope="session")
def client(serving: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serving.url, timeout=60) as http:
        yield http


@pytest.fixture(scope="session")
def manifest(built_release: Settings) -> Manifest:
    return open_current(built_release.current).manifest


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
