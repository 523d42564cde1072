"""Parameters are decoded as the standard library decodes them, only more quickly."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph_service.http.parameters import pairs, read_parameters
from graph_service.http.problem import Problem

WRITTEN = st.text(st.sampled_from("ab=&+%2fF0C3BC\n\r\t _?;é"), max_size=60)


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_what_is_encoded_is_read_again(found: list[tuple[str, str]]) -> None:
    assert pairs(urlencode(found).encode()) == found


@given(WRITTEN)
@example("a=%3D%3d%0A&=&b&%=%%41&c==\n")
@example("a=1%")
def test_anything_is_read_as_the_standard_library_reads_it(text: str) -> None:
    encoded = text.encode("latin-1")
    try:
        expected = parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(UnicodeError):
            pairs(encoded)
    else:
        assert pairs(encoded) == expected


@pytest.mark.parametrize("encoded", [b"a=%FF", b"a=\xc3\xbc", b"&".join([b"a"] * 1001)])
def test_what_cannot_be_read_is_a_problem(encoded: bytes) -> None:
    with pytest.raises(Problem) as caught:
        read_parameters(encoded)
    assert caught.value.slug == "bad-request"
