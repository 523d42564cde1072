"""Reconciling a list of names, beside looking their labels up one by one with SPARQL."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote

from pyoxigraph import QuerySolutions, Store

from bench import engines
from bench.engines import running
from bench.load import Stream, fetch_all
from bench.questions import RESULTS_JSON
from bench.report import Row, Target
from bench.rows import Plan
from graph_service.store.release import Release

NAMES = 50
_LABELS = (
    "SELECT DISTINCT ?name WHERE { ?thing a <BASEontology#HeritageSite> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(LANG(?name) = 'tr') } ORDER BY ?name"
)


def reconciling(var: Path, release: Release, plan: Plan) -> Iterator[Row]:
    """One client asks, and each answer is waited for: milliseconds until the last name is found."""
    title = f"reconcile {NAMES} names, beside {NAMES} label lookups by SPARQL"
    if not plan.wanted(title):
        return
    plan.say(title)
    lists = _lists(release, plan.effort.rounds + 1)
    with running(engines.izmiras(var)) as ours, running(engines.oxigraph(release)) as other:
        times: tuple[list[float], list[float]] = ([], [])
        for names in lists:
            asked = [_batch(names)], [_lookup(name) for name in names]
            for found, port, streams in zip(times, (ours.port, other.port), asked, strict=True):
                begin = perf_counter()
                asyncio.run(fetch_all(port, streams))
                found.append(1000 * (perf_counter() - begin))
    first, second = (median(found[1:]) for found in times)  # the first list warms both up
    yield Row(title, "ms", first, second, Target(below=150))


def _lists(release: Release, count: int) -> list[list[str]]:
    """Lists of names that share none, as far as there are enough."""
    query = _LABELS.replace("BASE", release.manifest.base)
    found = Store.read_only(str(release.store_path)).query(query)
    assert isinstance(found, QuerySolutions)
    names = [solution["name"].value for solution in found]
    step = max(1, len(names) // NAMES)
    return [(names[start % step :: step] * NAMES)[:NAMES] for start in range(count)]


def _batch(names: list[str]) -> Stream:
    """A batch as OpenRefine sends it, but in the address."""
    queries = {str(number): {"query": name} for number, name in enumerate(names)}
    return Stream(f"/reconcile?queries={quote(json.dumps(queries))}", "application/json")


def _lookup(name: str) -> Stream:
    text = name.replace("\\", "\\\\").replace('"', '\\"')
    query = f'SELECT ?thing WHERE {{ ?thing ?label "{text}"@tr }}'
    return Stream(f"/query?query={quote(query)}", RESULTS_JSON)
