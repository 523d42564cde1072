"""Compressed files whose bytes depend on their content alone: no name, no time."""

from __future__ import annotations

import gzip
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODINGS = ("gzip", "zstd")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name: the real one would change its bytes."""
_READABLE = 0o100644 << 16
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


def entry(name: str) -> zipfile.ZipInfo:
    """A file in a zip file, readable for all, compressed."""
    made = zipfile.ZipInfo(name, _EPOCH)
    made.external_attr = _READABLE
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
