"""Statements: a triple, who says it, and the cell of the table that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from loaders.faults import Cell, Fault
from loaders.iri import Minter
from loaders.namespaces import XSD
from loaders.tables import Row

DERIVED = "inferred"


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple with its sources (slugs; the graphs it goes into) and its cell."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    sources: tuple[str, ...]
    cell: Cell

    def quads(self, minter: Minter) -> Iterator[Quad]:
        for source in self.sources:
            yield Quad(self.subject, self.predicate, self.object, minter.graph(source))


class Assertions:
    """What one row of a table states, gathered statement by statement."""

    def __init__(self, row: Row, minter: Minter, sources: Sequence[str]) -> None:
        self.row = row
        self.minter = minter
        self.sources = tuple(sources)
        self.statements: list[Statement] = []
        self.faults: list[Fault] = []

    def say(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        value: NamedNode | Literal | str | int | None,
        column: str | None = None,
        sources: Sequence[str] | None = None,
    ) -> None:
        """Add a statement. Nothing is said of an empty value; a plain string has no language."""
        if value is None or value == "":
            return
        if isinstance(value, int):
            value = Literal(str(value), datatype=XSD.integer)
        elif isinstance(value, str):
            value = Literal(value)
        where = self.row.cell(column)
        said_by = self.sources if sources is None else tuple(sources)
        self.statements.append(Statement(subject, predicate, value, said_by, where))

    def label(self, subject: NamedNode, predicate: NamedNode, tr: str, en: str) -> None:
        """The same label in both languages."""
        self.say(subject, predicate, Literal(tr, language="tr"), "label_tr")
        self.say(subject, predicate, Literal(en, language="en"), "label_en")

    def english(self, subject: NamedNode, predicate: NamedNode, column: str) -> None:
        """The text of a column that holds English notes."""
        if self.row[column]:
            self.say(subject, predicate, Literal(self.row[column], language="en"), column)

    def decimal(self, subject: NamedNode, predicate: NamedNode, column: str) -> None:
        """The number in a column, as xsd:decimal with the digits of the table."""
        if self.row[column]:
            number = Literal(self.row[column], datatype=XSD.decimal)
            self.say(subject, predicate, number, column)

    def fault(self, column: str, expected: str) -> None:
        self.faults.append(self.row.fault(column, expected))
