"""A package of the resource dump: a zip file of resources with their manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph_service.feeds.resourcesync.lists import PACKAGE, Source
from graph_service.feeds.spans import entries
from graph_service.store.changes import Entry

_IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """A package as a file, to be closed by who reads it, and its length in bytes."""

    file: IO[bytes]
    length: int


def package(source: Source, part: int, statements: Callable[[str], bytes]) -> Packed:
    """The package of a part of the entities. `statements` gives the resource of a reference.

    A large package is written to disk.
    """
    live = [each for each in entries(source.log, part, PACKAGE) if each.latest.is_live]
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the reader closes it
    held: list[tuple[Entry, str, int]] = []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for each in live:
            path, body = f"resources/{each.reference}.nq", statements(each.reference)
            archive.writestr(_named(path), body)
            held.append((each, f"/{path}", len(body)))
        archive.writestr(_named("manifest.xml"), source.manifest(iter(held)))
    length = file.tell()
    file.seek(0)
    return Packed(file, length)


def _named(path: str) -> ZipInfo:
    """An entry without the time of day: the same release makes the same package."""
    info = ZipInfo(path)
    info.compress_type = ZIP_DEFLATED
    return info
