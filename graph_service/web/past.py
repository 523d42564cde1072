"""Releases that are served no more but kept: opened when they are asked, a few at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.feeds.memento import kept_in
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.sparql.exchange import Failure
from graph_service.sparql.outcomes import problem
from graph_service.sparql.service import SparqlService
from graph_service.store.changes import ChangeLog, Published
from graph_service.store.release import Release, ReleaseError
from graph_service.web.current import Current, Serving, open_release

MOST_OPEN = 2
"""How many old releases are open at once, and how many have query workers."""
_IDLE = 60.0
"""Seconds after which the workers of an old release end."""
_CACHE_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class _Workers:
    """The query workers of an old release."""

    service: SparqlService
    ready: asyncio.Task[None]
    asked: int = 0
    """How many requests are with it now."""
    timer: asyncio.TimerHandle | None = None


@dataclass(slots=True)
class Past:
    """The releases before the current one, as far as they are on disk."""

    releases: Path
    current: Current
    service_of: Callable[[Release], SparqlService]
    """Makes a service over a release; it is not started."""
    _open: OrderedDict[str, asyncio.Task[Serving]] = field(default_factory=OrderedDict)
    _workers: OrderedDict[str, _Workers] = field(default_factory=OrderedDict)
    _ending: set[asyncio.Task[None]] = field(default_factory=set)

    def kept(self, release: str) -> bool:
        """Whether a release is on disk."""
        return kept_in(self.releases)(release)

    @property
    def log(self) -> ChangeLog | None:
        """The change log of what is served; None if it was built without one."""
        try:
            return self.current.serving.release.changes
        except ReleaseError:
            return None

    def published(self, release: str) -> Published:
        """A release of the past by its id. Raises Problem, with those that there are."""
        listed = self.log.releases if self.log else ()
        kept = [each for each in listed if self.kept(each.id)]
        found = next((each for each in kept if each.id == release), None)
        if found is None:
            raise _missing(release, kept)
        return found

    async def serving(self, release: str) -> Serving:
        """The release, opened. Raises Problem if it is gone by now."""
        if release == self.current.serving.release.id:
            return self.current.serving
        opening = self._open.get(release)
        if opening is None:
            path = self.releases / release
            opening = asyncio.create_task(asyncio.to_thread(open_release, path, _CACHE_BYTES))
            self._open[release] = opening
        self._open.move_to_end(release)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)  # who reads it holds it
        try:
            return await asyncio.shield(opening)
        except ReleaseError as error:
            self._open.pop(release, None)
            raise _missing(release, ()) from error

    @asynccontextmanager
    async def asking(self, release: str) -> AsyncIterator[SparqlService]:
        """The query service over a release, as long as the request takes."""
        workers = self._workers.get(release) or self._start(await self.serving(release))
        self._workers.move_to_end(release)
        workers.asked += 1
        if workers.timer is not None:
            workers.timer.cancel()
        try:
            await _started(workers)
            yield workers.service
        finally:
            workers.asked -= 1
            if not workers.asked and self._workers.get(release) is workers:
                loop = asyncio.get_running_loop()
                failed = workers.ready.done() and workers.ready.exception() is not None
                pause = 0.0 if failed else _IDLE
                workers.timer = loop.call_later(pause, self._end, release)

    async def stop(self) -> None:
        """End all workers."""
        left = [*self._workers.values()]
        self._workers.clear()
        for task in self._ending:
            task.cancel()
        for workers in left:
            if workers.timer is not None:
                workers.timer.cancel()
            await asyncio.wait([workers.ready])
            await workers.service.stop()
        await asyncio.gather(*self._ending, return_exceptions=True)

    def _start(self, serving: Serving) -> _Workers:
        """Workers for a release; for another one they end first, if too many are at work."""
        release = serving.release.id
        if release in self._workers:  # two were asking at the same time
            return self._workers[release]
        idle = [name for name, each in self._workers.items() if not each.asked]
        if len(self._workers) >= MOST_OPEN and not idle:
            raise Problem("too-busy", headers={"Retry-After": "30"})
        if len(self._workers) >= MOST_OPEN:
            self._end(idle[0])
        service = self.service_of(serving.release)
        self._workers[release] = _Workers(service, asyncio.create_task(service.start()))
        return self._workers[release]

    def _end(self, release: str) -> None:
        workers = self._workers.pop(release, None)
        if workers is None:
            return
        if workers.timer is not None:
            workers.timer.cancel()
        task = asyncio.create_task(_retire(workers))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


def _missing(release: str, kept: Sequence[Published]) -> Problem:
    detail = Text(
        f"“{release[:60]}” sürümü burada yok ya da artık saklanmıyor.",
        f"There is no release “{release[:60]}” here, or it is kept no longer.",
    )
    return Problem("not-found", detail, extensions={"releases": [each.id for each in kept]})


async def _started(workers: _Workers) -> None:
    try:
        await asyncio.shield(workers.ready)
    except Failure as failure:
        raise problem(failure) from failure


async def _retire(workers: _Workers) -> None:
    """End workers; an answer that is still on its way is sent to its end."""
    await asyncio.wait([workers.ready])
    try:
        await workers.service.drain()
    except asyncio.CancelledError:
        await workers.service.stop()
        raise
