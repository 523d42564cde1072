"""Worker processes over one store, and the queue in front of them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic

from graph_service.sparql.exchange import Departure, Exchange, Failure, Reply
from graph_service.sparql.limits import Limits
from graph_service.sparql.process import Spawned, WorkerProcess
from graph_service.sparql.wire import JOB, WorkerConfig

_WATCH_SECONDS = 0.01
"""How often running queries are looked after; none waits longer than this behind a long one."""
_LONG_SECONDS = 0.1
"""How long a query may run before it is asked whether its client still waits."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_END_SECONDS = 2.0
_MOST_LOAD = 2
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
    """Runs queries in worker processes, one at a time in each, others in order of arrival.

    When all are busy, each worker gets the next query too: it need not be woken for it, which
    costs more than a small query. What comes to lie behind a long one is taken back.
    """

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
        self._queue: deque[Exchange] = deque()
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

    async def run(self, job: bytes, query: bytes, gone: Departure | None = None) -> Reply:
        """The reply of the next free worker. Raises Failure.

        Cancelling it ends the query; so does `gone`, when it returns before there is a reply.
        """
        if not self._idle and self._unbegun() >= self._limits.queue_length:
            raise self._busy_failure()
        self._tally.queries += 1
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        frame = JOB.pack(len(job), len(query)) + job + query
        asked = Exchange(frame, reply, self._drop, gone)
        worker = self._idle.pop() if self._idle else self._soonest()
        if worker is None:
            self._queue.append(asked)
        else:
            worker.give(asked)
        self._keep_watch()
        try:
            return await reply
        except asyncio.CancelledError:
            self._drop(asked)
            raise

    def census(self) -> Census:
        return Census(
            workers=len(self._workers),
            idle=len(self._idle),
            waiting=self._unbegun(),
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
        while self._queue or any(self._busy()):  # noqa: ASYNC110 - rare, and bounded by the time limit
            await asyncio.sleep(_WATCH_SECONDS)
        await self.stop()

    async def stop(self) -> None:
        """End all workers, and wait until they are gone."""
        self._closing = True
        if self._watch is not None:
            self._watch.cancel()
        while self._queue:
            self._queue.popleft().fail(Failure("stopping"))
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

    def _busy(self) -> Iterator[WorkerProcess]:
        return (worker for worker in self._workers if worker.load)

    def _unbegun(self) -> int:
        return len(self._queue) + sum(worker.next is not None for worker in self._workers)

    def _busy_failure(self) -> Failure:
        self._tally.refused += 1
        return Failure("busy", queue=self._limits.queue_length)

    def _soonest(self) -> WorkerProcess | None:
        """The worker that will be free first, so far as one can tell; none, if others wait."""
        if self._queue:
            return None
        fresh = monotonic() - _WATCH_SECONDS
        taking = [
            each
            for each in self._workers
            if each.load == 1 and each.began > fresh and not each.was_killed
        ]
        return min(taking, key=lambda worker: worker.began, default=None)

    def _offer(self, worker: WorkerProcess) -> None:
        """A worker is free, or about to be: it takes what has waited longest."""
        if worker not in self._workers or worker.was_killed:  # it has died meanwhile
            return
        while self._queue and worker.load < _MOST_LOAD:
            worker.give(self._queue.popleft())
        if not worker.load:
            self._idle.append(worker)

    def _take_back(self, worker: WorkerProcess) -> None:
        """Take back what has not begun."""
        job = worker.take_back()
        if job is not None:
            self._return(job)

    def _return(self, job: Exchange) -> None:
        """A job that has not begun goes to the next worker that is free."""
        if self._closing:
            job.fail(Failure("stopping"))
        elif self._idle:
            self._idle.pop().give(job)
        else:
            self._queue.appendleft(job)

    async def _spawn(self) -> WorkerProcess:
        worker = WorkerProcess(self._config, self._freed, self._died)
        await worker.start(self._spawned.pop() if self._spawned else None)
        self._workers.add(worker)
        return worker

    def _freed(self, worker: WorkerProcess) -> None:
        if worker.memory * _RECYCLED_SHARE > self._config.memory:
            self._take_back(worker)
            worker.close()  # it would not give the memory back; `_died` sees to the next one
        else:
            self._offer(worker)

    def _died(self, worker: WorkerProcess) -> None:
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        for job in reversed([*worker.give_up()]):
            self._return(job)
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

    def _drop(self, job: Exchange) -> None:
        """Nobody wants an answer, or the rest of it."""
        if job in self._queue:
            self._queue.remove(job)
        for worker in tuple(self._workers):
            if worker.running is job:  # only the worker's end ends a query
                worker.kill(Failure("abandoned"))
            elif worker.next is job:
                worker.take_back()

    def _keep_watch(self) -> None:
        if self._watch is None:
            loop = asyncio.get_running_loop()
            self._watch = loop.call_later(_WATCH_SECONDS, self._look)

    def _look(self) -> None:
        """Look after what runs and what waits, as long as anything does."""
        self._watch = None
        now = monotonic()
        for worker in tuple(self._busy()):
            if now - worker.began >= _WATCH_SECONDS:
                self._take_back(worker)
                worker.watch()
        while self._queue and now - self._queue[0].arrived >= self._limits.timeout:
            self._queue.popleft().fail(self._busy_failure())
        for job in self._jobs():
            if now - job.arrived >= _LONG_SECONDS:
                job.look_after_client()
        if not self._closing and (self._queue or any(self._busy())):
            self._keep_watch()

    def _jobs(self) -> Iterator[Exchange]:
        yield from self._queue
        for worker in self._busy():
            if worker.running is not None:
                yield worker.running
