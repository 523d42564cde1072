"""Put the tables, the ontology and what follows from them into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_service.release.closure import close
from loaders.faults import Cell, Fault, InvalidData
from loaders.graph import HeritageGraph
from loaders.iri import rebase

_DEFAULT = DefaultGraph()


def load(store: Store, graph: HeritageGraph, ontology: Path, scratch: Path) -> None:
    """Load and close the graph, and make the default graph the merge of all named graphs.

    Oxigraph can take the union of the named graphs as default graph, but then yields a triple
    once for each graph that holds it; so the merge is written down, each triple once.
    `scratch` is an existing folder for temporary files. Raises InvalidData with all faults of the
    tables.
    """
    minter = graph.minter
    add(store, ontology_quads(ontology, minter.graph("ontology"), minter.base))
    add(store, graph.quads())
    close(store, minter.graph("inferred"), minter.base, scratch)


def add(store: Store, quads: Iterable[Quad]) -> None:
    """Put quads into their graphs and into the merge."""
    store.bulk_extend(merged(quads))


def merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, and each triple in the default graph as well."""
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def ontology_quads(directory: Path, graph: NamedNode, base: str) -> Iterator[Quad]:
    """Our ontology, the part of CIDOC CRM that we use, and the vocabularies, below `base`."""
    for path in sorted([*directory.glob("*.ttl"), *directory.glob("vocabularies/*.ttl")]):
        try:
            text = rebase(path.read_text(encoding="utf-8"), base)
            for triple in parse(text, format=RdfFormat.TURTLE):
                yield Quad(triple.subject, triple.predicate, triple.object, graph)
        except SyntaxError as error:
            where = Cell(f"ontology/{path.relative_to(directory)}", error.lineno)
            raise InvalidData([Fault(where, "", f"expected Turtle: {error.msg}")]) from error
