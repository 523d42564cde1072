"""What other endpoints may send to a query: counted in the kernel, for the engine counts nothing.

The engine's own HTTP client reads the answers to SERVICE. Beside it a thread looks at the sockets
of the process, and ends the process when they have received too much.
"""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

EXIT_STATUS = 65
"""How a worker ends whose query received too much."""
_EVERY = 0.02
_DESCRIPTORS = Path("/proc/self/fd")
_INFO_BYTES = 136
_RECEIVED = struct.Struct("=Q")
_RECEIVED_AT = 128
"""Where `tcpi_bytes_received` stands in the kernel's `struct tcp_info`."""


class Intake:
    """The bytes received by the TCP connections of this process since `reset`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_socket: dict[str, int] = {}

    def watch(self) -> None:
        """Begin to look. Where the kernel tells nothing, memory and time are the only bounds."""
        threading.Thread(target=self._look, daemon=True).start()

    def reset(self) -> None:
        """Another query begins, with nothing received."""
        self._by_socket = {}

    def _look(self) -> None:
        pause = threading.Event()
        while not pause.wait(_EVERY):
            counts = self._by_socket
            counts.update(received())
            if sum(counts.values()) > self._most:
                os._exit(EXIT_STATUS)


def received() -> Iterator[tuple[str, int]]:
    """Each TCP connection of this process that is open now, by name, and what came in by it."""
    try:
        numbers = [int(each.name) for each in _DESCRIPTORS.iterdir()]
    except OSError:
        return
    for number in numbers:
        try:
            name = str((_DESCRIPTORS / str(number)).readlink())
            if name.startswith("socket:"):
                with socket.socket(fileno=os.dup(number)) as connection:
                    if connection.family in (socket.AF_INET, socket.AF_INET6):
                        yield name, _count(connection)
        except OSError:  # it has been closed meanwhile
            continue


def _count(connection: socket.socket) -> int:
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    return int(_RECEIVED.unpack_from(info, _RECEIVED_AT)[0]) if len(info) >= _INFO_BYTES else 0
