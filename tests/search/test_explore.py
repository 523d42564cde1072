"""The page of search and browse, its map and its suggestions, over HTTP and in the index."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from graph_service.search.cells import fitting
from graph_service.search.index import Index
from graph_service.search.meaning import meant
from graph_service.search.query import Query

WORLD = "view=-180,-90,180,90"
IZMIR = "view=26,37.8,28.6,39.5"


def text_of(client: httpx.Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def cells(client: httpx.Client, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/search/cells?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


# The page ----------------------------------------------------------------------------------------


def test_the_first_page_shows_the_routes_and_the_weightiest_things(client: httpx.Client) -> None:
    page = text_of(client, "/explore?lang=tr")
    assert "/id/route/8500-years-in-one-day" in page
    assert "/id/route/yamanlar-yolu" in page
    shown = re.findall(r'<h3><a href="/id/([^"]+)"', page)
    assert len(shown) == 20
    assert {"site/pergamon", "site/ephesus"} <= set(shown)
    assert "route-cards" not in text_of(client, "/explore?q=agora")


def test_a_form_without_scripts_leads_to_a_short_address(client: httpx.Client) -> None:
    sent = "q=&year=500&year_era=bce&from=&from_era=bce&to=&to_era=ce&sort=&sure=&kind=site&bbox="
    answer = client.get(f"/explore?{sent}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/explore?year=-499&kind=site"
    page = text_of(client, answer.headers["location"])
    assert "Izmir in 500 BCE" in page
    assert 'value="500"' in page
    assert client.get("/explore?q=&kind=").headers["location"] == "/explore"


@pytest.mark.parametrize("query", ["year=0x5", "year=99999", "sure=maybe", "kind=none", "zoom=3"])
def test_what_cannot_be_asked_is_said(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/explore?{query}", headers={"accept": "application/problem+json"})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == query.partition("=")[0]


def test_a_year_shows_what_the_lookup_says(client: httpx.Client) -> None:
    page = text_of(client, "/explore?year=-499&kind=site&sort=name&limit=200&lang=en")
    shown = re.findall(
        r'<h3><a href="/id/([^"]+)">.*?</a> <span class="sure is-(\w+)">', page, re.DOTALL
    )
    found = client.get("/api/at?year=-499&kind=site&limit=200&lang=en").json()["results"]
    assert shown == [(each["id"].partition("/id/")[2], each["sure"]) for each in found]
    assert {sure for _, sure in shown} == {"certain", "possible"}


def test_sure_and_only_possible_are_all(client: httpx.Client) -> None:
    def total(more: str) -> int:
        number: int = client.get(f"/api/search?kind=site&limit=1{more}").json()["total"]
        return number

    for years in ("&year=150", "&from=-499&to=-300", ""):
        certain, possible = total(f"{years}&sure=certain"), total(f"{years}&sure=possible")
        assert certain > 0
        assert possible > 0
        dated = total(years) if years else total("&from=-10000&to=2100")
        assert certain + possible == dated
    found = client.get("/api/search?year=150&sure=certain&limit=5").json()["results"]
    assert [each["sure"] for each in found] == ["certain"] * 5
    assert all("because" in each for each in found)


def test_facets_are_boxes_with_counts_and_chips_take_them_back(client: httpx.Client) -> None:
    page = text_of(client, "/explore?kind=site&type=mosque&district=konak&lang=en")
    assert re.search(r'name="type" value="mosque" id="type-mosque" checked', page)
    chips = [each.replace("&amp;", "&") for each in re.findall(r'<li><a href="(\?[^"]+)"', page)]
    assert "?kind=site&district=konak&lang=en" in chips
    for query in chips:
        assert client.get(f"/explore{query}").status_code == 200
    count = re.search(r'id="type-mosque" checked>.*?class="many">(\d+)<', page)
    assert count
    total = client.get("/api/search?kind=site&type=mosque&district=konak").json()["total"]
    assert int(count[1]) == total


def test_pages_follow_each_other(client: httpx.Client) -> None:
    seen: list[str] = []
    path = "/explore?kind=route&limit=5&sort=age"
    while path:
        page = text_of(client, path)
        seen += re.findall(r'<h3><a href="/id/([^"]+)"', page)
        onward = re.search(r'href="(\?[^"]+)" rel="next"', page)
        path = f"/explore{onward[1].replace('&amp;', '&')}" if onward else ""
    assert len(seen) == len(set(seen)) == client.get("/api/search?kind=route").json()["total"]


def test_nothing_found_is_said_with_what_may_be_meant(client: httpx.Client) -> None:
    page = text_of(client, "/explore?q=symrnna&lang=en")
    assert "0 results" in page
    assert "Did you mean" in page
    assert "/id/site/old-smyrna" in page or "/id/site/smyrna" in page
    page = text_of(client, "/explore?q=agora&kind=route&district=urla&lang=tr")
    assert "Bu filtrelerle kayıt yok" in page
    assert "Filtreler olmadan" in page
    page = text_of(client, "/explore?q=qqxxzz&lang=en")
    assert "No record has these words." in page
    assert "Did you mean" not in page


def test_what_is_meant_is_alike(index: Index) -> None:
    for typed, slug in (("symrnna", "smyrna"), ("klazzommenaiii", "klazomenai")):
        assert slug in [record.slug for record in meant(typed, index, "tr", 6)], typed
    assert meant("qqxxzz", index, "tr") == []
    assert meant("", index, "tr") == []


# The map and time --------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [0, 6, 9, 14, 20])
def test_the_cells_hold_every_result_with_a_point_once(client: httpx.Client, zoom: int) -> None:
    found = cells(client, f"kind=site&{WORLD}&zoom={zoom}")
    column = found["columns"].index
    assert sum(row[column("number")] for row in found["rows"]) == found["located"]
    assert 0 < found["located"] <= found["total"]
    for row in found["rows"]:
        assert row[column("certain")] == row[column("number")]  # not asked for any year
        box = row[column("bbox")]
        assert (box is None) == (row[column("number")] == 1)
        if box:
            assert box[0] <= row[column("lon")] <= box[2]
            assert box[1] <= row[column("lat")] <= box[3]


def test_a_screen_has_room_for_the_cells(client: httpx.Client) -> None:
    for zoom in (7, 9, 11):
        width = 360 / 2**zoom * 256 / 256 * 3  # a map of 768 pixels
        view = f"view={27.1 - width / 2},{38.4 - width / 2},{27.1 + width / 2},{38.4 + width / 2}"
        rows = cells(client, f"{view}&zoom={zoom}")["rows"]
        assert 0 < len(rows) < (768 / 56 + 2) * (768 / 56 / 0.78 + 2)


def test_no_view_has_cells_without_end() -> None:
    world, izmir = (-180.0, -90.0, 180.0, 90.0), (26.0, 37.8, 28.6, 39.5)
    assert fitting(world, 20) < 8
    assert fitting(izmir, 9) == 9
    assert fitting((27.0, 38.4, 27.01, 38.41), 20) > 15
    assert fitting(world, 0) == 0


def test_cells_of_a_year_say_how_sure_they_are(client: httpx.Client) -> None:
    rows = cells(client, f"year=-499&kind=site&{WORLD}&zoom=9")["rows"]
    sure = client.get("/api/search?year=-499&kind=site&sure=certain&limit=200").json()["results"]
    assert sum(row[3] for row in rows) == sum("point" in each for each in sure)
    assert sum(row[3] for row in rows) < sum(row[2] for row in rows)


def test_cells_must_know_what_is_looked_at(client: httpx.Client) -> None:
    for query, name in ((f"{IZMIR}", "zoom"), ("zoom=9", "view"), (f"{IZMIR}&zoom=21", "zoom")):
        answer = client.get(f"/api/search/cells?{query}")
        assert answer.status_code == 400
        assert answer.json()["parameter"] == name


def test_ages_count_what_the_records_say(index: Index) -> None:
    query = Query(kinds=("period",), limit=200)
    records = [hit.record for hit in index.search(query).hits]
    stretches = [(-6999, -6000), (-499, -450), (150, 150), (1922, 1923)]
    for age in index.ages(query, stretches):
        possible = certain = 0
        for record in records:
            possible += any(
                each.earliest <= age.last and (each.latest is None or each.latest >= age.first)
                for each in record.existences
            )
            certain += any(
                each.sure_from is not None
                and each.sure_to is not None
                and each.sure_from <= age.last
                and each.sure_to >= age.first
                for each in record.existences
            )
        assert (age.possible, age.certain) == (possible, certain)


# Suggestions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "path"),
    [("klazo", "site/klazomenai"), ("SMİR", "site/smyrna"), ("efes", "site/ephesus")],
)
def test_the_beginning_of_a_name_is_enough(client: httpx.Client, typed: str, path: str) -> None:
    found = client.get("/api/suggest", params={"q": typed, "lang": "tr"}).json()["suggestions"]
    assert 0 < len(found) <= 8
    assert path in [each["path"] for each in found]
    assert all(each["label"] and each["kind"] for each in found)


def test_suggestions_of_nothing_are_refused_or_none(client: httpx.Client) -> None:
    assert client.get("/api/suggest").status_code == 400
    assert client.get("/api/suggest?q=qqxxzz").json() == {"suggestions": []}
