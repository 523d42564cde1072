"""A proxy that stands before a live server and alters some of its answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import httpx

_HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "date", "server"}


@dataclass
class Exchange:
    """A request, and the answer that the client is about to get. May be altered."""

    method: str
    path: str
    request: httpx.Headers
    status: int
    headers: httpx.Headers
    body: bytes = b""
    number: int = 0
    """How many requests there were before, whatever they asked for."""

    def replace(self, old: str, new: str, count: int = 1) -> None:
        """Replace text of the body; there must be some. HEAD has none."""
        if self.method == "HEAD" or self.status not in (200, 206):
            return
        assert old.encode() in self.body, f"{self.path} has no {old!r}"
        self.body = self.body.replace(old.encode(), new.encode(), count)

    def fail(self, status: int) -> None:
        self.status, self.body = status, b"" if self.method == "HEAD" else b"no\n"


Fault = Callable[[Exchange], None]


@dataclass
class Proxy:
    """Forwards to `upstream`, with the `fault` that is planted."""

    upstream: str
    fault: Fault | None = None
    url: str = ""
    asked: int = field(default=0)

    def __enter__(self) -> Self:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                proxy.answer(self)

            do_HEAD = do_GET  # noqa: N815 - the name of the library

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._client = httpx.Client(base_url=self.upstream, timeout=60)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._client.close()

    @contextmanager
    def planted(self, fault: Fault) -> Iterator[None]:
        """Within, answers have this fault."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = None

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        headers = httpx.Headers(list(handler.headers.items()))
        headers["host"] = self.url.removeprefix("http://")
        exchange = self._forward(handler.command, handler.path, headers)
        if self.fault is not None:
            self.fault(exchange)
        handler.send_response(exchange.status)
        is_told = exchange.method == "HEAD" or exchange.status == 304
        if not is_told:
            exchange.headers["content-length"] = str(len(exchange.body))
        for name, value in exchange.headers.multi_items():
            handler.send_header(name, value)
        handler.end_headers()
        if exchange.method != "HEAD":
            handler.wfile.write(exchange.body)

    def _forward(self, method: str, path: str, headers: httpx.Headers) -> Exchange:
        self.asked += 1
        with self._client.stream(method, path, headers=headers) as answer:
            body = b"".join(answer.iter_raw())
        kept = [each for each in answer.headers.multi_items() if each[0] not in _HOP_BY_HOP]
        told = httpx.Headers(kept)
        return Exchange(method, path, headers, answer.status_code, told, body, self.asked)
