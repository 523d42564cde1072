"""Old releases: few are open at once, and their workers go when nobody asks."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from graph_service.http.problem import Problem
from graph_service.sparql.limits import Limits
from graph_service.sparql.service import Request, Source, SparqlService
from graph_service.store.release import Release
from graph_service.web import past as module
from graph_service.web.current import Current
from graph_service.web.past import MOST_OPEN, Past
from tests.releases import Published

ASK = Request("GET", b"query=ASK{}", {"accept": "application/json"})


def service_of(release: Release) -> SparqlService:
    source = Source(release.store_path, release.manifest.base, release.id)
    return SparqlService(source, Limits(workers=1))


@asynccontextmanager
async def opened(published: Published) -> AsyncIterator[Past]:
    current = Current(published.settings.current)
    await current.start()
    await current.opened()
    past = Past(published.settings.releases_dir, current, service_of)
    try:
        yield past
    finally:
        await past.stop()
        await current.stop()


async def ended(pids: set[int]) -> None:
    """Returns when none of these processes is there."""
    while any(is_there(pid) for pid in pids):  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.02)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def ask(past: Past, release: str) -> set[int]:
    """Ask a release; the processes that can answer."""
    async with past.asking(release) as service:
        answer = await service.answer(ASK)
        assert answer.status == 200
        return set(service.worker_pids)


def test_workers_are_kept_for_the_next_and_go_when_idle(
    three_releases: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with opened(three_releases) as past:
            first = three_releases.made[0].id
            pids = await ask(past, first)
            assert await ask(past, first) == pids
            monkeypatch.setattr(module, "_IDLE", 0.05)
            assert await ask(past, first) == pids
            await asyncio.wait_for(ended(pids), 20)
            again = await ask(past, first)
            assert not again & pids

    asyncio.run(run())


def test_one_release_makes_room_for_another(three_releases: Published) -> None:
    async def run() -> None:
        async with opened(three_releases) as past:
            seen = [await ask(past, each.id) for each in three_releases.made]
            assert len(seen) > MOST_OPEN
            await asyncio.wait_for(ended(seen[0]), 20)
            assert all(is_there(pid) for pids in seen[1:] for pid in pids)
        await asyncio.wait_for(ended(set().union(*seen)), 20)

    asyncio.run(run())


def test_who_is_answered_is_not_sent_away(three_releases: Published) -> None:
    """While all workers of the past are asked, another release has to wait."""

    async def run() -> None:
        first, second, third = (each.id for each in three_releases.made)
        async with opened(three_releases) as past:
            async with past.asking(first) as one, past.asking(second):
                with pytest.raises(Problem) as caught:
                    await ask(past, third)
                assert caught.value.slug == "too-busy"
                assert (await one.answer(ASK)).status == 200
            assert await ask(past, third)

    asyncio.run(run())


def test_a_release_that_is_gone_is_told(three_releases: Published) -> None:
    async def run() -> None:
        async with opened(three_releases) as past:
            with pytest.raises(Problem) as caught:
                past.published("1.0.0-none")
            listed = caught.value.extensions["releases"]
            assert listed == [each.id for each in three_releases.made]
            with pytest.raises(Problem):
                await past.serving("1.0.0-none")

    asyncio.run(run())
