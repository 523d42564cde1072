"""The SHACL shape that every member has: a promise to those who read the stream."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph_service.feeds.ldes.writing import PREFIXES
from loaders.namespaces import DCT, OWL, RDF, SCHEMA, XSD, Namespace

SH = Namespace(PREFIXES["sh"])
_AS = Namespace(PREFIXES["as"])
_VALUES: tuple[tuple[str, NamedNode, NamedNode | None], ...] = (
    ("entity", DCT.isVersionOf, None),
    ("time", DCT.created, XSD.dateTime),
    ("position", SCHEMA.position, XSD.integer),
    ("release", OWL.versionInfo, XSD.string),
)
"""What each member has exactly one of: a name, the property, and its datatype if no IRI."""


def shape(node: NamedNode) -> Iterator[Quad]:
    """The shape, with fragments of its own name and no blank nodes."""
    yield Quad(node, RDF.type, SH.NodeShape)
    yield Quad(node, SH.nodeKind, SH.IRI)
    for name, path, datatype in _VALUES:
        part = NamedNode(f"{node.value}-{name}")
        yield Quad(node, SH.property, part)
        yield Quad(part, SH.path, path)
        yield Quad(part, SH.minCount, Literal(1))
        yield Quad(part, SH.maxCount, Literal(1))
        if datatype is None:
            yield Quad(part, SH.nodeKind, SH.IRI)
        else:
            yield Quad(part, SH.datatype, datatype)
    part = NamedNode(f"{node.value}-type")
    yield Quad(node, SH.property, part)
    yield Quad(part, SH.path, RDF.type)
    yield Quad(part, SH.minCount, Literal(1))
    values = (_AS.Create, _AS.Update, _AS.Delete, _AS.Move)
    yield from _one_of(part, values)


def _one_of(part: NamedNode, values: tuple[NamedNode, ...]) -> Iterator[Quad]:
    cells = [NamedNode(f"{part.value}-{number}") for number in range(1, len(values) + 1)]
    yield Quad(part, NamedNode(f"{SH.iri}in"), cells[0])
    for cell, value, rest in zip(cells, values, [*cells[1:], RDF.nil], strict=True):
        yield Quad(cell, RDF.first, value)
        yield Quad(cell, RDF.rest, rest)
