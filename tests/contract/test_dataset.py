"""The dataset, its dumps, and everything that they promise."""

from __future__ import annotations

import hashlib
import json
import re

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from loaders.namespaces import DCT, RDF, VOID

DATASET = NamedNode("https://w3id.org/izmiras/dataset")
DUMP = "/dumps/r1/izmiras.nq.gz"


@pytest.fixture(scope="module")
def void(client: httpx.Client) -> Store:
    store = Store()
    store.load(client.get("/dataset.ttl?_profile=void").content, format=RdfFormat.TURTLE)
    return store


def values(store: Store, predicate: NamedNode) -> list[str]:
    return [q.object.value for q in store.quads_for_pattern(DATASET, predicate, None)]


def test_the_dataset_tells_the_truth(client: httpx.Client, void: Store) -> None:
    assert VOID.Dataset.value in values(void, RDF.type)
    assert len(values(void, DCT.title)) == 2
    assert values(void, DCT.license) == ["https://creativecommons.org/licenses/by/4.0/"]
    (endpoint,) = values(void, VOID.sparqlEndpoint)
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert client.get(endpoint, params={"query": count}).json()["results"]["bindings"]
    for dump in values(void, VOID.dataDump):
        assert client.get(dump).status_code == 200
    (space,) = values(void, VOID.uriSpace)
    examples = values(void, VOID.exampleResource)
    assert examples
    for example in examples:
        assert example.startswith(space)
        path = example.removeprefix("https://w3id.org/izmiras")
        assert client.get(path).status_code == 303
    for quad in void.quads_for_pattern(None, None, None):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)


def test_documents_are_in_a_dataset_that_resolves(client: httpx.Client) -> None:
    assert (
        "void:inDataset <https://w3id.org/izmiras/dataset>"
        in client.get("/doc/site/smyrna.ttl").text
    )
    page = client.get("/dataset", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "izmiras.nq.gz" in page.text
    well_known = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    assert well_known.status_code == 302
    assert well_known.headers["location"] == "/dataset"


def test_a_dump_never_changes(client: httpx.Client) -> None:
    answer = client.get(DUMP, headers={"accept-encoding": "zstd, br, gzip"})
    assert answer.headers["content-type"] == "application/n-quads+gzip"
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == ("public, max-age=31536000, immutable, no-transform")
    assert answer.headers["accept-ranges"] == "bytes"
    assert re.fullmatch(r"sha-256=:[A-Za-z0-9+/=]{44}:", answer.headers["repr-digest"])
    assert "vary" not in answer.headers
    latest = client.get("/dumps/latest/izmiras.nq.gz")
    assert latest.content == answer.content
    assert latest.headers["etag"] == answer.headers["etag"]
    assert latest.headers["content-location"] == DUMP
    assert "immutable" not in latest.headers["cache-control"]


def test_an_interrupted_download_goes_on(client: httpx.Client) -> None:
    whole = client.get(DUMP)
    tag, size = whole.headers["etag"], len(whole.content)
    first = client.get(DUMP, headers={"range": "bytes=0-49"})
    rest = client.get(DUMP, headers={"range": "bytes=50-", "if-range": tag})
    assert first.status_code == rest.status_code == 206
    assert first.headers["content-range"] == f"bytes 0-49/{size}"
    assert rest.headers["content-length"] == str(size - 50)
    assert first.content + rest.content == whole.content
    changed = client.get(DUMP, headers={"range": "bytes=50-", "if-range": '"another"'})
    assert changed.status_code == 200
    assert changed.content == whole.content
    known = client.get(DUMP, headers={"range": "bytes=50-", "if-none-match": tag})
    assert known.status_code == 304
    beyond = client.get(DUMP, headers={"range": f"bytes={size}-"})
    assert beyond.status_code == 416
    assert beyond.headers["content-range"] == f"bytes */{size}"
    assert beyond.json()["type"].endswith("/problems/range-not-satisfiable")


def test_dumps_are_listed_with_their_sums(client: httpx.Client) -> None:
    listed = client.get("/dumps", headers={"accept": "application/json"}).json()
    assert listed["release"] == "r1"
    assert [file["name"] for file in listed["files"]] == [
        "SHA256SUMS", "izmiras.nq.gz", "graphs/guide.ttl.gz",
    ]  # fmt: skip
    for file in listed["files"]:
        answer = client.get(file["url"])
        assert answer.headers["content-type"].partition(";")[0] == file["type"]
        assert len(answer.content) == file["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
    page = client.get("/dumps/r1", headers={"accept": "text/html"})
    assert "graphs/guide.ttl.gz" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/none", "/dumps/none/izmiras.nq.gz", "/dumps/r1/none", "/dumps/r1/manifest.json",
        "/dumps/r1/%2e%2e%2fmanifest.json", "/dumps/%2e%2e/x", "/dumps/r1%2f../izmiras.nq.gz",
    ],
)  # fmt: skip
def test_nothing_else_is_served(client: httpx.Client, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert json.loads(answer.content)["type"].endswith("/problems/not-found")
