"""The store that a build works on: in memory while the tables are small, else on disk.

Everything a build does is several times quicker in memory (measured: the integrity queries three
times, reading all quads four times), but memory grows with the graph, and a build may not.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from loaders.tables import Package

# Some 300 bytes of memory for each byte of tables, so that a build stays within 1.5 GiB.
IN_MEMORY_BYTES = 4 * 1024 * 1024


def open_for(package: Package, path: Path) -> Store:
    """An empty store to load the package into; `path` is where it stands if on disk."""
    size = sum(table.path.stat().st_size for table in package.tables.values())
    return Store() if size <= IN_MEMORY_BYTES else Store(str(path))


def settle(store: Store, path: Path) -> None:
    """Bring the store to disk, if it is not there, compact it, and leave it ready to be read."""
    if not path.exists():
        quads = path.with_suffix(".nq")
        store.dump(str(quads), RdfFormat.N_QUADS)
        store = Store(str(path))
        store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS)
        quads.unlink()
    store.optimize()
    store.flush()
