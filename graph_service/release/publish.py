"""Make a finished release the current one, and let old ones go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from graph_service.store.release import Manifest, ReleaseError


def publish(finished: Path, releases: Path, current: Path, release_id: str) -> Path:
    """Move a finished build into place and switch `current` to it, each in one step.

    A crash before the last line leaves `current` as it was.
    """
    target = releases / release_id
    _sync(finished)
    finished.rename(target)
    _sync(releases)
    switch(current, target)
    return target


def switch(current: Path, target: Path) -> None:
    """Point `current` to `target` atomically."""
    link = current.with_name(f".{current.name}-{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(target, current.parent))
    link.replace(current)
    _sync(current.parent)


def prune(releases: Path, current: Path, keep: int) -> list[str]:
    """Remove the oldest releases beyond `keep`; never the current one. Returns their ids."""
    found = sorted(list_releases(releases), key=lambda manifest: manifest.built, reverse=True)
    serving = current.resolve().name
    removed = []
    for manifest in found[keep:]:
        if manifest.id != serving:
            shutil.rmtree(releases / manifest.id)
            removed.append(manifest.id)
    return removed


def list_releases(releases: Path) -> list[Manifest]:
    """The manifests of all whole releases, oldest first."""
    manifests = []
    if releases.is_dir():
        for folder in releases.iterdir():
            try:
                manifests.append(Manifest.read(folder / "manifest.json"))
            except ReleaseError:
                continue
    return sorted(manifests, key=lambda manifest: (manifest.built, manifest.id))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
