"""Each of these costs at most one worker and gets the right error; nobody else notices."""

import http.client
import os
import signal
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from tests.sparql.conftest import PATIENCE

MIB = 1024 * 1024
PAUSE = 0.02
"""Seconds between the requests of a bystander, who would else take a whole core."""
SIMPLE = "SELECT ?l { <https://w3id.org/izmiras/id/site/s7> rdfs:label ?l }"


@contextmanager
def bystander(server):
    """Another client, who asks again and again and must get the right answer each time."""
    stop, wrong = threading.Event(), []

    def ask() -> None:
        while not stop.wait(PAUSE):
            try:
                reply = server.get(f"{SIMPLE} #{time.monotonic_ns()}", timeout=20)
                if reply.status != 200 or reply.rows[0]["l"]["value"] != "Alan 7":
                    wrong.append((reply.status, reply.body[:200]))
            except (OSError, http.client.HTTPException) as error:
                wrong.append(repr(error))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
        time.sleep(0.1)
    finally:
        stop.set()
        thread.join()
    assert wrong == []


def nested(kind: str, depth: int) -> str:
    return {
        "braces": "SELECT * " + "{" * depth + "?s ?p ?o" + "}" * depth,
        "groups": "SELECT * " + "{ SELECT * " * depth + "{ ?s ?p ?o }" + "}" * depth,
        "parentheses": "SELECT * { FILTER(" + "(" * depth + "1" + ")" * depth + ") }",
        "nots": "SELECT * { FILTER(" + "!" * depth + "true) }",
        "lists": "SELECT * { ?s ?p " + "(" * depth + "1" + ")" * depth + " }",
        "unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * depth) + " }",
        "sums": "SELECT (1" + "+1" * depth + " AS ?x) {}",
    }[kind]


@pytest.mark.parametrize("depth", [10_000, 100_000])
@pytest.mark.parametrize(
    "kind", ["braces", "groups", "parentheses", "nots", "lists", "unions", "sums"]
)
def test_nesting(strict, kind, depth):
    with bystander(strict):
        reply = strict.post(nested(kind, depth))
    assert (reply.status, reply.type) == (400, "application/problem+json")
    assert reply.json()["type"].endswith("/query-too-deep")
    strict.settled(2)


PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
PATH = "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . ?c (!<x:b>)* ?d . ?e (!<x:c>)* ?f }"
DOUBLE = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
REPLACED = " ".join(f"BIND(REPLACE(?x{i}, 'a', 'aaaaaaaaaa') AS ?x{i + 1})" for i in range(12))


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        (f"SELECT * {{ {PRODUCT} }} ORDER BY ?a ?e ?i", {"out-of-memory", "query-timeout"}),
        (f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} . ?j ?k ?l }}", {"query-timeout"}),
        (PATH, {"query-timeout"}),
        (f"SELECT DISTINCT ?a ?d ?g {{ {PRODUCT} }}", {"out-of-memory", "query-timeout", "broken"}),
        (
            f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) {{ {PRODUCT} }}",
            {"out-of-memory", "query-timeout"},
        ),
        (
            f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaa' AS ?x0) {DOUBLE} }}",
            {"out-of-memory", "query-timeout"},
        ),
        (
            f"SELECT (STRLEN(?x12) AS ?n) {{ BIND('a' AS ?x0) {REPLACED} }}",
            {"out-of-memory", "query-timeout"},
        ),
    ],
    ids=["sort", "product", "path", "distinct", "group-concat", "doubling", "replace"],
)
def test_heavy(strict, query, slugs):
    with bystander(strict):
        try:
            reply = strict.post(query)
        except http.client.IncompleteRead:
            assert "broken" in slugs
            return
    problem = reply.json()
    assert reply.status == 503
    assert problem["type"].rpartition("/")[2] in slugs
    assert problem["limit"] in (PATIENCE, 192 * MIB)
    assert "Retry-After" not in reply.headers
    strict.settled(2)


def test_query_text_of_10_mb(strict):
    with bystander(strict):
        reply = strict.post("SELECT * { } #" + "x" * 10_000_000)
    assert (reply.status, reply.json()["limit"]) == (413, 8 * MIB)


def test_values_of_100_000(live):
    values = " ".join(f"<https://w3id.org/izmiras/id/site/s{n}>" for n in range(100_000))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?s {{ {values} }} ?s rdfs:label ?l }}"
    with bystander(live):
        reply = live.post(query)
        assert reply.rows[0]["n"]["value"] == "1500"


def test_result_limit_is_an_error_or_breaks(strict):
    query = "SELECT * { ?s ?p ?o }"
    small = strict.get(query + " LIMIT 1000", accept="text/csv")
    assert small.headers["Result-Limit"] == "bytes=400000"
    with bystander(strict), pytest.raises(http.client.IncompleteRead):
        strict.get("SELECT * { ?s ?p ?o . ?a ?b ?c }")
    strict.settled(2)


def test_slow_client_is_cut(strict):
    """It reads nothing: the time limit holds for the answer's last byte."""
    with bystander(strict), socket.create_connection(("127.0.0.1", strict.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = "SELECT%20*%20%7B?a%20?b%20?c%20.%20?d%20?e%20?f%7D"
        slow.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
        assert strict.settled(2, 3 * PATIENCE)["idle"] == 2


def test_half_open_client_takes_no_worker(strict):
    with socket.create_connection(("127.0.0.1", strict.port)) as half:
        half.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nSEL")
        assert strict.settled(2)["idle"] == 2
        assert strict.get(SIMPLE).status == 200


def test_disconnect_cancels(live):
    live.settled(2)  # else a worker that is only just starting passes for one that is busy
    killed = live.census()["killed"]
    with socket.create_connection(("127.0.0.1", live.port)) as client:
        query = "SELECT%20(COUNT(*)%20AS%20?n)%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i%7D"
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert live.settled(1)["idle"] == 1
    assert live.settled(2, 3)["idle"] == 2
    assert live.census()["killed"] == killed + 1


def test_disconnect_in_the_midst_cancels(live):
    killed = live.census()["killed"]
    with bystander(live), socket.create_connection(("127.0.0.1", live.port)) as client:
        query = "SELECT%20*%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i%7D"
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert b"200 OK" in client.recv(65536)
    assert live.settled(2, 3)["idle"] == 2
    assert live.census()["killed"] == killed + 1


def test_sigkill_in_mid_answer(live):
    """The transfer breaks; the other worker answers on; both are there again."""
    before = set(live.pids())
    query = "SELECT%20*%7B?a%20?b%20?c.?d%20?e%20?f%7D"
    with bystander(live), live.connection() as connection:
        connection.request("GET", f"/sparql?query={query}")
        answer = connection.getresponse()
        assert answer.read(1000)
        os.kill(live.occupied(), signal.SIGKILL)
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
    assert live.settled(2)["idle"] == 2
    assert len(before & set(live.pids())) == 1


def test_queue_overflow(strict):
    """Two run, two wait; the fifth is told to come again, at once."""
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # %d"
    replies = []

    def ask(number) -> None:
        replies.append(strict.get(heavy % number))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    refused = strict.get(SIMPLE + "#")
    assert time.monotonic() - began < 1
    assert (refused.status, refused.headers["Retry-After"]) == (503, "2")
    assert refused.json()["type"].endswith("/too-busy")
    for thread in threads:
        thread.join()
    slugs = {reply.json()["type"].rpartition("/")[2] for reply in replies}
    assert slugs <= {"query-timeout", "too-busy"}
    strict.settled(2)
    assert strict.get(SIMPLE).status == 200
