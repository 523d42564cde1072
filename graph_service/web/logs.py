"""How the service logs: requests as lines of JSON on the output, all else on the error output."""

from __future__ import annotations

import asyncio
import sys
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TextIO

_GATHERING = 0.05
"""Seconds for which lines are gathered: a system call for each would cost more than the line."""
_MOST = 10_000
"""Lines that wait at most. Who reads the output too slowly loses some, and is told how many."""
_PATIENCE = 1.0
"""Seconds that the end of the service waits for the last lines."""


class AccessLog:
    """Writes lines to the output, those of one moment together.

    Lines are taken in the event loop and written by a thread: an output that nobody reads may
    stop the thread, but not the service.
    """

    def __init__(self, output: TextIO | None = None) -> None:
        """`output` is that of the process, if none is given."""
        self._output = output
        self._lines: list[str] = []
        self._lost = 0
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._written = Event()
        self._written.set()
        self._thread: Thread | None = None

    def write(self, line: str) -> None:
        """Take a line."""
        if len(self._lines) >= _MOST:
            self._lost += 1
            return
        self._lines.append(line)
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(_GATHERING, self._hand_over)

    async def close(self) -> None:
        """Write what is left."""
        if await self._has_written() and self._lines:
            self._give()
            await self._has_written()

    def _hand_over(self) -> None:
        """Give the thread what has been gathered, once it has written what came before."""
        if self._lines and self._written.is_set():
            self._give()
        elif self._lines:
            asyncio.get_running_loop().call_later(_GATHERING, self._hand_over)

    async def _has_written(self) -> bool:
        return await asyncio.to_thread(self._written.wait, _PATIENCE)

    def _give(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._write, name="access log", daemon=True)
            self._thread.start()
        self._written.clear()
        self._waiting.put(self._take())

    def _take(self) -> str:
        lines, self._lines = self._lines, []
        lost, self._lost = self._lost, 0
        if lost:
            lines.append(f'{{"lost":{lost}}}')
        return "\n".join([*lines, ""])

    def _write(self) -> None:
        while True:
            text = self._waiting.get()
            output = self._output or sys.stdout
            output.write(text)
            output.flush()
            self._written.set()


def log_config() -> dict[str, Any]:
    """The configuration of logging, for every web process."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {
            "error": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr",
                      "formatter": "told"},
        },
        "loggers": {
            "graph_service": {"handlers": ["error"], "level": "INFO", "propagate": False},
            "uvicorn": {"handlers": ["error"], "level": "INFO", "propagate": False},
        },
    }  # fmt: skip
