"""Mementos, as RFC 7089 has clients find them."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from graph_service.http.dates import read_date, write_date
from tests.releases import Published
from tests.servers import Server

SMYRNA = "/doc/site/old-smyrna"
TEMPLE = "/doc/site/temple-of-athena"
CASTLE = "/doc/site/kadifekale"
TURTLE = {"accept": "text/turtle"}
COUNT = {"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?c }"}
_LINK = re.compile(r'<([^>]*)>((?:\s*;\s*[a-z]+="[^"]*")*)')


def links(answer: httpx.Response) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The links of an answer by relation: target and parameters."""
    return parsed(answer.headers.get("link", ""))


def parsed(text: str) -> dict[str, list[tuple[str, dict[str, str]]]]:
    found: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for target, rest in _LINK.findall(text):
        parameters = dict(re.findall(r'([a-z]+)="([^"]*)"', rest))
        for relation in parameters["rel"].split():
            found.setdefault(relation, []).append((target, parameters))
    return found


def dates(published: Published) -> list[datetime]:
    """When the releases were published, as the feed of changes says."""
    made = [datetime.fromisoformat(each.built) for each in published.made]
    return [datetime(2026, 11, 22, tzinfo=UTC), *made[1:]]


def at(moment: datetime) -> dict[str, str]:
    return {"accept-datetime": write_date(moment), "accept": "text/turtle"}


def test_an_original_leads_to_its_gate_and_its_map(http: httpx.Client) -> None:
    answer = http.get(SMYRNA, headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert "Accept-Datetime" in answer.headers["vary"]
    found = links(answer)
    assert found["original"][0][0] == found["timegate"][0][0] == f"{http.base_url}{SMYRNA}"
    (timemap,) = found["timemap"]
    assert timemap[1]["type"] == "application/link-format"
    assert http.get(timemap[0]).status_code == 200


def test_each_time_has_its_state(http: httpx.Client, three_releases: Published) -> None:
    """Second by second around each release: the state is that of the last one before."""
    moments = dates(three_releases)
    for number, moment in enumerate(moments):
        for asked, expected in ((moment, number), (moment - timedelta(seconds=1), number - 1)):
            answer = http.get(SMYRNA, headers=at(asked))
            assert answer.status_code == 302
            assert "Accept-Datetime" in answer.headers["vary"]
            release = three_releases.made[max(expected, 0)].id  # before the first: the first
            assert answer.headers["location"] == f"/memento/{release}{SMYRNA}"
            memento = http.get(answer.headers["location"], headers={"accept": "text/turtle"})
            assert memento.status_code == 200
            expected_date = write_date(moments[max(expected, 0)])
            assert memento.headers["memento-datetime"] == expected_date
    assert (
        http.get(SMYRNA, headers=at(datetime(2999, 1, 1, tzinfo=UTC)))
        .headers["location"]
        .startswith(f"/memento/{three_releases.made[-1].id}/")
    )


def test_a_memento_says_what_it_is_and_stays(http: httpx.Client, three_releases: Published) -> None:
    first, second, third = (
        f"{http.base_url}/memento/{each.id}{SMYRNA}" for each in three_releases.made
    )
    memento = http.get(second, headers={"accept": "text/turtle"})
    found = links(memento)
    assert [target for target, _ in found["original"]] == [f"{http.base_url}{SMYRNA}"]
    assert (found["first"][0][0], found["prev"][0][0]) == (first, first)
    assert (found["last"][0][0], found["next"][0][0]) == (third, third)
    assert found["memento"][1][1]["datetime"] == memento.headers["memento-datetime"]
    assert "immutable" in memento.headers["cache-control"]
    assert "Accept-Datetime" not in memento.headers["vary"]
    assert memento.headers["content-location"].startswith(urlsplit(second).path)
    again = http.get(second, headers={"if-none-match": memento.headers["etag"]} | TURTLE)
    assert again.status_code == 304
    assert again.headers["memento-datetime"] == memento.headers["memento-datetime"]
    assert "1948" in memento.text
    assert "1948" not in http.get(first, headers=TURTLE).text


def test_mementos_come_in_every_format(http: httpx.Client, three_releases: Published) -> None:
    """And their links stay in the past."""
    release = three_releases.made[0].id
    forms = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
    counted = set()
    for suffix, form in forms.items():
        answer = http.get(f"{TEMPLE}.{suffix}", headers=at(datetime(2026, 11, 22, tzinfo=UTC)))
        assert answer.headers["location"] == f"/memento/{release}{TEMPLE}.{suffix}"
        memento = http.get(answer.headers["location"])
        counted.add(len(set(parse(memento.content, format=form))))
    assert len(counted) == 1
    page = http.get(f"/memento/{release}{TEMPLE}", headers={"accept": "text/html"})
    assert f'"/memento/{release}/id/site/old-smyrna' in page.text or (
        f'"/memento/{release}/doc/site/old-smyrna' in page.text
    )
    style = re.search(r'href="([^"]*\.css)"', page.text)
    assert style is not None
    assert http.get(style[1], follow_redirects=True).status_code == 200


def test_what_is_gone_keeps_its_past(http: httpx.Client, three_releases: Published) -> None:
    """Withdrawn: 410 that leads to the time when it was there. Merged: 308, the same."""
    second = three_releases.made[1].id
    for path, status in ((CASTLE, 410), (TEMPLE, 308), (CASTLE.replace("/doc", "/id"), 410)):
        answer = http.get(path)
        assert answer.status_code == status
        (timemap,) = links(answer)["timemap"]
        listed = http.get(timemap[0])
        assert listed.status_code == 200
        assert "memento" in parsed(listed.text)
    there = http.get(CASTLE, headers=at(datetime(2999, 1, 1, tzinfo=UTC)))
    assert there.headers["location"] == f"/memento/{second}{CASTLE}"
    assert http.get(there.headers["location"]).status_code == 200
    then = http.get(f"/memento/{three_releases.made[2].id}{CASTLE}")
    assert then.status_code == 410
    assert then.headers["memento-datetime"] == write_date(dates(three_releases)[2])
    moved = http.get(f"/memento/{three_releases.made[2].id}{TEMPLE}")
    assert moved.status_code == 308
    assert moved.headers["location"] == f"/memento/{three_releases.made[2].id}{SMYRNA}"


def test_a_timemap_lists_every_memento(http: httpx.Client, three_releases: Published) -> None:
    answer = http.get(f"/timemap/link{SMYRNA}")
    assert answer.headers["content-type"] == "application/link-format"
    found = parsed(answer.text)
    moments = [write_date(each) for each in dates(three_releases)]
    assert [parameters["datetime"] for _, parameters in found["memento"]] == moments
    (itself,) = found["self"]
    assert itself[0] == f"{http.base_url}/timemap/link{SMYRNA}"
    assert (itself[1]["from"], itself[1]["until"]) == (moments[0], moments[-1])
    listed = http.get(f"/timemap/json{SMYRNA}").json()
    assert listed["original_uri"] == found["original"][0][0]
    uris = [each["uri"] for each in listed["mementos"]["list"]]
    assert uris == [target for target, _ in found["memento"]]
    assert listed["mementos"]["first"] == listed["mementos"]["list"][0]
    assert http.get(f"/timemap/link{TEMPLE}").text.count("/memento/") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/timemap/cdxj/doc/site/old-smyrna",
        "/timemap/link/doc/site/nothing",
        "/timemap/link/doc/none/x",
        "/memento/none/doc/site/old-smyrna",
        "/memento/none/sparql?query=ASK{}",
        "/memento/../doc/site/x",
    ],
)
def test_there_is_nothing_of_what_never_was(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "wrong",
    [
        "yesterday",
        "2026-11-22T00:00:00Z",
        "Sun, 22 Nov 2026 00:00:00",
        "Sun, 31 Feb 2026 00:00:00 GMT",
        "Sun, 22 Nov 2026 25:00:00 GMT",
        "Sunday, 22-Nov-26 00:00:00 GMT",
        "",
    ],
)
@pytest.mark.parametrize("path", [SMYRNA, CASTLE, "/sparql?query=ASK{}"])
def test_a_date_that_is_none_is_told(http: httpx.Client, path: str, wrong: str) -> None:
    answer = http.get(path, headers={"accept-datetime": wrong})
    assert answer.status_code == 400
    told = answer.json()
    assert (told["parameter"], told["value"]) == ("Accept-Datetime", wrong)
    assert "GMT" in told["allowed"]
    assert "Accept-Datetime" in answer.headers["vary"]


class TestQueries:
    def test_a_query_is_answered_from_then(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        csv = {"accept": "text/csv"}
        answers = []
        for moment, made in zip(dates(three_releases), three_releases.made, strict=True):
            answer = http.get("/sparql", params=COUNT, headers=at(moment) | csv)
            assert answer.status_code == 302
            location = answer.headers["location"]
            assert location.startswith(f"/memento/{made.id}/sparql?query=")
            memento = http.get(location, headers=csv)
            assert memento.status_code == 200
            assert memento.headers["memento-datetime"] == write_date(moment)
            assert "immutable" in memento.headers["cache-control"]
            answers.append(memento.text)
        assert len(set(answers)) == 3
        assert answers[-1] == http.get("/sparql", params=COUNT, headers=csv).text

    def test_a_posted_query_keeps_its_method(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        wishes = at(datetime(2026, 11, 22, tzinfo=UTC)) | {"accept": "text/csv"}
        answer = http.post("/sparql", data=COUNT, headers=wishes)
        assert answer.status_code == 307
        followed = http.post("/sparql", data=COUNT, headers=wishes, follow_redirects=True)
        assert followed.status_code == 200
        direct = http.get(
            f"/memento/{three_releases.made[0].id}/sparql", params=COUNT, headers=wishes
        )
        assert followed.text == direct.text

    def test_what_depends_on_the_moment_is_not_kept(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        path = f"/memento/{three_releases.made[0].id}/sparql"
        answer = http.get(path, params={"query": "SELECT (NOW() AS ?now) {}"})
        assert answer.headers["cache-control"] == "no-store"

    def test_errors_are_those_of_the_endpoint(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        path = f"/memento/{three_releases.made[0].id}/sparql"
        answer = http.get(path, params={"query": "SELECT nothing"})
        assert answer.status_code == 400
        assert answer.json()["type"] == f"{http.base_url}/problems/syntax-error"
        assert "memento-datetime" not in answer.headers
        assert http.options(path).headers["allow"] == "GET, HEAD, POST, QUERY, OPTIONS"
        assert http.delete(path).status_code == 405

    def test_long_queries_do_not_swell_the_head(
        self, http: httpx.Client, three_releases: Published
    ) -> None:
        query = {"query": f"ASK {{}} # {'x' * 4000}"}
        answer = http.get("/sparql", params=query)
        assert answer.status_code == 200
        assert "timemap" not in links(answer)
        assert len(str(answer.headers)) < 2000
        first = three_releases.made[0].id
        memento = http.get(f"/memento/{first}/sparql", params=query)
        assert memento.headers["memento-datetime"]

    def test_a_query_cannot_write_header_fields(self, running: Server) -> None:
        """What a link cannot hold is encoded, also where clients send it as it is."""
        host, port = urlsplit(running.url).hostname, urlsplit(running.url).port
        with socket.create_connection((host, port)) as raw:
            raw.sendall(
                b'GET /sparql?query=ASK{}#<x>;rel="evil" HTTP/1.1\r\n'
                b"Host: x\r\nConnection: close\r\n\r\n"
            )
            answer = b"".join(iter(lambda: raw.recv(65536), b""))
        assert b'<x>;rel="evil"' not in answer.partition(b"\r\n\r\n")[0]


def test_few_releases_are_open_at_once(http: httpx.Client, running: Server) -> None:
    """Asked in turn, over and over: each answers, and no more than the bound stay open."""
    listed = http.get(f"/timemap/json{SMYRNA}").json()["mementos"]["list"]
    for each in (listed * 3)[::-1]:
        assert http.get(f"{each['uri']}.ttl").status_code == 200
        path = urlsplit(each["uri"]).path.replace(SMYRNA, "/sparql")
        assert http.get(path, params=COUNT).status_code == 200


def test_the_rest_of_the_past_is_as_now(http: httpx.Client, three_releases: Published) -> None:
    first = three_releases.made[0].id
    assert http.get(f"/memento/{first}/ontology").headers["location"] == "/ontology"
    assert http.get(f"/memento/{first}//x.example/y").headers["location"].startswith("/memento/")
    assert http.get(f"/memento/{first}/%2F/x.example").headers["location"] != "//x.example"
    thing = http.get(f"/memento/{first}/id/site/temple-of-athena")
    assert thing.status_code == 303
    assert thing.headers["location"] == f"/memento/{first}{TEMPLE}"
    assert "Disallow: /memento/" in http.get("/robots.txt").text


@given(st.datetimes(timezones=st.just(UTC)))
def test_dates_are_read_as_they_are_written(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert read_date(write_date(whole)) == whole


@given(st.text(alphabet="SunMoTe, 0123:4Nvgmt GMT", max_size=40))
def test_nothing_else_is_a_date(text: str) -> None:
    read = read_date(text)
    assert read is None or write_date(read)[4:] == text.strip()[4:]
