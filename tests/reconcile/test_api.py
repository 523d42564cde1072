"""The service over HTTP, as clients of both versions ask it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from graph_service.reconcile.question import BATCH
from tests.reconcile import schemas
from tests.reconcile.schemas import check

BASE = "https://w3id.org/izmiras/"
ROOTS = ("/reconcile", "/reconcile/1", "/reconcile/tr", "/reconcile/en")
READ = (
    "/reconcile",
    "/reconcile/1",
    "/reconcile/suggest/entity?prefix=ephe",
    "/reconcile/suggest/type?prefix=tum",
    "/reconcile/suggest/property?prefix=",
    "/reconcile/flyout/entity?id=site/ephesus",
    "/reconcile/preview?id=site/ephesus",
    "/reconcile/extend/propose?type=site",
    "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22Ephesus%22%7D%7D",
)
Found = list[dict[str, Any]]


def ask(client: httpx.Client, query: dict[str, object], root: str = "/reconcile") -> Found:
    """The candidates of one query of version 0.2, sent as OpenRefine does."""
    reply = client.post(root, data={"queries": json.dumps({"q0": query})})
    assert reply.status_code == 200, reply.text
    check(reply.json(), schemas.RESULTS_0_2)
    found: Found = reply.json()["q0"]["result"]
    assert [each["score"] for each in found] == sorted((e["score"] for e in found), reverse=True)
    assert sum(each["match"] for each in found) <= 1
    return found


def match(client: httpx.Client, *conditions: dict[str, object], **more: object) -> Found:
    """The candidates of one query of version 1.0-draft."""
    body = {"queries": [{"conditions": list(conditions), **more}]}
    reply = client.post("/reconcile/1/match", json=body)
    assert reply.status_code == 200, reply.text
    check(reply.json(), schemas.RESULTS_1_0)
    found: Found = reply.json()["results"][0]["candidates"]
    return found


def refused(reply: httpx.Response, status: int = 400) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["access-control-allow-origin"] == "*"
    problem: dict[str, Any] = reply.json()
    assert problem["detail"]
    return problem


def features(candidate: dict[str, Any]) -> dict[str, object]:
    return {each["id"]: each["value"] for each in candidate["features"]}


class TestTheManifest:
    @pytest.mark.parametrize("root", ["/reconcile", "/reconcile/tr", "/reconcile/en"])
    def test_of_0_2(self, client: httpx.Client, root: str) -> None:
        reply = client.get(root)
        assert reply.headers["content-type"] == "application/json"
        found = reply.json()
        check(found, schemas.MANIFEST_0_2)
        assert found["versions"] == ["0.2", "1.0-draft"]
        assert found["identifierSpace"] == f"{BASE}id/"
        for each in found["suggest"].values():
            suggest = httpx.get(each["service_url"] + each["service_path"], params={"prefix": "s"})
            assert suggest.json()["result"] is not None
        proposing = found["extend"]["propose_properties"]
        proposed = httpx.get(
            proposing["service_url"] + proposing["service_path"], params={"type": "site"}
        )
        check(proposed.json(), schemas.PROPOSAL)

    def test_of_1_0(self, client: httpx.Client) -> None:
        found = client.get("/reconcile/1").json()
        check(found, schemas.MANIFEST_1_0)
        assert found["versions"] == ["0.2", "1.0-draft"]

    @pytest.mark.parametrize("root", ["/reconcile", "/reconcile/1"])
    def test_its_addresses_lead_to_the_thing(self, client: httpx.Client, root: str) -> None:
        view = client.get(root).json()["view"]["url"]
        template = view.replace("{{id}}", quote("site/ephesus", safe=""))
        address = template.replace("{+id}", "site/ephesus")
        turtle = httpx.get(address, headers={"accept": "text/turtle"}, follow_redirects=True)
        assert f"<{BASE}id/site/ephesus>" in turtle.text or "site/ephesus" in turtle.text
        assert turtle.status_code == 200

    def test_speaks_the_language_of_the_client(self, client: httpx.Client) -> None:
        def name(path: str, language: str | None) -> object:
            headers = {"accept-language": language} if language else {}
            return httpx.get(f"{client.base_url}{path}", headers=headers).json()["name"]

        assert name("/reconcile", "tr") == name("/reconcile/tr", "en") == "İzmir Miras Grafı"
        assert name("/reconcile", None) == name("/reconcile/en", "tr") == "Izmir Heritage Graph"
        assert name("/reconcile?lang=tr", "en") == "İzmir Miras Grafı"


class TestQueries:
    def test_get_and_post_say_the_same(self, client: httpx.Client) -> None:
        queries = json.dumps({"a": {"query": "Ephesus"}, "b": {"query": "Hisar Camii"}})
        posted = client.post("/reconcile", data={"queries": queries})
        got = client.get("/reconcile", params={"queries": queries})
        assert posted.json() == got.json()
        assert set(posted.json()) == {"a", "b"}
        assert "etag" in got.headers
        assert posted.headers["cache-control"] == "no-store"

    def test_a_query_does_not_depend_on_its_batch(self, client: httpx.Client) -> None:
        queries = {f"q{n}": {"query": name} for n, name in enumerate(("Teos", "Ephesus", "Foça"))}
        together = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
        for id_, query in queries.items():
            assert together[id_]["result"] == ask(client, dict(query))

    @pytest.mark.parametrize(
        "written",
        ["site/ephesus", f"{BASE}id/site/ephesus", "Q47611", "wikidata:Q47611",
         "https://www.wikidata.org/wiki/Q47611", "https://pleiades.stoa.org/places/599612"],
    )  # fmt: skip
    def test_an_identifier_is_the_thing(self, client: httpx.Client, written: str) -> None:
        (found,) = ask(client, {"query": written})
        assert (found["id"], found["score"], found["match"]) == ("site/ephesus", 100, True)
        assert features(found) == {"identifier": True}

    @pytest.mark.parametrize("written", ["Smyrna Agora", "AGORA OF SMYRNA", "Smyrna, Agora"])
    def test_order_and_capitals_do_not_count(self, client: httpx.Client, written: str) -> None:
        first = ask(client, {"query": written})[0]
        assert (first["id"], first["match"]) == ("site/agora-of-smyrna", True)

    def test_namesakes_are_no_match_until_told_apart(self, client: httpx.Client) -> None:
        found = ask(client, {"query": "Larisa"})
        assert {each["id"] for each in found[:2]} == {
            "site/larisa-bayindir",
            "site/larisa-buruncuk",
        }
        assert not any(each["match"] for each in found)
        where = [{"pid": "district", "v": "Bayındır"}]
        told = ask(client, {"query": "Larisa", "properties": where})
        assert (told[0]["id"], told[0]["match"]) == ("site/larisa-bayindir", True)
        assert features(told[0])["district"] is True
        assert features(told[1])["district"] is False

    def test_a_name_that_is_an_alias_says_so(self, client: httpx.Client) -> None:
        found = {each["id"]: features(each) for each in ask(client, {"query": "Smyrna"})}
        assert found["site/smyrna"]["alias"] is False
        assert found["site/old-smyrna"]["alias"] is True
        assert found["site/smyrna"]["name-en"] == 100

    def test_types_are_filters(self, client: httpx.Client) -> None:
        kinds = {each["id"].split("/")[0] for each in ask(client, {"query": "Tire"})}
        assert {"site", "place"} <= kinds
        places = ask(client, {"query": "Tire", "type": "place"})
        assert {each["id"].split("/")[0] for each in places} == {"place"}
        assert places[0]["match"]
        tombs = ask(client, {"query": "Maltepe", "type": ["type/tomb"]})
        assert tombs[0]["id"] == "site/maltepe-tumulus"  # a tumulus is a tomb

    def test_conditions_without_a_name(self, client: httpx.Client) -> None:
        wanted = [
            {"pid": "type", "v": "Tümülüs"},
            {"pid": "district", "v": {"id": "place/bergama"}},
        ]
        found = ask(client, {"properties": wanted, "limit": 5})
        assert len(found) == 5
        assert all(features(each) == {"type": True, "district": True} for each in found)
        assert not any(each["match"] for each in found)

    def test_an_identifier_as_condition_is_a_match(self, client: httpx.Client) -> None:
        for pid, value in (("pleiades", "599612"), ("identifier", "wikidata:Q47611")):
            first = ask(
                client, {"query": "Efes harabeleri", "properties": [{"pid": pid, "v": value}]}
            )
            assert (first[0]["id"], first[0]["match"]) == ("site/ephesus", True)
        other = ask(client, {"query": "Ephesus", "properties": [{"pid": "wikidata", "v": "Q2"}]})
        assert not any(each["match"] for each in other)

    def test_years_periods_and_places_count(self, client: httpx.Client) -> None:
        near = ask(client, {"properties": [{"pid": "coordinates", "v": "POINT(27.1397 38.4189)"}]})
        away = [features(each)["coordinates"] for each in near]
        assert away == sorted(away)
        period = ask(client, {"query": "Klaros", "properties": [{"pid": "period", "v": "Roman"}]})
        assert features(period[0])["period"] is True
        early = ask(client, {"query": "Hisar Camii", "properties": [{"pid": "year", "v": -3000}]})
        assert features(early[0])["year"] == 0
        assert not early[0]["match"]

    def test_nothing_is_found_for_what_is_nowhere(self, client: httpx.Client) -> None:
        assert ask(client, {"query": "qqqqzzzz"}) == []
        assert ask(client, {"query": "site/none-such"}) == [] or not any(
            each["match"] for each in ask(client, {"query": "site/none-such"})
        )

    def test_limit(self, client: httpx.Client) -> None:
        assert len(ask(client, {"query": "Camii", "limit": 3})) == 3
        assert 4 <= len(ask(client, {"query": "Camii"})) <= 10


class TestVersion1:
    def test_names_ids_and_properties(self, client: httpx.Client) -> None:
        name = {"matchType": "name", "propertyValue": "Clazomenae"}
        place = {
            "matchType": "property", "propertyId": "district",
            "propertyValue": [{"id": "place/urla", "name": "Urla"}, "Foça"],
        }  # fmt: skip
        assert match(client, name, place)[0]["id"] == "site/klazomenai"
        far = {**place, "propertyValue": "Kiraz", "required": True}
        assert match(client, name, far) == []
        not_there = {**place, "matchQuantifier": "none", "required": True}
        assert "site/klazomenai" not in {each["id"] for each in match(client, name, not_there)}
        by_id = match(client, {"matchType": "id", "propertyValue": ["site/ephesus", "site/teos"]})
        assert {each["id"] for each in by_id} == {"site/ephesus", "site/teos"}
        assert match(client, name, type="waterway") == [] or all(
            each["id"].startswith("waterway/") for each in match(client, name, type="waterway")
        )

    def test_features_have_names_in_the_language(self, client: httpx.Client) -> None:
        body = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "Efes"}]}]}
        for language, word in (("tr", "adın benzerliği"), ("en", "likeness of the name")):
            reply = client.post(
                "/reconcile/1/match", json=body, headers={"accept-language": language}
            )
            first = reply.json()["results"][0]["candidates"][0]
            assert reply.headers["content-language"] == language
            assert any(word in each["name"] for each in first["features"])
            assert first["lang"] == language


class TestSuggestions:
    @pytest.mark.parametrize("root", ["/reconcile", "/reconcile/1"])
    def test_of_everything(self, client: httpx.Client, root: str) -> None:
        def first(what: str, prefix: str) -> str:
            reply = client.get(f"{root}/suggest/{what}", params={"prefix": prefix})
            schema = {"entity": schemas.ENTITIES, "type": schemas.TYPES}
            check(reply.json(), schema.get(what, schemas.PROPERTIES))
            found: str = reply.json()["result"][0]["id"]
            return found

        assert first("entity", "Ephes") == "site/ephesus"
        assert first("entity", "site/teos") == "site/teos"
        assert first("entity", "Q47611") == "site/ephesus"
        assert first("type", "tüm") == first("type", "tumul") == "type/tumulus"
        assert first("type", "type/tumulus") == "type/tumulus"
        assert first("type", "") == "site"
        assert first("property", "ilçe") == first("property", "distr") == "district"

    def test_pages_go_on_where_the_last_one_ended(self, client: httpx.Client) -> None:
        def page(**more: object) -> list[str]:
            params: dict[str, Any] = {"prefix": "a", **more}
            found = client.get("/reconcile/suggest/entity", params=params).json()["result"]
            return [each["id"] for each in found]

        whole = page(limit=20)
        assert len(set(whole)) == 20
        assert page(limit=10) + page(limit=10, offset=10) == whole
        assert page(limit=10, cursor=10) == whole[10:]

    def test_flyouts_and_previews(self, client: httpx.Client) -> None:
        for what, id_ in (("entity", "site/ephesus"), ("type", "type/tumulus"), ("type", "site"),
                          ("property", "district")):  # fmt: skip
            found = client.get(f"/reconcile/flyout/{what}", params={"id": id_}).json()
            check(found, schemas.FLYOUT)
            assert found["id"] == id_
        page = client.get("/reconcile/preview", params={"id": "site/ephesus"})
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "frame-ancestors *" in page.headers["content-security-policy"]
        assert "Selçuk" in page.text
        assert "Efes" in client.get("/reconcile/tr/preview", params={"id": "site/ephesus"}).text
        refused(client.get("/reconcile/preview?id=site/none"), 404)


class TestExtension:
    ASKED = {  # noqa: RUF012
        "ids": ["site/ephesus", "site/none-such"],
        "properties": [
            {"id": "wikidata"}, {"id": "district"}, {"id": "names", "settings": {"limit": 2}},
            {"id": "type", "settings": {"content": "id"}}, {"id": "latitude"}, {"id": "first-year"},
            {"id": "label"}, {"id": "iri"},
        ],
    }  # fmt: skip

    def test_by_0_2(self, client: httpx.Client) -> None:
        text = json.dumps(self.ASKED)
        found = client.post("/reconcile", data={"extend": text}).json()
        assert found == client.get("/reconcile", params={"extend": text}).json()
        check(found, schemas.EXTENSION_0_2)
        row = found["rows"]["site/ephesus"]
        assert row["wikidata"] == [{"str": "http://www.wikidata.org/entity/Q47611"}]
        assert row["district"] == [{"id": "place/selcuk", "name": "Selçuk"}]
        assert len(row["names"]) == 2
        assert {"str": "type/ancient-city"} in row["type"]
        assert 37 < row["latitude"][0]["float"] < 39
        assert row["first-year"][0]["int"] < -1000
        assert row["iri"] == [{"str": f"{BASE}id/site/ephesus"}]
        assert all(cells == [] for cells in found["rows"]["site/none-such"].values())

    def test_by_1_0(self, client: httpx.Client) -> None:
        found = client.post("/reconcile/1/extend", json=self.ASKED).json()
        check(found, schemas.EXTENSION_1_0)
        assert [row["id"] for row in found["rows"]] == self.ASKED["ids"]
        cells = {each["id"]: each["values"] for each in found["rows"][0]["properties"]}
        assert cells["label"] == [{"str": "Ephesus", "lang": "en"}]

    def test_what_is_proposed_can_be_asked(self, client: httpx.Client) -> None:
        proposed = client.get("/reconcile/extend/propose", params={"type": "type/tumulus"}).json()
        check(proposed, schemas.PROPOSAL)
        wanted = {"ids": ["site/ephesus", "period/roman", "agent/alexander-conze"],
                  "properties": proposed["properties"]}  # fmt: skip
        check(client.post("/reconcile/1/extend", json=wanted).json(), schemas.EXTENSION_1_0)


class TestBadInput:
    @pytest.mark.parametrize(
        ("queries", "parameter"),
        [
            ("{", "queries"),
            ("[]", "queries"),
            ("NaN", "queries"),
            ("[" * 100_000, "queries"),
            ('"\\ud800"', "queries"),
            ('{"q": {}}', "queries.q.query"),
            ('{"q": {"query": ""}}', "queries.q.query"),
            ('{"q": {"query": 7}}', "queries.q.query"),
            ('{"q": {"query": "x", "limit": 0}}', "queries.q.limit"),
            ('{"q": {"query": "x", "limit": "many"}}', "queries.q.limit"),
            ('{"q": {"query": "x", "type": "spaceship"}}', "queries.q.type"),
            ('{"q": {"query": "x", "type_strict": "maybe"}}', "queries.q.type_strict"),
            ('{"q": {"query": "x", "properties": [{"v": 1}]}}', "queries.q.properties[0].pid"),
            ('{"q": {"query": "x", "properties": [{"pid": "colour", "v": 1}]}}',
             "queries.q.properties[0].pid"),
            ('{"q": {"query": "x", "properties": [{"pid": "year", "v": "long ago"}]}}',
             "queries.q.properties[0].v"),
            ('{"q": {"query": "x", "properties": [{"pid": "coordinates", "v": "99,0"}]}}',
             "queries.q.properties[0].v"),
            ('{"q": {"query": "x", "properties": [{"pid": "type", "v": []}]}}',
             "queries.q.properties[0].v"),
        ],
    )  # fmt: skip
    def test_names_what_is_wrong(self, client: httpx.Client, queries: str, parameter: str) -> None:
        problem = refused(client.post("/reconcile", data={"queries": queries}))
        assert problem["parameter"] == parameter
        assert problem["allowed"] is not None

    def test_too_much_is_413(self, client: httpx.Client) -> None:
        many = {str(n): {"query": "x"} for n in range(BATCH + 1)}
        problem = refused(client.post("/reconcile", data={"queries": json.dumps(many)}), 413)
        assert (problem["limit"], problem["value"]) == (BATCH, BATCH + 1)
        queries = [{"conditions": [{"matchType": "name", "propertyValue": "x"}]}] * (BATCH + 1)
        refused(client.post("/reconcile/1/match", json={"queries": queries}), 413)
        long = {"ids": ["site/teos"] * 501, "properties": [{"id": "label"}]}
        refused(client.post("/reconcile/1/extend", json=long), 413)
        refused(client.post("/reconcile/1/match", content=b" " * 3_000_000,
                            headers={"content-type": "application/json"}), 413)  # fmt: skip

    def test_other_bodies_and_parameters(self, client: httpx.Client) -> None:
        refused(client.post("/reconcile", json={"queries": {}}), 415)
        refused(client.post("/reconcile/1/match", data={"queries": "{}"}), 415)
        assert refused(client.get("/reconcile?query=Efes"))["allowed"] == ["queries", "extend"]
        assert refused(client.post("/reconcile", data={"x": "1"}))["parameter"] == "x"
        refused(client.get("/reconcile/extend/propose"))
        refused(client.get("/reconcile/suggest/entity?prefix=a&limit=-1"))
        refused(client.get("/reconcile?callback=alert(1)"))
        refused(client.get("/reconcile?queries=%ff"))
        condition = {"matchType": "name", "propertyValue": "x", "matchQualifier": "fuzzy"}
        problem = refused(
            client.post("/reconcile/1/match", json={"queries": [{"conditions": [condition]}]})
        )
        assert problem["parameter"] == "body.queries[0].conditions[0].matchQualifier"


class TestTheContract:
    @pytest.mark.parametrize("path", READ)
    def test_reading(self, client: httpx.Client, path: str) -> None:
        get, head = client.get(path), client.head(path)
        assert get.status_code == 200
        assert get.headers["access-control-allow-origin"] == "*"
        assert "accept-language" in get.headers["vary"].lower()
        assert head.content == b""
        ignored = {"date", "server"}
        assert {k: v for k, v in head.headers.items() if k not in ignored} == {
            k: v for k, v in get.headers.items() if k not in ignored
        }
        again = client.get(path, headers={"if-none-match": get.headers["etag"]})
        assert again.status_code == 304
        turkish = client.get(path, headers={"accept-language": "tr"})
        assert turkish.headers["etag"] != get.headers["etag"]
        assert turkish.headers["content-language"] == "tr"

    @pytest.mark.parametrize("root", ROOTS)
    def test_methods(self, client: httpx.Client, root: str) -> None:
        posts = root != "/reconcile/1"
        assert ("POST" in client.options(root).headers["allow"]) == posts
        for below in ("/match", "/extend"):
            assert client.options(root + below).headers["allow"] == "POST, OPTIONS"
            assert client.get(root + below).status_code == 405
            assert client.get(root + below).headers["allow"] == "POST, OPTIONS"
        assert client.delete(root).status_code == 405

    def test_a_script_for_old_clients(self, client: httpx.Client) -> None:
        reply = client.get("/reconcile?callback=jQuery.show_1&_=17")
        assert reply.headers["content-type"].startswith("text/javascript")
        inside = reply.text.removeprefix("/**/jQuery.show_1(").removesuffix(");\n")
        check(json.loads(inside), schemas.MANIFEST_0_2)
