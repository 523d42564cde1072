"""What both ends know of jobs on their way: which has begun last, and which was taken back.

A worker counts the jobs that it is given. Two numbers lie in memory that it shares with the web
process: a message that a job is not wanted would lie behind the job, and a message that it has
begun would cost as much as many jobs do.
"""

from __future__ import annotations

import os
import tempfile
from mmap import mmap
from struct import Struct
from typing import Self

_NUMBER = Struct("=Q")
_BEGUN, _TAKEN = 0, _NUMBER.size
_SIZE = 2 * _NUMBER.size


class Recall:
    """The numbers of the last job that has begun, and of the last that was taken back."""

    def __init__(self, number: int) -> None:
        """`number` is that of the open file which both ends share."""
        self.number = number
        self._shared = mmap(number, _SIZE)

    @classmethod
    def make(cls) -> Self:
        """A new one, in a file without a name; the other end opens it by its number."""
        with tempfile.TemporaryFile() as file:
            file.truncate(_SIZE)
            return cls(os.dup(file.fileno()))

    def begin(self, job: int) -> bool:
        """The worker's end: whether this job is still wanted. Then it has begun."""
        _NUMBER.pack_into(self._shared, _BEGUN, job)
        return self._read(_TAKEN) != job

    def take(self, job: int) -> None:
        """Take back this job. If it has begun, or another follows at once, it runs for nothing."""
        _NUMBER.pack_into(self._shared, _TAKEN, job)

    def has_begun(self, job: int) -> bool:
        """Whether the worker has come to this job."""
        return self._read(_BEGUN) >= job

    def close(self) -> None:
        """Give the memory back."""
        self._shared.close()
        os.close(self.number)

    def _read(self, place: int) -> int:
        found: int = _NUMBER.unpack_from(self._shared, place)[0]
        return found
