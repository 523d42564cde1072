"""Worker processes over one store, and the queue in front of them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.sparql.exchange import Exchange, Failure, Reply
from graph_service.sparql.limits import Limits
from graph_service.sparql.process import Spawned, WorkerProcess
from graph_service.sparql.wire import JOB, WorkerConfig

_WATCH_SECONDS = 0.05
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_END_SECONDS = 2.0
_RECYCLED_SHARE = 2
"""A worker that has grown beyond one part in so many of its bound is replaced after its query."""


@dataclass(slots=True)
class Tally:
    """What has been counted since the start; pools that follow each other share one."""

    queries: int = 0
    killed: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Census:
    """The state of a pool at a moment, and the tally that it counts in."""

    workers: int
    idle: int
    waiting: int
    queries: int
    killed: int
    refused: int


class Pool:
    """Runs queries in worker processes, one at a time in each, others in order of arrival."""

    def __init__(
        self,
        config: WorkerConfig,
        limits: Limits,
        spawned: Iterable[Spawned] = (),
        tally: Tally | None = None,
    ) -> None:
        """`spawned` are processes that are starting already with this configuration."""
        self._config = config
        self._limits = limits
        self._spawned = list(spawned)
        self._workers: set[WorkerProcess] = set()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._waiting: deque[asyncio.Future[WorkerProcess]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Future[None]] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._closing = False
        self._pause = _FIRST_PAUSE
        self._tally = tally or Tally()

    async def start(self) -> None:
        """Start the workers. Raises Failure when one cannot open the store."""
        started = [await self._spawn() for _ in range(self._limits.workers)]
        try:
            await asyncio.gather(*(worker.ready for worker in started))
        except Failure:
            await self.stop()
            raise
        for worker in started:
            self._offer(worker)

    async def run(self, job: bytes, query: bytes) -> Reply:
        """The reply of the next free worker. Raises Failure. Cancelling it ends the query."""
        worker = self._idle.pop() if self._idle else await self._wait()
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._busy.add(worker)
        self._tally.queries += 1
        self._watch_busy()
        exchange = Exchange(reply, lambda: self._abandon(worker, exchange), worker.flow)
        worker.run(JOB.pack(len(job), len(query)) + job + query, exchange)
        try:
            return await reply
        except asyncio.CancelledError:
            self._abandon(worker, exchange)
            raise

    def census(self) -> Census:
        return Census(
            workers=len(self._workers),
            idle=len(self._idle),
            waiting=len(self._waiting),
            queries=self._tally.queries,
            killed=self._tally.killed,
            refused=self._tally.refused,
        )

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers."""
        return tuple(worker.pid for worker in self._workers)

    async def drain(self) -> None:
        """Take no new queries, let the running ones end, then stop."""
        while self._busy or self._waiting:  # noqa: ASYNC110 - rare, and bounded by the time limit
            await asyncio.sleep(_WATCH_SECONDS)
        await self.stop()

    async def stop(self) -> None:
        """End all workers, and wait until they are gone."""
        self._closing = True
        if self._watch is not None:
            self._watch.cancel()
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(Failure("stopping"))
        for task in self._tasks:
            task.cancel()
        ending = [worker.gone for worker in self._workers] + list(self._ending)
        for worker in tuple(self._workers):
            if worker in self._idle:
                worker.close()
            else:
                worker.kill(Failure("stopping"))
        if ending:
            await asyncio.wait(ending, timeout=_END_SECONDS)
        for worker in tuple(self._workers):
            worker.kill(Failure("stopping"))
        if ending:
            await asyncio.wait(ending, timeout=_END_SECONDS)

    async def _wait(self) -> WorkerProcess:
        """Stand in the queue, for no longer than a query may take."""
        if len(self._waiting) >= self._limits.queue_length:
            raise self._busy_failure()
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[WorkerProcess] = loop.create_future()
        self._waiting.append(waiting)
        timer = loop.call_later(self._limits.timeout, self._give_up, waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            self._leave(waiting)
            raise
        finally:
            timer.cancel()

    def _give_up(self, waiting: asyncio.Future[WorkerProcess]) -> None:
        if not waiting.done():
            self._leave(waiting)
            waiting.set_exception(self._busy_failure())

    def _leave(self, waiting: asyncio.Future[WorkerProcess]) -> None:
        """Leave the queue; a worker that was given in this very moment goes to the next."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
        elif waiting.done() and not waiting.cancelled() and waiting.exception() is None:
            self._offer(waiting.result())

    def _busy_failure(self) -> Failure:
        self._tally.refused += 1
        return Failure("busy", queue=self._limits.queue_length)

    def _offer(self, worker: WorkerProcess) -> None:
        """A worker is free: it takes the query that has waited longest."""
        if worker not in self._workers:  # it has died meanwhile
            return
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(worker)
                return
        self._idle.append(worker)

    async def _spawn(self) -> WorkerProcess:
        worker = WorkerProcess(self._config, self._freed, self._died)
        await worker.start(self._spawned.pop() if self._spawned else None)
        self._workers.add(worker)
        return worker

    def _freed(self, worker: WorkerProcess) -> None:
        self._busy.discard(worker)
        if worker.memory * _RECYCLED_SHARE > self._config.memory:
            worker.close()  # it would not give the memory back; `_died` sees to the next one
        else:
            self._offer(worker)

    def _died(self, worker: WorkerProcess) -> None:
        self._workers.discard(worker)
        self._busy.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.was_killed and not self._closing:
            self._tally.killed += 1
        self._ending.add(worker.gone)
        worker.gone.add_done_callback(self._ending.discard)
        if not self._closing:
            task = asyncio.get_running_loop().create_task(self._replace(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _replace(self, dead: WorkerProcess) -> None:
        """Put a new worker in the place of a dead one; at once, unless none can start."""
        if not dead.ready.done():
            await asyncio.sleep(self._pause)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        worker = await self._spawn()
        try:
            await worker.ready
        except Failure:  # its own death starts the next attempt
            return
        self._pause = _FIRST_PAUSE
        self._offer(worker)

    def _abandon(self, worker: WorkerProcess, exchange: Exchange) -> None:
        """Nobody wants the rest of an answer: end its query, which only its worker's end does."""
        if worker.exchange is exchange:
            worker.kill(Failure("abandoned"))

    def _watch_busy(self) -> None:
        if self._watch is None:
            loop = asyncio.get_running_loop()
            self._watch = loop.call_later(_WATCH_SECONDS, self._watched)

    def _watched(self) -> None:
        self._watch = None
        for worker in tuple(self._busy):
            worker.watch()
        if self._busy and not self._closing:
            self._watch_busy()
