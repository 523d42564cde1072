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
from io import BufferedWriter, RawIOBase
from itertools import count
from math import ceil
from typing import IO, TYPE_CHECKING

from graph_service.sparql.evaluate import Evaluator, Refused
from graph_service.sparql.guard import calls
from graph_service.sparql.intake import Intake
from graph_service.sparql.recall import Recall
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
    SKIPPED,
    WHOLE,
    Job,
    WorkerConfig,
    head,
    load_job,
)

if TYPE_CHECKING:
    from typing_extensions import Buffer

_GRACE = 5
"""Seconds after the time limit at which a worker ends itself, should nobody have ended it."""


class _Enough(Exception):  # noqa: N818 - nothing failed
    """Only the head of the answer is wanted."""


class Reply(RawIOBase):
    """Sends an answer in frames: the file beneath a buffer, which what is written to it fills.

    One frame is held back until more comes, so that the whole of a small answer is known as such.
    """

    def __init__(self, connection: socket.socket, most: int) -> None:
        self._connection = connection
        self._most = most
        self.job = Job()
        self._head = b""
        self._held = b""
        self._sent = 0
        self._drops = False
        self._buffer = BufferedWriter(self, FRAME_BYTES)

    def reset(self, job: Job) -> None:
        """Another answer begins; what is left of a refused one is forgotten."""
        self.job = job
        self._drops = True
        self._buffer.flush()
        self._drops = False
        self._held = b""
        self._sent = 0

    def begin(self, form: str, key: str) -> IO[bytes]:
        """The file to write an answer to, of this form of query and in this format."""
        self._head = head(form, key)
        return self._buffer

    def finish(self) -> None:
        """Send what is left: the whole answer in one frame if it is small."""
        self._buffer.flush()
        if self._sent:
            self._send(MORE, self._held)
            self._send(END)
        elif len(self._held) > self._most:
            raise self._too_long()
        else:
            self._send(WHOLE, self._head, self._held)

    def finish_head(self) -> None:
        """Send the head of a long answer; in one piece with the end, so that none comes late."""
        first = FRAME.pack(len(self._head), FIRST) + self._head
        self._connection.sendall(first + FRAME.pack(0, END))

    def refuse(self, refused: Refused) -> None:
        self._send(ERROR, json.dumps({"code": refused.code} | refused.facts).encode())

    def ready(self) -> None:
        self._send(READY)

    def skip(self) -> None:
        """The job was taken back before it began."""
        self._send(SKIPPED)

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        """Take what the buffer holds."""
        gathered = bytes(data)
        if gathered and not self._drops:
            if self._held:
                self._spill()
            self._held = gathered
        return len(gathered)

    def _spill(self) -> None:
        if self._sent + len(self._held) > self._most:
            raise self._too_long()
        if self.job.head:
            raise _Enough
        if self._sent:
            self._send(MORE, self._held)
        else:
            self._send(FIRST, self._head, self._held)
        self._sent += len(self._held)

    def _too_long(self) -> Refused:
        return Refused("result", limit=self._most)

    def _send(self, kind: int, *payload: bytes) -> None:
        length = sum(map(len, payload))
        self._connection.sendall(b"".join((FRAME.pack(length, kind), *payload)))


def serve(connection: socket.socket, recall: Recall, config: WorkerConfig) -> None:
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
    for number in count(1):
        if len(start := incoming.read(JOB.size)) < JOB.size:
            return
        header_length, query_length = JOB.unpack(start)
        job = load_job(incoming.read(header_length))
        query = incoming.read(query_length)
        if not recall.begin(number):
            reply.skip()
            continue
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
    """The entry point: the numbers of the open socket and file, and the configuration."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    recall = Recall(int(sys.argv[2]))
    config = WorkerConfig.load(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the web process decides when to end
    try:
        serve(connection, recall, config)
    except (BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass
    except MemoryError:
        os.abort()
    # No orderly end: a store opened for reading needs none, and its threads would delay it.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
