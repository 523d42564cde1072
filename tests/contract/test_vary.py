"""What decides an answer stands in its `Vary`: on every path, also on errors and redirects."""

from __future__ import annotations

from functools import cache

import httpx
import pytest

from tests.contract.table import ELSEWHERE, EXAMPLES, PATHS

BASE = "https://w3id.org/izmiras/"
WISHES: dict[str, tuple[str, ...]] = {
    "accept": ("text/html", "text/turtle", "application/json", "image/png", "*/*"),
    "accept-language": ("tr", "en"),
    "accept-encoding": ("identity", "zstd"),
    "accept-profile": ("<urn:none>", f"<{BASE}profile/labels>"),
}
PLAIN = {name: values[0] for name, values in WISHES.items()}
CHANGING = ("content-type", "content-encoding", "content-language", "location", "etag")


def ask(client: httpx.Client, path: str, wishes: dict[str, str]) -> httpx.Response:
    return client.get(path, headers=wishes)


def kind_of(answer: httpx.Response) -> tuple[object, ...]:
    return (answer.status_code, *(answer.headers.get(name) for name in CHANGING))


def varies(answer: httpx.Response) -> set[str]:
    return {name.strip().lower() for name in answer.headers.get("vary", "").split(",")} - {""}


def test_every_route_is_in_the_table(server) -> None:
    paths = {getattr(route, "path", "") for route in routes(server.app.api)}
    assert len(paths) > 25
    missing = {path for path in paths - EXAMPLES.keys() if not path.startswith(ELSEWHERE)}
    assert not missing


def routes(api) -> list[object]:
    found: list[object] = []
    waiting = list(api.router.routes)
    while waiting:
        route = waiting.pop()
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", None
        )
        if inner:
            waiting.extend(inner)
        else:
            found.append(route)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_what_decides_is_named(client: httpx.Client, path: str) -> None:
    """Change one wish at a time, from many starting points: if the answer changes, both say so."""

    @cache
    def answer(*wishes: str) -> httpx.Response:
        return ask(client, path, dict(zip(WISHES, wishes, strict=True)))

    for accept in WISHES["accept"]:
        start = PLAIN | {"accept": accept}
        first = answer(*start.values())
        for name, values in WISHES.items():
            for value in values:
                other = answer(*(start | {name: value}).values())
                if kind_of(other) != kind_of(first):
                    assert name in varies(first), (name, start)
                    assert name in varies(other), (name, start, value)


@pytest.mark.parametrize("path", PATHS)
def test_no_field_is_named_twice(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept-encoding": "zstd"})
    names = [name.strip().lower() for name in answer.headers.get("vary", "").split(",")]
    assert len(names) == len(set(names))
    assert len(answer.headers.get_list("vary")) <= 1
    assert "*" not in names


@pytest.mark.parametrize("path", PATHS)
def test_errors_and_redirects_say_for_how_long(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.headers.get("cache-control"), path
    if answer.is_redirect:
        assert answer.headers["location"].isascii()
        assert answer.headers["location"].startswith("/")


@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd"])
@pytest.mark.parametrize("path", PATHS)
def test_a_tag_is_confirmed_by_304(client: httpx.Client, path: str, coding: str) -> None:
    wishes = {"accept": "text/turtle, */*;q=0.5", "accept-encoding": coding}
    first = client.get(path, headers=wishes)
    tag = first.headers.get("etag")
    if tag is None or first.status_code != 200:
        return
    again = client.get(path, headers=wishes | {"if-none-match": f'"x", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert "content-encoding" not in again.headers
    for name in ("etag", "vary", "cache-control", "content-location"):
        assert again.headers.get(name) == first.headers.get(name), name


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(client: httpx.Client, path: str) -> None:
    for coding in ("identity", "zstd"):
        get = client.get(path, headers={"accept-encoding": coding})
        head = client.head(path, headers={"accept-encoding": coding})
        assert head.content == b""
        assert head.status_code == get.status_code
        # How a stream is framed is decided while it is written (RFC 9110, 9.3.2).
        ignored = {"date", "transfer-encoding"}
        if path.partition("?")[0] in ("/metrics", "/oai"):  # they say what time it is
            ignored |= {"content-length"}
        if path.startswith("/sparql?query"):
            ignored |= {"etag"}  # the engine is asked otherwise: weak tags may differ
        told = {k: v for k, v in get.headers.items() if k not in ignored}
        assert {k: v for k, v in head.headers.items() if k not in ignored} == told
