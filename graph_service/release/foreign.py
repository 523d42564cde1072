"""The gate for a file that is not ours: any Turtle that uses our model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_service.release import gate
from graph_service.release.closure import close
from graph_service.release.gate import Finding
from graph_service.release.load import add, ontology_quads
from graph_service.settings import Settings
from loaders.faults import Cell, Fault, InvalidData
from loaders.iri import Minter


def check_turtle(file: Path, settings: Settings) -> list[Finding]:
    """Findings for a Turtle file, closed under our ontology. Raises InvalidData if unreadable."""
    minter = Minter(settings.base)
    store = Store()
    add(store, ontology_quads(settings.ontology_dir, minter.graph("ontology"), settings.base))
    add(store, _read(file, minter.graph("visitor")))
    with TemporaryDirectory(prefix="izmiras-") as scratch:
        close(store, minter.graph("inferred"), settings.base, Path(scratch))
    queries = gate.integrity_queries(settings.queries_dir / "integrity", settings.base)
    askable = [query for query in queries if not query.needs_release]
    findings = list(gate.check_integrity(store, askable, settings.base))
    merge = store.quads_for_pattern(None, None, None, DefaultGraph())
    findings += gate.check_shapes(merge, settings.shapes_dir, settings.base)
    return sorted(
        findings, key=lambda each: (each.severity != gate.VIOLATION, each.rule, each.focus)
    )


def _read(file: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        for triple in parse(path=str(file), format=RdfFormat.TURTLE):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
    except SyntaxError as error:
        where = Cell(str(file), error.lineno)
        raise InvalidData([Fault(where, "", f"expected Turtle: {error.msg}")]) from error
    except OSError as error:
        fault = Fault(Cell(str(file)), "", f"expected a file: {error.strerror}")
        raise InvalidData([fault]) from error
