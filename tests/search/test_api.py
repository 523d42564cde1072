"""Search and lookup over HTTP, as a client sees them."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import httpx
import pytest

BASE = "https://w3id.org/izmiras/"
JSON = {"accept": "application/json"}
LISTS = (
    "/api/search?q=smyrna",
    "/search?q=smyrna",
    "/api/nearby?lat=38.4186&lon=27.1387",
    "/api/at?year=-499",
    "/api/resolve?wikidata=Q2827071",
)


def problem(answer: httpx.Response) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["status"] == answer.status_code
    return found


def ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["id"].removeprefix(f"{BASE}id/") for each in answer.json()["results"]]


# Search ------------------------------------------------------------------------------------------


def test_results_have_our_uris_and_lead_to_documents(client: httpx.Client) -> None:
    answer = client.get("/api/search?q=Smirna&kind=site&limit=3")
    first = answer.json()["results"][0]
    assert first["id"].startswith(f"{BASE}id/site/")
    assert set(first["label"]) == {"tr", "en"}
    path = first["id"].removeprefix(BASE.rstrip("/"))
    assert client.get(path, headers=JSON, follow_redirects=True).status_code == 200


def test_next_leads_through_all_results(client: httpx.Client) -> None:
    url: str | None = "/api/search?kind=period&sort=age&limit=10"
    found: list[str] = []
    while url:
        answer = client.get(url)
        found += ids(answer)
        url = answer.json()["next"]
    assert len(found) == len(set(found)) == answer.json()["total"]


def test_facets_have_labels_and_narrow_when_they_are_followed(client: httpx.Client) -> None:
    facets = client.get("/api/search?q=cami").json()["facets"]
    assert set(facets) == {"kind", "type", "period", "district", "linked", "designation"}
    for name, values in facets.items():
        for value in values[:2]:
            assert value["label"], (name, value)
            wanted = {"unesco-whc": "unesco"}.get(value["value"], value["value"])
            narrowed = client.get(f"/api/search?q=cami&{name}={wanted}").json()
            assert narrowed["total"] == value["count"]


def test_filters_take_slugs_and_iris(client: httpx.Client) -> None:
    by_slug = client.get("/api/search?type=mosque").json()
    by_iri = client.get("/api/search", params={"type": f"{BASE}id/type/mosque"}).json()
    assert by_slug["results"] == by_iri["results"]
    two = client.get("/api/search?type=mosque&type=church").json()
    assert two["total"] > by_slug["total"]


def test_years_and_boxes_narrow(client: httpx.Client) -> None:
    every = client.get("/api/search?kind=site").json()["total"]
    then = client.get("/api/search?kind=site&from=-600&to=-400").json()
    here = client.get("/api/search?kind=site&bbox=27.12,38.41,27.15,38.43").json()
    assert 0 < then["total"] < every
    assert 0 < here["total"] < every
    for each in then["results"]:
        assert each["years"]["from"] <= -400
    for each in here["results"]:
        assert 27.12 <= each["point"]["lon"] <= 27.15


def test_the_order_of_names_follows_the_language(client: httpx.Client) -> None:
    turkish = client.get("/api/search?kind=place&sort=name&lang=tr&limit=200").json()["results"]
    labels = [each["label"]["tr"] for each in turkish]
    assert labels.index("Çeşme") > labels.index("Buca")
    assert labels.index("Ödemiş") > labels.index("Narlıdere")
    english = client.get("/api/search?kind=place&sort=name&lang=en&limit=200").json()["results"]
    assert [e["id"] for e in english] != [e["id"] for e in turkish]


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("kind=castle", "kind", "castle"),
        ("type=no-such-type", "type", "no-such-type"),
        ("type=%C4%B0", "type", "İ"),
        ("district=atlantis", "district", "atlantis"),
        ("period=mesozoic", "period", "mesozoic"),
        ("linked=facebook", "linked", "facebook"),
        ("bbox=27,38,28", "bbox", "27,38,28"),
        ("bbox=28,38,27,39", "bbox", "28,38,27,39"),
        ("bbox=27,38,28,99", "bbox", "27,38,28,99"),
        ("bbox=a,b,c,d", "bbox", "a,b,c,d"),
        ("from=500BC", "from", "500BC"),
        ("to=99999", "to", "99999"),
        ("from=100&to=-100", "from", "100"),
        ("sort=size", "sort", "size"),
        ("limit=0", "limit", "0"),
        ("limit=201", "limit", "201"),
        ("limit=1&limit=2", "limit", "2"),
        ("lang=de", "lang", "de"),
        ("after=zzz", "after", "zzz"),
        (f"q={'x' * 201}", "q", "x" * 200),
    ],
)
def test_bad_values_are_named(client: httpx.Client, query: str, parameter: str, value: str) -> None:
    for path in ("/api/search", "/search"):
        answer = client.get(f"{path}?{query}")
        found = problem(answer)
        assert answer.status_code == 400
        assert (found["parameter"], found["value"]) == (parameter, value)
        assert found["allowed"]
        assert parameter in found["detail"]


def test_an_unknown_parameter_is_named(client: httpx.Client) -> None:
    found = problem(client.get("/api/search?query=smyrna"))
    assert found["parameter"] == "query"
    assert "q" in found["parameters"]
    assert problem(client.get("/api/search?q=%FF"))["status"] == 400


def test_the_problem_suggests_what_is_like_it(client: httpx.Client) -> None:
    assert "hellenistic" in problem(client.get("/api/search?period=helenistik"))["detail"]


# The page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_shows_the_same_results(client: httpx.Client, language: str) -> None:
    page = client.get(f"/search?q=cami&district=konak&lang={language}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-language"] == language
    found = ids(client.get(f"/api/search?q=cami&district=konak&lang={language}"))
    shown = re.findall(r'<h3><a href="/id/([^"]+)"', page.text)
    assert shown == found
    assert ("Sıralama" in page.text) == (language == "tr")


def test_links_of_the_page_lead_on(client: httpx.Client) -> None:
    page = client.get("/search?q=smyrna&limit=5")
    queries = [each.replace("&amp;", "&") for each in re.findall(r'href="(\?[^"]+)"', page.text)]
    assert queries
    for query in queries:
        assert client.get(f"/search{query}").status_code == 200, query
    other = re.search(r'href="(/search\?lang=tr[^"]*)"', page.text.replace("&amp;", "&"))
    assert other
    assert "q=smyrna" in other[1]
    assert client.get(other[1]).headers["content-language"] == "tr"


def test_what_was_typed_is_text_on_the_page(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": '"><script>alert(1)</script>'})
    assert page.status_code == 200
    assert "<script>" not in page.text


# Lookup ------------------------------------------------------------------------------------------


def test_an_identifier_leads_to_our_thing(client: httpx.Client) -> None:
    answer = client.get("/api/resolve?wikidata=Q2827071")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/id/site/agora-of-smyrna"
    assert "Accept" in answer.headers["vary"]
    turtle = client.get(
        "/api/resolve?wikidata=Q2827071", headers={"accept": "text/turtle"}, follow_redirects=True
    )
    assert turtle.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    "query",
    [
        "wikidata=q2827071",
        "wikidata=https://www.wikidata.org/wiki/Q2827071",
        "geonames=9889128",
        "uri=https://sws.geonames.org/9889128",
        "uri=http://www.geonames.org/9889128/agora.html",
        f"uri={BASE}id/site/agora-of-smyrna",
        f"uri={BASE}id/site/agora-of-smyrna%23name-tr",
        f"uri={BASE}doc/site/agora-of-smyrna.ttl",
    ],
)
def test_ways_to_name_one_thing(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/resolve?{query}", headers=JSON)
    assert [each["id"] for each in answer.json()["matches"]] == [f"{BASE}id/site/agora-of-smyrna"]


def test_our_own_address_resolves_wherever_we_are_served(client: httpx.Client) -> None:
    own = f"{str(client.base_url).rstrip('/')}/id/site/teos"
    answer = client.get("/api/resolve", params={"uri": own}, headers=JSON)
    assert answer.json()["matches"][0]["match"] == "self"


def test_catalogues_have_parameters_of_their_own(client: httpx.Client) -> None:
    for query, reference in {
        "unesco=1018": "site/ephesus-world-heritage",
        "pleiades=550908": "site/temnos",
        "aat=300007544": "type/mosque",
        "periodo=p083p5rdh8w": "period/hellenistic",
        "viaf=152582722": "site/phokaia",
        "nomisma=phocaea": "site/phokaia",
    }.items():
        answer = client.get(f"/api/resolve?{query}", headers=JSON)
        assert answer.status_code == 200, query
        assert f"{BASE}id/{reference}" in [each["id"] for each in answer.json()["matches"]]


def test_nothing_is_404_and_two_questions_are_400(client: httpx.Client) -> None:
    assert problem(client.get("/api/resolve?wikidata=Q1"))["value"] == "Q1"
    assert client.get("/api/resolve?wikidata=Q1").status_code == 404
    for query in ("", "?wikidata=Q1&pleiades=1", "?wikidata=", "?facebook=1"):
        assert client.get(f"/api/resolve{query}").status_code == 400


def test_several_equal_matches_are_listed(client: httpx.Client) -> None:
    """Where our data links two things to one IRI, nobody is sent to a guess."""
    listed = client.get("/api/search?linked=wikidata&limit=200").json()["results"]
    assert listed
    answer = client.get("/api/resolve?uri=http://n2t.net/ark:/99152/p0m63nj3pm3")
    assert answer.status_code in {300, 303}


def test_a_batch_answers_in_order(client: httpx.Client) -> None:
    asked = ["pleiades:550908", f"{BASE}id/site/teos", "https://example.org/none", "unesco:1018"]
    results = client.post("/api/resolve", json=asked).json()["results"]
    assert [each["asked"] for each in results] == asked
    first = [each["matches"][0]["id"] if each["matches"] else None for each in results]
    assert first == [
        f"{BASE}id/site/temnos",
        f"{BASE}id/site/teos",
        None,
        f"{BASE}id/site/ephesus-world-heritage",
    ]
    thousand = client.post("/api/resolve", json=["pleiades:550908"] * 1000)
    assert len(thousand.json()["results"]) == 1000


def test_bad_batches_are_refused(client: httpx.Client) -> None:
    many = problem(client.post("/api/resolve", json=["x"] * 1001))
    assert (many["status"], many["limit"]) == (413, 1000)
    assert client.post("/api/resolve", json=["x" * 2000] * 600).status_code == 413
    headers = {"content-type": "application/json"}
    broken = problem(client.post("/api/resolve", content='["a",\n', headers=headers))
    assert (broken["status"], broken["line"]) == (400, 2)
    for body in ('{"a": 1}', "[1]", '[""]', '["\\ud800"]', "[" * 50_000, b"\xff", "", "null"):
        assert client.post("/api/resolve", content=body, headers=headers).status_code == 400
    plain = client.post("/api/resolve", content="[]", headers={"content-type": "text/plain"})
    assert plain.status_code == 415


def test_nearby_is_sorted_and_paged(client: httpx.Client) -> None:
    url: str | None = "/api/nearby?lat=38.4186&lon=27.1387&radius=500&limit=9"
    metres: list[float] = []
    found: list[str] = []
    while url:
        answer = client.get(url)
        found += ids(answer)
        metres += [each["metres"] for each in answer.json()["results"]]
        url = answer.json()["next"]
    assert metres == sorted(metres)
    assert metres[-1] <= 500
    assert len(found) == len(set(found)) > 9
    whole = client.get("/api/nearby?lat=38.4186&lon=27.1387&radius=500&limit=200")
    assert ids(whole) == found


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("lat=38", "lon"), ("lat=91&lon=27", "lat"), ("lat=38&lon=181", "lon"),
        ("lat=38,4&lon=27", "lat"), ("lat=nan&lon=27", "lat"), ("lat=38&lon=27&radius=0", "radius"),
        ("lat=38&lon=27&radius=50001", "radius"), ("lat=38&lon=27&after=zz", "after"),
        ("lat=38&lon=27&limit=9999", "limit"),
    ],
)  # fmt: skip
def test_impossible_places_are_refused(client: httpx.Client, query: str, parameter: str) -> None:
    assert problem(client.get(f"/api/nearby?{query}"))["parameter"] == parameter


@pytest.mark.parametrize("query", ["uri=::bad", "uri=Q47611", "uri=http://x/%20a%20b", "uri=a b"])
def test_what_is_no_iri_is_refused(client: httpx.Client, query: str) -> None:
    said = problem(client.get(f"/api/resolve?{query.replace(' ', '%20')}"))
    assert (said["parameter"], said["status"]) == ("uri", 400)
    assert said["allowed"]


def test_what_nothing_is_linked_to_is_named(client: httpx.Client) -> None:
    answer = client.get("/api/resolve?wikidata=Q1")
    said = answer.json()
    assert (answer.status_code, said["parameter"], said["value"]) == (404, "wikidata", "Q1")
    assert said["allowed"]


def test_at_says_how_sure_and_why(client: httpx.Client) -> None:
    every = client.get("/api/at?year=1700&limit=200").json()
    certain = client.get("/api/at?year=1700&sure=certain&limit=200").json()
    possible = client.get("/api/at?year=1700&sure=possible&limit=1").json()
    assert every["total"] == certain["total"] + possible["total"]
    assert {each["sure"] for each in certain["results"]} == {"certain"}
    for each in certain["results"]:
        assert each["because"]["certainFrom"] <= 1700 <= each["because"]["certainTo"]
    phase = next(p for each in every["results"] for p in each["because"]["phases"])
    turtle = client.get(
        phase.partition("#")[0].removeprefix(BASE.rstrip("/")),
        headers={"accept": "application/n-triples"},
        follow_redirects=True,
    )
    assert f"<{phase}>" in turtle.text


@pytest.mark.parametrize("of", ["mosque", "building", "water-supply"])
@pytest.mark.parametrize("year", [150, 1700, 1905])
def test_what_stood_in_a_year_is_as_sure_as_what_existed(
    client: httpx.Client, of: str, year: int
) -> None:
    """The query of the library and the index mean the same by `certain`."""
    answer = client.get(f"/api/queries/standing-in-year.csv?year={year}&type=type/{of}")
    stood = {row["thing"]: row["sure"] for row in csv.DictReader(answer.text.splitlines())}
    assert stood
    existed: dict[str, str] = {}
    url: str | None = f"/api/search?type={of}&year={year}&limit=200&sort=name"
    while url:
        page = client.get(url).json()
        existed |= {each["id"]: each["sure"] for each in page["results"]}
        url = page.get("next")
    assert stood.keys() <= existed.keys()
    assert {"certain"} >= {existed[each] for each, sure in stood.items() if sure == "certain"}


@pytest.mark.parametrize("query", ["", "year=", "year=x", "year=99999", "year=1&sure=maybe"])
def test_impossible_years_are_refused(client: httpx.Client, query: str) -> None:
    assert problem(client.get(f"/api/at?{query}"))["parameter"] in {"year", "sure"}


# The house ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LISTS)
def test_lists_keep_the_rules_of_the_house(client: httpx.Client, path: str) -> None:
    headers = {} if path.startswith("/search") else JSON
    get = client.get(path, headers=headers)
    head = client.head(path, headers=headers)
    assert get.status_code == head.status_code == 200
    assert head.content == b""
    ignored = {"date", "server"}
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in get.headers.items() if k not in ignored
    }
    assert get.headers["access-control-allow-origin"] == "*"
    assert "Accept" in get.headers["vary"]
    tag = get.headers["etag"]
    again = client.get(path, headers={**headers, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    options = client.options(path)
    assert options.status_code == 204
    assert ("POST" in options.headers["allow"]) == path.startswith("/api/resolve")
    wrong = client.request("DELETE", path)
    assert wrong.status_code == 405
    other = client.get(path, headers={"accept": "image/png"})
    assert other.status_code in {303, 406}


def test_tags_differ_by_question_and_language(client: httpx.Client) -> None:
    tags = {
        client.get(path, headers={"accept-language": language}).headers["etag"]
        for path in ("/search?q=a", "/search?q=b")
        for language in ("tr", "en")
    }
    assert len(tags) == 4


def test_every_parameter_is_described_with_an_example(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/api/search", "/search", "/api/resolve", "/api/nearby", "/api/at"):
        described = paths[path]["get"]
        assert described["description"]
        examples = {each["name"]: each["example"] for each in described["parameters"]}
        assert all(each["description"] for each in described["parameters"])
        assert "400" in described["responses"]
        for name, example in examples.items():
            if name == "after":
                continue
            needed = {k: examples[k] for k in ("lat", "lon", "year") if k in examples}
            answer = client.get(path, params={**needed, name: example}, headers={"accept": "*/*"})
            assert answer.status_code in {200, 300, 303, 404}, (path, name, json.dumps(example))
