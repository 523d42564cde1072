"""The pages of things over HTTP: every kind, in both languages, on the real data."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import html
from PIL import Image
from pyoxigraph import Store

from graph_service.pages.entity_words import ENTITY_WORDS
from graph_service.settings import Settings
from tests.servers import Server
from tests.web.conftest import BASE

KINDS = {
    "site": "site/ephesus",
    "waterway": "waterway/gediz-river",
    "place": "place/urla",
    "period": "period/roman",
    "route": "route/8500-years-in-one-day",
    "project": "project/izmiras-programme",
    "research": "research/smyrna-excavation-2007",
    "event": "event/earthquake-ad-178",
    "practice": "practice/boyoz",
    "designation": "designation/ephesus-world-heritage-inscription",
    "publication": "publication/bagnall-2016-graffiti-basilica-agora-smyrna",
    "agent": "agent/ersin-doger",
    "type": "type/agora",
    "source": "source/periodo",
}
MORE = (
    "site/agora-of-smyrna", "site/all-saints-church-buca", "place/izmir-province",
    "place/konak", "source/pleiades", "type/asset-types", "route/izmiras-routes",
    "period/antiquity", "waterway/aqua-throessitica",
)  # fmt: skip
PATHS = (*KINDS.values(), *MORE)
ABOUT = (
    "/", "/explore", "/sparql", "/data", "/ontology", "/shapes", "/validation", "/links",
    "/changes", "/api", "/queries", "/dumps", "/profile/edm", "/problems", "/problems/gone",
)  # fmt: skip
LD_JSON = "//script[@type='application/ld+json']/text()"
SHARED = ("/doc/site/ephesus", "/doc/route/yamanlar-yolu", "/doc/agent/ersin-doger", "/explore")
"""Pages that name a picture of their own, for those who share their address."""
BUDGET = 26_000
"""Bytes of a page as it is sent: styles and letters come on top, and have their own budget."""


@pytest.fixture(scope="module")
def client(built_release: Settings) -> Iterator[httpx.Client]:
    settings = built_release.model_copy(
        update={"sparql_workers": 1, "contact": "mailto:graf@example.org"}
    )
    with Server(settings) as server, httpx.Client(base_url=server.url, timeout=30) as http:
        yield http


@pytest.fixture(scope="module")
def store(built_release: Settings) -> Store:
    return Store.read_only(str(built_release.current / "store"))


def page(client: httpx.Client, path: str, language: str) -> html.HtmlElement:
    answer = client.get(
        f"/doc/{path}", headers={"accept": "text/html", "accept-language": language}
    )
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert len(gzip.compress(answer.content, 6)) < BUDGET
    return html.document_fromstring(answer.text)


def text(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole(client: httpx.Client, path: str, language: str) -> None:
    tree = page(client, path, language)
    assert tree.get("lang") == language
    assert len(tree.findall(".//h1")) == 1
    ids = [node.get("id") for node in tree.iterfind(".//*[@id]")]
    assert len(ids) == len(set(ids))
    for link in tree.iterfind(".//article//a[@href]"):
        target = link.get("href", "")
        assert not target.startswith("#") or target[1:] in ids, target
        assert text(link), target
    for button in tree.iterfind(".//button[@popovertarget]"):
        assert button.get("popovertarget") in ids
    for section in tree.iterfind(".//section"):
        heading = section.find("./h2")
        assert heading is not None
        assert section.get("aria-labelledby") == heading.get("id")
        rest = text(section).removeprefix(text(heading)).strip()
        assert rest or section.find(".//svg") is not None, text(heading)
    for holder, inside in (("ul", "li"), ("ol", "li"), ("dl", "dd"), ("tbody", "tr")):
        for node in tree.iterfind(f".//article//{holder}"):
            assert node.find(f"./{inside}") is not None, html.tostring(node)[:200]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("path", KINDS.values())
def test_a_page_speaks_one_language(client: httpx.Client, path: str, language: str) -> None:
    tree = page(client, path, language)
    for script in tree.xpath("//script"):
        script.drop_tree()
    said = text(tree)
    for name in ENTITY_WORDS:
        if "_" in name:
            assert name not in said
    assert not re.search(r"\bNone\b|\bUndefined\b|\{\{|\bMarkup\(", said)
    theirs = {words[language == "tr"] for words in ENTITY_WORDS.values()}
    ours = {words[language == "en"] for words in ENTITY_WORDS.values()}
    headings = {text(node) for node in tree.iterfind(".//section/h2")}
    assert not headings & (theirs - ours)


@pytest.mark.parametrize("path", PATHS)
def test_search_engines_find_their_way(client: httpx.Client, path: str) -> None:
    tree = page(client, path, "tr")
    head = {(each.get("rel"), each.get("hreflang")): each.get("href") for each in tree.iter("link")}
    root = str(client.base_url).rstrip("/")
    assert head["canonical", None] == f"{root}/doc/{path}"
    for language in ("tr", "en"):
        assert head["alternate", language] == f"{root}/doc/{path}?lang={language}"
    assert head["cite-as", None] == f"{BASE}id/{path}"
    title = tree.findtext(".//h1")
    found = {each.get("property"): each.get("content") for each in tree.iter("meta")}
    assert found["og:title"] == title
    assert found["og:url"] == head["canonical", None]
    thing, trail = (
        json.loads(script.text)
        for script in tree.iterfind(".//script[@type='application/ld+json']")
    )
    assert thing["@id"] == f"{BASE}id/{path}"
    assert thing["@context"] == "https://schema.org/"
    items = trail["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[-1]["name"] == title
    assert all(item["item"].startswith(root) for item in items[:-1])
    visible = [text(each) for each in tree.iterfind(".//nav[@class='crumbs']//li")]
    named = [item["name"] for item in items]
    assert [name for name in visible if name in named] == named


def test_json_cannot_end_its_element(client: httpx.Client) -> None:
    for path in PATHS[:4]:
        answer = client.get(f"/doc/{path}.html")
        for body in re.findall(r"ld\+json\">(.*?)</script>", answer.text, re.DOTALL):
            assert "<" not in body
            assert ">" not in body


@pytest.mark.parametrize("path", ["site/klazomenai", "route/8500-years-in-one-day"])
def test_every_format_on_a_page_can_be_had(client: httpx.Client, path: str) -> None:
    tree = page(client, path, "en")
    links = tree.xpath("//ul[@class='formats']//a")
    assert {text(link) for link in links} >= {"Turtle", "JSON-LD", "GeoJSON", "schema.org"}
    for link in links:
        answer = client.get(link.get("href"))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(link.get("type").partition(";")[0])


def test_links_to_records_lead_to_records(client: httpx.Client) -> None:
    tree = page(client, "site/agora-of-smyrna", "en")
    links = {each.get("href") for each in tree.xpath("//article//a[starts-with(@href, '/id/')]")}
    assert len(links) > 25
    for link in sorted(links):
        assert client.get(link).status_code == 303, link


def test_world_heritage_is_named_with_the_page_of_unesco(client: httpx.Client) -> None:
    for path in ("site/ephesus-world-heritage", "site/ephesus", "site/library-of-celsus"):
        badge = page(client, path, "en").find(".//li[@class='badge']/a")
        assert badge is not None, path
        assert badge.get("href") == "https://whc.unesco.org/en/list/1018"
        assert "World Heritage List" in text(badge)
    assert page(client, "site/agora-of-smyrna", "en").find(".//li[@class='badge']") is None


def test_what_is_disputed_stands_side_by_side(client: httpx.Client) -> None:
    tree = page(client, "site/all-saints-church-buca", "en")
    rows = [text(row) for row in tree.xpath("//table[contains(@class, 'life')]/tbody/tr")]
    disputed = [index for index, row in enumerate(rows) if "Disputed" in row]
    assert [re.findall(r"18\d\d", rows[index])[0] for index in disputed] == ["1834", "1838"]
    assert disputed[1] == disputed[0] + 1


def test_a_place_known_by_its_district_is_an_area_and_says_so(client: httpx.Client) -> None:
    tree = page(client, "site/all-saints-church-buca", "tr")
    section = tree.get_element_by_id("location").getparent()
    assert "Yalnızca ilçesi biliniyor" in text(section)
    assert section.find(".//path[@class='map-area']") is not None
    assert section.find(".//path[@class='map-dot']") is None
    assert "°" not in text(section)


def test_years_of_periods_keep_their_uncertain_bounds(client: httpx.Client) -> None:
    tree = page(client, "period/roman", "tr")
    own = tree.find(".//tr[@class='is-own']")
    assert "MÖ 133/30 – MS 284/324" in text(own)
    assert len(own.findall(".//line[@class='time-limit line-roman']")) == 4
    assert own.find(".//rect[@class='fill-roman']") is not None
    narrower = [link.get("href") for link in tree.iterfind(".//table//th/a")]
    assert "/id/period/hellenistic" in narrower


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("place/urla",
         ("?thing crm:P53_has_former_or_current_location/crm:P89_falls_within "
         "<https://w3id.org/izmiras/id/place/urla>")),
        ("period/roman",
         ("?phase crm:P10_falls_within <https://w3id.org/izmiras/id/period/roman> ; "
         "crm:P8_took_place_on_or_within ?thing")),
    ],
)  # fmt: skip
def test_members_are_counted_as_the_graph_counts(
    client: httpx.Client, store: Store, path: str, pattern: str
) -> None:
    crm = {"crm": "http://www.cidoc-crm.org/cidoc-crm/"}
    rows = list(store.query(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }}", prefixes=crm))
    section = page(client, path, "en").get_element_by_id("members").getparent()
    counts = [int(each.text) for each in section.iterfind("./p[@class='lead']/b")]
    assert sum(counts) == len(rows)
    listed = {each.get("href") for each in section.xpath(".//li/a | .//p[@class='few']/a")}
    assert {f"{BASE.rstrip('/')}{link}" for link in listed} == {row["thing"].value for row in rows}


def test_a_long_list_comes_with_a_query_for_all_of_it(client: httpx.Client) -> None:
    section = page(client, "place/izmir-province", "en").get_element_by_id("members").getparent()
    link = next(each for each in section.iter("a") if "/sparql?" in each.get("href", ""))
    total = int(re.findall(r"\(([\d,]+)\)", text(link))[0].replace(",", ""))
    query = parse_qs(urlsplit(link.get("href")).query)["query"][0]
    answer = client.post("/sparql", data={"query": query}, headers={"accept": "text/csv"})
    assert answer.status_code == 200
    members = {line.split(",")[0] for line in answer.text.splitlines()[1:]}
    assert len(members) == total


def test_stops_are_in_order_with_straight_distances(client: httpx.Client) -> None:
    tree = page(client, "route/8500-years-in-one-day", "en")
    stops = tree.xpath("//ol[@class='stops']/li")
    assert [each.get("value") for each in stops] == ["1", "2", "3", "4", "5"]
    hops = [text(each) for each in tree.iterfind(".//span[@class='hop']")]
    assert hops[0] == "To the next stop, in a straight line: 740 m"
    assert len(hops) == 4
    assert tree.find(".//path[@class='map-line']") is None
    gpx = next(each for each in tree.iter("a") if each.get("href", "").endswith(".gpx"))
    assert client.get(gpx.get("href")).status_code == 200


def test_a_river_is_drawn_as_its_course(client: httpx.Client) -> None:
    tree = page(client, "waterway/gediz-river", "en")
    assert tree.find(".//path[@class='map-line']") is not None
    flow = text(tree.get_element_by_id("flow").getparent())
    assert "Flows intoGulf of Izmir" in flow


def test_a_publication_has_its_reference(client: httpx.Client) -> None:
    tree = page(client, KINDS["publication"], "en")
    line = tree.find(".//p[@class='reference']")
    assert text(line).startswith("Bagnall, Roger S.; Casagrande-Kim, Roberta; ")
    assert ".." not in text(line)
    assert line.find("a").get("href") == "https://doi.org/10.2307/j.ctt1w8h3mx"


def test_marks_name_their_sources(client: httpx.Client) -> None:
    tree = page(client, "site/ephesus", "en")
    names = {
        each.get("value"): text(each.find("a")) for each in tree.xpath("//ol[@class='sources']/li")
    }
    buttons = tree.xpath("//button[@popovertarget]")
    assert len(buttons) > 20
    for button in buttons:
        listed = tree.get_element_by_id(button.get("popovertarget"))
        assert {text(each).partition("] ")[2] for each in listed.iterfind(".//li")} == {
            names[number] for number in button.text.split(",")
        }


def test_errors_are_reported_where_the_operator_wants(client: httpx.Client, server: Server) -> None:
    links = page(client, "site/ephesus", "tr").xpath("//a[starts-with(@href, 'mailto:')]")
    assert {text(link) for link in links} == {"Hata bildir"}
    query = parse_qs(urlsplit(links[0].get("href")).query)
    assert query["subject"] == ["Hata bildir: Efes"]
    assert query["body"][0].startswith(f"{BASE}id/site/ephesus")
    assert server.url != str(client.base_url)
    silent = httpx.get(f"{server.url}/doc/site/agora-of-smyrna.html?lang=tr").text
    assert "Smyrna Agorası" in silent
    assert "Hata bildir" not in silent
    assert "mailto:" not in silent


@pytest.mark.parametrize("bad", ["graf@example.org", "javascript:alert(1)", "mailto:nobody"])
def test_a_contact_is_a_mail_or_web_address(bad: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Settings(contact=bad)


def social(client: httpx.Client, path: str, language: str) -> dict[str, str]:
    page = html.fromstring(
        client.get(f"{path}?lang={language}", headers={"accept": "text/html"}).text
    )
    found = page.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    return {each.get("property") or each.get("name"): each.get("content") for each in found}


def test_every_page_names_a_picture_of_its_own(client: httpx.Client) -> None:
    pictures = set()
    for path in SHARED:
        for language in ("tr", "en"):
            said = social(client, path, language)
            assert said["og:image:alt"]
            assert said["og:title"]
            assert said["twitter:card"] == "summary_large_image"
            answer = client.get(urlsplit(said["og:image"]).path)
            assert answer.headers["content-type"] == "image/png"
            picture = Image.open(BytesIO(answer.content))
            picture.load()
            size = int(said["og:image:width"]), int(said["og:image:height"])
            assert picture.size == size == (1200, 630)
            assert len(answer.content) < 100_000
            pictures.add(answer.content)
    assert len(pictures) == 2 * len(SHARED)


def test_a_picture_is_validated_and_only_of_what_is_there(client: httpx.Client) -> None:
    first = client.get("/cards/site/ephesus.tr.png")
    again = client.get(
        "/cards/site/ephesus.tr.png", headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 304
    assert client.head("/cards/site/ephesus.tr.png").headers["etag"] == first.headers["etag"]
    assert first.headers["etag"] != client.get("/cards/site/ephesus.en.png").headers["etag"]
    for unknown in (
        "site/atlantis.tr.png", "site/ephesus.de.png", "site/ephesus.png", "site/ephesus.tr.jpg",
        "other.tr.png", "site/.tr.png",
    ):  # fmt: skip
        assert client.get(f"/cards/{unknown}").status_code == 404


def test_every_page_says_in_schema_org_what_it_is_and_which_address_is_its_own(
    client: httpx.Client,
) -> None:
    for path in ABOUT:
        for language in ("tr", "en"):
            shown = html.fromstring(
                client.get(f"{path}?lang={language}", headers={"accept": "text/html"}).text
            )
            here = f"{str(client.base_url).rstrip('/')}{path}"
            assert shown.xpath("//link[@rel='canonical']/@href") == [here], path
            told = [json.loads(text) for text in shown.xpath(LD_JSON)]
            assert all(each["@context"] == "https://schema.org/" for each in told)
            (own,) = [each for each in told if each.get("@id") == here]
            if path == "/":
                assert own["@type"] == "WebSite"
                assert "{search_term_string}" in own["potentialAction"]["target"]["urlTemplate"]
            else:
                assert own["inLanguage"] == language
                assert own["name"] == shown.xpath("//title/text()")[0].partition(" · ")[0]
                steps = own["breadcrumb"]["itemListElement"]
                assert [each["position"] for each in steps] == [1, 2]
