"""How the service logs: requests as lines of JSON on the output, all else on the error output."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

_GATHERING = 0.05
"""Seconds for which lines are gathered: a system call for each would cost more than the line."""


class AccessLog:
    """Writes lines to the output, those of one moment together. For use in an event loop."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def write(self, line: str) -> None:
        """Take a line."""
        self._lines.append(line)
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(_GATHERING, self.flush)

    def flush(self) -> None:
        """Write what has been gathered."""
        lines, self._lines = self._lines, []
        if lines:
            sys.stdout.write("\n".join([*lines, ""]))
            sys.stdout.flush()


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
