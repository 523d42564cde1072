"""The collections over HTTP, as clients meet them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import pytest
import shapely
from jsonschema import Draft202012Validator
from pyld import jsonld

from graph_service.collections.features import PROPERTIES
from graph_service.profiles.linked_places import FORMAT
from tests.profiles.linked_places_schema import COLLECTION

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PATHS = (
    "/api/places?limit=3",
    "/api/places.tsv?limit=3",
    "/api/places/site/agora-of-smyrna",
    "/api/periods",
    "/api/periods/hellenistic",
    "/api/periods/nothing-like-it",
    "/api/routes",
    "/api/routes/8500-years-in-one-day",
    "/api/routes/8500-years-in-one-day.gpx",
    "/contexts/linked-places-1.jsonld",
)


@pytest.fixture(scope="module")
def everything(client: httpx.Client) -> dict[str, Any]:
    answer = client.get("/api/places")
    assert answer.status_code == 200
    whole: dict[str, Any] = answer.json()
    return whole


@pytest.mark.parametrize("path", PATHS)
def test_head_options_and_cors(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == got.status_code
    for name in ("content-type", "etag", "vary", "link", "cache-control"):
        assert head.headers.get(name) == got.headers.get(name), name
    options = client.options(path)
    for answer in (got, head, options):
        assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in options.headers["allow"]
    assert client.delete(path).status_code == 405


@pytest.mark.parametrize("path", [p for p in PATHS if "nothing" not in p and "/site/" not in p])
def test_what_the_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag


def test_the_spelling_of_wishes_does_not_change_the_tag(client: httpx.Client) -> None:
    one = client.get("/api/places?kind=site&kind=place&limit=2&type=mosque")
    other = client.get("/api/places?type=type/mosque&limit=2&kind=place&kind=site")
    third = client.get("/api/places?type=type/mosque&limit=3&kind=place&kind=site")
    assert one.headers["etag"] == other.headers["etag"] != third.headers["etag"]
    assert one.json()["features"] == other.json()["features"]


def test_the_whole_list_is_plain_geojson(everything: dict[str, Any]) -> None:
    assert everything["type"] == "FeatureCollection"
    features = everything["features"]
    assert len(features) > 1300
    assert len({f["id"] for f in features}) == len(features)
    with_shape = 0
    for each in features:
        assert list(each["properties"]) == list(PROPERTIES)
        flat = each["properties"].values()
        assert not any(isinstance(value, dict | list) for value in flat)  # QGIS: one column each
        if each["geometry"]:
            with_shape += 1
            west, south, east, north = shapely.from_geojson(json.dumps(each["geometry"])).bounds
            assert 24 < west <= east < 30, each["id"]
            assert 36 < south <= north < 41, each["id"]
    assert with_shape > 800


def test_pages_add_up_to_the_whole(client: httpx.Client, everything: dict[str, Any]) -> None:
    url: str | None = "/api/places?limit=400"
    found: list[str] = []
    pages = 0
    while url:
        answer = client.get(url)
        found += [f["id"] for f in answer.json()["features"]]
        url = answer.links.get("next", {}).get("url")
        listed = {link["rel"]: link["href"] for link in answer.json()["links"]}
        assert listed.get("next") == url
        pages += 1
    assert pages == 4
    assert found == [f["id"] for f in everything["features"]]


def test_links_hold_behind_a_proxy(client: httpx.Client) -> None:
    behind = {"x-forwarded-host": "miras.example", "x-forwarded-proto": "https",
              "x-forwarded-prefix": "/graf"}  # fmt: skip
    answer = client.get("/api/places?limit=1&_profile=places", headers=behind)
    root = "https://miras.example/graf"
    assert answer.links["next"]["url"].startswith(f"{root}/api/places?")
    assert answer.json()["@context"] == f"{root}/contexts/linked-places-1.jsonld"
    assert all(link["href"].startswith(f"{root}/api/places") for link in answer.json()["links"])
    place = client.get("/api/places/site/agora-of-smyrna", headers=behind)
    assert place.headers["location"].startswith("/graf/doc/site/agora-of-smyrna")
    stop = client.get("/api/routes/8500-years-in-one-day", headers=behind).json()["properties"]
    assert stop["gpx"] == f"{root}/api/routes/8500-years-in-one-day.gpx"


def test_a_browser_and_a_client_without_wishes_get_geojson(client: httpx.Client) -> None:
    for accept in (BROWSER, "*/*", "application/json", "application/vnd.geo+json"):
        answer = client.get("/api/places?limit=1", headers={"accept": accept})
        assert answer.headers["content-type"] == "application/geo+json"
        assert "Accept-Profile" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("path", "headers", "media_type"),
    [
        ("/api/places?limit=5", {"accept-profile": f"<{FORMAT}>"}, "application/geo+json"),
        ("/api/places?limit=5", {"accept": f'application/geo+json;profile="{FORMAT}"'},
         "application/geo+json"),
        ("/api/places?limit=5", {"accept": "application/ld+json"}, "application/ld+json"),
        ("/api/places?limit=5&_profile=places", {}, "application/geo+json"),
        ("/api/places.geojson?limit=5&_profile=places", {}, "application/geo+json"),
        ("/api/places.jsonld?limit=5", {}, "application/ld+json"),
    ],
)  # fmt: skip
def test_every_way_to_linked_places(
    client: httpx.Client, path: str, headers: dict[str, str], media_type: str
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.headers["content-type"] == f'{media_type};profile="{FORMAT}"'
    assert f"<{FORMAT}>" in answer.headers["content-profile"]
    whole = answer.json()
    assert [e.message for e in Draft202012Validator(COLLECTION).iter_errors(whole)] == []
    assert len(whole["features"]) == 5
    assert client.get(whole["@context"]).json()["@context"]["toponym"] == "lpo:toponym"


def test_a_suffix_is_stronger_than_a_wish_in_a_header(client: httpx.Client) -> None:
    wish = {"accept-profile": f"<{FORMAT}>", "accept": "application/ld+json"}
    answer = client.get("/api/places.geojson?limit=1", headers=wish)
    assert answer.headers["content-type"] == "application/geo+json"
    assert "accept-profile" not in answer.headers["vary"].lower()


def test_rows(client: httpx.Client) -> None:
    answer = client.get("/api/places.tsv?limit=20&district=tire")
    assert answer.headers["content-type"].startswith("text/tab-separated-values")
    rows = list(csv.DictReader(io.StringIO(answer.text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 20
    assert all(row["fclasses"] and row["id"].startswith("https://") for row in rows)


def test_filters(client: httpx.Client, everything: dict[str, Any]) -> None:
    answer = client.get("/api/places?type=mosque&district=konak").json()["features"]
    expected = [
        f["id"] for f in everything["features"]
        if "mosque" in (f["properties"]["types"] or "").split("; ")
        and f["properties"]["district"] == "Konak"
    ]  # fmt: skip
    assert expected
    assert set(expected) <= {f["id"] for f in answer}


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("bbox=1,2,3", "bbox", "1,2,3"),
        ("bbox=28,38,27,39", "bbox", "28,38,27,39"),
        ("bbox=27,98,28,99", "bbox", "27,98,28,99"),
        ("from=MÖ500", "from", "MÖ500"),
        ("from=100&to=-100", "from", "100"),
        ("to=99999", "to", "99999"),
        ("kind=castle", "kind", "castle"),
        ("type=mosqe", "type", "mosqe"),
        ("type=Mosque!", "type", "Mosque!"),
        ("district=atlantis", "district", "atlantis"),
        ("limit=0", "limit", "0"),
        ("limit=5&limit=6", "limit", "6"),
        ("after=konak", "after", "konak"),
    ],
)
def test_what_is_wrong_is_named(
    client: httpx.Client, query: str, parameter: str, value: str
) -> None:
    answer = client.get(f"/api/places?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["parameter"], said["value"]) == (parameter, value)
    assert said["allowed"]
    assert f"`{parameter}`" in said["detail"]
    turkish = client.get(f"/api/places?{query}", headers={"accept-language": "tr"}).json()
    assert turkish["detail"] != said["detail"]


def test_a_near_miss_is_answered_with_what_was_meant(client: httpx.Client) -> None:
    assert client.get("/api/places?type=mosqe").json()["nearest"][0] == "type/mosque"
    near = client.get("/api/routes/8500-years-in-one-da").json()["nearest"]
    assert near[0]["url"].endswith("/api/routes/8500-years-in-one-day")
    assert client.get(near[0]["url"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/places?colour=red", 400),
        ("/api/places?_profile=edm", 400),
        ("/api/places?_mediatype=text/turtle", 400),
        ("/api/places.xml", 404),
        ("/api/places/agent/homer", 404),
        ("/api/places/site/no-such-place-here", 404),
        ("/api/periods?from=1", 400),
        ("/api/periods/romn", 404),
        ("/api/routes/none-such", 404),
        ("/api/routes/8500-years-in-one-day.kml", 404),
        ("/api/routes/{x}.{y}", 404),
    ],
)
def test_refusals(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_none_of_the_wanted_forms(client: httpx.Client) -> None:
    answer = client.get("/api/places", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert {each["type"] for each in answer.json()["available"]} >= {"application/geo+json"}
    for path in ("/api/periods", "/api/routes", "/api/routes/8500-years-in-one-day"):
        assert client.get(path, headers={"accept": "image/png"}).status_code == 406


def test_one_place_leads_to_its_document(client: httpx.Client) -> None:
    answer = client.get("/api/places/site/agora-of-smyrna", follow_redirects=True)
    assert answer.history[0].status_code == 303
    assert answer.json()["features"][0]["properties"]["title"] == "Agora of Smyrna"


def test_documents_in_linked_places(client: httpx.Client) -> None:
    for name in ("place/konak", "waterway/meles", "route/8500-years-in-one-day"):
        answer = client.get(f"/doc/{name}", headers={"accept-profile": f"<{FORMAT}>"})
        assert answer.headers["content-type"].startswith("application/geo+json")
        Draft202012Validator(COLLECTION).validate(answer.json())
    refused = client.get("/doc/agent/homer?_profile=places")
    assert refused.status_code == 406
    assert "places" not in {each["type"] for each in refused.json()["available"]}
    unknown = client.get("/doc/agent/homer?_profile=none-such").json()
    assert (unknown["parameter"], unknown["value"]) == ("_profile", "none-such")


def test_the_profile_says_what_it_loses(client: httpx.Client) -> None:
    for language, words in (("tr", "uydurulmaz"), ("en", "invented")):
        page = client.get(f"/profile/places?lang={language}", headers={"accept": "text/html"})
        assert words in page.text


def test_routes(client: httpx.Client) -> None:
    listed = client.get("/api/routes").json()["routes"]
    assert len(listed) == 14
    for each in listed:
        assert client.head(each["url"]).headers["content-type"] == "application/geo+json"
        assert client.head(each["gpx"]).headers["content-type"] == "application/gpx+xml"
    tour = "/api/routes/8500-years-in-one-day"
    assert client.get(tour, headers={"accept": "application/gpx+xml"}).text.startswith("<?xml")
    features = client.get(tour).json()["features"]
    assert [f["properties"]["position"] for f in features] == [1, 2, 3, 4, 5]
    assert features[0]["geometry"]["coordinates"] == [27.213855, 38.441742]


def test_periods(client: httpx.Client) -> None:
    whole = client.get("/api/periods").json()
    [authority] = whole["authorities"].values()
    periods = authority["periods"]
    assert len(periods) == 34
    bronze = periods["https://w3id.org/izmiras/id/period/bronze-age-middle"]
    assert bronze["start"]["in"] == {"earliestYear": "-1999", "latestYear": "-1899"}
    assert bronze["stop"]["in"] == {"earliestYear": "-1649", "latestYear": "-1599"}
    assert bronze["localizedLabels"]["tr"] == ["Orta Tunç Çağı"]
    assert bronze["sameAs"] == "http://n2t.net/ark:/99152/p0m63njngrr"
    assert bronze["spatialCoverage"][0]["id"] == "https://w3id.org/izmiras/id/place/izmir-province"
    # A close match is no `sameAs`.
    neolithic = periods["https://w3id.org/izmiras/id/period/neolithic"]
    assert "sameAs" not in neolithic
    assert neolithic["closeMatch"] == ["http://n2t.net/ark:/99152/p0m63nj6xtw"]
    one = client.get("/api/periods/bronze-age-middle").json()
    assert {k: v for k, v in one.items() if k != "@context"} == bronze


def test_periods_are_linked_data(client: httpx.Client) -> None:
    whole = client.get("/api/periods", headers={"accept": "application/ld+json"})
    assert whole.headers["content-type"] == "application/ld+json"
    lines = jsonld.to_rdf(whole.json(), {"format": "application/n-quads"}).splitlines()
    bronze = "<https://w3id.org/izmiras/id/period/bronze-age-middle>"
    skos = "http://www.w3.org/2004/02/skos/core#"
    said = {line for line in lines if line.startswith(bronze)}
    assert any(f"<{skos}inScheme>" in line for line in said)
    assert any(f"<{skos}exactMatch> <http://n2t.net/ark:/99152/p0m63njngrr>" in s for s in said)
    assert any('"-1999"^^<http://www.w3.org/2001/XMLSchema#gYear>' in line for line in lines)


def test_the_api_description_has_examples_that_work(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    ours = {
        path: spec
        for path, spec in paths.items()
        if "collections" in spec.get("get", {}).get("tags", ())
    }
    assert len(ours) == 8
    for path, spec in ours.items():
        if path.startswith("/contexts"):
            continue
        operation = spec["get"]
        assert operation["responses"]["200" if "{kind}" not in path else "303"]["description"]
        url = path
        query: list[tuple[str, Any]] = []
        for parameter in operation.get("parameters", ()):
            example = parameter["example"]
            if parameter["in"] == "path":
                url = url.replace(f"{{{parameter['name']}}}", example)
            else:
                values = example if isinstance(example, list) else [example]
                query += [(parameter["name"], value) for value in values]
        assert client.get(url, params=query).status_code in (200, 303), url
