"""The files that pages need, each under a name that changes with its content.

Scripts, styles and fonts are bundled by `hatch_build.py` when the project is installed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TYPES = {
    "css": "text/css; charset=utf-8",
    "geojson": "application/geo+json",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}


class NoAssetsError(Exception):
    """The front end is not there: the project was not installed, or its build hook failed."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours, its media type, and its path below the service's root."""

    body: bytes
    media_type: str
    path: str


def asset(name: str) -> Asset:
    """An asset by its plain name: ``izmiras.css``, ``map.js``. Raises NoAssetsError."""
    return by_name()[name]


def by_path(path: str) -> Asset | None:
    """What ``/assets/…`` serves."""
    return _by_path().get(path)


def land() -> BaseGeometry:
    """The land around Izmir, coarse: Natural Earth, 1:10 million."""
    import shapely  # takes long to load, and the service starts without it

    return shapely.from_geojson(asset("land.geojson").body.decode())


@cache
def fingerprint() -> str:
    """Changes when any of the files does."""
    return hashlib.sha256("\n".join(sorted(_by_path())).encode()).hexdigest()[:8]


@cache
def by_name() -> Mapping[str, Asset]:
    """All assets by their plain names. Raises NoAssetsError."""
    static = files(__package__).joinpath("static")
    manifest = static.joinpath("dist", "manifest.json")
    if not manifest.is_file():
        raise NoAssetsError(
            "The scripts and styles of the pages are not built. Install the project "
            "(`make serve` does), or run `python hatch_build.py` in the working copy."
        )
    names: Mapping[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    built = {
        name: _served(static.joinpath("dist", served), served) for name, served in names.items()
    }
    return MappingProxyType({**built, "icon.svg": _icon(static.joinpath("icon.svg"))})


@cache
def _by_path() -> Mapping[str, Asset]:
    return MappingProxyType({each.path: each for each in by_name().values()})


def _served(file: Traversable, name: str) -> Asset:
    return Asset(file.read_bytes(), _TYPES[name.rpartition(".")[2]], f"assets/{name}")


def _icon(file: Traversable) -> Asset:
    body = file.read_bytes()
    return _served(file, f"icon-{hashlib.sha256(body).hexdigest()[:12]}.svg")
