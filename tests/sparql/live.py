"""A running server for tests: start it, talk to it, stop it."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://w3id.org/izmiras/"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self) -> str:
        return (self.headers["Content-Type"] or "").split(";")[0]

    def json(self):
        return json.loads(self.body)

    @property
    def rows(self):
        return self.json()["results"]["bindings"]


@dataclass(frozen=True)
class Live:
    port: int
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def connection(self, timeout: float = 60) -> closing[http.client.HTTPConnection]:
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout))

    def request(
        self, method="GET", target="/sparql", body=None, timeout=60, **headers: str
    ) -> Reply:
        names = {key.replace("_", "-"): value for key, value in headers.items()}
        with self.connection(timeout) as connection:
            connection.request(method, target, body, names)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())

    def get(self, query: str, *more: tuple[str, str], **headers: str) -> Reply:
        return self.request(target="/sparql?" + urlencode([("query", query), *more]), **headers)

    def post(self, query: str, **headers: str) -> Reply:
        return self.request(
            "POST", body=query.encode(), content_type="application/sparql-query", **headers
        )

    def census(self) -> dict[str, int]:
        text = self.request(target="/census").body.decode().splitlines()[0]
        inside = text[text.index("(") + 1 : -1]
        return {key: int(value) for key, value in (each.split("=") for each in inside.split(", "))}

    def pids(self) -> list[int]:
        return [
            int(pid) for pid in self.request(target="/census").body.decode().splitlines()[1].split()
        ]

    def busy(self) -> set[int]:
        """The workers that are busy at this moment."""
        return {
            int(pid) for pid in self.request(target="/census").body.decode().splitlines()[2].split()
        }

    def occupied(self, seconds: float = 10.0) -> int:
        """The one worker that is busy each time, however busy others are now and then."""
        always, end = self.busy(), time.monotonic() + seconds
        while len(always) > 1 and time.monotonic() < end:
            time.sleep(0.005)
            always &= self.busy()
        [pid] = always
        return pid

    def memory(self) -> int:
        statm = Path(f"/proc/{self.process.pid}/statm").read_text()
        return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def settled(self, workers: int, seconds: float = 5.0) -> dict[str, int]:
        """Wait until so many workers are idle."""
        end = time.monotonic() + seconds
        while (census := self.census())["idle"] != workers and time.monotonic() < end:
            time.sleep(0.02)
        return census


@contextmanager
def serving(store: Path, **limits: object) -> Iterator[Live]:
    var = tempfile.TemporaryDirectory(prefix="izmiras-sparql-")
    asked = {"store": str(store), "base": BASE, "var": var.name, "limits": limits}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sparql.server", json.dumps(asked)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if "TEST_STDERR" not in os.environ else None,
        text=True,
    )
    try:
        live = Live(int(process.stdout.readline()), process)
        wait_until_up(live)
        yield live
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        var.cleanup()


def wait_until_up(live: Live, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            if live.census()["idle"]:
                return
        except (OSError, http.client.HTTPException):
            pass
        if time.monotonic() > end:
            raise TimeoutError("the server does not answer")
        time.sleep(0.02)
