"""Where a request reached us: scheme, host and base path, believed only from trusted proxies."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from graph_service.resources.place import Place

_HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")


@dataclass(frozen=True)
class Doorman:
    """Knows how the service is reached."""

    public_url: str | None
    trusted_proxies: str

    def place(self, scope_scheme: str, peer: str | None, headers: Mapping[str, str]) -> Place:
        """The root URL and path prefix for a request."""
        if self.public_url:
            root = self.public_url.rstrip("/")
            return Place(root, urlsplit(root).path)
        is_forwarded = len(headers) > 1 or "host" not in headers
        forwarded = headers if is_forwarded and self._trusts(peer) else {}
        scheme = _first(forwarded.get("x-forwarded-proto"))
        scheme = scheme if scheme in ("http", "https") else scope_scheme
        host = _first(forwarded.get("x-forwarded-host")) or headers.get("host", "")
        host = host if _HOST.fullmatch(host) else "localhost"
        prefix = _first(forwarded.get("x-forwarded-prefix")).rstrip("/")
        prefix = prefix if _PREFIX.fullmatch(prefix) else ""
        return Place(f"{scheme}://{host}{prefix}", prefix)

    def _trusts(self, peer: str | None) -> bool:
        if "*" in self._trusted_names:
            return True
        try:
            address = ipaddress.ip_address(peer or "")
        except ValueError:
            return False
        return any(address in network for network in self._networks)

    @cached_property
    def _trusted_names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.trusted_proxies.split(",") if name.strip())

    @cached_property
    def _networks(self) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
        names = (name for name in self._trusted_names if name != "*")
        return tuple(ipaddress.ip_network(name, strict=False) for name in names)


def _first(value: str | None) -> str:
    return (value or "").split(",")[0].strip()
