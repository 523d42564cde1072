"""Whether a graph may be published: its integrity, and its shapes, which are validated beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph_service.release import gate
from graph_service.release.gate import VIOLATION, Finding
from graph_service.release.origin import locate
from graph_service.settings import Settings
from loaders.faults import Cell, Fault, InvalidData
from loaders.graph import HeritageGraph

_FEW_QUADS = 50_000


@contextmanager
def shapes_beside(
    store: Store, scratch: Path, settings: Settings
) -> Iterator[Future[list[Finding]]]:
    """Validate the shapes beside, while this goes on."""
    merge = scratch / "merge.nt"
    store.dump(str(merge), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    with _beside(len(store)) as pool:
        yield pool.submit(gate.check_shapes_of_file, merge, settings.shapes_dir, settings.base)
    merge.unlink()


def _beside(quads: int) -> Executor:
    """A process of its own for many quads; few are done before one would have started."""
    if quads < _FEW_QUADS:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def integrity(store: Store, settings: Settings) -> list[Finding]:
    """What the queries for integrity find."""
    queries = gate.integrity_queries(settings.queries_dir / "integrity", settings.base)
    return list(gate.check_integrity(store, queries, settings.base))


def accepted(findings: Sequence[Finding], graph: HeritageGraph) -> list[Finding]:
    """The findings in order, if none of them is a violation. Raises InvalidData otherwise."""
    violations = [each for each in findings if each.severity == VIOLATION]
    if violations:
        raise InvalidData(_faults(violations, graph))
    return sorted(findings, key=lambda each: (each.rule, each.focus, each.value or ""))


def _faults(violations: Sequence[Finding], graph: HeritageGraph) -> Iterator[Fault]:
    """Violations as faults of the cells that they come from."""
    origins = locate({(each.focus, each.path) for each in violations}, graph)
    for each in violations:
        where = origins.get((each.focus, each.path)) or Cell(each.focus)
        yield Fault(where, each.value or "", f"{each.message_en} ({each.rule})")


def report(settings: Settings, warnings: Sequence[Finding]) -> dict[str, object]:
    """What the gate asked of the graph besides the shapes, and what it found."""
    queries = gate.integrity_queries(settings.queries_dir / "integrity", settings.base)
    asked = [
        {
            "rule": each.name,
            "severity": each.severity,
            "message_en": each.message_en,
            "message_tr": each.message_tr,
        }
        for each in queries
    ]
    return {"queries": asked, "findings": [asdict(each) for each in warnings]}
