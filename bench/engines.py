"""The servers: each on a free loopback port, in a process group of its own that ends with it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from pyoxigraph import DefaultGraph, RdfFormat, Store

from bench.load import Stream, fetch
from bench.questions import Question
from graph_service.store.release import Release

_PAGE = os.sysconf("SC_PAGE_SIZE")
_GRACE = 10
_SCRIPTS = Path(sys.executable).parent
_ASK = Question("ASK { ?s ?p ?o }")


@dataclass(frozen=True, slots=True)
class Engine:
    """How to start a server. `{port}` in the command is the port that it is given."""

    name: str
    command: Sequence[str]
    endpoint: str
    environment: Mapping[str, str]
    patience: float = 30


class Running:
    """A server that answers."""

    def __init__(self, engine: Engine, port: int, pid: int, seconds: float) -> None:
        self.engine = engine
        self.port = port
        self.pid = pid
        self.seconds = seconds
        """From the start to the first answer to a query."""

    def ask(self, question: Question) -> Stream:
        return question.at(self.engine.endpoint)

    def memory(self) -> list[int]:
        """Resident bytes: of the first process, then of the others of its group."""
        group = dict(_group(self.pid))
        first = group.pop(self.pid, 0)
        return [first, *sorted(group.values(), reverse=True)]


def izmiras(var: Path) -> Engine:
    """Our own service with its default settings, over the current release of a folder."""
    return Engine(
        "izmiras",
        [sys.executable, "-m", "graph_service.cli", "serve", "--port", "{port}"],
        "/sparql",
        {"IZMIRAS_VAR_DIR": str(var), "IZMIRAS_HOST": "127.0.0.1"},
    )


def bare(release: Release) -> Engine:
    """Our pool of workers under the same HTTP server, with none of our layers."""
    where = (str(release.store_path), release.manifest.base)
    command = [sys.executable, "-m", "bench.bare", *where, "{port}"]
    return Engine("bare", command, "/sparql", {})


def oxigraph(release: Release) -> Engine:
    """The Rust server on the very same store."""
    store = ["--location", str(release.store_path)]
    command = [str(_SCRIPTS / "oxigraph"), "serve-read-only", *store]
    return Engine("oxigraph", [*command, "--bind", "127.0.0.1:{port}"], "/query", {})


def rdflib_endpoint(release: Release, scratch: Path) -> Engine:
    """rdflib-endpoint with the same default graph in memory."""
    merge = scratch / "merge.nt"
    if not merge.exists():
        store = Store.read_only(str(release.store_path))
        store.dump(str(merge), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    command = [str(_SCRIPTS / "rdflib-endpoint"), "serve", "--host", "127.0.0.1"]
    return Engine("rdflib-endpoint", [*command, "--port", "{port}", str(merge)], "/", {}, 180)


def missing() -> list[str]:
    """The optional programs that are not there."""
    return [name for name in ("oxigraph", "rdflib-endpoint") if not (_SCRIPTS / name).exists()]


@contextmanager
def running(engine: Engine) -> Iterator[Running]:
    """Start a server, wait for its first answer, and end it."""
    port = _free_port()
    begin = perf_counter()
    process = _start([part.replace("{port}", str(port)) for part in engine.command], engine)
    try:
        stream = _ASK.at(engine.endpoint)
        while not _answers(port, stream):
            if process.poll() is not None or perf_counter() - begin > engine.patience:
                raise RuntimeError(f"{engine.name} does not start (exit code {process.poll()})")
            sleep(0.005)
        yield Running(engine, port, process.pid, perf_counter() - begin)
    finally:
        _end(process)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program that ran to its end has cost."""

    seconds: float
    peak: int
    """Bytes resident at the same time in all its processes."""


def cost(command: Sequence[str], environment: Mapping[str, str], patience: float) -> Cost:
    """Run a program to its end. Raises RuntimeError when it fails."""
    begin = perf_counter()
    process = _start(command, Engine(command[0], command, "", environment))
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, sum(size for _, size in _group(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        code = process.wait(patience)
        seconds = perf_counter() - begin
    except subprocess.TimeoutExpired:
        code, seconds = -1, patience
    finally:
        done.set()
        watcher.join()
        _end(process)
    if code:
        raise RuntimeError(f"{Path(command[0]).name} failed or took too long (exit code {code})")
    return Cost(seconds, peak)


def _start(command: Sequence[str], engine: Engine) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the commands of this module
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **engine.environment},
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group that the process leads, and no other."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, kind)
        until = perf_counter() + _GRACE
        while process.poll() is None or any(_group(process.pid)):
            if perf_counter() > until:
                break
            sleep(0.02)
        else:
            return


def _answers(port: int, stream: Stream) -> bool:
    try:
        fetch(port, stream)
    except (OSError, EOFError):
        return False
    return True


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _group(leader: int) -> Iterator[tuple[int, int]]:
    """Process and resident bytes of each process of a group."""
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            # After the name, which is in parentheses: state, parent, group.
            stat = (path / "stat").read_text().rpartition(")")[2].split()
            if int(stat[2]) == leader:
                pages = int((path / "statm").read_text().split()[1])
                yield int(path.name), pages * _PAGE
