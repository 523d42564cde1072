"""Where the service is, as a visitor sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service is reached: absolute URL and path prefix, both without a last slash."""

    root: str
    prefix: str
