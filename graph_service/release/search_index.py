"""The index of a release, for search, lookup and reconciliation."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from graph_service.search import writing
from graph_service.search.edition import edition
from graph_service.search.gathering import Gathering
from loaders.tables import Package


def write_index(store: Store, package: Package, folder: Path, base: str) -> int:
    """Index the entities and the concepts of a store, one after the other; returns their number."""
    gathering = Gathering(store, base)
    references = [*sorted(package.entities), *sorted(gathering.concepts())]
    this_year = int(package.created[:4])
    return writing.write(gathering.records(references), folder, this_year)


def is_there(folder: Path) -> bool:
    """Whether a release has an index that this code can read."""
    return (folder / edition()).exists()


def complete(folder: Path, built: Path) -> None:
    """Give a release that other code has built an index beside its own, in one step."""
    if not is_there(folder):
        folder.mkdir(exist_ok=True)
        (built / edition()).rename(folder / edition())
