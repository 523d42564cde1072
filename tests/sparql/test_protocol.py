"""The protocol's rules for requests, without a server."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.http import Problem
from graph_service.sparql.protocol import QueryRequest, parse

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
Q = b"query=ASK%20%7B%7D"
MOST = 1000


def read(method, url=b"", headers=None, body=b"") -> QueryRequest:
    return parse(method, url, headers or {}, body, MOST)


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        ("GET", Q, {}, b""),
        ("POST", b"", FORM, Q),
        ("POST", b"", DIRECT, b"ASK {}"),
        ("POST", b"", {"content-type": "application/sparql-query; charset=UTF-8"}, b"ASK {}"),
        ("POST", b"", DIRECT, b"\xef\xbb\xbfASK {}"),
        ("QUERY", b"", DIRECT, b"ASK {}"),
        ("QUERY", b"", FORM, Q),
        ("HEAD", Q, {}, b""),
        ("GET", Q + b"&format=json&output=json", {}, b""),
        ("POST", b"default-graph-uri=http%3A%2F%2Fg", DIRECT, b"ASK {}"),
    ],
)
def test_ways_to_ask(method, url, headers, body):
    assert read(method, url, headers, body).query == "ASK {}"


def test_dataset_is_kept_in_order():
    found = read(
        "GET", Q + b"&default-graph-uri=http://b&default-graph-uri=http://a&named-graph-uri=urn:c"
    )
    assert found.default_graph_uris == ("http://b", "http://a")
    assert found.named_graph_uris == ("urn:c",)


@pytest.mark.parametrize(
    ("slug", "method", "url", "headers", "body"),
    [
        ("bad-request", "GET", Q + b"&" + Q, {}, b""),
        ("bad-request", "POST", Q, FORM, Q),
        ("bad-request", "POST", Q, FORM, b""),
        ("bad-request", "POST", Q, DIRECT, b"ASK {}"),
        (
            "bad-request",
            "POST",
            b"named-graph-uri=http://a",
            FORM,
            Q + b"&named-graph-uri=http://a",
        ),
        ("bad-request", "POST", b"", FORM, b""),
        ("bad-request", "GET", b"default-graph-uri=http://a", {}, b""),
        ("bad-request", "GET", b"query=%FF", {}, b""),
        ("bad-request", "GET", "query=ğ".encode(), {}, b""),
        ("bad-request", "POST", b"", DIRECT, b"ASK {} #\xff"),
        ("bad-request", "GET", Q + b"&version=1&version=2", {}, b""),
        ("bad-iri", "GET", Q + b"&default-graph-uri=a", {}, b""),
        ("unsupported-media-type", "POST", b"", {}, b"ASK {}"),
        ("unsupported-media-type", "POST", b"", {"content-type": "text/plain"}, b"ASK {}"),
        (
            "unsupported-media-type",
            "POST",
            b"",
            {"content-type": "multipart/form-data; boundary=x"},
            b"",
        ),
        (
            "unsupported-media-type",
            "POST",
            b"",
            {"content-type": "application/sparql-query; charset=UTF-16"},
            b"",
        ),
        ("update-not-allowed", "POST", b"", FORM, b"update=CLEAR%20ALL"),
        ("update-not-allowed", "POST", b"", FORM, b"update=CLEAR%20ALL&" + Q),
        ("update-not-allowed", "GET", b"update=CLEAR%20ALL", {}, b""),
        ("update-not-allowed", "POST", b"update=CLEAR%20ALL", {}, b""),
        (
            "update-not-allowed",
            "POST",
            b"",
            {"content-type": "application/sparql-update"},
            b"CLEAR ALL",
        ),
        ("method-not-allowed", "PUT", b"", {}, b""),
        ("method-not-allowed", "DELETE", b"", {}, b""),
        ("query-too-large", "POST", b"", DIRECT, b" " * (MOST + 1)),
        ("query-too-large", "GET", b" " * (MOST + 1), {}, b""),
    ],
)
def test_refused(slug, method, url, headers, body):
    with pytest.raises(Problem) as caught:
        read(method, url, headers, body)
    assert caught.value.slug == slug


def test_no_query_is_no_error():
    assert read("GET").query is None
    assert read("HEAD", b"format=json").query is None


@given(st.text(max_size=50), st.sampled_from(["GET", "POST"]))
def test_decoded_once(text, method):
    value = f"%C3%96 {text}".encode("utf-8", "surrogatepass").decode("utf-8", "ignore")
    encoded = urlencode({"query": value}).encode()
    request = read("GET", encoded) if method == "GET" else read("POST", b"", FORM, encoded)
    assert request.query == value


def test_percent_encoding_inside_an_iri_stays():
    query = "ASK { <http://e/%C3%96> ?p ?o }"
    assert read("GET", b"query=" + quote(query).encode()).query == query
