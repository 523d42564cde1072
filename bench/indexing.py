"""Write the index of a release: `python -m bench.indexing RELEASE FOLDER`; says how many things."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from graph_service.release.search_index import processes
from graph_service.search import sharding
from graph_service.store.release import Release

_THINGS = (
    "SELECT DISTINCT ?thing WHERE { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label "
    "FILTER(STRSTARTS(STR(?thing), 'BASEid/') && !CONTAINS(STR(?thing), '#')) }"
)


def write(release: Release, folder: Path) -> int:
    """Index everything that has a label; returns the number of things."""
    base = release.manifest.base
    store = Store.read_only(str(release.store_path))
    this_year = int(release.manifest.created[:4])
    things = list(_things(store, base))
    source = sharding.Source(release.store_path, base, this_year)
    return sharding.write(source, things, folder, processes())


def _things(store: Store, base: str) -> Iterator[str]:
    found = store.query(_THINGS.replace("BASE", base))
    assert isinstance(found, QuerySolutions)
    for solution in found:
        yield solution["thing"].value.removeprefix(f"{base}id/")


if __name__ == "__main__":
    sys.stdout.write(f"{write(Release(Path(sys.argv[1])), Path(sys.argv[2]))}\n")
