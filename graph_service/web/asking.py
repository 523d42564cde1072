"""The SPARQL service over the current release, and over those of the past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from graph_service.library.query import Library
from graph_service.settings import Settings
from graph_service.sparql.description import Example
from graph_service.sparql.limits import Limits
from graph_service.sparql.pool import Tally
from graph_service.sparql.process import Spawned
from graph_service.sparql.service import ResultTable, Source, SparqlService
from graph_service.store.release import Release

_CACHE_OF_THE_PAST = 1024 * 1024


class Asking:
    """The SPARQL service, started with the first release and swapped with each further one."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        show: Callable[[ResultTable], bytes],
        spawned: Sequence[Spawned],
    ) -> None:
        self._limits = Limits.of(settings)
        self._examples = tuple(each.example() for each in library)
        empty = Source(Path(), settings.base)
        self._show = show
        self._tally = Tally()
        self.service = SparqlService(empty, self._limits, show, spawned, self._tally)

    async def follow(self, release: Release) -> None:
        """Ask this release from now on."""
        await self.service.swap(_source(release, self._examples))

    def of_the_past(self, release: Release) -> SparqlService:
        """A service over an old release: one worker, and little is kept of what it says."""
        limits = replace(self._limits, workers=1, cache_bytes=_CACHE_OF_THE_PAST)
        source = _source(release, self._examples)
        return SparqlService(source, limits, self._show, (), self._tally)


def _source(release: Release, examples: Sequence[Example]) -> Source:
    manifest = release.manifest
    try:
        graphs_counted = release.statistics.get("graphs", {})
    except (OSError, ValueError):  # a description with fewer numbers, but a service
        graphs_counted = {}
    return Source(
        store=release.store_path,
        base=manifest.base,
        release=release.id,
        triples=manifest.triples,
        graphs=graphs_counted,
        examples=examples,
    )
