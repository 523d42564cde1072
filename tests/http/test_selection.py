from __future__ import annotations

import pytest

from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.selection import parse_accept_profile, select

OFFERS = (
    Offer("html", "text/html", "html"),
    Offer("turtle", "text/turtle", "ttl"),
    Offer("svg", "image/svg+xml", "svg"),
)


@pytest.mark.parametrize(
    ("accept", "override", "expected"),
    [
        ("text/turtle", None, "turtle"),
        ("text/html", "ttl", "turtle"),
        ("text/html", "text/turtle", "turtle"),
        ("text/html", "image/svg+xml", "svg"),
        ("text/html", "image/svg xml", "svg"),
        ("image/png", "html", "html"),
        (None, None, "html"),
    ],
)
def test_the_override_beats_accept(accept, override, expected: str) -> None:
    assert select(OFFERS, accept, override).key == expected


@pytest.mark.parametrize(
    ("accept", "override", "slug"),
    [
        ("image/png", None, "not-acceptable"),
        ("text/turtle", "", "unsupported-format"),
        ("text/turtle", "*/*", "unsupported-format"),
        ("text/turtle", "nonsense", "unsupported-format"),
    ],
)
def test_refusals_list_what_there_is(accept, override, slug: str) -> None:
    with pytest.raises(Problem) as raised:
        select(OFFERS, accept, override, {"turtle": "https://example.org/x.ttl"})
    assert raised.value.slug == slug
    assert raised.value.extensions["available"] == [
        {"type": "text/turtle", "url": "https://example.org/x.ttl"}
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, {}),
        ("<urn:a>", {"urn:a": 1}),
        ("<urn:b>;q=0.5, <urn:a>; q=0.4", {"urn:b": 0.5, "urn:a": 0.4}),
        ("<urn:a>;q=0.1,<urn:a>;q=0.3", {"urn:a": 0.3}),
        ("<urn:a>;q=0", {"urn:a": 0}),
        ("<urn:a>;q=7", {"urn:a": 1}),
        ("urn:a", {}),
        ("<urn:a>;q=1.1.1", {"urn:a": 0}),
    ],
)
def test_parse_accept_profile(field: str | None, expected: dict[str, float]) -> None:
    assert parse_accept_profile(field) == expected
