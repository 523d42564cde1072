"""Behind proxies, under prefixes, under any host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph_service.resources.place import Place
from graph_service.settings import Settings
from graph_service.web.place import Doorman

from .conftest import Server

FORWARDED = {
    "host": "inner:8000",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "lod.example.org",
    "x-forwarded-prefix": "/kg/",
}


def test_forwarded_fields_are_believed_from_trusted_proxies_only() -> None:
    doorman = Doorman(None, "127.0.0.1, 10.0.0.0/8")
    outside = Place("https://lod.example.org/kg", "/kg")
    assert doorman.place("http", "127.0.0.1", FORWARDED) == outside
    assert doorman.place("http", "10.1.2.3", FORWARDED) == outside
    for peer in ("192.0.2.1", None, "unix"):
        assert doorman.place("http", peer, FORWARDED) == Place("http://inner:8000", "")
    assert Doorman(None, "*").place("http", None, FORWARDED) == outside
    assert Doorman(None, "").place("http", "127.0.0.1", FORWARDED).prefix == ""


def test_the_public_url_decides() -> None:
    doorman = Doorman("https://w3id.org/izmiras/", "*")
    assert doorman.place("http", None, FORWARDED) == Place("https://w3id.org/izmiras", "/izmiras")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("x-forwarded-host", 'evil"><script>'),
        ("x-forwarded-host", "a b"),
        ("x-forwarded-prefix", "//evil.example"),
        ("x-forwarded-prefix", "/a\r\nb"),
        ("x-forwarded-proto", "javascript"),
        ("host", 'x"y'),
    ],
)
def test_nonsense_is_not_believed(field: str, value: str) -> None:
    place = Doorman(None, "*").place("http", None, {"host": "h", field: value})
    assert place in (Place("http://h", ""), Place("http://localhost", ""))


@pytest.fixture(scope="module")
def prefixed(var: Path) -> Iterator[httpx.Client]:
    settings = Settings(var_dir=var, sparql_workers=1, public_url="https://lod.example.org/kg")
    with Server(settings) as server, httpx.Client(base_url=server.url) as client:
        yield client


@pytest.mark.parametrize("sent", ["", "/kg"])
def test_a_base_path_is_in_every_link(prefixed: httpx.Client, sent: str) -> None:
    answer = prefixed.get(f"{sent}/id/site/agora-of-smyrna")
    assert answer.headers["location"] == "/kg/doc/site/agora-of-smyrna"
    assert answer.headers["strict-transport-security"]
    page = prefixed.get(f"{sent}/doc/site/agora-of-smyrna", headers={"accept": "text/html"})
    assert page.headers["content-location"] == "/kg/doc/site/agora-of-smyrna.html"
    assert 'href="/kg/id/site/smyrna"' in page.text
    assert 'href="/id' not in page.text
    assert "<https://lod.example.org/kg/doc/site/agora-of-smyrna.ttl>" in page.headers["link"]
    data = prefixed.get(f"{sent}/doc/site/agora-of-smyrna.jsonld").json()
    assert data["@context"] == "https://lod.example.org/kg/contexts/izmiras-1.jsonld"
    assert data["id"] == "https://w3id.org/izmiras/id/site/agora-of-smyrna"
    slash = prefixed.get(f"{sent}/id/site/agora-of-smyrna/")
    assert slash.headers["location"] == "/kg/id/site/agora-of-smyrna"
