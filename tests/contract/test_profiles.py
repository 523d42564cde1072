"""Content negotiation by profile, and the links between the forms of a document."""

from __future__ import annotations

import re

import httpx
import pytest
from markupsafe import escape
from pyoxigraph import Literal, RdfFormat, Triple, parse

from graph_service.profiles import PROFILES
from loaders.namespaces import SKOS
from tests.contract.table import DOC
from tests.profiles.linked_art_api import faults

PROFILE = "https://w3id.org/izmiras/profile/"
LINKED_ART_IRI = "https://linked.art/ns/v1/linked-art.json"
LINKED_ART = f'application/ld+json;profile="{LINKED_ART_IRI}"'
AGORA = "https://w3id.org/izmiras/id/site/agora-of-smyrna"


def triples(answer: httpx.Response) -> set[Triple]:
    return {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("path", "wishes", "token", "media_type"),
    [
        (DOC, {}, "crm", "text/html"),
        (DOC, {"accept": "text/turtle"}, "crm", "text/turtle"),
        (f"{DOC}?_profile=labels", {}, "labels", "text/turtle"),
        (f"{DOC}?_profile=labels", {"accept": "text/html,*/*;q=0.1"}, "labels", "text/turtle"),
        (f"{DOC}?_profile={PROFILE}cbd&_mediatype=nt", {}, "cbd", "application/n-triples"),
        (f"{DOC}.jsonld?_profile=cbd", {}, "cbd", "application/ld+json"),
        (
            DOC,
            {"accept": "text/turtle", "accept-profile": f"<{PROFILE}labels>"},
            "labels",
            "text/turtle",
        ),
        (
            DOC,
            {"accept": "text/turtle", "accept-profile": "<urn:unknown>, <urn:x>;q=0.1"},
            "crm",
            "text/turtle",
        ),
        (
            DOC,
            {"accept": "text/html", "accept-profile": f"<{PROFILE}labels>"},
            "crm",
            "text/html",
        ),
    ],
)
def test_the_profile_that_is_wanted(
    client: httpx.Client, path: str, wishes: dict[str, str], token: str, media_type: str
) -> None:
    answer = client.get(path, headers={"accept": "*/*"} | wishes)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-profile"] == f"<{PROFILE}{token}>"
    assert f'<{PROFILE}{token}>; rel="profile"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("path", "wishes"),
    [
        (DOC, {"accept": LINKED_ART}),
        (DOC, {"accept": f"text/html;q=0.9, {LINKED_ART}"}),
        (DOC, {"accept-profile": f"<{LINKED_ART_IRI}>", "accept": "application/ld+json"}),
        (DOC, {"accept-profile": f"<{LINKED_ART_IRI}>;q=0.5, <urn:x>", "accept": "*/*"}),
        (f"{DOC}?_profile=linked-art", {"accept": "*/*"}),
        (f"{DOC}?_profile=linked-art", {"accept": "application/json"}),
        (f"{DOC}?_profile={LINKED_ART_IRI}", {"accept": "*/*"}),
        (f"{DOC}.jsonld?_profile=linked-art", {"accept": "text/turtle"}),
    ],
)
def test_linked_art_by_every_way_to_ask(
    client: httpx.Client, path: str, wishes: dict[str, str]
) -> None:
    answer = client.get(path, headers=wishes)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == LINKED_ART
    assert answer.headers["content-profile"] == f"<{LINKED_ART_IRI}>, <{PROFILE}linked-art>"
    assert answer.headers["content-location"] == f"{DOC}.jsonld?_profile=linked-art"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert f'<{LINKED_ART_IRI}>; rel="profile"' in answer.headers["link"]
    is_fixed = ".jsonld?" in path
    assert ("Accept-Profile" in answer.headers["vary"]) is not is_fixed
    record = answer.json()
    assert (record["id"], record["type"]) == (AGORA, "Place")
    assert faults(record) == []
    assert client.get(record["_links"]["self"]["href"]).content == answer.content
    head = client.head(path, headers=wishes)
    assert head.headers["etag"] == answer.headers["etag"]
    known = client.get(path, headers=wishes | {"if-none-match": answer.headers["etag"]})
    assert known.status_code == 304


def test_documents_link_to_their_linked_art(client: httpx.Client) -> None:
    links = client.get(DOC, headers={"accept": "text/html"}).headers["link"]
    form = f'{DOC}.jsonld?_profile=linked-art>; rel="alternate describedby"'
    assert f'{form}; type="application/ld+json"; profile="{LINKED_ART_IRI}"' in links
    assert f'{DOC}?_profile=alt>; rel="linkset"; type="application/linkset+json"' in links


def test_profiles_are_parts_of_each_other(client: httpx.Client) -> None:
    whole, bounded, labels = (
        client.get(f"{DOC}.ttl?_profile={token}") for token in ("crm", "cbd", "labels")
    )
    assert len({answer.headers["etag"] for answer in (whole, bounded, labels)}) == 3
    said = [
        {triple for triple in triples(answer) if str(triple.subject).startswith(f"<{AGORA}")}
        for answer in (labels, bounded, whole)
    ]
    assert said[0] < said[1] <= said[2]
    assert bounded.headers["content-location"] == f"{DOC}.ttl?_profile=cbd"
    assert client.get(bounded.headers["content-location"]).content == bounded.content


def test_an_unknown_profile_in_the_url_is_400(client: httpx.Client) -> None:
    answer = client.get(f"{DOC}?_profile=none")
    assert answer.status_code == 400
    assert {each["type"] for each in answer.json()["available"]} == set(PROFILES)


def test_a_page_has_one_profile(client: httpx.Client) -> None:
    assert client.get(f"{DOC}.html?_profile=labels").status_code == 400
    assert client.get(f"{DOC}?_profile=labels", headers={"accept": "text/html"}).status_code == 406


def test_all_forms_are_listed_and_there(client: httpx.Client) -> None:
    answer = client.get(f"{DOC}?_profile=alt")
    assert answer.headers["content-type"] == "application/linkset+json"
    links, *_ = answer.json()["linkset"]
    assert links["anchor"] == AGORA
    assert len(links["describedby"]) > 15
    for form in links["describedby"]:
        found = client.get(form["href"])
        assert found.status_code == 200
        assert found.headers["content-type"].removesuffix("; charset=utf-8") == form["type"]
        assert found.headers["content-profile"] == ", ".join(f"<{p}>" for p in form["profile"])


@pytest.mark.parametrize("token", PROFILES)
def test_profiles_resolve(client: httpx.Client, token: str) -> None:
    data = client.get(f"/profile/{token}", headers={"accept": "text/turtle"})
    assert f'"{token}"' in data.text
    profile = PROFILES[token]
    for language in ("tr", "en"):
        page = client.get(f"/profile/{token}?lang={language}", headers={"accept": "text/html"})
        assert f"?_profile={token}" in page.text
        for text in (*profile.uris, *(str(escape(loss[language])) for loss in profile.losses)):
            assert text in page.text
    losses = {str(loss["en"]) for loss in profile.losses}
    notes = [t.object for t in triples(data) if t.predicate == SKOS.scopeNote]
    said = {note.value for note in notes if isinstance(note, Literal)}
    assert losses <= said


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/dataset"])
@pytest.mark.parametrize("override", ["nt", "application/n-triples"])
def test_overrides_are_the_same_everywhere(client: httpx.Client, path: str, override: str) -> None:
    overridden = client.get(f"{path}?_mediatype={override}", headers={"accept": "text/turtle"})
    fixed = client.get(f"{path}.nt?_mediatype=ttl", headers={"accept": "text/turtle"})
    assert overridden.content == fixed.content
    assert overridden.headers["content-location"] == f"{path}.nt"
    assert client.get(f"{path}?_mediatype=none").status_code == 400
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/ontology", "/shapes", "/dataset"])
def test_links_lead_to_the_other_forms(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/turtle"})
    root = str(client.base_url).rstrip("/")
    assert f'<{root}{path}>; rel="canonical"' in answer.headers["link"]
    alternates = re.findall(r'<([^>]*)>; rel="alternate"; type="([^"]*)"', answer.headers["link"])
    assert len(alternates) >= 5
    for url, media_type in alternates:
        assert client.get(url).headers["content-type"].startswith(media_type)
