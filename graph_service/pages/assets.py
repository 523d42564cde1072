"""The files that pages need, each under a name that changes with its content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours, its media type, and its path below the service's root."""

    body: bytes
    media_type: str
    path: str


def _asset(name: str, media_type: str) -> Asset:
    body = files(__package__).joinpath("static", name).read_bytes()
    stem, _, suffix = name.rpartition(".")
    return Asset(
        body, media_type, f"assets/{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
    )


STYLE = _asset("izmiras.css", "text/css; charset=utf-8")
ICON = _asset("icon.svg", "image/svg+xml")

BY_PATH: Mapping[str, Asset] = MappingProxyType({asset.path: asset for asset in (STYLE, ICON)})
"""What ``/assets/…`` serves."""
