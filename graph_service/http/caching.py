"""How long answers may be kept, and how they are told apart: RFC 9111 and RFC 9110, section 13."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from graph_service.http.answer import Answer

CACHE_CONTROL: Mapping[str, str] = MappingProxyType(
    {
        "immutable": "public, max-age=31536000, immutable",
        "current": "public, max-age=300, stale-while-revalidate=86400",
        "redirect": "public, max-age=300",
        "moved": "public, max-age=86400",
        "gone": "public, max-age=86400",
        "missing": "public, max-age=60",
        "error": "no-store",
        "none": "no-store",
    }
)
"""Cache classes: how long an answer may be kept, by the name of what it is."""

_ENTITY_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_KEPT_IN_304 = ("etag", "cache-control", "vary", "content-location", "expires", "last-modified")


def cache_control(cache_class: str) -> tuple[str, str]:
    """The Cache-Control field of a class of `CACHE_CONTROL`."""
    return "Cache-Control", CACHE_CONTROL[cache_class]


def entity_tag(
    release: str, representation: str, language: str | None = None, profile: str | None = None
) -> str:
    """A strong entity tag: a release never changes, so these name the bytes of a document."""
    parts = "\x1f".join((release, representation, language or "", profile or ""))
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:24]}"'


def tag_of(body: bytes) -> str:
    """The strong entity tag of these very bytes, where nothing else names them."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether an If-None-Match field names this tag (by weak comparison, as RFC 9110 wants)."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    wanted = _ENTITY_TAG.fullmatch(tag)
    return wanted is not None and wanted[1] in _ENTITY_TAG.findall(if_none_match)


def conditional(answer: Answer, if_none_match: str | None) -> Answer:
    """The answer itself, or 304 if the client already holds it."""
    tag = answer.field("ETag")
    if answer.status != 200 or tag is None or not matches(if_none_match, tag):  # noqa: PLR2004
        return answer
    kept = tuple(field for field in answer.fields() if field[0].lower() in _KEPT_IN_304)
    return Answer(304, kept)


def not_modified(head: Sequence[tuple[str, str]], if_none_match: str | None) -> Answer | None:
    """304 if the client already holds what has these fields: known before it is written."""
    answer = conditional(Answer(200, head), if_none_match)
    return answer if answer.status == 304 else None  # noqa: PLR2004
