"""What one query may cost, and how many may run or wait."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph_service.sparql.wire import WorkerConfig

_MIB = 1024 * 1024


class LimitSettings(Protocol):
    """The settings that bound queries."""

    @property
    def sparql_workers(self) -> int: ...
    @property
    def query_timeout(self) -> float: ...
    @property
    def worker_memory(self) -> int: ...
    @property
    def max_query_bytes(self) -> int: ...
    @property
    def max_result_bytes(self) -> int: ...
    @property
    def queue_length(self) -> int: ...
    @property
    def service_endpoints(self) -> tuple[str, ...]: ...
    @property
    def service_calls(self) -> int: ...
    @property
    def service_bytes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of the SPARQL service."""

    workers: int = 2
    timeout: float = 30.0
    """Seconds from the start of the evaluation to the last byte of the answer."""
    memory: int = 1024 * _MIB
    """Bytes of memory of one worker."""
    max_query_bytes: int = 8 * _MIB
    max_result_bytes: int = 1024 * _MIB
    queue_length: int = 64
    """How many queries may wait for a worker."""
    service_endpoints: tuple[str, ...] = ()
    """Endpoints that SERVICE may ask; none: SERVICE is refused, and workers have no network."""
    service_calls: int = 10
    """How many SERVICE clauses one query may have; each is one request."""
    service_bytes: int = 64 * _MIB
    """Bytes that all SERVICE clauses of one query may receive."""
    table_rows: int = 1000
    """Rows of a result that a page for people shows; further ones are announced as left out."""
    cache_bytes: int = 32 * _MIB
    """Bytes of small answers that are kept for repeated queries."""

    @classmethod
    def of(cls, settings: LimitSettings) -> Limits:
        """The bounds that the operator has set."""
        return cls(
            workers=settings.sparql_workers,
            timeout=settings.query_timeout,
            memory=settings.worker_memory,
            max_query_bytes=settings.max_query_bytes,
            max_result_bytes=settings.max_result_bytes,
            queue_length=settings.queue_length,
            service_endpoints=tuple(settings.service_endpoints),
            service_calls=settings.service_calls,
            service_bytes=settings.service_bytes,
        )

    def worker(self, store: Path, base: str) -> WorkerConfig:
        """What a worker over this store needs to know."""
        return WorkerConfig(
            store=str(store),
            base=base,
            memory=self.memory,
            timeout=self.timeout,
            max_result_bytes=self.max_result_bytes,
            table_rows=self.table_rows,
            service_endpoints=self.service_endpoints,
            service_calls=self.service_calls,
            service_bytes=self.service_bytes,
        )
