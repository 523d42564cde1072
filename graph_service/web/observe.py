"""What became of each request: one line of JSON and the metrics. Nothing about who asked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter, time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.web.logs import AccessLog
from graph_service.web.metrics import Metrics

UNROUTED = "-"
"""What the log and the metrics call paths that there are not: they are not told apart."""
_LARGE = 64 * 1024
_METHODS = frozenset({"GET", "HEAD", "POST", "QUERY", "OPTIONS", "PUT", "PATCH", "DELETE"})


@dataclass(slots=True)
class Record:
    """What the inner layers tell of a request; in ``scope["record"]``."""

    route: str = UNROUTED
    """The class of paths: `/doc/{kind}/{slug}`, never the path itself."""
    query: str | None = None
    """The fingerprint of the query that was asked."""
    is_kept: bool = False
    """The answer was in memory."""


class Observe:
    """ASGI middleware around everything: counts, measures and logs."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: AccessLog | None) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = scope["record"] = Record()
        began = perf_counter()
        status, size, is_whole = 0, 0, False

        async def counted(message: Message) -> None:
            nonlocal status, size, is_whole
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            seconds = perf_counter() - began
            self._metrics.request(record.route, method, status, seconds)
            if record.query is not None:
                self._metrics.query(seconds)
            if self._log is not None:
                line = _line(record, method, status, size, seconds, is_whole=is_whole)
                self._log.write(line)


def fingerprint(query: str) -> str:
    """Tells queries apart in the log without telling what they ask; blanks hardly count."""
    text = query if len(query) > _LARGE else " ".join(query.split())
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _line(
    record: Record, method: str, status: int, size: int, seconds: float, *, is_whole: bool
) -> str:
    second, milliseconds = divmod(int(time() * 1000), 1000)
    line = (
        f'{{"time":"{_second(second)}.{milliseconds:03}+00:00","method":"{method}",'
        f'"route":{_quoted(record.route)},"status":{status},"bytes":{size},"seconds":{seconds:.6f}'
    )
    if record.query is not None:
        line += f',"query":"{record.query}"'
    if record.is_kept:
        line += ',"kept":true'
    return f"{line}}}" if is_whole else f'{line},"broken":true}}'


@lru_cache(maxsize=2)
def _second(number: int) -> str:
    return datetime.fromtimestamp(number, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(maxsize=256)
def _quoted(route: str) -> str:
    return json.dumps(route)
