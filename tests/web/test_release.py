"""The life of releases under a running service."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import httpx
import pytest

from graph_service.settings import Settings
from tests.servers import Server, get

from .conftest import make_current, write_release

EXTRA = """
graph:guide { site:pagos a izm:HeritageSite ; rdfs:label "Pagos"@en, "Kadifekale"@tr . }
"""


def wait_until(condition, seconds: float = 8.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.05)


def test_a_new_release_is_served_without_a_failed_or_mixed_request(tmp_path: Path) -> None:
    make_current(tmp_path, write_release(tmp_path, "r1"))
    with Server(Settings(var_dir=tmp_path, sparql_workers=1)) as server:
        stop = threading.Event()
        seen: list[tuple[int, bool, bool]] = []

        def ask() -> None:
            with httpx.Client(base_url=server.url) as client:
                while not stop.is_set():
                    answer = client.get("/doc/site/smyrna.ttl")
                    text = answer.text
                    seen.append((answer.status_code, '"r1"' in text, '"r2"' in text))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            with httpx.Client(base_url=server.url) as client:
                assert client.get("/id/site/pagos").status_code == 404
                make_current(tmp_path, write_release(tmp_path, "r2", EXTRA))
                wait_until(lambda: client.get("/health/ready").text == "ready r2\n")
                assert client.get("/id/site/pagos").status_code == 303
                ask_pagos = "ASK { <https://w3id.org/izmiras/id/site/pagos> ?p ?o }"
                answer = client.get("/sparql", params={"query": ask_pagos})
                assert answer.json()["boolean"] is True
                time.sleep(0.2)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert {status for status, _, _ in seen} == {200}
        assert {(r1, r2) for _, r1, r2 in seen} == {(True, False), (False, True)}


def test_without_a_release_it_is_live_but_not_ready(tmp_path: Path) -> None:
    with (
        Server(Settings(var_dir=tmp_path, sparql_workers=1)) as server,
        httpx.Client(base_url=server.url) as client,
    ):
        assert client.get("/health/live").status_code == 200
        for path in ("/health/ready", "/id/site/smyrna", "/doc/site/smyrna", "/", "/graph/x"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert answer.json()["type"].endswith("/problems/store-unavailable")
            assert answer.headers["retry-after"]
            assert answer.headers["access-control-allow-origin"] == "*"
        make_current(tmp_path, write_release(tmp_path, "r1"))
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        assert client.get("/id/site/smyrna").status_code == 303


def test_a_broken_release_is_not_served(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_current(tmp_path, write_release(tmp_path, "r1"))
    with Server(Settings(var_dir=tmp_path, sparql_workers=1)) as server:
        broken = write_release(tmp_path, "r2")
        (broken / "manifest.json").write_text("{")
        make_current(tmp_path, broken)
        wait_until(lambda: "cannot serve" in caplog.text)
        with httpx.Client(base_url=server.url) as client:
            assert client.get("/health/ready").text == "ready r1\n"
            assert client.get("/doc/site/smyrna.ttl").status_code == 200


def test_two_services_live_in_one_process(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_current(tmp_path / name, write_release(tmp_path / name, name))
    with (
        Server(Settings(var_dir=tmp_path / "a", sparql_workers=1)) as a,
        Server(Settings(var_dir=tmp_path / "b", sparql_workers=1)) as b,
    ):
        for server, name in ((a, "a"), (b, "b")):
            assert get(f"{server.url}/health/ready").text == f"ready {name}\n"
