"""What pages may load: what is ours, and the pictures of a tile server if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server that the operator has chosen: Leaflet's template of URLs, and whom to thank."""

    url: str
    attribution: str

    @property
    def origin(self) -> str:
        """Where the pictures come from, for the Content-Security-Policy; `{s}` is any host."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def content_security_policy(tiles: Tiles | None = None) -> str:
    """Pages load nothing that is not ours, but for the pictures of a tile server if one is set."""
    pictures = f" {tiles.origin}" if tiles else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        f"img-src 'self' data:{pictures}; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
