"""What is wrong in the data, and where: file, row, column, value, and what is expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A place in a table. `row` is the line of the spreadsheet (the header is row 1)."""

    file: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be mended before a release can be built."""

    where: Cell
    value: str
    expected: str

    def __str__(self) -> str:
        value = f"{self.value!r}: " if self.value else ""
        return f"{self.where}: {value}{self.expected}"


class InvalidData(Exception):  # noqa: N818 - it names what was found, like the faults it carries
    """The data cannot become a release. Carries *all* faults found, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(
            sorted(faults, key=lambda f: (f.where.file, f.where.row or 0, f.where.column or ""))
        )
        super().__init__(f"{len(self.faults)} faults in the data")
