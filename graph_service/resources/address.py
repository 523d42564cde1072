"""The one spelling of every path: RFC 3986, section 6.2.2, and Unicode in NFC."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

_SAFE = "-._~!$&'()*+,;=:@"
_SLASHES = re.compile(r"/{2,}")


class UnreadablePathError(ValueError):
    """The path is not UTF-8, or has a character that no path of ours can have."""


@lru_cache(maxsize=8192)
def canonical_path(raw: str) -> str:
    """The canonical spelling of a percent-encoded path, in ASCII.

    Decodes what needs no encoding, upper-cases hexadecimal digits, composes letters (NFC), and
    drops empty and dot segments and the last slash.
    """
    segments: list[str] = []
    for segment in _SLASHES.sub("/", raw).split("/"):
        canonical = _canonical_segment(segment)
        if canonical == "..":
            del segments[max(1, len(segments) - 1) :]
        elif canonical != ".":
            segments.append(canonical)
    path = "/".join(segments).rstrip("/")
    return path if path.startswith("/") else f"/{path}"


def decoded(segment: str) -> str:
    """The text of one percent-encoded segment, decoded once."""
    try:
        return unicodedata.normalize("NFC", unquote_to_bytes(segment).decode())
    except UnicodeDecodeError as error:
        raise UnreadablePathError(segment) from error


def _canonical_segment(segment: str) -> str:
    text = decoded(segment)
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in text):  # noqa: PLR2004
        raise UnreadablePathError(segment)
    return quote(text, safe=_SAFE)
