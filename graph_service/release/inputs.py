"""What decides the content of a release, as one hash: unchanged inputs need no build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import loaders
from graph_service.release.closure import queries as closure_queries
from graph_service.settings import Settings

_LIBRARIES = ("izmiras", "pyoxigraph", "shapely")


def inputs_hash(settings: Settings) -> str:
    """SHA-256 over everything that decides what a release holds."""
    digest = hashlib.sha256(settings.base.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for root in (settings.data_dir, settings.ontology_dir, settings.shapes_dir):
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            _add(digest, path.relative_to(settings.source_dir).as_posix(), path.read_bytes())
    for path in sorted((settings.queries_dir / "integrity").glob("*.rq")):
        _add(digest, path.name, path.read_bytes())
    for name, text in closure_queries():
        _add(digest, name, text.encode())
    for module in sorted(_code()):
        _add(digest, module.name, module.read_bytes())
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    """The modules whose change may change what the tables come to."""
    yield from Path(loaders.__file__).parent.rglob("*.py")
    yield from Path(__file__).parent.rglob("*.py")


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name} {len(content)}\n".encode())
    digest.update(content)
