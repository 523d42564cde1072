"""The log and the numbers: what they tell, and what they must not."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from graph_service.settings import Settings
from graph_service.web.logs import AccessLog
from graph_service.web.metrics import Metrics, Sample
from graph_service.web.observe import fingerprint

from .conftest import Server
from .test_release import wait_until

SECRET = "Gizli-Bir-Ad"
BEGINNING = '"route":"/health/live"'
"""Whoever started the server asked this; the line may come only now."""


@pytest.fixture(scope="module")
def client(var: Path):
    settings = Settings(var_dir=var, sparql_workers=1)
    with Server(settings, AccessLog()) as server, httpx.Client(base_url=server.url) as http:
        yield http


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    told: list[str] = []

    def read(number: int) -> list[dict[str, object]]:
        """The first lines that were written: of one moment they come together."""

        def written() -> bool:
            found = capsys.readouterr().out.splitlines()
            told.extend(line for line in found if BEGINNING not in line)
            return len(told) >= number

        wait_until(written)
        assert len(told) == number
        return [json.loads(line) for line in told]

    return read


def test_a_request_is_a_line(client: httpx.Client, lines) -> None:
    answer = client.get("/doc/site/smyrna.ttl", headers={"accept-encoding": "identity"})
    client.get("/nowhere/at/all")
    client.get(f"/id/site/{SECRET}?{SECRET}", headers={"user-agent": SECRET, "referer": SECRET})
    known, unknown, missing = lines(3)
    assert known["method"] == "GET"
    assert known["route"] == "/doc/{kind}/{slug}"
    assert known["status"] == 200
    assert known["bytes"] == len(answer.content)
    assert 0 < float(str(known["seconds"])) < 5
    assert str(known["time"]).endswith("+00:00")
    assert (unknown["route"], unknown["status"]) == ("-", 404)
    assert (missing["route"], missing["status"]) == ("/id/{kind}/{slug}", 404)


def test_nothing_personal_is_told(client: httpx.Client, lines) -> None:
    query = f'SELECT * WHERE {{ ?s ?p "{SECRET}" }}'
    client.get(f"/id/site/{SECRET}?{SECRET}", headers={"user-agent": SECRET, "referer": SECRET})
    client.get("/sparql", params={"query": query})
    found = lines(2)
    told = json.dumps(found)
    assert SECRET not in told
    assert "127.0.0.1" not in told
    allowed = {"time", "method", "route", "status", "bytes", "seconds", "query", "kept", "broken"}
    assert {name for line in found for name in line} <= allowed


def test_a_query_has_one_fingerprint_however_it_comes(client: httpx.Client, lines) -> None:
    query = "ASK { ?s ?p ?o }"
    client.get("/sparql", params={"query": query})
    client.post("/sparql", data={"query": "ASK  {\n ?s ?p ?o }"})
    client.post("/sparql", content=query, headers={"content-type": "application/sparql-query"})
    client.get("/sparql")
    assert [line.get("query") for line in lines(4)] == [fingerprint(query)] * 3 + [None]


def test_fingerprints_are_taken_of_anything() -> None:
    assert fingerprint(" a\n b ") == fingerprint("a b")
    assert fingerprint("\ud800") != fingerprint("\ud801 x")
    assert len(fingerprint("x" * 1_000_000)) == 16


def numbers(text: str) -> dict[str, float]:
    found = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in found}


def test_requests_queries_and_the_release_are_counted(client: httpx.Client) -> None:
    before = numbers(client.get("/metrics").text)
    for _ in range(3):
        client.get("/doc/site/smyrna.ttl")
    client.get("/sparql", params={"query": "ASK {}"})
    client.get("/nowhere")
    answer = client.get("/metrics")
    after = numbers(answer.text)
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('izmiras_requests_total{method="GET",route="/doc/{kind}/{slug}",status="200"}') == 3
    assert more('izmiras_requests_total{method="GET",route="-",status="404"}') == 1
    assert more("izmiras_query_seconds_count") == 1
    assert more("izmiras_cache_hits_total") >= 2
    assert after["izmiras_query_workers"] == 1
    assert after["izmiras_query_queue"] == 0
    assert after["izmiras_cache_bytes"] > 0
    assert after["izmiras_release_age_seconds"] >= 0
    assert after["izmiras_release_triples"] > 0
    openmetrics = client.get("/metrics", headers={"accept": "application/openmetrics-text"})
    assert openmetrics.headers["content-type"].startswith("application/openmetrics-text")


def test_counts_go_on_when_a_release_begins_anew() -> None:
    metrics = Metrics()
    for killed in (2, 3, 1):
        metrics.take(Sample(killed=killed))
    text = metrics.exposed(None)[0].decode()
    assert numbers(text)["izmiras_query_kills_total"] == 4
