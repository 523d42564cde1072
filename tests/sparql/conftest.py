from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from tests.sparql.live import serving

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SITES = 1500
PATIENCE = 4
"""Seconds that the strict server gives a query: enough for a short one on a busy machine."""


@pytest.fixture(scope="session")
def store_path(tmp_path_factory) -> Path:
    """1500 sites with labels; two overlapping named graphs; the default graph holds their merge."""
    path = tmp_path_factory.mktemp("release") / "store"
    store = Store(str(path))
    lines = [
        f'<https://w3id.org/izmiras/id/site/s{n}> {LABEL} "Alan {n}"@tr .\n' for n in range(SITES)
    ]
    for graph, part in ((None, lines), ("http://g/1", lines[:1000]), ("http://g/2", lines[500:])):
        store.bulk_load(
            "".join(part).encode(),
            RdfFormat.N_TRIPLES,
            to_graph=NamedNode(graph) if graph else None,
        )
    store.optimize()
    store.flush()
    del store
    return path


@pytest.fixture(scope="session")
def live(store_path):
    """A server with the limits that an operator would set, only shorter."""
    with serving(store_path, query_timeout=20, worker_memory=512 * 1024 * 1024) as server:
        yield server


@pytest.fixture(scope="session")
def strict(store_path):
    """A server with tight limits."""
    with serving(
        store_path,
        query_timeout=PATIENCE,
        worker_memory=192 * 1024 * 1024,
        queue_length=2,
        max_result_bytes=400_000,
    ) as server:
        yield server
