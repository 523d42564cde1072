"""Several web processes behind one port, as the command line starts them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.servers import get

from .conftest import make_current, write_release
from .test_observe import numbers
from .test_release import wait_until

REQUESTS = 20


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(var: Path, log: Path) -> Iterator[str]:
    """``izmiras serve`` with two web processes."""
    port = free_port()
    environment = os.environ | {
        "IZMIRAS_VAR_DIR": str(var),
        "IZMIRAS_WEB_WORKERS": "2",
        "IZMIRAS_SPARQL_WORKERS": "1",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "graph_service.cli", "serve", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: all_say(url, "ready r1\n"), 30)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)


def say(url: str) -> str:
    """What one process says: each call is a new connection."""
    try:
        return get(f"{url}/health/ready").text
    except httpx.HTTPError:
        return ""


def all_say(url: str, text: str) -> bool:
    return all(say(url) == text for _ in range(16))


@pytest.mark.slow
def test_two_processes_swap_releases_and_add_up_their_numbers(tmp_path: Path) -> None:
    make_current(tmp_path, write_release(tmp_path, "r1"))
    log = tmp_path / "log"
    with served(tmp_path, log) as url:
        for _ in range(REQUESTS):
            assert get(f"{url}/doc/site/smyrna.ttl").status_code == 200
            query = {"query": "ASK {}"}
            assert get(f"{url}/sparql", params=query).status_code == 200
        time.sleep(1.2)  # each process looks at its own state once a second
        for _ in range(4):  # whichever process is asked
            found = numbers(get(f"{url}/metrics").text)
            name = 'izmiras_requests_total{method="GET",route="/doc/{kind}/{slug}",status="200"}'
            assert found[name] == REQUESTS
            assert found["izmiras_query_seconds_count"] == REQUESTS
            assert found["izmiras_query_workers"] == 2
        make_current(tmp_path, write_release(tmp_path, "r2"))
        wait_until(lambda: all_say(url, "ready r2\n"), 15)
        assert '"r2"' in get(f"{url}/doc/site/smyrna.ttl").text
    told = log.read_text()
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert sum(line["route"] == "/sparql" for line in lines) == REQUESTS
    assert told.count("serving release r2") == 2
    assert "Traceback" not in told
    assert "GET /doc" not in told
