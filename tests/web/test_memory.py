"""Answers that are kept: the same for everybody, and never of another release."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from graph_service.settings import Settings

from .conftest import Server, make_current, write_release
from .test_release import wait_until

DOC = "/doc/site/agora-of-smyrna"


@pytest.fixture
def kept(tmp_path: Path):
    make_current(tmp_path, write_release(tmp_path, "r1"))
    settings = Settings(var_dir=tmp_path, sparql_workers=1)
    with Server(settings) as server, httpx.Client(base_url=server.url) as client:
        yield tmp_path, client


def hits(client: httpx.Client) -> float:
    line = next(
        line
        for line in client.get("/metrics").text.splitlines()
        if line.startswith("izmiras_cache_hits_total")
    )
    return float(line.split()[1])


def test_the_second_answer_is_the_first(kept) -> None:
    _, client = kept
    wishes = {"accept": "text/turtle", "accept-encoding": "br"}
    first = client.get(DOC, headers=wishes)
    before = hits(client)
    second = client.get(DOC, headers=wishes)
    assert hits(client) > before
    ignored = {"date"}
    told = {name: value for name, value in first.headers.items() if name not in ignored}
    assert {k: v for k, v in second.headers.items() if k not in ignored} == told
    assert second.content == first.content
    head = client.head(DOC, headers=wishes)
    assert head.headers["content-length"] == first.headers["content-length"]
    assert head.content == b""


@pytest.mark.parametrize(
    "other",
    [
        {"accept": "text/html"},
        {"accept-language": "en"},
        {"accept-encoding": "gzip"},
        {"accept-profile": "<https://w3id.org/izmiras/profile/labels>"},
        {"host": "another.example"},
    ],
)
def test_other_wishes_get_other_answers(kept, other: dict[str, str]) -> None:
    _, client = kept
    plain = {"accept": "text/html", "accept-language": "tr", "accept-encoding": "br"}
    if "accept-profile" in other or other.get("accept") == "text/html":
        plain["accept"] = "text/turtle"
    first = client.get(DOC, headers=plain)
    assert client.get(DOC, headers=plain).headers["etag"] == first.headers["etag"]
    changed = client.get(DOC, headers=plain | other)
    assert changed.headers["etag"] != first.headers["etag"]


def test_a_kept_answer_is_confirmed(kept) -> None:
    _, client = kept
    first = client.get(f"{DOC}.ttl")
    again = client.get(f"{DOC}.ttl", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["vary"] == first.headers["vary"]
    assert "link" not in again.headers


def test_nothing_is_kept_over_a_release(kept) -> None:
    var, client = kept
    for path in (f"{DOC}.ttl", "/", "/dataset.ttl", "/dumps", "/graph/guide", "/shapes"):
        client.get(path)
    make_current(var, write_release(var, "r2"))
    wait_until(lambda: client.get("/health/ready").text == "ready r2\n")
    assert '"r2"' in client.get(f"{DOC}.ttl").text
    assert "r2" in client.get("/", headers={"accept": "text/html"}).text
    assert '"r2"' in client.get("/dataset.ttl").text
    assert client.get("/dumps", headers={"accept": "application/json"}).json()["release"] == "r2"
    assert client.get("/dumps/r1/izmiras.nq.gz").status_code == 200


def test_errors_and_what_changes_are_not_kept(kept) -> None:
    _, client = kept
    before = hits(client)
    now = "/sparql?query=SELECT(NOW()AS%20?n){}"
    for path in ("/id/site/nothing", now, "/sparql?query=ASK", "/health/ready", "/metrics"):
        for _ in range(2):
            client.get(path)
    assert hits(client) == before


def test_a_query_is_kept_with_its_weak_tag(kept) -> None:
    _, client = kept
    first = client.get("/sparql?query=ASK{}")
    before = hits(client)
    client.get("/sparql?query=ASK{}")
    assert hits(client) == before  # it is worth keeping now
    second = client.get("/sparql?query=ASK{}")
    assert hits(client) > before
    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    known = {"if-none-match": first.headers["etag"]}
    assert client.get("/sparql?query=ASK{}", headers=known).status_code == 304
