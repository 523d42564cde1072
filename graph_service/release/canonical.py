"""The graph as sorted N-Quads: the form that is hashed, dumped and compared.

Sorting is external, so a graph of any size takes the memory of one chunk.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO, cast

CHUNK_LINES = 400_000


def sort_lines(lines: Iterable[bytes], scratch: Path, chunk: int = CHUNK_LINES) -> Iterator[bytes]:
    """The distinct lines in byte order. `scratch` is an existing folder for temporary files."""
    iterator = iter(lines)
    runs: list[Path] = []
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


def write_gzip(lines: Iterable[bytes], path: Path) -> tuple[str, int]:
    """Write lines compressed, the same bytes each time. Returns SHA-256 of the lines, and count."""
    digest = hashlib.sha256()
    count = 0
    with path.open("wb") as raw, reproducible_gzip(raw) as file:
        for line in lines:
            digest.update(line)
            file.write(line)
            count += 1
    return digest.hexdigest(), count


def reproducible_gzip(raw: BinaryIO) -> BinaryIO:
    """A gzip stream without name or time stamp."""
    file = gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0)
    return cast("BinaryIO", file)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
