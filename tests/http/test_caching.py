from __future__ import annotations

import pytest

from graph_service.http.answer import Answer
from graph_service.http.caching import CACHE_CONTROL, conditional, entity_tag, matches, not_modified


def test_a_tag_tells_release_representation_language_and_profile_apart() -> None:
    tags = {
        entity_tag("r1", "turtle"),
        entity_tag("r2", "turtle"),
        entity_tag("r1", "html", "tr"),
        entity_tag("r1", "html", "en"),
        entity_tag("r1", "html", None, "tr"),
    }
    assert len(tags) == 5
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
    assert entity_tag("r1", "turtle") == entity_tag("r1", "turtle")


@pytest.mark.parametrize(
    ("field", "matching"),
    [
        (None, False),
        ("*", True),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('"b","c"', False),
        ("a", False),
        ('"aa"', False),
        ("", False),
    ],
)
def test_matches(field: str | None, matching: bool) -> None:
    assert matches(field, '"a"') is matching


def test_304_keeps_the_fields_that_a_cache_updates() -> None:
    head = {
        "Content-Type": "text/turtle",
        "ETag": '"a"',
        "Vary": "Accept",
        "Cache-Control": CACHE_CONTROL["current"],
        "Content-Location": "/x.ttl",
        "Link": "<x>",
    }
    answer = conditional(Answer(200, head, b"body"), '"a"')
    assert answer.status == 304
    assert answer.body == b""
    assert {name for name, _ in answer.fields()} == {
        "ETag", "Vary", "Cache-Control", "Content-Location",
    }  # fmt: skip


def test_only_200_becomes_304() -> None:
    answer = Answer(404, {"ETag": '"a"'}, b"no")
    assert conditional(answer, '"a"') is answer


def test_304_is_known_before_a_body_is_written() -> None:
    head = [("ETag", '"a"')]
    assert not_modified(head, '"b"') is None
    assert not_modified(head, None) is None
    known = not_modified(head, '"a"')
    assert known is not None
    assert (known.status, known.fields()) == (304, (("ETag", '"a"'),))
