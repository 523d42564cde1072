"""Sorted N-Quads: the same whatever the order, the chunks and the repetitions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph_service.release.canonical import sort_lines

lines = st.lists(st.binary(max_size=6).map(lambda b: b.replace(b"\n", b"") + b"\n"), max_size=40)


@given(lines, st.integers(min_value=1, max_value=9))
def test_sorted_distinct_lines(given_lines: list[bytes], chunk: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = list(sort_lines(given_lines, Path(folder), chunk))
        assert found == sorted(set(given_lines))
        assert not list(Path(folder).iterdir())
