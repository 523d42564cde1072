"""The frames between the web process and a worker. Both ends run the same code.

A job is a header (JSON) and the text of a query. A reply is one frame (`WHOLE` or `ERROR`), or
`FIRST`, any number of `MORE`, and `END`; an `ERROR` after `FIRST` breaks the answer off. Jobs are
answered in the order in which they came, and each is answered: with `SKIPPED`, if it was taken
back before it began.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

JOB = struct.Struct("!II")
"""Length of the header, length of the query."""
FRAME = struct.Struct("!IB")
"""Length of the payload, kind of frame."""

READY, WHOLE, FIRST, MORE, END, ERROR, SKIPPED = range(7)

FRAME_BYTES = 128 * 1024
"""A worker gathers this much before it sends; smaller answers travel in one frame."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with a query: the format for each form of query, and the dataset asked for.

    A format that is None: nothing acceptable for this form. `dataset` says whether the request
    named a dataset; it then replaces the query's own (SPARQL 1.1 Protocol, section 2.1.4).
    """

    select: str | None = "json"
    ask: str | None = "json"
    graph: str | None = "ttl"
    head: bool = False
    dataset: bool = False
    default_graphs: tuple[str, ...] = field(default=())
    named_graphs: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """What a worker needs to know for its whole life."""

    store: str
    base: str
    memory: int
    timeout: float
    max_result_bytes: int
    table_rows: int
    service_endpoints: tuple[str, ...]
    service_calls: int
    service_bytes: int

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> WorkerConfig:
        values: dict[str, Any] = json.loads(text)
        values["service_endpoints"] = tuple(values["service_endpoints"])
        return cls(**values)


@lru_cache(maxsize=256)
def dump_job(job: Job) -> bytes:
    return json.dumps(asdict(job)).encode()


@lru_cache(maxsize=256)
def load_job(header: bytes) -> Job:
    values: dict[str, Any] = json.loads(header)
    for name in ("default_graphs", "named_graphs"):
        values[name] = tuple(values[name])
    return Job(**values)


def head(form: str, key: str) -> bytes:
    """What comes before the data of `WHOLE` and `FIRST`: form of the query, key of the format."""
    return f"{form} {key}\n".encode()
