"""A worker process, seen from the web process: its start, its frames, its death."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import cast

from graph_service.sparql.exchange import Exchange, Failure
from graph_service.sparql.intake import EXIT_STATUS
from graph_service.sparql.recall import Recall
from graph_service.sparql.wire import END, ERROR, FIRST, FRAME, MORE, READY, WHOLE, WorkerConfig

_MODULE = "graph_service.sparql.worker"
_PAGE = os.sysconf("SC_PAGE_SIZE")
_REAP_SECONDS = 0.002
_RUNNING, _NEXT = 0, 1
_UNWANTED_SECONDS = 0.05
"""How long a job may run that nobody waits for: ending it costs more than most jobs."""


@dataclass(frozen=True, slots=True)
class Spawned:
    """A process that is starting as a worker, and our end of the connection to it."""

    config: WorkerConfig
    process: subprocess.Popen[bytes]
    connection: socket.socket
    recall: Recall

    def forget(self) -> None:
        """Let it end: it is not needed."""
        self.connection.close()
        self.recall.close()


class WorkerProcess(asyncio.Protocol):
    """One worker and the connection to it. `freed` and `died` tell the pool what became of it.

    Besides the job that it runs a worker may have the next one, so that it need not be woken for
    it. That one can be taken back as long as it has not begun.
    """

    def __init__(
        self,
        config: WorkerConfig,
        freed: Callable[[WorkerProcess], None],
        died: Callable[[WorkerProcess], None],
    ) -> None:
        self._config = config
        self._freed = freed
        self._died = died
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._recall: Recall | None = None
        self._buffer = bytearray()
        self._jobs: deque[Exchange | None] = deque()
        self._given = 0
        self._reaping: asyncio.Task[None] | None = None
        self._verdict: Failure | None = None
        self._is_held = False
        self.began = 0.0
        """When the job that runs began."""
        self.memory = 0
        self.ready: asyncio.Future[None] = self._loop.create_future()
        self.gone: asyncio.Future[None] = self._loop.create_future()

    async def start(self, spawned: Spawned | None = None) -> None:
        """Take the process, or spawn one; `ready` tells when it has opened the store."""
        taken = spawned or spawn(self._config)
        self._process, self._recall = taken.process, taken.recall
        await self._loop.create_connection(lambda: self, sock=taken.connection)

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def load(self) -> int:
        """How many jobs it has: one that runs, and the next."""
        return len(self._jobs)

    @property
    def running(self) -> Exchange | None:
        """The job that runs, if anybody waits for its answer."""
        return self._jobs[_RUNNING] if self._jobs else None

    @property
    def next(self) -> Exchange | None:
        """The job that has not begun."""
        return self._jobs[_NEXT] if len(self._jobs) > _NEXT else None

    def give(self, job: Exchange) -> None:
        """Give the worker a job. It must have at most one, and that must not be taken back."""
        job.flow = self.flow
        self._jobs.append(job)
        self._given += 1
        if len(self._jobs) == 1:
            self._begin()
        self._connected.write(job.frame)

    def take_back(self) -> Exchange | None:
        """Take the next job away, to give it to another worker."""
        job = self.next
        if job is not None and self._recall is not None:
            self._jobs[_NEXT] = None
            self._recall.take(self._given)
        return job

    def give_up(self) -> Iterator[Exchange]:
        """What it never began, now that it has died: in the order in which it was given."""
        running, recall = self.running, self._recall
        if running and recall and not (self.was_killed or recall.has_begun(self._first)):
            self._jobs[_RUNNING] = None
            yield running
        job = self.take_back()
        if job is not None:
            yield job

    @property
    def _first(self) -> int:
        """The number of the job that runs."""
        return self._given - self.load + 1

    def _begin(self) -> None:
        self.began = monotonic()
        self.memory = 0

    def flow(self, go: bool) -> None:
        """Let the worker's data in, or hold them back: then it waits with its next frame."""
        if self._connected.is_closing() or go is not self._is_held:
            return
        self._is_held = not go
        if go:
            self._connected.resume_reading()
        else:
            self._connected.pause_reading()

    def kill(self, verdict: Failure) -> None:
        """End the process now. Its query fails with `verdict`."""
        if self._verdict is None:
            self._verdict = verdict
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        # Nothing more is read from it, not even what it has sent already.
        self._connected.abort()

    @property
    def was_killed(self) -> bool:
        return self._verdict is not None

    def close(self) -> None:
        """Let an idle worker end."""
        self._connected.close()

    def watch(self) -> None:
        """Look after a busy worker now and then: end the process when it takes too much."""
        self._watch_time()
        self._watch_memory()

    def _watch_time(self) -> None:
        elapsed = monotonic() - self.began
        if self.running is None and elapsed >= _UNWANTED_SECONDS:
            self.kill(Failure("abandoned"))  # it had begun when it was taken back
        elif elapsed >= self._config.timeout:
            facts = {"limit": self._config.timeout, "elapsed": round(elapsed, 3)}
            self.kill(Failure("timeout", **facts))

    def _watch_memory(self) -> None:
        try:
            statm = Path(f"/proc/{self.pid}/statm").read_bytes()
        except OSError:  # no such system, or the process is gone
            return
        self.memory = int(statm.split()[1]) * _PAGE
        if self.memory > self._config.memory:
            self.kill(self._out_of_memory())

    # The connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self._buffer:
            self._buffer += data
            del self._buffer[: self._read(self._buffer)]
        else:  # most answers come in one piece
            self._buffer += data[self._read(data) :]

    def _read(self, data: bytes | bytearray) -> int:
        """Take the whole frames of what has come; gives how many bytes these are."""
        at = 0
        with memoryview(data) as view:
            while len(view) - at >= FRAME.size:
                length, kind = FRAME.unpack_from(view, at)
                end = at + FRAME.size + length
                if len(view) < end:
                    break
                with view[at + FRAME.size : end] as payload:
                    self._received(kind, payload)
                at = end
        return at

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._died(self)
        self._reaping = self._loop.create_task(self._reap())

    # What happens

    @property
    def _connected(self) -> asyncio.Transport:
        if self._transport is None:
            raise RuntimeError("the worker has not been started")
        return self._transport

    def _received(self, kind: int, payload: memoryview) -> None:
        if kind == READY:
            if not self.ready.done():
                self.ready.set_result(None)
            return
        running = self.running
        if kind == FIRST:
            if running is not None:
                running.first(payload)
        elif kind == MORE:
            if running is not None:
                running.more(payload)
        else:
            self._finished(running, kind, payload)

    def _finished(self, job: Exchange | None, kind: int, payload: memoryview) -> None:
        self._jobs.popleft()
        self.flow(True)  # the end may have come with what filled the way: the next answer must pass
        if job is None:
            pass
        elif kind == WHOLE:
            job.whole(payload)
        elif kind == END:
            job.end()
        elif kind == ERROR:
            facts = json.loads(bytes(payload))
            job.fail(Failure(facts.pop("code"), **facts))
        self._freed(self)
        self._begin()

    async def _reap(self) -> None:
        """Learn how the process ended, and tell who waits for it."""
        process = self._process
        while process is not None and process.poll() is None:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(_REAP_SECONDS)
        code = process.returncode if process else 0
        if self.running is not None:
            self.running.fail(self._verdict or self._cause(code))
        self._jobs.clear()
        if self._recall is not None:
            self._recall.close()
        if not self.ready.done():
            self.ready.set_exception(Failure("not-started", exit=code))
            self.ready.exception()  # it may be that nobody asks
        if not self.gone.done():
            self.gone.set_result(None)

    def _cause(self, code: int) -> Failure:
        if code == EXIT_STATUS:
            return Failure("remote-bytes", limit=self._config.service_bytes)
        match -code:
            case signal.SIGSEGV | signal.SIGBUS:
                return Failure("too-deep")
            case signal.SIGABRT:
                return self._out_of_memory()
            case signal.SIGSYS:
                return Failure("service", reason="off", endpoint="")
            case signal.SIGALRM:
                return Failure("timeout", limit=self._config.timeout, elapsed=self._config.timeout)
            case _:
                return Failure("crashed", signal=-code if code < 0 else None)

    def _out_of_memory(self) -> Failure:
        return Failure("memory", limit=self._config.memory)


def spawn(config: WorkerConfig) -> Spawned:
    """Start a fresh interpreter: nothing of the web process is in it but the socket."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    search = os.pathsep.join(os.path.abspath(each) for each in sys.path)  # noqa: PTH100 - "" is cwd
    recall = Recall.make()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [
                *(sys.executable, "-m", _MODULE),
                *(str(theirs.fileno()), str(recall.number), config.dump()),
            ],
            pass_fds=(theirs.fileno(), recall.number),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": search, "RUST_BACKTRACE": "0"},
        )
    return Spawned(config, process, ours, recall)
