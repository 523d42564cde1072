"""A release on disk, opened for reading. It never changes, so many processes may open it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import Store

from graph_service.store.changes import FILE, ChangeLog
from graph_service.store.errors import ReleaseError

__all__ = ["DumpFile", "Manifest", "Release", "ReleaseError", "Tombstone", "open_current"]


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file of a release: its path below the release, bytes, and SHA-256 in hex."""

    path: str
    size: int
    sha256: str
    media_type: str = ""
    """Of what is in it, before compression."""
    compression: str = ""
    """``gzip``, ``zstd``, ``zip``, or nothing."""
    records: int | None = None
    """How many statements, or rows, were counted in it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is. `content` is the SHA-256 of its sorted N-Quads; `id` begins with it."""

    id: str
    base: str
    version: str
    created: str
    built: str
    inputs: str
    content: str
    triples: int
    quads: int
    entities: Mapping[str, int]
    files: tuple[DumpFile, ...] = field(default=())

    def write(self, path: Path) -> None:
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Raises ReleaseError when there is no whole manifest at `path`."""
        try:
            values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            values["files"] = tuple(DumpFile(**file) for file in values["files"])
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ReleaseError(f"{path}: not the manifest of a release ({error})") from error


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn entity."""

    label_tr: str
    label_en: str
    date: str
    reason_tr: str
    reason_en: str
    replaced_by: str | None


class Release:
    """A release, opened by its folder."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.manifest = Manifest.read(self.path / "manifest.json")

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def store_path(self) -> Path:
        return self.path / "store"

    @property
    def search_path(self) -> Path:
        return self.path / "search"

    @cached_property
    def store(self) -> Store:
        return Store.read_only(str(self.store_path))

    @cached_property
    def statistics(self) -> Mapping[str, Any]:
        return _json(self.path / "statistics.json")

    @cached_property
    def report(self) -> Mapping[str, Any]:
        return _json(self.path / "report.json")

    @cached_property
    def changes(self) -> ChangeLog:
        """The change log up to this release. Raises ReleaseError if it was built without one."""
        return ChangeLog.open(self.path / FILE)

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """`kind/slug` → `kind/slug`, followed to the end of each chain."""
        return MappingProxyType({row["from"]: row["to"] for row in self._table("redirects")})

    @cached_property
    def tombstones(self) -> Mapping[str, Tombstone]:
        return MappingProxyType(
            {
                row["entity"]: Tombstone(
                    row["label_tr"],
                    row["label_en"],
                    row["date"],
                    row["reason_tr"],
                    row["reason_en"],
                    row["replaced_by"] or None,
                )
                for row in self._table("withdrawn")
            }
        )

    def _table(self, name: str) -> Iterator[dict[str, str]]:
        with (self.path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _json(path: Path) -> Mapping[str, Any]:
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def open_current(current: Path) -> Release:
    """The release that `current` points to. Raises ReleaseError when there is none."""
    if not current.exists():
        raise ReleaseError(f"{current}: no release has been built; run `izmiras build`")
    return Release(current)
