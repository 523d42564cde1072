"""Which vocabulary the dataset is described in, and the page for people."""

from __future__ import annotations

import re

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph_service.catalog.formats import content_of, served_as
from graph_service.store.release import DumpFile, Manifest

OURS = "https://w3id.org/izmiras/profile/"
TYPES = {
    "void": "http://rdfs.org/ns/void#Dataset",
    "dcat": "http://www.w3.org/ns/dcat#Dataset",
    "schema": "https://schema.org/Dataset",
}
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def types(answer: httpx.Response) -> set[str]:
    return {
        quad.object.value
        for quad in parse(answer.content, format=RdfFormat.TURTLE)
        if quad.predicate.value == A and quad.subject.value == "https://w3id.org/izmiras/dataset"
    }


@pytest.mark.parametrize(
    ("wish", "token"),
    [
        ("<http://rdfs.org/ns/void#>", "void"),
        ("<https://schema.org/>", "schema"),
        ("<http://www.w3.org/ns/dcat#>", "dcat"),
        ("<http://data.europa.eu/r5r/>;q=0.9, <https://schema.org/>;q=0.5", "dcat"),
        ("<urn:unknown>, <https://schema.org/>;q=0.1", "schema"),
        (f"<{OURS}void>", "void"),
    ],
)
def test_a_profile_that_is_wished_for(client: httpx.Client, wish: str, token: str) -> None:
    answer = client.get("/dataset", headers={"accept": "text/turtle", "accept-profile": wish})
    assert types(answer) == {TYPES[token]}
    assert f"<{OURS}{token}>" in answer.headers["content-profile"]
    assert answer.headers["content-location"] == f"/dataset.ttl?_profile={token}"
    assert client.get(answer.headers["content-location"]).content == answer.content
    assert "accept-profile" in answer.headers["vary"].lower()


def test_who_asks_for_none_gets_all(client: httpx.Client) -> None:
    answer = client.get("/dataset", headers={"accept": "text/turtle"})
    assert types(answer) == set(TYPES.values())
    assert "content-profile" not in answer.headers
    parts = [client.get(f"/dataset.ttl?_profile={token}").content for token in TYPES]
    said = [set(parse(part, format=RdfFormat.TURTLE)) for part in parts]
    assert set(parse(answer.content, format=RdfFormat.TURTLE)) == set.union(*said)


def test_a_browser_gets_the_page_whatever_it_wishes(client: httpx.Client) -> None:
    wishes = {"accept": "text/html", "accept-profile": "<https://schema.org/>"}
    assert client.get("/dataset", headers=wishes).headers["content-type"].startswith("text/html")
    assert client.get("/dataset?_profile=dcat", headers=wishes).status_code == 406
    both = {"accept": "text/html,*/*;q=0.1"}
    answer = client.get("/dataset?_profile=dcat", headers=both)
    assert answer.headers["content-type"].startswith("text/turtle")


def test_an_unknown_profile_is_named(client: httpx.Client) -> None:
    answer = client.get("/dataset?_profile=marc")
    assert answer.status_code == 400
    assert [each["type"] for each in answer.json()["available"]] == list(TYPES)


@pytest.mark.parametrize("token", TYPES)
def test_profiles_resolve(client: httpx.Client, token: str) -> None:
    assert client.get(f"/profile/{token}", headers={"accept": "text/html"}).status_code == 200
    data = client.get(f"/profile/{token}", headers={"accept": "text/turtle"})
    assert f'"{token}"' in data.text


def test_void_is_where_its_clients_look(client: httpx.Client) -> None:
    wishes = {"accept": "text/turtle"}
    answer = client.get("/.well-known/void", headers=wishes, follow_redirects=True)
    assert TYPES["void"] in types(answer)


def test_links_lead_to_files_and_profiles(client: httpx.Client, manifest: Manifest) -> None:
    link = client.get("/dataset", headers={"accept": "text/html"}).headers["link"]
    items = re.findall(r'<([^>]*)>; rel="item"; type="([^"]*)"', link)
    assert len(items) >= 6
    for url, media_type in items:
        assert f"/dumps/{manifest.id}/" in url
        assert client.head(url).headers["content-type"] == media_type
    for url in re.findall(r'<([^>]*)>; rel="alternate"; profile=', link):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Cite the dataset", "Named graphs", "Links into other catalogues", "Version")),
        ("tr", ("Veri kümesini kaynak gösterin", "Adlandırılmış graflar", "Sürüm")),
    ],
)
def test_the_page_tells_it_to_people(
    client: httpx.Client, manifest: Manifest, language: str, words: tuple[str, ...]
) -> None:
    page = client.get(f"/dataset.html?lang={language}").text
    for word in (*words, manifest.id, "CC BY 4.0", "heritage@example.org", "Wikidata"):
        assert word in page
    for file in manifest.files:
        if file.path.count("/") == 1 and not file.path.endswith("SHA256SUMS"):
            assert file.sha256 in page
    local = set(re.findall(r'href="(/(?!assets)[^"#]*)"', page.partition("<main")[2]))
    assert len(local) > 80
    for url in sorted(local)[::40]:
        assert client.get(url).status_code in (200, 303), url


@pytest.mark.parametrize(
    ("path", "content", "served"),
    [
        ("dumps/x.nq.zst", ("application/n-quads", "zstd"), "application/n-quads+zstd"),
        ("dumps/x.ttl.gz", ("text/turtle", "gzip"), "text/turtle+gzip"),
        ("dumps/x.zip", ("", "zip"), "application/zip"),
        ("dumps/x.tar.gz", ("", "gzip"), "application/gzip"),
        ("dumps/SHA256SUMS", ("text/plain", ""), "text/plain; charset=utf-8"),
        ("dumps/x.bin", ("", ""), "application/octet-stream"),
    ],
)
def test_files_of_older_releases_are_known_by_their_names(
    path: str, content: tuple[str, str], served: str
) -> None:
    file = DumpFile(path, 1, "")
    assert content_of(file) == content
    assert served_as(file) == served


def test_robots_may_read_pages_and_dumps_but_not_queries(client: httpx.Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    for path in ("/sparql?", "/api/queries", "/api/*?", "/search?"):
        assert f"Disallow: {path}" in lines
    assert not any(line.startswith(("Disallow: /dumps", "Disallow: /dataset")) for line in lines)
    has_sitemap = client.head("/sitemap.xml").status_code == 200
    assert any(line.startswith("Sitemap: http") for line in lines) == has_sitemap
