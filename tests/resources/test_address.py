from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.resources.address import UnreadablePathError, canonical_path


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("/", "/"),
        ("", "/"),
        ("/id/site/agora", "/id/site/agora"),
        ("/id/site/agora/", "/id/site/agora"),
        ("//id///site/agora", "/id/site/agora"),
        ("//evil.example/x", "/evil.example/x"),
        ("/%2F%2Fevil.example", "/%2F%2Fevil.example"),
        ("/id/./site/../site/agora", "/id/site/agora"),
        ("/../../etc", "/etc"),
        ("/%2e%2e/x", "/x"),
        ("/id/site/%61gora", "/id/site/agora"),
        ("/id/site/%c4%b0zmir", "/id/site/%C4%B0zmir"),
        ("/id/site/I%cc%87zmir", "/id/site/%C4%B0zmir"),
        ("/id/site/a%25C4%25B0", "/id/site/a%25C4%25B0"),
        ("/id/site/a%20b", "/id/site/a%20b"),
        ("/id/site/a{b}", "/id/site/a%7Bb%7D"),
    ],
)
def test_canonical_path(raw: str, canonical: str) -> None:
    assert canonical_path(raw) == canonical


@pytest.mark.parametrize("raw", ["/%ff", "/a%00b", "/a%0d%0aSet-Cookie:x", "/%c4"])
def test_unreadable(raw: str) -> None:
    with pytest.raises(UnreadablePathError):
        canonical_path(raw)


@given(st.text(alphabet="/ab.%25CİıI2Ee0ç", max_size=30))
def test_it_is_a_fixed_point_in_ascii(raw: str) -> None:
    try:
        once = canonical_path(raw)
    except UnreadablePathError:
        return
    assert canonical_path(once) == once
    assert once.isascii()
    assert once.startswith("/")
    assert not once.startswith("//")
