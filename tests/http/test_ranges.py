from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.http.ranges import Part, Unsatisfiable, part_of, still_holds


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (None, None),
        ("bytes=0-9", Part(0, 9)),
        ("bytes=90-", Part(90, 99)),
        ("bytes=90-1000", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-1000", Part(0, 99)),
        ("Bytes = 1-1", Part(1, 1)),
        ("bytes=0-1,3-4", None),
        ("bytes=5-1", None),
        ("bytes=-", None),
        ("rows=0-1", None),
        ("bytes=a-b", None),
    ],
)
def test_part_of(field: str | None, expected: Part | None) -> None:
    assert part_of(field, 100) == expected


@pytest.mark.parametrize("field", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_beyond_the_end(field: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_of(field, 100)


@given(st.integers(0, 120), st.integers(0, 120), st.integers(1, 100))
def test_parts_are_within_the_file(first: int, last: int, size: int) -> None:
    try:
        part = part_of(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert first >= size
        return
    if part is not None:
        assert 0 <= part.first <= part.last < size
        assert part.length == len(bytes(size)[part.first : part.last + 1])


@pytest.mark.parametrize(
    ("field", "holds"),
    [(None, True), ('"a"', True), ('"b"', False), ('W/"a"', False), ("Sun, 22 Nov 2026", False)],
)
def test_if_range_is_strong(field: str | None, holds: bool) -> None:
    assert still_holds(field, '"a"') is holds
