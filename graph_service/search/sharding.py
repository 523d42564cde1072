"""Write the index of a large release in several processes, each its share, and join the shares.

An index of tantivy is a folder of segments and a list of them: segments of equal schemas that were
written apart are one index when one list names them all. What is found, counted and how it is
scored is the same; only the order of results with equal scores is that of the segments.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import Store

from graph_service.search import writing
from graph_service.search.edition import edition
from graph_service.search.gathering import Gathering

_LISTS = frozenset(("meta.json", ".managed.json"))


@dataclass(frozen=True, slots=True)
class Source:
    """What is indexed: a store on disk."""

    store: Path
    base: str
    this_year: int
    """Until then lasts what no source says to be over."""


def write(source: Source, references: Sequence[str], folder: Path, processes: int) -> int:
    """Index these things below a folder; returns their number."""
    parts = [folder / f".part-{number}" for number in range(processes)]
    shares = [references[number::processes] for number in range(processes)]
    write_share = partial(_write_share, source)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        written = sum(pool.map(write_share, shares, parts))
    join([part / edition() for part in parts], folder / edition())
    for part in parts:
        shutil.rmtree(part)
    return written


def _write_share(source: Source, references: Sequence[str], part: Path) -> int:
    gathering = Gathering(Store.read_only(str(source.store)), source.base)
    return writing.write(gathering.records(references), part, source.this_year)


def join(indexes: Sequence[Path], folder: Path) -> None:
    """Move what is in the folders of some indexes into one that is the index of all of it."""
    folder.mkdir(parents=True)
    metas = [json.loads((index / "meta.json").read_text("utf-8")) for index in indexes]
    for index in indexes:
        for file in index.iterdir():
            if file.name not in _LISTS and file.suffix != ".lock":
                file.rename(folder / file.name)
    every = [segment for meta in metas for segment in meta["segments"]]
    opstamp = max(meta["opstamp"] for meta in metas)
    managed = sorted(file.name for file in folder.iterdir())
    _write(folder / ".managed.json", [*managed, "meta.json"])
    _write(folder / "meta.json", metas[0] | {"segments": every, "opstamp": opstamp})


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    path.chmod(writing.READABLE)
