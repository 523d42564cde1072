"""The library over HTTP: the list, every query in every format, and what is refused."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from graph_service.library.listing import example_url
from graph_service.library.query import Library
from graph_service.sparql.description import SH
from tests.library.test_text import ATTACKS

BASE = "https://w3id.org/izmiras/"
YEAR = "/api/queries/occupied-in-year"
SELECT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPH = {
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}


def refused(reply: httpx.Response, status: int = 400) -> dict[str, object]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert "Accept" in reply.headers["vary"]
    problem: dict[str, object] = reply.json()
    return problem


class TestTheList:
    def test_has_all_that_a_client_needs(self, client: httpx.Client, library: Library) -> None:
        reply = client.get("/api/queries")
        assert reply.headers["content-type"] == "application/json"
        listed = reply.json()
        assert [each["name"] for each in listed["queries"]] == [each.name for each in library]
        groups = {each["id"] for each in listed["groups"]}
        for each in listed["queries"]:
            assert each["title"]["tr"]
            assert each["title"]["en"]
            assert each["description"]["tr"]
            assert each["group"] in groups
            assert (each["form"] == "select") == bool(each["columns"])
            for parameter in each["parameters"]:
                assert parameter["description"]["tr"]
                assert parameter["allowed"]["en"]
                assert parameter["default"] == parameter["schema"]["default"]

    def test_every_example_answers(self, client: httpx.Client, library: Library) -> None:
        """With every parameter written out the answer is that of the query as it stands."""
        root = str(client.base_url).rstrip("/")
        for query in library:
            key = "tsv" if query.form == "select" else "nt"
            written = example_url(query, root).replace(query.name, f"{query.name}.{key}", 1)
            plain = client.get(f"/api/queries/{query.name}.{key}")
            reply = client.get(written)
            assert reply.status_code == plain.status_code == 200, query.name
            assert sorted(reply.text.splitlines()) == sorted(plain.text.splitlines()), query.name

    def test_links_lead_somewhere(self, client: httpx.Client) -> None:
        for each in client.get("/api/queries").json()["queries"][:3]:
            for link in (*each["formats"], each["sparql"]):
                reply = client.get(link["url"])
                assert reply.status_code == 200
                assert reply.headers["content-type"].split(";")[0] == link["type"]

    def test_not_modified(self, client: httpx.Client) -> None:
        tag = client.get("/api/queries").headers["etag"]
        assert client.get("/api/queries", headers={"if-none-match": tag}).status_code == 304

    def test_only_json(self, client: httpx.Client) -> None:
        refused(client.get("/api/queries", headers={"accept": "text/turtle"}), 406)


class TestFormats:
    @pytest.mark.parametrize("key", SELECT)
    def test_of_a_table(self, client: httpx.Client, key: str) -> None:
        fixed = client.get(f"{YEAR}.{key}?year=100")
        asked = client.get(f"{YEAR}?year=100", headers={"accept": SELECT[key]})
        overridden = client.get(f"{YEAR}?year=100&_mediatype={quote(SELECT[key])}")
        for reply in (fixed, asked, overridden):
            assert reply.status_code == 200
            assert reply.headers["content-type"] == SELECT[key]
            assert "Accept" in reply.headers["vary"]
        assert fixed.content == asked.content == overridden.content

    @pytest.mark.parametrize("key", GRAPH)
    def test_of_a_graph(self, client: httpx.Client, key: str) -> None:
        reply = client.get(f"/api/queries/whole-thing.{key}?thing=site/teos")
        assert reply.headers["content-type"] == GRAPH[key]
        syntax = RdfFormat.from_extension(key) or RdfFormat.JSON_LD
        nodes = {quad.subject.value for quad in parse(reply.content, syntax)}
        assert f"{BASE}id/site/teos" in nodes
        assert all(each.startswith(f"{BASE}id/site/teos") for each in nodes)

    def test_a_page_for_people(self, client: httpx.Client) -> None:
        reply = client.get(f"{YEAR}?year=100&lang=tr", headers={"accept": "text/html,*/*;q=0.1"})
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert reply.headers["content-language"] == "tr"
        assert "VALUES $year { 100 }" in reply.text

    def test_the_query_itself(self, client: httpx.Client) -> None:
        reply = client.get(f"{YEAR}.rq?year=100&language=tr")
        assert reply.headers["content-type"] == "application/sparql-query; charset=utf-8"
        assert "VALUES $year { 100 }" in reply.text
        same = client.post("/sparql", data={"query": reply.text}, headers={"accept": "text/csv"})
        wanted = client.get(f"{YEAR}.csv?year=100&language=tr")
        assert sorted(same.text.splitlines()) == sorted(wanted.text.splitlines())
        tag = reply.headers["etag"]
        again = client.get(f"{YEAR}.rq?year=100&language=tr", headers={"if-none-match": tag})
        assert again.status_code == 304

    def test_head_and_not_modified(self, client: httpx.Client) -> None:
        reply = client.get(YEAR)
        head = client.head(YEAR)
        assert head.content == b""
        assert head.headers["etag"] == reply.headers["etag"]
        tag = reply.headers["etag"]
        assert client.get(YEAR, headers={"if-none-match": tag}).status_code == 304

    def test_nothing_acceptable(self, client: httpx.Client) -> None:
        problem = refused(client.get(YEAR, headers={"accept": "image/png"}), 406)
        assert {
            "type": "text/csv; charset=utf-8",
            "url": f"{client.base_url}".rstrip("/") + f"{YEAR}.csv",
        } in problem["available"]  # type: ignore[operator]

    def test_no_such_suffix(self, client: httpx.Client) -> None:
        refused(client.get(f"{YEAR}.zip"), 404)
        refused(client.get(f"{YEAR}.ttl"), 404)


class TestParameters:
    def test_change_the_answer(self, client: httpx.Client) -> None:
        def sites(year: int) -> set[str]:
            rows = csv.DictReader(io.StringIO(client.get(f"{YEAR}.csv?year={year}").text))
            return {row["site"].rpartition("/")[2] for row in rows}

        assert "yesilova-hoyugu" in sites(-6000)
        assert "ephesus" in sites(-499)
        assert "ephesus" not in sites(-6000)

    def test_by_short_name_and_by_iri(self, client: httpx.Client) -> None:
        short = client.get("/api/queries/parts-of-site.csv?site=site/pergamon")
        whole = client.get(f"/api/queries/parts-of-site.csv?site={BASE}id/site/pergamon")
        assert short.text == whole.text
        assert "great-altar-of-pergamon" in short.text

    def test_several_values(self, client: httpx.Client) -> None:
        items = ("Q47611", "Q18986", "Q47611")
        given = "&".join(f"item=http://www.wikidata.org/entity/{each}" for each in items)
        reply = client.get(f"/api/queries/wikidata-join.csv?{given}")
        assert len(reply.text.splitlines()) == 3

    @pytest.mark.parametrize(
        ("path", "parameter", "value"),
        [
            (f"{YEAR}?year=soon", "year", "soon"),
            (f"{YEAR}?year=", "year", ""),
            (f"{YEAR}?year=99999", "year", "99999"),
            (f"{YEAR}?year=1&year=2", "year", "2"),
            (f"{YEAR}?language=de", "language", "de"),
            ("/api/queries/nearest?lat=91", "lat", "91"),
            ("/api/queries/in-polygon?polygon=POINT(27%2038)", "polygon", "POINT(27 38)"),
            ("/api/queries/parts-of-site?site=ephesus", "site", "ephesus"),
            ("/api/queries/parts-of-site?site=place/konak", "site", "place/konak"),
            ("/api/queries/parts-of-site?site=site/ephesos", "site", "site/ephesos"),
            ("/api/queries/things-by-periodo?periodo=x", "periodo", "x"),
        ],
    )
    def test_refused(self, client: httpx.Client, path: str, parameter: str, value: str) -> None:
        problem = refused(client.get(path))
        assert problem["parameter"] == parameter
        assert problem["value"] == value
        assert problem["allowed"]["type"]  # type: ignore[index]
        assert parameter in str(problem["detail"])
        turkish = client.get(path, headers={"accept-language": "tr"}).json()
        assert turkish["detail"] != problem["detail"]

    def test_nearest_thing_is_told(self, client: httpx.Client) -> None:
        problem = refused(client.get("/api/queries/parts-of-site?site=site/ephesos"))
        assert "site/ephesus" in str(problem["detail"])

    def test_unknown_parameter(self, client: httpx.Client) -> None:
        problem = refused(client.get(f"{YEAR}?yaer=1"))
        assert (problem["parameter"], problem["parameters"]) == ("yaer", ["year", "language"])
        refused(client.get("/api/queries/types-in-use?x=1"))

    def test_not_utf8(self, client: httpx.Client) -> None:
        refused(client.get("/api/queries/find-by-name?text=%ff"))

    def test_unknown_query(self, client: httpx.Client) -> None:
        problem = refused(client.get("/api/queries/occupied-in-yaer"), 404)
        assert any(str(each).endswith(YEAR) for each in problem["queries"])  # type: ignore[attr-defined]


class TestInjection:
    """A text is a text: it breaks nothing, calls nobody, and finds only what contains it."""

    @pytest.mark.parametrize("text", ATTACKS)
    def test_known_attacks(self, client: httpx.Client, text: str) -> None:
        reply = client.get("/api/queries/find-by-name.json", params={"text": text})
        assert reply.status_code == 200, reply.text
        assert reply.json()["head"]["vars"] == ["thing", "label", "name"]

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(text=st.lists(st.sampled_from([*ATTACKS, *"\"'\\{}<>u0"]), min_size=1).map("".join))
    def test_any_mixture(self, client: httpx.Client, text: str) -> None:
        for name, parameter in (
            ("find-by-name", "text"),
            ("things-by-periodo", "periodo"),
            ("names-in-language", "tag"),
            ("in-polygon", "polygon"),
        ):
            reply = client.get(f"/api/queries/{name}.json", params={parameter: text[:200]})
            assert reply.status_code in (200, 400), reply.text
            if reply.status_code == 200:
                found = reply.json()["results"]["bindings"]
                assert all(text.lower() in row["name"]["value"].lower() for row in found)
            else:
                assert reply.json()["parameter"] == parameter


class TestDescribed:
    def test_in_open_api(self, client: httpx.Client, library: Library) -> None:
        paths = client.get("/openapi.json").json()["paths"]
        assert "/api/queries" in paths
        assert "/api/queries/{name}" in paths
        for query in library:
            operation = paths[f"/api/queries/{query.name}"]["get"]
            assert query.title.tr in operation["summary"]
            told = {each["name"]: each for each in operation.get("parameters", ())}
            assert told.keys() == {each.name for each in query.parameters}
            for each in told.values():
                assert each["in"] == "query"
                assert each["example"] == each["schema"]["default"]
            assert "application/problem+json" in operation["responses"]["400"]["content"]

    def test_in_the_service_description(self, client: httpx.Client, library: Library) -> None:
        reply = client.get("/sparql", headers={"accept": "text/turtle"})
        found = Store()
        found.extend(parse(reply.content, RdfFormat.TURTLE))
        for query in library:
            node = NamedNode(f"{BASE}queries/{query.name}")
            text = SH.select if query.form == "select" else SH.construct
            [quad] = found.quads_for_pattern(node, text, None, None)
            assert quad.object == Literal(query.text.text)

    def test_names_of_examples_resolve(self, client: httpx.Client) -> None:
        reply = client.get("/queries/occupied-in-year?year=3", follow_redirects=False)
        assert (reply.status_code, reply.headers["location"]) == (303, f"{YEAR}?year=3")


class TestThePage:
    @pytest.mark.parametrize("language", ["tr", "en"])
    def test_lists_every_query_with_a_link_that_runs_it(
        self, client: httpx.Client, library: Library, language: str
    ) -> None:
        wishes = {"accept": "text/html", "accept-language": language}
        page = html.unescape(client.get("/queries", headers=wishes).text)
        for query in library:
            assert query.title[language] in page
            assert query.description[language] in page
            for parameter in query.parameters:
                assert parameter.description[language] in page
        examples = re.findall(r'href="([^"]*/api/queries/[^"]*)">(?:Run query|Sorguyu)', page)
        assert len(examples) == len(library)
        for url in examples[::10]:
            assert client.get(url, headers={"accept": "text/html"}).status_code == 200

    def test_machines_get_the_list(self, client: httpx.Client) -> None:
        json_list = client.get("/queries", headers={"accept": "application/json"})
        assert json_list.json() == client.get("/api/queries").json()


def test_a_folder_without_queries_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert len(Library.read(tmp_path / "none", BASE)) == 0
    assert "holds no queries" in caplog.text


def test_list_is_small_json(client: httpx.Client) -> None:
    assert json.loads(client.get("/api/queries").text)["release"]
