"""RFC 9110, 8.4 and 12.5.3: by table, and by property."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.http import coding
from graph_service.http.coding import (
    CODINGS,
    choose_coding,
    coded_tag,
    encode,
    encoder,
    is_compressible,
    uncoded_tags,
)

DECODE = {"zstd": coding.zstd.decompress, "br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("br;q=0, gzip;q=0, zstd;q=0", None),
        ("identity;q=1, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0", None),
        ("deflate", None),
        ("nonsense;;, gzip", "gzip"),
        ("gzip;q=x", None),
    ],
)
def test_choose_coding(field: str | None, expected: str | None) -> None:
    assert choose_coding(field) == expected


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/turtle; charset=utf-8", True),
        ("text/html", True),
        ("application/ld+json", True),
        ("application/problem+json", True),
        ("application/sparql-results+xml", True),
        ("application/n-quads", True),
        ("application/trig", True),
        ("image/svg+xml", True),
        ("TEXT/CSV", True),
        ("text/turtle+gzip", False),
        ("application/n-quads+gzip", False),
        ("application/gzip", False),
        ("application/octet-stream", False),
        ("text/event-stream", False),
        ("image/png", False),
        (None, False),
    ],
)
def test_what_becomes_smaller(content_type: str | None, expected: bool) -> None:
    assert is_compressible(content_type) is expected


@pytest.mark.parametrize("name", CODINGS)
@given(pieces=st.lists(st.binary(min_size=1, max_size=400), max_size=8))
def test_pieces_and_the_whole_decode_to_the_same(name: str, pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    made = encoder(name)
    written = b"".join([*(made.push(piece) for piece in pieces), made.finish()])
    assert DECODE[name](encode(whole, name)) == whole
    assert DECODE[name](written) == whole
    assert encode(whole, name) == encode(whole, name)


@pytest.mark.parametrize("name", CODINGS)
def test_nothing_is_held_back(name: str) -> None:
    """What was pushed can be read before the end comes."""
    written = encoder(name).push(b"first row\r\n")
    if name == "gzip":
        assert zlib.decompressobj(31).decompress(written) == b"first row\r\n"
    elif name == "br":
        assert brotli.Decompressor().process(written) == b"first row\r\n"
    else:
        assert coding.zstd.ZstdDecompressor().decompress(written) == b"first row\r\n"


@pytest.mark.parametrize("name", CODINGS)
def test_a_body_without_its_end_is_not_whole(name: str) -> None:
    broken = encoder(name).push(b"half of it" * 100)
    with pytest.raises((EOFError, brotli.error, coding.zstd.ZstdError)):
        DECODE[name](broken)


def test_strong_tags_name_the_coding_and_weak_ones_do_not() -> None:
    assert coded_tag('"a"', "br") == '"a-br"'
    assert coded_tag('W/"a"', "br") == 'W/"a"'
    assert uncoded_tags('"a-br", W/"b-br", "c-gzip", *', "br") == '"a", W/"b", "c-gzip", *'
