"""The graph as sorted N-Quads: the form that is hashed, dumped and compared.

Sorting is external, so a graph of any size takes the memory of one chunk.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from pathlib import Path

CHUNK_LINES = 400_000


def sort_lines(lines: Iterable[bytes], scratch: Path, chunk: int = CHUNK_LINES) -> Iterator[bytes]:
    """The distinct lines in byte order. `scratch` is an existing folder for temporary files."""
    iterator = iter(lines)
    first = list(islice(iterator, chunk))
    if len(first) < chunk:  # there is no more: it needs no file
        yield from sorted(set(first))
        return
    runs: list[Path] = []
    iterator = chain(first, iterator)
    del first
    while block := sorted(set(islice(iterator, chunk))):
        run = scratch / f"run-{len(runs)}.nq"
        run.write_bytes(b"".join(block))
        runs.append(run)
    files = [run.open("rb") for run in runs]
    try:
        yield from (line for line, _ in groupby(heapq.merge(*files)))
    finally:
        for file, run in zip(files, runs, strict=True):
            file.close()
            run.unlink()


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
