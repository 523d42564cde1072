"""The HTTP contract, line by line, against the running service."""

from __future__ import annotations

import json
import re
import socket

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

AGORA = "https://w3id.org/izmiras/id/site/agora-of-smyrna"
DOC = "/doc/site/agora-of-smyrna"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SUFFIXES = {
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "geojson": "application/geo+json",
}
EVERYWHERE = (
    "/",
    "/id/site/agora-of-smyrna",
    DOC,
    f"{DOC}.ttl",
    "/id/site/old-agora",
    "/id/site/atlantis",
    "/id/site/nothing-like-it",
    "/nowhere",
    "/ontology",
    "/shapes",
    "/graph/guide",
    "/graph/none",
    "/graphs",
    "/contexts/izmiras-1.jsonld",
    "/contexts/linked-places-1.jsonld",
    "/api/places",
    "/api/periods",
    "/api/routes/none",
    "/problems/gone",
    "/health/live",
    "/health/ready",
    "/robots.txt",
    "/favicon.ico",
    "/sparql",
)


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "DELETE"])
def test_cors_and_safety_everywhere(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code < 500
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"]
    if method == "DELETE" and path != "/nowhere":
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
    if method == "OPTIONS":
        assert answer.status_code == 204
        assert answer.headers["allow"] == answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_get_without_a_body(client: httpx.Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    # How a stream is framed is decided while it is written (RFC 9110, 9.3.2).
    ignored = {"date", "server", "transfer-encoding"}
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in get.headers.items() if k not in ignored
    }


def test_a_thing_is_303_to_its_document(client: httpx.Client) -> None:
    answer = client.get("/id/site/agora-of-smyrna", headers={"accept": "text/turtle"})
    assert answer.status_code == 303
    assert answer.headers["location"] == DOC
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert "max-age=300" in answer.headers["cache-control"]
    followed = client.get(
        "/id/site/agora-of-smyrna", headers={"accept": "text/turtle"}, follow_redirects=True
    )
    assert followed.status_code == 200
    assert AGORA in followed.text


@pytest.mark.parametrize(
    ("accept", "media_type", "suffix"),
    [
        (None, "text/html; charset=utf-8", "html"),
        ("*/*", "text/html; charset=utf-8", "html"),
        (BROWSER, "text/html; charset=utf-8", "html"),
        ("text/turtle", "text/turtle; charset=utf-8", "ttl"),
        ("application/ld+json", "application/ld+json", "jsonld"),
        ("application/json", "application/json", None),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "rdf"),
        ("application/trig", "application/trig", "trig"),
        ("application/n-quads", "application/n-quads", "nq"),
        ("application/geo+json", "application/geo+json", "geojson"),
        ("text/html;q=0.5, text/turtle", "text/turtle; charset=utf-8", "ttl"),
    ],
)
def test_a_document_is_negotiated(
    client: httpx.Client, accept: str | None, media_type: str, suffix: str | None
) -> None:
    request = client.build_request("GET", DOC)
    del request.headers["accept"]
    if accept:
        request.headers["accept"] = accept
    answer = client.send(request)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["vary"] == (
        "Accept, Accept-Language, Accept-Profile, Accept-Datetime, Accept-Encoding"
    )
    assert answer.headers.get("content-location") == (f"{DOC}.{suffix}" if suffix else None)
    assert re.fullmatch(r'"[0-9a-f]{24}(-(zstd|br|gzip))?"', answer.headers["etag"])


@pytest.mark.parametrize(("suffix", "media_type"), SUFFIXES.items())
def test_a_suffix_fixes_the_representation(
    client: httpx.Client, suffix: str, media_type: str
) -> None:
    answer = client.get(f"{DOC}.{suffix}", headers={"accept": "image/png"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept," not in f"{answer.headers.get('vary', '')},".replace("Accept-Language", "")
    negotiated = client.get(DOC, headers={"accept": media_type})
    assert negotiated.content == answer.content
    assert negotiated.headers["etag"] == answer.headers["etag"]


def test_links_lead_to_the_other_forms(client: httpx.Client) -> None:
    answer = client.get(DOC, headers={"accept": "text/html"})
    links = answer.headers["link"]
    root = str(client.base_url).rstrip("/")
    assert f'<{root}{DOC}>; rel="canonical"' in links
    assert f'<{AGORA}>; rel="cite-as"' in links
    assert f'<{root}{DOC}.ttl>; rel="alternate describedby"; type="text/turtle"' in links
    for url in re.findall(r"<([^>]*)>; rel=\"alternate", links):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
def test_304_when_the_client_holds_it(client: httpx.Client, accept: str) -> None:
    first = client.get(DOC, headers={"accept": accept})
    tag = first.headers["etag"]
    again = client.get(DOC, headers={"accept": accept, "if-none-match": f'"x", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    for name in ("etag", "vary", "cache-control", "content-location"):
        assert again.headers[name] == first.headers[name]
    other = client.get(DOC, headers={"accept": "application/trig", "if-none-match": tag})
    assert other.status_code == 200


def test_languages_have_tags_of_their_own(client: httpx.Client) -> None:
    pages = [
        client.get(f"{DOC}.html", headers={"accept-language": language})
        for language in ("tr", "en")
    ]
    assert [page.headers["content-language"] for page in pages] == ["tr", "en"]
    assert pages[0].headers["etag"] != pages[1].headers["etag"]
    assert 'lang="tr"' in pages[0].text
    assert "Smyrna Agorası</h1>" in pages[0].text
    assert "Agora of Smyrna</h1>" in pages[1].text
    fixed = client.get(f"{DOC}.html?lang=tr", headers={"accept-language": "en"})
    assert fixed.headers["content-language"] == "tr"
    assert fixed.content == pages[0].content


@pytest.mark.parametrize("value", ["ttl", "text/turtle", "text%2Fturtle"])
def test_the_query_can_ask_for_a_media_type(client: httpx.Client, value: str) -> None:
    answer = client.get(f"{DOC}?_mediatype={value}", headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("value", ["nonsense", "*/*", "image/png", ""])
def test_a_strange_media_type_in_the_query_is_400(client: httpx.Client, value: str) -> None:
    answer = client.get(f"{DOC}?_mediatype={value}")
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/unsupported-format")


def test_the_override_survives_the_303(client: httpx.Client) -> None:
    answer = client.get("/id/site/agora-of-smyrna?_mediatype=ttl&junk=1%0d%0aX:y")
    assert answer.headers["location"] == f"{DOC}?_mediatype=ttl"


def test_406_lists_what_there_is(client: httpx.Client) -> None:
    answer = client.get(DOC, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert answer.headers["vary"] == (
        "Accept, Accept-Language, Accept-Profile, Accept-Datetime, Accept-Encoding"
    )
    assert answer.headers["content-type"] == "application/problem+json"
    available = {each["type"]: each["url"] for each in answer.json()["available"]}
    assert client.get(available["text/turtle"]).status_code == 200


@pytest.mark.parametrize("path", [DOC, "/dataset", "/api/places"])
def test_a_refusal_varies_as_the_answer_would(client: httpx.Client, path: str) -> None:
    """Another profile may be had in the format that was asked for."""
    refused = client.get(path, headers={"accept": "image/png"})
    assert refused.status_code == 406
    assert "Accept-Profile" in refused.headers["vary"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id/site/old-agora", "/id/site/agora-of-smyrna"),
        ("/doc/site/old-agora", DOC),
        ("/doc/site/old-agora.ttl", f"{DOC}.ttl"),
        ("/id/site/agora-of-smyrna/", "/id/site/agora-of-smyrna"),
        ("//id//site/agora-of-smyrna", "/id/site/agora-of-smyrna"),
        ("/id/site/%61gora-of-smyrna", "/id/site/agora-of-smyrna"),
        ("/id/site/%c3%a2gora-of-smyrna", "/id/site/%C3%A2gora-of-smyrna"),
        ("/id/site/%C3%82gora-of-Smyrna", "/id/site/agora-of-smyrna"),
        ("/id/site/agora-of-smyrna/?lang=tr", "/id/site/agora-of-smyrna?lang=tr"),
        ("/doc/site/Agora-of-Smyrna.ttl", f"{DOC}.ttl"),
        ("//evil.example/%2e%2e", "/"),
    ],
)
def test_308_to_the_one_address(server, path: str, location: str) -> None:
    status, headers = raw(server.url, path)
    assert status == 308
    assert headers["location"] == location
    assert headers["location"].isascii()


def raw(url: str, path: str) -> tuple[int, dict[str, str]]:
    """Ask for a path as it is: no client tidies it."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        received = b""
        while piece := connection.recv(65536):
            received += piece
    head, *_ = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    fields = (line.partition(": ") for line in lines)
    return int(status.split()[1]), {name.lower(): value for name, _, value in fields}


@pytest.mark.parametrize("below", ["id", "doc"])
def test_410_is_a_tombstone(client: httpx.Client, below: str) -> None:
    answer = client.get(f"/{below}/site/twin")
    assert answer.status_code == 410
    assert "max-age=86400" in answer.headers["cache-control"]
    body = answer.json()
    assert body["label"] == {"tr": "İkiz", "en": "Twin"}
    assert body["withdrawn"] == "2026-01-02"
    assert body["reason"]["en"] == "The same."
    assert body["replacedBy"] == "https://w3id.org/izmiras/id/site/smyrna"
    page = client.get(f"/{below}/site/twin", headers={"accept": BROWSER, "accept-language": "tr"})
    assert page.status_code == 410
    assert "<h1>Kayıt geri çekildi</h1>" in page.text


def test_404_suggests_the_nearest(client: httpx.Client) -> None:
    answer = client.get("/id/site/agora-of-smirna")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.json()["nearest"][0]["id"] == AGORA
    page = client.get("/id/site/agora-of-smirna", headers={"accept": BROWSER})
    assert "<h1>Page not found</h1>" in page.text
    assert 'href="/id/site/agora-of-smyrna"' in page.text
    elsewhere = client.get("/id/place/agora-of-smyrna")
    assert elsewhere.json()["nearest"][0]["id"] == AGORA


@pytest.mark.parametrize(
    "path",
    ["/id/site/x%2Fy", "/id/nokind/x", "/id/site", "/id", "/doc/site/x.exe", "/id/site/a%22b"],
)
def test_404(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("/problems/not-found")


@pytest.mark.parametrize("path", ["/id/site/%ff", "/%00"])
def test_an_impossible_path_is_400(server, path: str) -> None:
    assert raw(server.url, path)[0] == 400


@pytest.mark.parametrize("path", ["/id/site/nothing", "/nowhere", "/sparql?query=x", DOC])
def test_problems_resolve_in_both_languages(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/problem+json"})
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["status"] == answer.status_code
    assert "Traceback" not in answer.text
    for language in ("tr", "en"):
        page = client.get(body["type"], headers={"accept-language": language})
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("path", ["/", DOC, "/ontology", "/problems", "/sparql", "/nowhere"])
def test_pages_load_nothing_of_others_and_run_only_our_scripts(
    client: httpx.Client, path: str
) -> None:
    page = client.get(path, headers={"accept": BROWSER})
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert not re.search(r"https?:|unsafe", policy)
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", page.text, re.DOTALL)
    assert scripts
    for attributes, body in scripts:
        assert re.search(r'type="application/(?:ld.)?json"', attributes) or (
            "src=" in attributes and not body
        )
    assert not re.search(r"<[^>]+ (?:on\w+|style)=", page.text)
    loaded = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|img|script)[^>]*(?:href|src)="([^"]*)"', page.text
    )
    assert len(loaded) > 2
    for url in loaded:
        assert url.startswith("/")
        assert client.get(url).status_code == 200


def test_text_is_escaped(client: httpx.Client) -> None:
    page = client.get("/sparql?query=%3Cscript%3E", headers={"accept": BROWSER})
    assert "<script>" not in page.text


def test_the_ontology_is_a_page_and_rdf(client: httpx.Client) -> None:
    page = client.get("/ontology", headers={"accept": BROWSER})
    assert 'id="HeritageSite"' in page.text
    assert "heritage site" in page.text
    for suffix, form in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)):
        answer = client.get(f"/ontology.{suffix}")
        subjects = {str(triple.subject) for triple in parse(answer.content, format=form)}
        assert "<https://w3id.org/izmiras/ontology#HeritageSite>" in subjects
        assert not any("cidoc-crm" in subject for subject in subjects)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_a_graph_can_be_read_at_its_iri_and_by_name(
    client: httpx.Client, accept: str, form: RdfFormat
) -> None:
    direct = client.get("/graph/provenance", headers={"accept": accept})
    iri = "https://w3id.org/izmiras/graph/provenance"
    indirect = client.get("/graphs", params={"graph": iri}, headers={"accept": accept})
    assert direct.status_code == indirect.status_code == 200
    assert direct.content == indirect.content
    assert len(list(parse(direct.content, format=form))) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?graph=https://w3id.org/izmiras/graph/guide&default", 400),
        ("?graph=relative", 400),
        ("?graph=https://w3id.org/izmiras/graph/none", 404),
        ("?default", 200),
        ("?default=", 200),
    ],
)
def test_graph_store_requests(client: httpx.Client, query: str, status: int) -> None:
    assert client.get(f"/graphs{query}").status_code == status


def test_the_context_is_immutable_and_open(client: httpx.Client) -> None:
    answer = client.get("/contexts/izmiras-1.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert "immutable" in answer.headers["cache-control"]
    assert json.loads(answer.text)["@context"]["label"]["@id"] == "rdfs:label"


def test_health_and_front(client: httpx.Client) -> None:
    assert client.get("/health/live").text == "live\n"
    assert client.get("/health/ready").text == "ready r1\n"
    front = client.get("/", headers={"accept": BROWSER})
    assert "Agora of Smyrna" in front.text
    assert 'action="/explore"' in front.text
    assert "Disallow: /sparql?" in client.get("/robots.txt").text


def test_openapi_names_each_operation_once(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert "/doc/{kind}/{slug}" in paths
    operations = [
        operation["operationId"] for path in paths.values() for operation in path.values()
    ]
    assert len(operations) == len(set(operations))


def test_sparql_is_carried(client: httpx.Client) -> None:
    query = "SELECT ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } LIMIT 3"
    got = client.get("/sparql", params={"query": query})
    assert len(got.json()["results"]["bindings"]) == 3
    posted = client.post("/sparql", data={"query": query}, headers={"accept": "text/csv"})
    assert posted.text.startswith("o\r\n")
    page = client.post("/sparql", data={"query": query}, headers={"accept": BROWSER})
    assert page.headers["content-type"].startswith("text/html")
    assert '<th scope="col">o</th>' in page.text
    assert "etag" not in page.headers
    editor = client.get("/sparql", headers={"accept": BROWSER})
    assert "<textarea" in editor.text
    for asked in ({}, {"query": query}):
        first = client.get("/sparql", params=asked, headers={"accept": BROWSER})
        held = {"accept": BROWSER, "if-none-match": first.headers["etag"]}
        assert client.get("/sparql", params=asked, headers=held).status_code == 304
        held["accept-language"] = "tr"
        turkish = client.get("/sparql", params=asked, headers=held)
        assert (turkish.status_code, turkish.headers["content-language"]) == (200, "tr")
    now = client.get("/sparql", params={"query": "SELECT (NOW() AS ?t) {}"}, headers=held)
    assert now.status_code == 200
    assert "etag" not in now.headers
    described = client.get("/sparql")
    assert described.headers["content-type"].startswith("text/turtle")
    too_long = client.post("/sparql", data={"query": "#" * 9_000_000})
    assert too_long.status_code == 413
