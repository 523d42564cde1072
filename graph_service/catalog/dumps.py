"""The dumps of the releases on disk, as files that can be resumed: RFC 9110, section 14."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path

from graph_service.catalog.formats import served_as
from graph_service.http.answer import Answer
from graph_service.http.caching import CACHE_CONTROL, not_modified
from graph_service.http.problem import Problem
from graph_service.http.ranges import Part, Unsatisfiable, part_of, still_holds
from graph_service.resources.place import Place
from graph_service.store.release import DumpFile, Manifest, ReleaseError

LATEST = "latest"
CHECKSUMS = "SHA256SUMS"
_FOLDER = "dumps/"
_PIECE = 256 * 1024
_RELEASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Dumps:
    """The dumps of the releases below a folder."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases

    def manifest(self, release: str) -> Manifest | None:
        """The manifest of a release that is still on disk."""
        if not _RELEASE.fullmatch(release):
            return None
        path = self._releases / release / "manifest.json"
        try:
            return _manifest(path, path.stat().st_mtime_ns)
        except (OSError, ReleaseError):
            return None

    def file(self, manifest: Manifest, name: str) -> tuple[DumpFile, Path] | None:
        """A dump by its name: only what the manifest lists is served."""
        path = f"{_FOLDER}{name}"
        found = next((file for file in manifest.files if file.path == path), None)
        return (found, self._releases / manifest.id / path) if found else None


def names(manifest: Manifest) -> list[DumpFile]:
    """The dumps of a release: those of the whole before those of its parts."""
    found = [file for file in manifest.files if file.path.startswith(_FOLDER)]
    return sorted(found, key=lambda file: (file.path.count("/"), file.path))


def name_of(file: DumpFile) -> str:
    """The name of a dump below its release."""
    return file.path.removeprefix(_FOLDER)


def dump_url(place: Place, release: str, file: DumpFile) -> str:
    """Where a dump of a release is served, for ever the same."""
    return f"{place.root}/{_FOLDER}{release}/{name_of(file)}"


def send(
    file: DumpFile,
    path: Path,
    address: str,
    *,
    is_latest: bool,
    if_none_match: str | None = None,
    wanted: str | None = None,
    if_range: str | None = None,
) -> Answer:
    """A dump, or the part of it that a Range field wants. Raises Problem."""
    tag = f'"{file.sha256[:32]}"'
    cache_class = "current" if is_latest else "immutable"
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    head = (
        ("Content-Type", served_as(file)),
        ("Content-Disposition", _disposition(file)),
        ("ETag", tag),
        ("Cache-Control", f"{CACHE_CONTROL[cache_class]}, no-transform"),
        ("Accept-Ranges", "bytes"),
        ("Repr-Digest", f"sha-256=:{digest}:"),
        ("Content-Location", address),
    )
    early = not_modified(head, if_none_match)
    if early is not None:
        return early
    try:
        part = part_of(wanted, file.size) if still_holds(if_range, tag) else None
    except Unsatisfiable as error:
        fields = {"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"}
        raise Problem("range-not-satisfiable", headers=fields) from error
    if part is None:
        length = ("Content-Length", str(file.size))
        return Answer(200, (*head, length), _pieces(path, Part(0, file.size - 1)))
    more = (("Content-Range", part.of(file.size)), ("Content-Length", str(part.length)))
    return Answer(206, (*head, *more), _pieces(path, part))


def _disposition(file: DumpFile) -> str:
    """Files are saved under the names that the checksums name; the checksums are shown."""
    name = name_of(file).rpartition("/")[2]
    return "inline" if name == CHECKSUMS else f'attachment; filename="{name}"'


async def _pieces(path: Path, part: Part) -> AsyncIterator[bytes]:
    left = part.length
    file = await asyncio.to_thread(path.open, "rb")
    try:
        file.seek(part.first)
        while left:
            piece = await asyncio.to_thread(file.read, min(_PIECE, left))
            if not piece:
                raise EOFError(f"{path} is shorter than its release says")
            left -= len(piece)
            yield piece
    finally:
        file.close()


@lru_cache(maxsize=16)
def _manifest(path: Path, _changed: int) -> Manifest:
    return Manifest.read(path)
