"""Numbers for Prometheus, right also when several web processes answer.

With several processes the library keeps the numbers in files of the folder that
PROMETHEUS_MULTIPROC_DIR names; `izmiras serve` makes one. Whichever process is asked adds them up.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

SHARED = "PROMETHEUS_MULTIPROC_DIR"
_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_Mode = Literal["livesum", "livemax"]
_LIVE = re.compile(r"gauge_live\w*_(\d+)\.db")


@dataclass(frozen=True, slots=True)
class Sample:
    """The state of this process at a moment; counts are since its start."""

    workers: int = 0
    idle: int = 0
    waiting: int = 0
    killed: int = 0
    refused: int = 0
    kept_bytes: int = 0
    kept_hits: int = 0
    kept_misses: int = 0
    release_built: float | None = None
    triples: int = 0


class Metrics:
    """The metrics of one web process."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._last = Sample()
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "izmiras_requests", "Answers, by route.", ("route", "method", "status"),
            registry=registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "izmiras_request_seconds", "Seconds from the request to the end of the answer.",
            ("route",), buckets=_QUICK, registry=registry,
        )  # fmt: skip
        self._query_seconds = Histogram(
            "izmiras_query_seconds", "Seconds that SPARQL queries took, with their answers.",
            buckets=_QUICK, registry=registry,
        )  # fmt: skip
        self._killed = self._counter("izmiras_query_kills", "Query workers that were killed.")
        self._refused = self._counter("izmiras_query_refusals", "Queries that found a full queue.")
        self._hits = self._counter("izmiras_cache_hits", "Answers that were in memory.")
        self._misses = self._counter("izmiras_cache_misses", "Answers that were not in memory.")
        self._waiting = self._gauge("izmiras_query_queue", "Queries that wait for a worker.")
        self._workers = self._gauge("izmiras_query_workers", "Processes that evaluate queries.")
        self._idle = self._gauge("izmiras_query_workers_idle", "Those of them that have nothing.")
        self._bytes = self._gauge("izmiras_cache_bytes", "Bytes of answers kept in memory.")
        self._age = self._gauge(
            "izmiras_release_age_seconds", "Seconds since the oldest release served was built.",
            "livemax",
        )  # fmt: skip
        self._triples = self._gauge("izmiras_release_triples", "Triples served.", "livemax")

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """An answer has left."""
        known = self._children.get((route, method, status))
        if known is None:
            counter = self._requests.labels(route, method, str(status))
            known = counter, self._seconds.labels(route)
            self._children[route, method, status] = known
        known[0].inc()
        known[1].observe(seconds)

    def query(self, seconds: float) -> None:
        """A query has been answered, well or not."""
        self._query_seconds.observe(seconds)

    def take(self, sample: Sample) -> None:
        """The state of this process has been looked at."""
        last, self._last = self._last, sample
        _add(self._killed, last.killed, sample.killed)
        _add(self._refused, last.refused, sample.refused)
        _add(self._hits, last.kept_hits, sample.kept_hits)
        _add(self._misses, last.kept_misses, sample.kept_misses)
        self._waiting.set(sample.waiting)
        self._workers.set(sample.workers)
        self._idle.set(sample.idle)
        self._bytes.set(sample.kept_bytes)
        self._triples.set(sample.triples)
        if sample.release_built is not None:
            self._age.set(max(0.0, time() - sample.release_built))

    def exposed(self, accept: str | None) -> tuple[bytes, str]:
        """The numbers of all processes, and the Content-Type of the text."""
        encoder, content_type = choose_encoder(accept or "")
        registry = self._registry
        shared = os.environ.get(SHARED)
        if shared:
            _forget_the_dead(Path(shared))
            registry = CollectorRegistry()
            MultiProcessCollector(registry, shared)  # type: ignore[no-untyped-call]
        return encoder(registry), content_type

    def _counter(self, name: str, text: str) -> Counter:
        return Counter(name, text, registry=self._registry)

    def _gauge(self, name: str, text: str, mode: _Mode = "livesum") -> Gauge:
        return Gauge(name, text, registry=self._registry, multiprocess_mode=mode)


def _add(counter: Counter, before: int, now: int) -> None:
    """What is less than before has begun anew, as while there is no release."""
    counter.inc(now - before if now >= before else now)


def _forget_the_dead(shared: Path) -> None:
    """Gauges of processes that are gone count no more; their counters do."""
    for name in {path.name for path in shared.glob("gauge_live*.db")}:
        found = _LIVE.fullmatch(name)
        if found and not _is_alive(int(found[1])):
            mark_process_dead(int(found[1]), str(shared))  # type: ignore[no-untyped-call]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
