"""An index of a million things: what its writing takes, and how soon it answers.

Its records are those of the release, again and again, each with a reference of its own, a word of
its own in every name, and a place of its own. So the dictionaries grow with the index, as those of
a real one would. What is read from a store for each record is measured by another row.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.report import Row, Target
from bench.rows import Plan
from graph_service.release.search_index import processes
from graph_service.search import sharding, writing
from graph_service.search.edition import edition
from graph_service.search.index import Index
from graph_service.search.query import MOST, Query
from graph_service.search.record import Name, Point, Record
from graph_service.store.release import Release

_SYLLABLES = tuple(a + b for a in "klmnrst" for b in "aeiou")
_NAMES = ("smyrna", "agora", "izmir kale", "roman bridge", "efes", "hisar camii", "teos", "smirna")
_TIMES = 40


def rows(release: Release, scratch: Path, plan: Plan) -> Iterator[Row]:
    """One client, one question after the other, in this process: medians in milliseconds."""
    things = plan.effort.things
    of = f"index of {things:,} things"
    if not plan.wanted(of):
        return
    plan.say(f"writing an {of}, once")
    begin = perf_counter()
    write(release.search_path, things, scratch / "million")
    yield Row(f"{of}: writing it from records", "s", perf_counter() - begin)
    index = Index.open(scratch / "million")
    for what, ask in _asked(index).items():
        ask(0)  # what is read for the first time is not measured
        yield Row(f"{of}: {what}", "ms", _median(ask), target=Target(below=100))


def write(search: Path, things: int, folder: Path) -> None:
    """Write the index below a folder, each process its share."""
    number = processes()
    parts = [folder / f".part-{each}" for each in range(number)]
    with get_context("spawn").Pool(number) as pool:
        pool.starmap(partial(_write_share, search, things // number), enumerate(parts), chunksize=1)
    sharding.join([part / edition() for part in parts], folder / edition())


def _write_share(search: Path, things: int, seed: int, part: Path) -> None:
    writing.write(_copies(_records(Index.open(search)), things, seed), part, 2026)


def _records(index: Index) -> list[Record]:
    """Every record, page by page."""
    found: list[Record] = []
    after: str | None = None
    while True:
        page = index.search(Query(sort="name", limit=MOST, after=after), facets=False)
        found += (hit.record for hit in page.hits)
        if page.after is None:
            return found
        after = page.after


def _copies(records: list[Record], things: int, seed: int) -> Iterator[Record]:
    chance = random.Random(seed)  # noqa: S311 - the same things each time
    for number in range(things):
        record = records[number % len(records)]
        word = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
        point = record.point and Point(
            round(record.point.lon + chance.uniform(-0.3, 0.3), 6),
            round(record.point.lat + chance.uniform(-0.3, 0.3), 6),
            record.point.precision,
        )
        yield replace(
            record,
            reference=f"{record.reference}-{seed}-{number}",
            labels={tag: f"{text} {word}" for tag, text in record.labels.items()},
            names=tuple(
                Name(f"{name.text} {word}", name.language, name.kind) for name in record.names
            ),
            point=point,
            bbox=(point.lon, point.lat, point.lon, point.lat) if point else None,
        )


def _asked(index: Index) -> dict[str, Callable[[int], object]]:
    def name(number: int) -> str:
        return _NAMES[number % len(_NAMES)]

    return {
        "search by name, with facets": lambda number: index.search(Query(text=name(number))),
        "suggestions": lambda number: index.search(
            Query(text=name(number)[:4], limit=8), facets=False
        ),
        "filters by kind and years, with facets": lambda number: index.search(
            Query(kinds=("site",), years=(100 * number - 2000, 100 * number - 1900), sort="name")
        ),
        "what is nearby, 500 m": lambda number: index.near(27.0 + number / 100, 38.4, 500, 20),
        "what existed in a year": lambda number: index.at(50 * number - 500),
        "candidates of reconciliation": lambda number: index.named(name(number), ("site",), 24),
    }


def _median(ask: Callable[[int], object]) -> float:
    times = []
    for number in range(1, _TIMES + 1):
        begin = perf_counter()
        ask(number)
        times.append(1000 * (perf_counter() - begin))
    return median(times)
