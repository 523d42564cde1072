"""Content codings: RFC 9110, sections 8.4 and 12.5.3; zstd is RFC 8878, brotli RFC 7932."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ELEMENT = re.compile(
    r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*[qQ]\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?|\.\d+))?\s*"
)
_ALIASES = MappingProxyType({"x-gzip": "gzip"})
_LONGEST = 1024
_TEXTUAL = re.compile(
    r"text/(?!event-stream)[^+;]+"
    r"|application/(?:json|xml|javascript|link-format|n-triples|n-quads|trig)"
    r"|[^/]+/[^;]+\+(?:json|xml)"
)
_TAG = re.compile(r'(?P<weak>W/)?"(?P<opaque>[^"]*)"')
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_SMALL = 256 * 1024


class Encoder(Protocol):
    """Encodes a body that comes in pieces."""

    def push(self, data: bytes) -> bytes:
        """Everything that `data` is encoded to: nothing is held back for later."""

    def finish(self) -> bytes:
        """The end. Without it, a decoder knows that the body is not whole."""


class _Zstd:
    def __init__(self, level: int) -> None:
        self._encoder = zstd.ZstdCompressor(level=level)

    def push(self, data: bytes) -> bytes:
        return self._encoder.compress(data, zstd.ZstdCompressor.FLUSH_BLOCK)

    def finish(self) -> bytes:
        return self._encoder.flush(zstd.ZstdCompressor.FLUSH_FRAME)


class _Brotli:
    def __init__(self, level: int) -> None:
        self._encoder = brotli.Compressor(quality=level)

    def push(self, data: bytes) -> bytes:
        written: bytes = self._encoder.process(data) + self._encoder.flush()
        return written

    def finish(self) -> bytes:
        written: bytes = self._encoder.finish()
        return written


class _Gzip:
    def __init__(self, level: int) -> None:
        self._encoder = zlib.compressobj(level, wbits=_GZIP_WINDOW)

    def push(self, data: bytes) -> bytes:
        return self._encoder.compress(data) + self._encoder.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        return self._encoder.flush()


_ENCODERS: Mapping[str, tuple[Callable[[int], Encoder], int]] = MappingProxyType(
    {"zstd": (_Zstd, 3), "br": (_Brotli, 4), "gzip": (_Gzip, 5)}
)
CODINGS = tuple(_ENCODERS)
"""What we encode with, the best first."""


def encoder(coding: str) -> Encoder:
    """A fresh encoder of one of `CODINGS`."""
    make, level = _ENCODERS[coding]
    return make(level)


def encode(body: bytes, coding: str) -> bytes:
    """A whole body, encoded; the same bytes every time.

    Small bodies are worth more effort: pages and their files are encoded once and kept.
    """
    is_small = len(body) <= _SMALL
    if coding == "zstd":
        return zstd.compress(body, 15 if is_small else _ENCODERS[coding][1])
    if coding == "br":
        level = 9 if is_small else _ENCODERS[coding][1]
        written: bytes = brotli.compress(body, quality=level)
        return written
    gzip = zlib.compressobj(_ENCODERS[coding][1], wbits=_GZIP_WINDOW)
    return gzip.compress(body) + gzip.flush()


@lru_cache(maxsize=512)
def choose_coding(accept_encoding: str | None) -> str | None:
    """The coding that the client wants most, None for none.

    Who does not say gets the body as it is; so does who wants nothing that we have.
    """
    wanted = _weights((accept_encoding or "")[:_LONGEST])
    best, best_weight = None, wanted.get("identity", 0.0)
    for coding in CODINGS:
        weight = wanted.get(coding, wanted.get("*", 0.0))
        if weight > best_weight or (weight == best_weight > 0 and best is None):
            best, best_weight = coding, weight
    return best


def is_compressible(content_type: str | None) -> bool:
    """Whether a body of this media type becomes smaller."""
    return content_type is not None and _is_textual(content_type)


@lru_cache(maxsize=128)
def _is_textual(content_type: str) -> bool:
    media_type = content_type.partition(";")[0].strip().lower()
    return _TEXTUAL.fullmatch(media_type) is not None


def coded_tag(tag: str, coding: str) -> str:
    """The entity tag of the encoded body: a strong one names bytes, a weak one their meaning."""
    return tag if tag.startswith("W/") else f'{tag[:-1]}-{coding}"'


def uncoded_tags(if_none_match: str, coding: str) -> str:
    """An If-None-Match field with the tags that the bodies had before they were encoded."""
    ending = f"-{coding}"

    def bare(tag: re.Match[str]) -> str:
        return f'{tag["weak"] or ""}"{tag["opaque"].removesuffix(ending)}"'

    return _TAG.sub(bare, if_none_match)


def _weights(field: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for element in field.split(","):
        read = _ELEMENT.fullmatch(element)
        if read:
            name = read[1].lower()
            found[_ALIASES.get(name, name)] = float(read[2] or 1)
    return found
