"""The pool and the service over it, in this process: replacement, exchange of releases, limits."""

import asyncio
import os
import signal
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph_service.http import Problem
from graph_service.sparql.cache import ReplyCache
from graph_service.sparql.exchange import Failure, Pieces, Reply
from graph_service.sparql.limits import Limits
from graph_service.sparql.service import Request, Source, SparqlService
from graph_service.sparql.wire import WorkerConfig
from tests.sparql.live import BASE

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
VALUE = "SELECT ?o { ?s <http://e/p> ?o }"


def request(query, **headers: str) -> Request:
    return Request("GET", b"query=" + quote(query).encode(), headers)


async def text(answer) -> str:
    if isinstance(answer.body, bytes):
        return answer.body.decode()
    return b"".join([piece async for piece in answer.body]).decode()


def running(test):
    """Run an asynchronous test with a service, and end the service."""

    def run(store_path, tmp_path) -> None:
        async def within() -> None:
            service = SparqlService(Source(store_path, BASE, "r1"), Limits(timeout=60))
            await service.start()
            try:
                await test(service, tmp_path)
            finally:
                await service.stop()

        asyncio.run(within())

    run.__name__ = test.__name__
    return run


def small_store(path: Path, value: str) -> Path:
    store = Store(str(path))
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(value)))
    store.flush()
    return path


async def idle(service, count=2):
    end = time.monotonic() + 5
    while service.census().idle != count and time.monotonic() < end:  # noqa: ASYNC110 - a test
        await asyncio.sleep(0.01)
    assert service.census().idle == count


@running
async def test_a_dead_worker_is_replaced(service, tmp_path):
    before = set(service.worker_pids)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    await asyncio.sleep(0.05)
    assert "true" in await text(await service.answer(request("ASK {}")))
    assert time.monotonic() - began < 2
    await idle(service)
    assert not before & set(service.worker_pids)


def asks(service, numbers) -> list[asyncio.Task[str]]:
    """Queries of which each has its own number as its answer."""

    async def ask(number: int) -> str:
        return await text(await service.answer(request(f"SELECT ({number} AS ?n) {{}}")))

    return [asyncio.create_task(ask(number)) for number in numbers]


def own(number: int, answer: str) -> bool:
    return f'"{number}"' in answer


@running
async def test_what_lies_behind_a_worker_that_stands_still_goes_to_another(service, tmp_path):
    """Each worker has its next query already: no more than one waits for one that hangs."""
    still = service.worker_pids[0]
    os.kill(still, signal.SIGSTOP)
    try:
        tasks = asks(service, range(40))
        done, late = await asyncio.wait(tasks, timeout=5)
        assert (len(done), len(late)) == (39, 1)
    finally:
        os.kill(still, signal.SIGCONT)
    answers = await asyncio.gather(*tasks)
    assert all(own(number, answer) for number, answer in enumerate(answers))
    await idle(service)


@running
async def test_no_answer_is_lost_or_mixed_while_workers_stop_and_go(service, tmp_path):
    tasks = asks(service, range(30))
    for turn in range(100, 160, 10):
        for pid in service.worker_pids:
            os.kill(pid, signal.SIGSTOP)
        tasks += asks(service, range(turn, turn + 5))
        await asyncio.sleep(0.03)
        for pid in service.worker_pids:
            os.kill(pid, signal.SIGCONT)
        await asyncio.sleep(0.01)
    async with asyncio.timeout(20):
        answers = await asyncio.gather(*tasks)
    numbers = [*range(30), *(turn + each for turn in range(100, 160, 10) for each in range(5))]
    assert all(own(number, answer) for number, answer in zip(numbers, answers, strict=True))
    await idle(service)
    assert service.census().killed == 0


@running
async def test_a_worker_that_dies_loses_nothing_that_it_has_not_begun(service, tmp_path):
    pids = service.worker_pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    tasks = asks(service, range(20))
    await asyncio.sleep(0.2)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    answers = await asyncio.gather(*tasks)
    assert all(own(number, answer) for number, answer in enumerate(answers))
    assert not {*pids} & {*service.worker_pids}


@running
async def test_short_queries_pass_by_a_long_one(service, tmp_path):
    heavy = asyncio.create_task(service.answer(request(HEAVY)))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(20):
        answers = await asyncio.gather(*asks(service, range(30)))
    assert all(own(number, answer) for number, answer in enumerate(answers))
    assert not heavy.done()
    heavy.cancel()
    await asyncio.wait([heavy])
    await idle(service)


def test_a_worker_that_has_grown_is_replaced_and_what_waits_behind_it_is_not_lost(store_path):
    async def within() -> None:
        limits = Limits(workers=1, memory=128 * 1024 * 1024)
        service = SparqlService(Source(store_path, BASE, "r1"), limits)
        await service.start()
        before = service.worker_pids
        large = (
            "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 300000 }"
        )
        tasks = [asyncio.create_task(service.answer(request(large))), *asks(service, range(5))]
        first, *answers = await asyncio.gather(*tasks)
        assert own(300_000, await text(first))
        assert all(own(number, answer) for number, answer in enumerate(answers))
        assert service.worker_pids != before
        assert service.census().killed == 0
        await service.stop()

    asyncio.run(within())


@running
async def test_closing_a_body_ends_its_query(service, tmp_path):
    answer = await service.answer(request(LONG))
    assert await anext(answer.body)
    await answer.body.aclose()
    await idle(service)
    assert service.census().killed == 1
    with pytest.raises(Failure):
        await anext(answer.body)


@running
async def test_forgetting_a_body_ends_its_query(service, tmp_path):
    answer = await service.answer(request(LONG))
    del answer
    await idle(service)


@running
async def test_cancelling_ends_the_query(service, tmp_path):
    task = asyncio.create_task(service.answer(request(HEAVY)))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await idle(service)


@running
async def test_departure_ends_the_query_also_in_the_queue(service, tmp_path):
    async def gone() -> None:
        await asyncio.sleep(0.1)

    tasks = [asyncio.create_task(service.answer(request(f"{HEAVY} #{n}"), gone)) for n in range(5)]
    for task in tasks:
        with pytest.raises(Problem):
            await task
    await idle(service)
    assert service.census().waiting == 0


@running
async def test_head_does_not_cost_the_worker(service, tmp_path):
    before = service.worker_pids
    answer = await service.answer(Request("HEAD", b"query=" + quote(LONG).encode()))
    assert answer.status == 200
    assert await text(answer) == ""
    await idle(service)
    assert set(before) >= set(service.worker_pids)


@running
async def test_another_release_while_queries_run(service, tmp_path):
    """The running answer ends on the old release, whole; the next one is of the new release."""
    old = await service.answer(request(LONG + " LIMIT 100000", accept="text/csv"))
    first = await anext(old.body)
    pids = service.worker_pids
    await service.swap(Source(small_store(tmp_path / "new", "new"), BASE, "r2"))
    assert "new" in await text(await service.answer(request(VALUE)))
    rest = await text(old)
    assert (first.decode() + rest).count("\r\n") == 100_001
    await asyncio.sleep(0.3)
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@running
async def test_kills_count_on_while_an_old_release_drains(service, tmp_path):
    """A query of the old release is ended after the new one is served: that is counted too."""
    old = await service.answer(request(LONG, accept="text/csv"))
    await anext(old.body)
    before = service.census()
    await service.swap(Source(small_store(tmp_path / "new", "new"), BASE, "r2"))
    await old.body.aclose()
    await asyncio.sleep(0.2)
    after = service.census()
    assert (after.killed, after.queries) == (before.killed + 1, before.queries)


@running
async def test_kept_answers_are_measured(service, tmp_path):
    for _ in range(2):  # kept is what comes again
        assert service.kept_bytes == 0
        await service.answer(request(VALUE))
    assert service.kept_bytes > 100


@running
async def test_who_reads_late_holds_up_nobody_else(service, tmp_path):
    """The end of an answer may come while the way is stopped: the worker's next one must pass."""
    for rows in range(1000, 7000, 500):
        late = await service.answer(request(f"{LONG} LIMIT {rows}", accept="text/csv"))
        await asyncio.sleep(0.05)
        assert (await text(late)).count("\r\n") == rows + 1
        async with asyncio.timeout(20):
            await asyncio.gather(
                *(service.answer(request(f"{VALUE} # {rows} {n}")) for n in range(4))
            )


@running
async def test_a_release_that_drains_is_ended_with_the_service(service, tmp_path):
    old = await service.answer(request(LONG, accept="text/csv"))
    await anext(old.body)
    pids = service.worker_pids
    await service.swap(Source(small_store(tmp_path / "new", "new"), BASE, "r2"))
    await asyncio.sleep(0.1)
    await service.stop()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@running
async def test_many_exchanges_without_a_failed_or_mixed_answer(service, tmp_path):
    stores = [Source(small_store(tmp_path / f"{n}", f"v{n}"), BASE, f"r{n}") for n in range(3)]
    await service.swap(stores[0])
    stop, answers = False, []

    async def client() -> None:
        while not stop:
            answers.append(await text(await service.answer(request(VALUE))))
            await asyncio.sleep(0)  # a kept answer comes without a pause

    clients = [asyncio.create_task(client()) for _ in range(4)]
    for source in (*stores, *stores):
        await service.swap(source)
        assert f"v{source.release[1]}" in await text(await service.answer(request(VALUE)))
    stop = True
    await asyncio.gather(*clients)
    assert all(answer.count('"o":{') == 1 for answer in answers)


@running
async def test_a_release_that_cannot_be_opened_is_not_served(service, tmp_path):
    with pytest.raises(Failure):
        await service.swap(Source(tmp_path / "nothing", BASE, "r2"))
    assert service.release == "r1"
    assert "true" in await text(await service.answer(request("ASK {}")))


@running
async def test_repeated_answers_are_kept(service, tmp_path):
    for _ in range(5):
        await service.answer(request("ASK { ?s ?p ?o }"))
        await service.answer(request("SELECT (RAND() AS ?r) {}"))
    assert service.census().queries == 2 + 5


@running
async def test_not_modified_needs_no_evaluation_twice(service, tmp_path):
    answer = await service.answer(request("ASK {}"))
    again = await service.answer(request("ASK {}", **{"if-none-match": answer.field("ETag")}))
    assert (again.status, again.body) == (304, b"")


@running
async def test_options(service, tmp_path):
    answer = await service.answer(Request("OPTIONS"))
    assert answer.status == 204
    assert "QUERY" in answer.field("Allow")


def test_cache_keeps_to_its_budget():
    cache = ReplyCache(64_000)
    for number in range(1000):
        for _ in range(2):  # kept is what comes again
            cache.put((b"", str(number).encode()), Reply("ask", "json", b"x" * 500))
    assert cache.size <= 64_000
    assert cache.get((b"", b"999")) is not None
    assert cache.get((b"", b"0")) is None
    for _ in range(2):
        cache.put((b"", b"large"), Reply("ask", "json", b"x" * 10_000))
    assert cache.get((b"", b"large")) is None
    cache.put((b"", b"once"), Reply("ask", "json", b"x"))
    assert cache.get((b"", b"once")) is None


def test_pieces_hold_back_and_go_on():
    async def within() -> None:
        flow = []
        pieces = Pieces(lambda: None, flow.append)
        for _ in range(5):
            pieces.add(b"x" * 64 * 1024)
        assert flow == [False]
        taken = [await anext(pieces) for _ in range(4)]
        assert (len(taken), flow) == (4, [False, True])
        pieces.end(Failure("timeout"))
        with pytest.raises(Failure):
            await anext(pieces)

    asyncio.run(within())


def test_worker_configuration_survives_the_way():
    config = WorkerConfig("s", "b", 1, 2.0, 3, 4, ("http://a/",), 5, 6)
    assert WorkerConfig.load(config.dump()) == config
