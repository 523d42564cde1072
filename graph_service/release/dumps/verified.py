"""A dump file is written, read again as a client would, and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph_service.release.canonical import sha256_of
from graph_service.release.dumps import coding
from graph_service.store.release import DumpFile


class UnfaithfulDump(Exception):  # noqa: N818 - says what was met
    """A dump that was read again does not hold what the store holds."""


@dataclass(frozen=True, slots=True)
class Format:
    """What is in a file, and how it is compressed: one of `coding.CODINGS`, or ``zip``."""

    media_type: str
    compression: str
    count: Callable[[BinaryIO], int]
    """Reads what is in the file again and returns how many records there are."""


def write(
    folder: Path, name: str, file_format: Format, writer: Callable[[BinaryIO], int]
) -> DumpFile:
    """Write a file; `writer` returns how many records it wrote. Raises UnfaithfulDump."""
    path = folder / name
    with coding.compressing(path, file_format.compression) as stream:
        written = writer(stream)
    with coding.decompressing(path, file_format.compression) as stream:
        found = file_format.count(stream)
    if found != written:
        raise UnfaithfulDump(f"{name}: {written} records were written, {found} are in it")
    return described(folder, name, file_format.media_type, file_format.compression, found)


def described(
    folder: Path, name: str, media_type: str, compression: str = "", records: int | None = None
) -> DumpFile:
    """A file that is written, with its size and checksum; its path is below `folder`."""
    path = folder / name
    return DumpFile(name, path.stat().st_size, sha256_of(path), media_type, compression, records)
