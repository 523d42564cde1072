"""The only way to the instance: HTTP, bounded in number, size and time, and on one origin."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from graph_service.audit.links import Link, read_links

AGENT = "izmiras-audit/1 (a foreign harvester's check)"


class Unreachable(Exception):  # noqa: N818 - it says what happened
    """A request that got no whole answer, or may not be made."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an audit may cost."""

    requests: int = 20_000
    size: int = 512 * 1024 * 1024
    """Bytes of one answer."""
    timeout: float = 60.0
    """Seconds until an answer goes on."""
    pause: float = 0.0
    """Seconds between requests."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read to its end."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters."""
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        for each in str(self.headers.get("content-type", "")).split(";")[1:]:
            name, _, value = each.strip().partition("=")
            if name.lower() == "charset":
                return value.strip('"').lower()
        return None

    @property
    def location(self) -> str | None:
        """Where a redirect leads, as an absolute URL."""
        location = self.headers.get("location")
        return None if location is None else urljoin(self.url, location)

    @property
    def links(self) -> list[Link]:
        return read_links(",".join(self.headers.get_list("link")), self.url)

    def varies(self, *fields: str) -> bool:
        """Whether Vary names all of these."""
        named = {each.strip().lower() for each in self.headers.get("vary", "").split(",")}
        return "*" in named or {each.lower() for each in fields} <= named

    def linked(self, relation: str) -> list[Link]:
        return [each for each in self.links if relation in each.relations]


class Web:
    """Asks one origin. Redirects are answers like others."""

    def __init__(self, url: str, bounds: Bounds) -> None:
        self.root = url.rstrip("/")
        self.requests = 0
        self._origin = urlsplit(self.root)[:2]
        self._bounds = bounds
        self._client = httpx.Client(
            timeout=bounds.timeout,
            verify=self.root.startswith("https:"),  # without TLS no certificates are read
            headers={"user-agent": AGENT, "accept-language": "en", "accept-encoding": "identity"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def is_ours(self, url: str) -> bool:
        """Whether the URL is on the origin that is audited, so that it may be followed."""
        return urlsplit(url)[:2] == self._origin

    def get(self, url: str, accept: str | None = None, **headers: str) -> Reply:
        """The answer to GET. Names of fields are written with `_`."""
        return self._ask("GET", url, accept, headers)

    def head(self, url: str, accept: str | None = None, **headers: str) -> Reply:
        """The answer to HEAD."""
        return self._ask("HEAD", url, accept, headers)

    def _ask(self, method: str, url: str, accept: str | None, more: Mapping[str, str]) -> Reply:
        target = urldefrag(urljoin(f"{self.root}/", url)).url
        if not self.is_ours(target):
            raise Unreachable(f"{target} is on another origin")
        self.requests += 1
        if self.requests > self._bounds.requests:
            raise Unreachable(f"more than {self._bounds.requests} requests")
        if self._bounds.pause:
            time.sleep(self._bounds.pause)
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        headers["accept"] = accept or "*/*"
        try:
            with self._client.stream(method, target, headers=headers) as response:
                body = self._read(response)
        except httpx.HTTPError as error:
            raise Unreachable(f"{method} {target}: {error or type(error).__name__}") from error
        return Reply(target, response.status_code, response.headers, body)

    def _read(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > self._bounds.size:
                raise Unreachable(f"{response.url} is longer than {self._bounds.size} bytes")
        return bytes(body)
