"""Queries are answered while the pages still load; who wants more than that waits, and gets it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from graph_service.settings import Settings
from graph_service.web import api
from tests.servers import Server

QUERY = "/sparql?query=ASK{}"
WAITING = [
    ("/doc/site/smyrna.ttl", {}),
    ("/health/ready", {}),
    (QUERY, {"accept": "text/html"}),
    (f"{QUERY}&_mediatype=text/html", {}),
    (QUERY, {"accept-datetime": "Thu, 31 May 2007 20:35:00 GMT"}),
]


@pytest.fixture
def loading(var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, threading.Event]]:
    """A service whose routes load only when the event is set."""
    go, create = threading.Event(), api.create_api

    def held(parts: api.Parts) -> FastAPI:
        assert go.wait(30)
        return create(parts)

    monkeypatch.setattr(api, "create_api", held)
    with Server(Settings(var_dir=var, sparql_workers=1), waits=False) as server:
        yield server, go
        go.set()


def test_queries_go_first(loading) -> None:
    server, go = loading
    with httpx.Client(base_url=server.url) as client, ThreadPoolExecutor(8) as others:
        first = client.get(QUERY)
        asked: list[Future[httpx.Response]] = [
            others.submit(httpx.get, f"{server.url}{path}", headers=headers)
            for path, headers in WAITING
        ]
        again = client.get(QUERY)
        assert not any(each.done() for each in asked)
        go.set()
        assert [each.result(20).status_code for each in asked] == [200, 200, 200, 200, 302]
    assert (first.status_code, first.json()) == (200, {"head": {}, "boolean": True})
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["access-control-allow-origin"] == "*"
    assert "Accept-Datetime" in first.headers["vary"]


def test_an_error_is_told_before_the_pages_are_there(loading) -> None:
    server, _ = loading
    answer = httpx.get(f"{server.url}/sparql?query=ASK")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
