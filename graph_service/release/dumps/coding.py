"""Compressed files whose bytes depend on their content alone: no name, no time."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODINGS = ("gzip", "zstd")
_GZIP_LEVEL = 6
_ZSTD_LEVEL = 9


@contextmanager
def compressing(path: Path, coding: str) -> Iterator[BinaryIO]:
    """A stream that is written to `path`, compressed; as it is for anything but `CODINGS`."""
    with path.open("wb") as raw:
        if coding == "gzip":
            with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as file:
                yield cast("BinaryIO", file)
        elif coding == "zstd":
            with zstd.ZstdFile(raw, "wb", level=_ZSTD_LEVEL) as file:
                yield cast("BinaryIO", file)
        else:
            yield raw


@contextmanager
def decompressing(path: Path, coding: str) -> Iterator[BinaryIO]:
    """What is in a compressed file, as a stream."""
    with path.open("rb") as raw:
        if coding == "gzip":
            with gzip.GzipFile(fileobj=raw) as file:
                yield cast("BinaryIO", file)
        elif coding == "zstd":
            with zstd.ZstdFile(raw) as file:
                yield cast("BinaryIO", file)
        else:
            yield raw
