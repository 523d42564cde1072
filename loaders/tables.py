"""The curated tables, read and checked against their Table Schema (`data/datapackage.json`).

The descriptor is the one place that says what a column may hold; this module enforces it and
tells where a cell breaks it. Besides the Frictionless vocabulary it knows four keys:

``list``
    the cell holds several values, separated by ``"; "``;
``references``
    the values are ids of these kinds (``kind/slug``, or the bare slug when there is one kind);
``moment``
    the cell holds a year, month or day in ISO numbering, before Christ too;
``vocabulary``
    the values are concepts of ``ontology/vocabularies/<name>.ttl``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.column import Column
from loaders.faults import Cell, Fault

# Tables whose rows are entities, and the kind that their ids belong to.
KIND_OF_TABLE: Mapping[str, str] = MappingProxyType(
    {
        "sources": "source",
        "periods": "period",
        "places": "place",
        "sites": "site",
        "waterways": "waterway",
        "agents": "agent",
        "events": "event",
        "research": "research",
        "publications": "publication",
        "projects": "project",
        "routes": "route",
        "designations": "designation",
        "practices": "practice",
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is its line in a spreadsheet, the header being row 1."""

    table: Table
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> list[str]:
        return self.table.column(column).values(self.cells[column])

    def references(self, column: str) -> list[str]:
        """References as `kind/slug`."""
        described = self.table.column(column)
        return [described.qualify(value) for value in described.values(self.cells[column])]

    def reference(self, column: str) -> str | None:
        return next(iter(self.references(column)), None)

    def integer(self, column: str) -> int | None:
        return int(self.cells[column]) if self.cells[column] else None

    def cell(self, column: str | None = None) -> Cell:
        return Cell(self.table.file, self.number, column)

    def fault(self, column: str, expected: str) -> Fault:
        return Fault(self.cell(column), self.cells.get(column, ""), expected)


class Table:
    """A table and its description. Rows are read from disk at each iteration, not kept."""

    def __init__(self, directory: Path, resource: Mapping[str, Any]) -> None:
        self.name: str = resource["name"]
        self.path = directory / resource["path"]
        self.file = f"{directory.name}/{resource['path']}"
        self.title: str = resource["title"]
        schema = resource["schema"]
        self.columns = tuple(Column.of(field) for field in schema["fields"])
        self.key: tuple[str, ...] = tuple(schema["primaryKey"])
        self._by_name = {column.name: column for column in self.columns}

    @property
    def kind(self) -> str | None:
        """The kind of the entities in this table; ``None`` for tables of parts and relations."""
        return KIND_OF_TABLE.get(self.name)

    def column(self, name: str) -> Column:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Row]:
        """The rows below the header. Lines of another length are left to :meth:`check`."""
        for number, cells in self._records():
            if number > 1 and len(cells) == len(self.columns):
                named = dict(zip(self._by_name, cells, strict=True))
                yield Row(self, number, MappingProxyType(named))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            yield from enumerate(csv.reader(file, strict=True), start=1)

    def check(self) -> Iterator[Fault]:
        """Everything that breaks the schema of this table, taken by itself."""
        try:
            header = self._header_fault()
            if header is not None:
                yield header  # the cells cannot be told apart without it
                return
            yield from self._check_lengths()
            yield from self._check_cells()
            yield from self._check_keys()
        except FileNotFoundError:
            yield Fault(Cell(self.file), "", "the table is missing")
        except UnicodeDecodeError as error:
            yield Fault(Cell(self.file), "", f"expected UTF-8 text ({error.reason})")
        except csv.Error as error:
            yield Fault(Cell(self.file), "", f"expected comma-separated values ({error})")

    def _header_fault(self) -> Fault | None:
        header = next(self._records(), (1, []))[1]
        expected = list(self._by_name)
        if header == expected:
            return None
        described = f"expected the columns {', '.join(expected)}"
        return Fault(Cell(self.file, 1), ", ".join(header), described)

    def _check_lengths(self) -> Iterator[Fault]:
        wanted = len(self.columns)
        for number, cells in self._records():
            if len(cells) != wanted:
                expected = f"expected {wanted} cells, found {len(cells)}"
                yield Fault(Cell(self.file, number), "", expected)

    def _check_cells(self) -> Iterator[Fault]:
        for row in self:
            for column in self.columns:
                complaint = column.complaint(row[column.name])
                if complaint is not None:
                    yield row.fault(column.name, complaint)

    def _check_keys(self) -> Iterator[Fault]:
        """No value twice in a unique column, and no two rows with the same primary key."""
        unique = {(column.name,) for column in self.columns if column.unique}
        seen: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        for row in self:
            for columns in sorted(unique | {self.key}):
                values = tuple(row[name] for name in columns)
                first = seen.setdefault((columns, values), row.number)
                if first != row.number and any(values):
                    told = Cell(self.file, row.number, columns[-1])
                    yield Fault(told, " + ".join(values), f"already used in row {first}")


class Package:
    """All curated tables of a directory (a Frictionless data package)."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        descriptor = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
        self.version: str = descriptor["version"]
        self.created: str = descriptor["created"]
        self.tables: Mapping[str, Table] = MappingProxyType(
            {r["name"]: Table(directory, r) for r in descriptor["resources"]}
        )

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def files(self) -> list[Path]:
        """Every file that the package consists of, sorted: its content is the build's input."""
        geometry = self.directory.glob("geo/*.geojson")
        tables = (table.path for table in self.tables.values())
        return sorted({self.directory / "datapackage.json", *tables, *geometry})

    @cached_property
    def entities(self) -> frozenset[str]:
        """`kind/slug` of every entity that the tables state."""
        return frozenset(
            f"{table.kind}/{row['id']}"
            for table in self.tables.values()
            if table.kind is not None
            for row in table
        )

    def check(self, vocabularies: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
        """Everything wrong in the tables: their schemas first, then references between them.

        `vocabularies` maps the name of a vocabulary to the slugs of its concepts.
        """
        broken = [fault for table in self.tables.values() for fault in table.check()]
        yield from broken
        if any(fault.where.row in {None, 1} for fault in broken):
            return  # without its columns a table cannot be read any further
        known = {name: frozenset(slugs) for name, slugs in vocabularies.items()}
        for table in self.tables.values():
            yield from self._check_references(table, known)
        yield from self._check_fragments()

    def _check_references(
        self, table: Table, vocabularies: Mapping[str, frozenset[str]]
    ) -> Iterator[Fault]:
        columns = [c for c in table.columns if c.references or c.vocabulary]
        for row in table:
            for column in columns:
                if column.complaint(row[column.name]) is not None:
                    continue  # told already
                for value in column.values(row[column.name]):
                    if column.vocabulary is not None:
                        if value not in vocabularies.get(column.vocabulary, ()):
                            where = f"ontology/vocabularies/{column.vocabulary}.ttl"
                            yield row.fault(column.name, f"{value!r} is not a concept of {where}")
                    elif column.qualify(value) not in self.entities:
                        kinds = " or ".join(column.references)
                        yield row.fault(column.name, f"{value!r} is not the id of a {kinds}")

    def _check_fragments(self) -> Iterator[Fault]:
        """Names and phases of one thing share its fragments; roles and names point to them."""
        owners: dict[str, Cell] = {}
        for name in ("names", "phases"):
            for row in self.tables[name]:
                iri = f"{row['of']}#{row['id']}"
                first = owners.setdefault(iri, row.cell("id"))
                if first != row.cell("id"):
                    yield row.fault("id", f"the fragment is already used ({first})")
        for table, column in (("roles", "phase"), ("names", "alternative_of")):
            for row in self.tables[table]:
                if row[column] and f"{row['of']}#{row[column]}" not in owners:
                    yield row.fault(column, f"{row['of']} has no name or phase of this id")
