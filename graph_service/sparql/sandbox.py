"""What a worker process may not do: take all memory, open a socket, leave a core dump."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import sys
from pathlib import Path

_NICER = 5

# A filter of system calls (seccomp) sees the call's number at offset 0, the machine at offset 4.
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
# For each machine its number in the audit interface, and that of the call `socket`.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def bound_memory(extra: int) -> None:
    """Let the process take `extra` bytes of memory more than now, whatever it tries.

    At this bound an allocation fails, and pyoxigraph then aborts the process (SIGABRT).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        bound = _data_bytes() + extra
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


def stand_back() -> None:
    """Let the web process go first: it has the short tasks, and many clients wait for it.

    Without this, each job that is sent wakes a worker that takes the web process's processor away.
    """
    os.nice(_NICER)
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def forbid_sockets() -> bool:
    """Have the kernel end the process (SIGSYS) when it asks for a socket. False: not possible here.

    This is what makes SERVICE harmless in every spelling, also in those that nobody thought of.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    audit, number = machine
    instructions = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 3, audit),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_RETURN, 0, 0, _ALLOW),
    )
    filters = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    program = _Program(len(instructions), filters)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
