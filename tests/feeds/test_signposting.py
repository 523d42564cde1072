"""FAIR Signposting, level 2, on live answers: with a reader of Link fields written for this."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from loaders.namespaces import DCT

BASE = "https://w3id.org/izmiras/"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_PARAMETER = re.compile(r';\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+)))?')


@dataclass(frozen=True)
class Link:
    target: str
    relations: tuple[str, ...]
    parameters: Mapping[str, Sequence[str]]

    @property
    def type(self) -> str | None:
        return next(iter(self.parameters.get("type", ())), None)


def read_links(text: str) -> list[Link]:
    """The links of a Link field (RFC 8288, appendix B.2). Fails on what is none."""
    found, rest = [], text.strip()
    while rest:
        assert rest.startswith("<"), rest[:80]
        target, _, rest = rest[1:].partition(">")
        parameters: dict[str, list[str]] = defaultdict(list)
        while match := _PARAMETER.match(rest):
            quoted, token = match[2], match[3]
            parameters[match[1].lower()].append(quoted if quoted is not None else token or "")
            rest = rest[match.end() :]
        rest = rest.lstrip()
        assert not rest or rest.startswith(","), rest[:80]
        rest = rest.lstrip(",").lstrip()
        relations = tuple(parameters["rel"][0].split()) if parameters["rel"] else ()
        found.append(Link(target, relations, parameters))
    return found


def by_relation(links: Sequence[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        for relation in link.relations:
            found[relation].append(link)
    return found


@pytest.mark.parametrize("thing", ["site/old-smyrna", "place/konak", "period/archaic"])
def test_a_page_leads_to_its_metadata_and_its_content(http: httpx.Client, thing: str) -> None:
    answer = http.get(f"/doc/{thing}", headers=BROWSER)
    links = by_relation(read_links(answer.headers["link"]))
    assert [each.target for each in links["cite-as"]] == [f"{BASE}id/{thing}"]
    assert len(links["license"]) == 1
    types = [each.target for each in links["type"]]
    assert types[0] == "https://schema.org/AboutPage"
    assert len(types) > 1
    assert all(each.startswith("https://schema.org/") for each in types[1:])
    (author,) = links["author"]
    dataset = Store()
    described = http.get("/dataset", headers={"accept": "text/turtle"})
    dataset.load(described.content, RdfFormat.TURTLE)
    creator = NamedNode(author.target)  # who is no person: nobody is known by name
    assert list(dataset.quads_for_pattern(NamedNode(f"{BASE}dataset"), DCT.creator, creator))
    for described in links["describedby"]:
        found = http.get(described.target)
        assert found.status_code == 200, described.target
        assert found.headers["content-type"].partition(";")[0] == described.type
        back = by_relation(read_links(found.headers["link"]))
        assert [each.target for each in back["cite-as"]] == [f"{BASE}id/{thing}"]
        assert back["describes"]
    (item,) = links["item"]
    found = http.get(item.target)
    assert (found.status_code, found.headers["content-type"]) == (200, item.type)
    (collection,) = by_relation(read_links(found.headers["link"]))["collection"]
    assert collection.target == f"{http.base_url}/doc/{thing}"


def test_the_linkset_says_as_much_in_both_forms(http: httpx.Client) -> None:
    page = f"{http.base_url}/doc/site/old-smyrna"
    links = by_relation(read_links(http.get(page, headers=BROWSER).headers["link"]))
    forms = {each.type: each.target for each in links["linkset"]}
    assert set(forms) == {"application/linkset+json", "application/linkset"}
    for media_type, url in forms.items():
        assert http.get(url, headers=BROWSER).headers["content-type"] == media_type
    said = http.get(forms["application/linkset+json"]).json()["linkset"]
    in_json = {
        (each["anchor"], relation, target["href"])
        for each in said
        for relation, targets in each.items()
        if relation != "anchor"
        for target in targets
    }
    in_text = {
        (*link.parameters["anchor"], *link.relations, link.target)
        for link in read_links(http.get(forms["application/linkset"]).text)
    }
    assert in_text == in_json
    of_page = {(relation, target) for anchor, relation, target in in_json if anchor == page}
    for relation in ("author", "cite-as", "describedby", "item", "license", "type"):
        for link in links[relation]:
            assert (relation, link.target) in of_page, (relation, link.target)


def test_the_text_form_is_negotiated(http: httpx.Client) -> None:
    url = "/doc/site/old-smyrna?_profile=alt"
    for accept, media_type in (
        ("application/linkset", "application/linkset"),
        ("application/linkset+json", "application/linkset+json"),
        ("application/linkset;q=0.5, application/linkset+json", "application/linkset+json"),
        ("text/turtle", "application/linkset+json"),
    ):
        assert http.get(url, headers={"accept": accept}).headers["content-type"] == media_type


def test_the_home_page_leads_to_the_feeds(http: httpx.Client) -> None:
    links = read_links(http.get("/", headers=BROWSER).headers["link"])
    assert {"describedby", "sitemap", "resourcesync"} <= set(by_relation(links))
    for link in links:
        answer = http.get(link.target, headers={"accept": link.type or "*/*"})
        assert answer.status_code == 200
        assert link.type is None or answer.headers["content-type"].startswith(link.type)
