"""What the metrics tell of the process itself: looked at every second."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

from graph_service.resources.shelf import Shelf
from graph_service.sparql.service import SparqlService
from graph_service.web.current import Current
from graph_service.web.memory import Kept
from graph_service.web.metrics import Metrics, Sample

_EVERY = 1.0


class Watched:
    """What the metrics look at, every second and whenever they are asked."""

    def __init__(self, current: Current, service: SparqlService, kept: Shelf[Kept]) -> None:
        self._current = current
        self._service = service
        self.kept = kept
        self.metrics = Metrics()

    async def watch(self) -> None:
        """Look every second: other processes show what this one has seen last."""
        while True:
            self.metrics.take(self.sample())
            await asyncio.sleep(_EVERY)

    def sample(self) -> Sample:
        """The state of this process now."""
        kept = self.kept
        if not self._current.is_ready:
            return Sample(kept_hits=kept.hits, kept_misses=kept.misses)
        manifest, census = self._current.serving.release.manifest, self._service.census()
        return Sample(
            workers=census.workers,
            idle=census.idle,
            waiting=census.waiting,
            killed=census.killed,
            refused=census.refused,
            kept_bytes=kept.size
            + self._current.serving.resources.written.size
            + self._service.kept_bytes,
            kept_hits=kept.hits,
            kept_misses=kept.misses,
            release_built=_moment(manifest.built),
            triples=manifest.triples,
        )


def _moment(built: str) -> float | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(built).timestamp()
    return None
