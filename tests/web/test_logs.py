"""The access log: an output that nobody reads stops nothing, and what is lost is told."""

from __future__ import annotations

import asyncio
import io
import threading

import pytest

from graph_service.web import logs
from graph_service.web.logs import AccessLog


class Output(io.StringIO):
    """An output that can be stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.may = threading.Event()

    def write(self, text: str) -> int:
        assert self.may.wait(30)
        return super().write(text)


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Output:
    monkeypatch.setattr(logs, "_MOST", 5)
    monkeypatch.setattr(logs, "_GATHERING", 0.01)
    return Output()


def test_lines_are_written_in_order_and_the_last_ones_at_the_end(output: Output) -> None:
    async def run() -> None:
        log = AccessLog(output)
        for number in range(3):
            log.write(str(number))
        await asyncio.sleep(0.05)
        log.write("3")
        await log.close()

    output.may.set()
    asyncio.run(run())
    assert output.getvalue() == "0\n1\n2\n3\n"


def test_a_stopped_output_stops_nothing_and_costs_lines(output: Output) -> None:
    async def run() -> None:
        log = AccessLog(output)
        log.write("first")
        await asyncio.sleep(0.05)  # the thread has it, and waits
        for number in range(8):
            log.write(str(number))
        await asyncio.sleep(0.05)
        output.may.set()
        await log.close()

    asyncio.run(run())
    assert output.getvalue() == 'first\n0\n1\n2\n3\n4\n{"lost":3}\n'
