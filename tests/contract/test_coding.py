"""Compressed answers: the same content under tags of their own, streamed as it comes."""

from __future__ import annotations

import gzip
import json
import socket
import zlib

import brotli
import httpx
import pytest

from graph_service.http.coding import zstd
from tests.contract.table import DOC

DECODE = {"zstd": zstd.decompress, "br": brotli.decompress, "gzip": gzip.decompress}
ROWS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"


def raw_body(client: httpx.Client, path: str, coding: str) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", path, headers={"accept-encoding": coding}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("coding", DECODE)
@pytest.mark.parametrize(
    "path", [f"{DOC}.ttl", f"{DOC}.html", "/ontology.jsonld", "/graphs?default", "/openapi.json"]
)
def test_the_content_is_the_same(client: httpx.Client, path: str, coding: str) -> None:
    plain, body = raw_body(client, path, "identity")
    coded, encoded = raw_body(client, path, coding)
    assert coded.headers["content-encoding"] == coding
    assert len(encoded) < len(body)
    assert DECODE[coding](encoded) == body
    assert int(coded.headers["content-length"]) == len(encoded)
    if "etag" in plain.headers:
        assert coded.headers["etag"] == plain.headers["etag"][:-1] + f'-{coding}"'
    again, repeated = raw_body(client, path, coding)
    assert repeated == encoded
    assert again.headers.get("etag") == coded.headers.get("etag")


def test_the_tag_of_another_coding_confirms_nothing(client: httpx.Client) -> None:
    coded, _ = raw_body(client, f"{DOC}.ttl", "br")
    wishes = {"accept-encoding": "zstd", "if-none-match": coded.headers["etag"]}
    assert client.get(f"{DOC}.ttl", headers=wishes).status_code == 200


def test_small_bodies_are_left_alone(client: httpx.Client) -> None:
    answer = client.get("/health/live", headers={"accept-encoding": "zstd"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("coding", DECODE)
def test_long_results_are_coded_as_they_come(client: httpx.Client, coding: str) -> None:
    wishes = {"accept": "application/sparql-results+json", "accept-encoding": coding}
    with client.stream("GET", "/sparql", params={"query": ROWS}, headers=wishes) as answer:
        assert answer.headers["content-encoding"] == coding
        assert "content-length" not in answer.headers
        assert answer.headers["etag"].startswith('W/"')
        assert not answer.headers["etag"].endswith(f'{coding}"')
        body = DECODE[coding](b"".join(answer.iter_raw()))
    assert len(json.loads(body)["results"]["bindings"]) > 10_000


def test_the_first_rows_come_before_the_last(server) -> None:
    """Read a little of a long answer: it can be decoded, and the rest is not waited for."""
    host, port = server.url.removeprefix("http://").split(":")
    query = ROWS.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D").replace("?", "%3F")
    head = f"GET /sparql?query={query} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head.encode())
        received = b""
        while len(received.partition(b"\r\n\r\n")[2]) < 4096:
            received += connection.recv(4096)
    body = received.partition(b"\r\n\r\n")[2].partition(b"\r\n")[2]
    assert b'"bindings"' in zlib.decompressobj(31).decompress(body[:3000])
