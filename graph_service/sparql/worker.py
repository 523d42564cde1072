"""A worker process: opens the store read-only and answers one query after the other.

It is started with a socket to the web process and ends when that socket is closed. It is meant
to be killed: nothing is lost with it but the query that it runs.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from math import ceil

from graph_service.sparql.evaluate import Evaluator, Refused, Sink
from graph_service.sparql.guard import calls
from graph_service.sparql.intake import Intake
from graph_service.sparql.sandbox import bound_memory, forbid_sockets, stand_back
from graph_service.sparql.wire import (
    END,
    ERROR,
    FIRST,
    FRAME,
    FRAME_BYTES,
    JOB,
    MORE,
    READY,
    WHOLE,
    Job,
    WorkerConfig,
    head,
    load_job,
)

_GRACE = 5
"""Seconds after the time limit at which a worker ends itself, should nobody have ended it."""


class _Enough(Exception):  # noqa: N818 - nothing failed
    """Only the head of the answer is wanted."""


class Reply:
    """Gathers the pieces of an answer into frames."""

    def __init__(self, connection: socket.socket, most: int) -> None:
        self._connection = connection
        self._most = most
        self.job = Job()
        self._pieces: list[bytes] = []
        self._gathered = 0
        self._sent = 0
        self._head = b""
        self._full = FRAME_BYTES

    def reset(self, job: Job) -> None:
        self.job = job
        self._pieces.clear()
        self._gathered = self._sent = 0

    def begin(self, form: str, key: str) -> Sink:
        self._head = head(form, key)
        # A table for people is short, and is made into a page as a whole.
        self._full = self._most if key == "html" else FRAME_BYTES
        return Sink(self._gather)

    def finish(self) -> None:
        """Send what is left: the whole answer in one frame if it is small."""
        data = b"".join(self._pieces)
        if not self._sent:
            self._send(WHOLE, self._head + data)
            return
        if data:
            self._send(MORE, data)
        self._send(END, b"")

    def finish_head(self) -> None:
        """Send the head of a long answer; in one piece with the end, so that none comes late."""
        first = FRAME.pack(len(self._head), FIRST) + self._head
        self._connection.sendall(first + FRAME.pack(0, END))

    def refuse(self, refused: Refused) -> None:
        self._send(ERROR, json.dumps({"code": refused.code} | refused.facts).encode())

    def ready(self) -> None:
        self._send(READY, b"")

    def _gather(self, data: bytes | memoryview) -> None:
        self._pieces.append(bytes(data))
        self._gathered += len(data)
        if self._gathered >= self._full:
            self._spill()

    def _spill(self) -> None:
        data = b"".join(self._pieces)
        self._pieces.clear()
        self._gathered = 0
        if self._sent + len(data) > self._most:
            raise Refused("result", limit=self._most)
        if self.job.head:
            raise _Enough
        if self._sent:
            self._send(MORE, data)
        else:
            self._send(FIRST, self._head + data)
        self._sent += len(data)

    def _send(self, kind: int, payload: bytes) -> None:
        self._connection.sendall(FRAME.pack(len(payload), kind) + payload)


def serve(connection: socket.socket, config: WorkerConfig) -> None:
    """Answer queries until the other end closes the connection."""
    stand_back()
    intake = Intake(config.service_bytes)
    if config.service_endpoints:
        intake.watch()
    else:
        forbid_sockets()
    evaluator = Evaluator(config)
    reply = Reply(connection, config.max_result_bytes)
    bound_memory(config.memory)
    reply.ready()
    alarm = ceil(config.timeout) + _GRACE
    incoming = connection.makefile("rb", buffering=FRAME_BYTES)
    while len(start := incoming.read(JOB.size)) == JOB.size:
        header_length, query_length = JOB.unpack(start)
        job = load_job(incoming.read(header_length))
        query = incoming.read(query_length)
        signal.alarm(alarm)
        reply.reset(job)
        intake.reset()
        _answer(evaluator, reply, query)
        signal.alarm(0)


def _answer(evaluator: Evaluator, reply: Reply, query: bytes) -> None:
    try:
        evaluator.answer(query.decode(), reply.job, reply.begin)
        reply.finish()
    except Refused as refused:
        reply.refuse(refused)
    except _Enough:
        reply.finish_head()
    except ConnectionError:  # the web process has gone
        raise
    except OSError as error:
        # Errors of other endpoints are of this kind too.
        reply.refuse(Refused("remote" if calls(query.decode()) else "store", message=str(error)))


def main() -> None:
    """The entry point: the socket's number and the configuration are the arguments."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    config = WorkerConfig.load(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the web process decides when to end
    try:
        serve(connection, config)
    except (BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass
    except MemoryError:
        os.abort()
    # No orderly end: a store opened for reading needs none, and its threads would delay it.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
