"""Load: eight connections that are kept alive, for a bounded time and number of requests.

Debian's `wrk` makes it where it is installed, else the client of this module.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote

CONNECTIONS = 8
_PATIENCE = 60
_MOST_REQUESTS = 1_000_000
_HTTP_ERROR = 400
_LONGEST = 60
_BLOCK = 1 << 20
_LAST_CHUNK = b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Stream:
    """Requests for one path, or for paths that never repeat: `{entity}` and `{number}` change."""

    path: str
    accept: str
    entities: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        return not self.entities

    def request(self, number: int) -> bytes:
        path = self.path
        if not self.repeats:
            entity = self.entities[number % len(self.entities)]
            path = path.replace("{entity}", entity).replace("{number}", str(number))
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {self.accept}\r\n\r\n"
        return head.encode()


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run came to."""

    per_second: float
    p99: float
    """Milliseconds."""
    failed: int


def client(seconds: float) -> str:
    """Who makes the load on this machine, in runs of so many seconds."""
    return "wrk" if shutil.which("wrk") and seconds >= 1 else "the Python client of bench/load.py"


def run(port: int, stream: Stream, seconds: float, first: int) -> Measured:
    """Ask for some seconds. `first` is the first number of requests that never repeat."""
    wrk = shutil.which("wrk")
    if wrk is None or seconds < 1:  # wrk knows whole seconds only
        return asyncio.run(_run(port, stream, seconds, first, _MOST_REQUESTS))
    return _run_wrk(wrk, port, stream, seconds, first)


def run_whole(port: int, stream: Stream, requests: int, first: int) -> Measured:
    """Ask for so many long answers, each to its end. By the Python client: wrk ends in between."""
    return asyncio.run(_run(port, stream, _LONGEST, first, requests))


def fetch(port: int, stream: Stream, number: int = 0) -> bytes:
    """One answer, whole. Raises OSError when it is not a success."""

    async def one() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(stream.request(number))
            status, body = await _answer(reader)
        finally:
            writer.close()
        if status >= _HTTP_ERROR:
            raise OSError(f"HTTP {status}: {body[:300]!r}")
        return body

    return asyncio.run(asyncio.wait_for(one(), _PATIENCE))


async def fetch_all(port: int, streams: Iterable[Stream]) -> None:
    """One answer of each, one after the other on one connection. Raises OSError for a failure."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_BLOCK)
    try:
        for stream in streams:
            writer.write(stream.request(0))
            status = await asyncio.wait_for(_pass_over(reader), _PATIENCE)
            if status >= _HTTP_ERROR:
                raise OSError(f"HTTP {status}: {stream.path[:200]}")
    finally:
        writer.close()


# The Python client


async def _run(port: int, stream: Stream, seconds: float, first: int, most: int) -> Measured:
    numbers = count(first)
    times: list[float] = []
    failed = 0
    begin = perf_counter()

    async def ask() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_BLOCK)
        try:
            while perf_counter() - begin < seconds and (number := next(numbers)) < first + most:
                start = perf_counter()
                writer.write(stream.request(number))
                status = await asyncio.wait_for(_pass_over(reader), _PATIENCE)
                times.append(perf_counter() - start)
                failed += status >= _HTTP_ERROR
        finally:
            writer.close()

    await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    elapsed = perf_counter() - begin
    times.sort()
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    return Measured(len(times) / elapsed, p99 * 1000, failed)


async def _pass_over(reader: asyncio.StreamReader) -> int:
    """Status of the next answer. Its body is received but not looked at, save for its end."""
    status, length = await _head(reader)
    if length is not None:
        await reader.readexactly(length)
        return status
    tail = b""
    while not tail.endswith(_LAST_CHUNK):
        block = await reader.read(_BLOCK)
        if not block:
            raise EOFError("the answer breaks off")
        tail = (tail + block)[-len(_LAST_CHUNK) :]
    return status


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of the next answer on a connection."""
    status, length = await _head(reader)
    if length is not None:
        return status, await reader.readexactly(length)
    pieces = []
    while size := int((await reader.readuntil(b"\r\n")).partition(b";")[0], 16):
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return status, b"".join(pieces)


async def _head(reader: asyncio.StreamReader) -> tuple[int, int | None]:
    """Status and length; without a length the body is in chunks."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    at = head.find(b"\r\ncontent-length:")
    if at >= 0:
        return int(head[9:12]), int(head[at + 17 : head.index(b"\r\n", at + 17)])
    if b"\r\ntransfer-encoding: chunked" not in head:
        raise EOFError("an answer of unknown length")
    return int(head[9:12]), None


# wrk

_SCRIPT = """
wrk.headers["Accept"] = %(accept)s
local entities = {%(entities)s}
local number = %(first)d
if #entities > 0 then
  request = function()
    number = number + 1
    local path = %(path)s
    path = path:gsub("{entity}", (entities[number %% #entities + 1]:gsub("%%%%", "%%%%%%%%")))
    path = path:gsub("{number}", tostring(number))
    return wrk.format("GET", path)
  end
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\nRESULT{"requests": %%d, "seconds": %%f, "failed": %%d, "p99": %%f}\\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(99) / 1e3))
end
"""


def _run_wrk(wrk: str, port: int, stream: Stream, seconds: float, first: int) -> Measured:
    script = _SCRIPT % {
        "accept": json.dumps(stream.accept),
        "entities": ",".join(json.dumps(each) for each in stream.entities),
        "first": first,
        "path": json.dumps(stream.path),
    }
    duration = f"{round(seconds)}s"
    url = f"http://127.0.0.1:{port}" + (stream.path if stream.repeats else "/")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "load.lua"
        path.write_text(script, encoding="utf-8")
        told = subprocess.run(  # noqa: S603 - the tool that was found, our own arguments
            [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{duration}", f"-T{_PATIENCE}s", "-s", path, url],
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds + 2 * _PATIENCE,
        ).stdout
    found: dict[str, Any] = json.loads(told.partition("RESULT")[2])
    return Measured(found["requests"] / found["seconds"], found["p99"], found["failed"])


def encoded(text: str) -> str:
    """For a query string; `{entity}` and `{number}` stay to be replaced."""
    return quote(text, safe="{}")
