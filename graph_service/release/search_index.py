"""The index of a release, for search, lookup and reconciliation."""

from __future__ import annotations

import os
from pathlib import Path

from pyoxigraph import Store

from graph_service.search import sharding, writing
from graph_service.search.edition import edition
from graph_service.search.gathering import Gathering
from loaders.tables import Package

_MANY = 20_000
"""Things from which several processes are quicker than one."""
_MOST_PROCESSES = 4
"""Each holds some 400 MiB."""


def write_index(store: Store, package: Package, workshop: Path, base: str) -> int:
    """Index the entities and the concepts of a store in `workshop`; returns their number.

    The store stands on disk there as well.
    """
    gathering = Gathering(store, base)
    references = [*sorted(package.entities), *sorted(gathering.concepts())]
    this_year = int(package.created[:4])
    folder = workshop / "search"
    if len(references) < _MANY:
        return writing.write(gathering.records(references), folder, this_year)
    source = sharding.Source(workshop / "store", base, this_year)
    return sharding.write(source, references, folder, processes())


def processes() -> int:
    """How many write a large index: one for each core, up to a few."""
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def is_there(folder: Path) -> bool:
    """Whether a release has an index that this code can read."""
    return (folder / edition()).exists()


def complete(folder: Path, built: Path) -> None:
    """Give a release that other code has built an index beside its own, in one step."""
    if not is_there(folder):
        folder.mkdir(exist_ok=True)
        (built / edition()).rename(folder / edition())
