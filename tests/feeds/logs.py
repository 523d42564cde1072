"""Change logs of releases that only grow, without a store."""

from __future__ import annotations

from pathlib import Path

from graph_service.release.changes import Holding, Recorder
from graph_service.release.descriptions import Described
from graph_service.store.changes import FILE, ChangeLog


def growing(folder: Path, *sizes: int) -> list[ChangeLog]:
    """The logs of releases that follow each other, with this many sites in each."""
    logs, before = [], None
    for number, size in enumerate(sizes, start=1):
        here = folder / str(number)
        here.mkdir()
        described = [Described("site", f"s{n}", "x", ("kind:site",)) for n in range(size)]
        with Recorder(here / FILE, before) as recorder:
            recorder.record(f"r{number}", "", Holding(described, ()))
            recorder.date(f"2026-11-2{number}T00:00:00Z")
        logs.append(ChangeLog.open(here / FILE))
        before = here
    return logs
