"""The pages about the data over HTTP: both languages, true numbers, links that lead somewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import urldefrag

import httpx
import pytest
from lxml import html

from graph_service.pages.guide import APIS, Example
from graph_service.store.release import Release

PAGES = ("/data", "/api", "/ontology", "/shapes", "/validation", "/links", "/changes", "/dataset")
TITLES = {
    "/data": ("Veri hakkında", "About the data"),
    "/api": ("API kılavuzu", "API guide"),
    "/ontology": ("İzmir Mirası Ontolojisi", "Izmir Heritage Ontology"),
    "/shapes": ("SHACL şekilleri", "SHACL shapes"),
    "/validation": ("Denetim raporu", "Validation report"),
    "/links": ("Bağlantı raporu", "Link report"),
    "/changes": ("Son sürümden bu yana", "Since the last release"),
    "/dataset": ("İzmir Miras Grafı", "Izmir Heritage Graph"),
}
FOR_PEOPLE = {"accept": "text/html"}


def page(client: httpx.Client, path: str, language: str = "en") -> html.HtmlElement:
    answer = client.get(path, params={"lang": language}, headers=FOR_PEOPLE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == language
    return html.fromstring(answer.content)


def hrefs(found: html.HtmlElement) -> set[str]:
    return {str(each) for each in found.xpath("//main//a/@href")}


def ids(found: html.HtmlElement) -> list[str]:
    return [str(each) for each in found.xpath("//@id")]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_both_languages(client: httpx.Client, path: str) -> None:
    for language, title in zip(("tr", "en"), TITLES[path], strict=True):
        found = page(client, path, language)
        assert found.get("lang") == language
        (heading,) = found.xpath("//h1")
        assert heading.text_content() == title
        assert len(ids(found)) == len(set(ids(found)))
        (here,) = found.xpath("//nav[@class='about-nav']//a[@aria-current='page']/@href")
        assert here == path
        text = found.text_content().replace("/{release}", "")  # in paths that the guide names
        assert not re.search(r"(?<!-)\bNone\b|Undefined|\{n\}|\{release\}", text)


@pytest.mark.parametrize("path", PAGES)
def test_links_within_a_page_find_their_place(client: httpx.Client, path: str) -> None:
    found = page(client, path)
    targets = {each.removeprefix("#") for each in hrefs(found) if each.startswith("#")}
    assert targets <= set(ids(found))


def test_the_way_to_the_data_leads_to_pages(client: httpx.Client) -> None:
    found = hrefs(page(client, "/data"))
    ours = sorted(each for each in found if each.startswith("/"))
    assert {"/dataset", "/dumps", "/api", "/ontology", "/shapes", "/validation", "/links"} <= {
        *ours
    }
    for path in ours:
        assert client.get(path, headers=FOR_PEOPLE).status_code == 200, path
    (header,) = page(client, "/sparql").xpath("//header//nav/a[@href='/data']")
    assert header.text == "Data"


EXAMPLES = [example for api in APIS for example in api.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.path)
def test_every_example_of_the_guide_works(client: httpx.Client, example: Example) -> None:
    if example.path not in hrefs(page(client, "/api")):
        pytest.skip("an API that this application does not have")
    accept = example.accept or "*/*"
    answer = client.get(example.path, headers={"accept": accept}, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    assert answer.content
    if example.accept:
        assert answer.headers["content-type"].startswith(example.accept)


def test_the_guide_names_parameters_and_paths(client: httpx.Client) -> None:
    text = page(client, "/api", "tr").text_content()
    described = client.get("/openapi.json").json()["paths"]
    told = [each["name"] for each in described["/api/places"]["get"]["parameters"]]
    assert {"bbox", "kind"} <= set(told)
    for name in told:
        assert name in text
    assert f"curl -L '{str(client.base_url).rstrip('/')}/id/site/agora-of-smyrna'" in text


class TestReport:
    def test_it_tells_what_the_gate_told(self, client: httpx.Client, release: Release) -> None:
        found = client.get("/validation.json").json()
        told = release.report["findings"]
        assert found["conforms"] is True
        assert found["release"] == release.id
        assert found["found"]["warning"] == len(told) > 0
        counted = Counter(each["rule"] for each in told)
        assert {each["rule"]: len(each["findings"]) for each in found["rules"]} == dict(counted)
        assert found["asked"]["queries"] == len(release.report["queries"]) > 30
        assert found["asked"]["shapes"] > 300

    def test_warnings_lead_to_records_and_rules(self, client: httpx.Client) -> None:
        found = client.get("/validation.json").json()
        for rule in found["rules"]:
            each = rule["findings"][0]
            answer = client.get(f"/doc/{each['entity']}.nt")
            assert answer.status_code == 200, each
            assert {"tr"} <= set(each["label"]) <= {"tr", "en"}
            assert rule["message"]["tr"] != rule["message"]["en"]
        shown = hrefs(page(client, "/validation"))
        rules = {urldefrag(each)[1] for each in shown if each.startswith("/shapes#")}
        assert rules
        assert rules <= set(ids(page(client, "/shapes")))
        entities = {each["entity"] for rule in found["rules"] for each in rule["findings"]}
        assert {f"/id/{entity}" for entity in entities} <= shown

    def test_no_address_of_a_blank_node_is_told(self, release: Release) -> None:
        paths = {each["path"] for each in release.report["findings"]} - {None}
        assert all(path.startswith("http") for path in paths)


class TestLinks:
    QUERY = """SELECT (COUNT(DISTINCT ?thing) AS ?n) { ?thing a izm:HeritageSite ; ?link ?there
      VALUES ?link { la:equivalent skos:exactMatch }
      FILTER(STRSTARTS(STR(?there), "https://pleiades.stoa.org/places/")) }"""

    def test_numbers_are_those_of_the_endpoint(self, client: httpx.Client) -> None:
        found = client.get("/links.json").json()
        answer = client.post("/sparql", data={"query": self.QUERY}).json()
        counted = int(answer["results"]["bindings"][0]["n"]["value"])
        (pleiades,) = (each for each in found["catalogues"] if "pleiades" in each["catalogue"])
        assert counted <= pleiades["kinds"]["site"] <= counted + pleiades["matches"].get("page", 0)
        assert pleiades["links"] == sum(pleiades["matches"].values())
        kinds = {each["kind"]: each for each in found["coverage"]}
        for each in kinds.values():
            assert each["all"] == each["linked"] + len(each["unlinked"])

    def test_a_record_without_links_has_none(self, client: httpx.Client) -> None:
        found = client.get("/links.json").json()
        (sites,) = (each for each in found["coverage"] if each["kind"] == "site")
        path = sites["unlinked"][0].removeprefix(str(client.base_url).rstrip("/"))
        turtle = client.get(f"{path.replace('/id/', '/doc/')}.nt").text
        assert "linked.art/ns/terms/equivalent" not in turtle

    def test_the_page_lists_catalogues_and_unlinked_records(self, client: httpx.Client) -> None:
        found = client.get("/links.json").json()
        text = page(client, "/links", "tr").text_content()
        for each in found["catalogues"]:
            title = each["title"]
            assert (title.get("tr") or title.get("") or title["en"]) in text
        assert "Birebir eşleşme: " in text


class TestOntology:
    def test_every_term_of_ours_has_its_place(self, client: httpx.Client) -> None:
        told = client.get("/ontology.nt").text
        terms = set(re.findall(r"^<[^>]*ontology#(\w+)> <[^>]*#type>", told, flags=re.MULTILINE))
        assert len(terms) > 35
        assert terms <= set(ids(page(client, "/ontology")))

    @pytest.mark.parametrize("language", ["tr", "en"])
    def test_the_diagram_has_all_classes_and_a_text(
        self, client: httpx.Client, language: str
    ) -> None:
        found = page(client, "/ontology", language)
        (svg,) = found.xpath("//svg[@class='class-diagram']")
        drawn = {str(each) for each in svg.xpath(".//a/@href")}
        assert {"#HeritageSite", "#Phase", "#Stop"} <= drawn
        assert "http://www.cidoc-crm.org/cidoc-crm/E18_Physical_Thing" in drawn
        assert svg.xpath("string(desc)")
        assert len(svg.xpath(".//path[@class='class-tie']")) > 20

    def test_numbers_are_those_of_the_release(self, client: httpx.Client, release: Release) -> None:
        uses = release.statistics["classes"][f"{release.manifest.base}ontology#HeritageSite"]
        (section,) = page(client, "/ontology").xpath("//section[@id='HeritageSite']")
        assert f"{uses} instances" in section.text_content()
        assert "/id/site/agora-of-smyrna" in {str(each) for each in section.xpath(".//a/@href")}


def test_shapes_say_their_demands(client: httpx.Client) -> None:
    (row,) = page(client, "/shapes", "tr").xpath("//tr[@id='SiteShape-label']")
    text = " ".join(row.text_content().split())
    assert "en az 2" in text
    assert "Türkçe ve İngilizce birer etiket verin." in text
    assert client.get("/shapes", headers={"accept": "text/turtle"}).text.startswith("@prefix")


@pytest.mark.parametrize("path", ["/validation", "/links"])
def test_reports_are_negotiated(client: httpx.Client, path: str) -> None:
    asked = client.get(path, headers={"accept": "application/json"})
    fixed = client.get(f"{path}.json")
    assert asked.content == fixed.content
    assert asked.headers["content-location"] == f"{path}.json"
    assert json.loads(fixed.content)
    again = client.get(f"{path}.json", headers={"if-none-match": fixed.headers["etag"]})
    assert again.status_code == 304
    assert client.get(f"{path}.ttl").status_code == 404
    assert client.get(path, headers={"accept": "text/turtle"}).status_code == 406
