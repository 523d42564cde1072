"""Sorted N-Quads: the same whatever the order, the chunks and the repetitions."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph_service.release.canonical import sort_lines, write_gzip

lines = st.lists(st.binary(max_size=6).map(lambda b: b.replace(b"\n", b"") + b"\n"), max_size=40)


@given(lines, st.integers(min_value=1, max_value=9))
def test_sorted_distinct_lines(given_lines: list[bytes], chunk: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = list(sort_lines(given_lines, Path(folder), chunk))
        assert found == sorted(set(given_lines))
        assert not list(Path(folder).iterdir())


def test_gzip_has_no_time_in_it(tmp_path: Path) -> None:
    first, second = tmp_path / "a.gz", tmp_path / "b.gz"
    assert write_gzip([b"x\n", b"y\n"], first) == write_gzip([b"x\n", b"y\n"], second)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()) == b"x\ny\n"
