"""What a document says about itself: what it is about, its licence, release and dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.resources.description import Cut, Description
from graph_service.resources.ordering import statement_key
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, FOAF, OWL, RDF, RDFS, VOID, XSD

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")


@dataclass(frozen=True, slots=True)
class Edition:
    """The release that a document is part of."""

    base: str
    release: str
    created: str | None = None
    """The date of the release, as ISO writes it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A description with its self-description: what every representation is made of."""

    description: Description
    edition: Edition
    node: NamedNode
    about: tuple[Statement, ...]
    """What the document says of itself; no source says it, so it is in no graph."""

    @property
    def thing(self) -> NamedNode:
        return self.description.thing

    @property
    def statements(self) -> tuple[Statement, ...]:
        return (*self.description.statements, *self.about)


def document(description: Description, edition: Edition) -> Document:
    """The document about a thing."""
    iri = description.thing.value
    node = NamedNode(f"{edition.base}doc/{iri.removeprefix(f'{edition.base}id/')}")
    about = _about(node, description, edition)
    return Document(description, edition, node, tuple(about))


def _about(node: NamedNode, description: Description, edition: Edition) -> Sequence[Statement]:
    dataset = NamedNode(f"{edition.base}dataset")
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF.type, FOAF.Document),
        (FOAF.primaryTopic, description.thing),
        (DCT.license, LICENCE),
        (DCT.isPartOf, dataset),
        (VOID.inDataset, dataset),
        (OWL.versionInfo, Literal(edition.release)),
    ]
    if edition.created:
        said.append((DCT.modified, Literal(edition.created, datatype=XSD.date)))
    said += [(RDFS.comment, Literal(_says(cut), language="en")) for cut in description.cuts]
    statements = [Statement(node, predicate, value, ()) for predicate, value in said]
    return sorted(statements, key=lambda s: statement_key(s, description.thing))


def _says(cut: Cut) -> str:
    direction = "to" if cut.inverse else "from"
    return (
        f"Lists {cut.shown} of the {cut.total} links {direction} this thing "
        f"by <{cut.predicate.value}>; the SPARQL endpoint has them all."
    )
