"""The table of ratios, for the terminal and for docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.load import CONNECTIONS, client

_PACKAGES = ("pyoxigraph", "uvicorn", "uvloop", "fastapi", "oxigraph", "rdflib-endpoint", "rdflib")
_COLUMNS = ("measured", "ours", "other", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Target:
    """What the figure has to be. `at_least` and `at_most` hold for the ratio, `below` for ours."""

    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    def __str__(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g} ×"
        if self.at_most is not None:
            return f"≤ {self.at_most:g} ×"
        return f"< {self.below:g}" if self.below is not None else "–"

    def met(self, ours: float, ratio: float | None) -> str:
        if self.below is not None:
            return _yes(ours < self.below)
        if ratio is None or (self.at_least is None and self.at_most is None):
            return "–"
        above = self.at_least is None or ratio >= self.at_least
        return _yes(above and (self.at_most is None or ratio <= self.at_most))


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours beside that of another."""

    title: str
    unit: str
    ours: float | None
    theirs: float | None = None
    target: Target = Target()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.ours is not None and self.theirs else None

    def cells(self) -> tuple[str, ...]:
        if self.ours is None:
            return (f"{self.title} ({self.unit})", "–", "–", "–", str(self.target), self.note)
        ratio = f"{self.ratio:.2f} ×" if self.ratio is not None else "–"
        theirs = _number(self.theirs) if self.theirs is not None else "–"
        met = self.target.met(self.ours, self.ratio)
        title = f"{self.title} ({self.unit})"
        return title, _number(self.ours), theirs, ratio, str(self.target), met


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one comparison."""

    title: str
    other: str
    rows: Sequence[Row]


def table(section: Section) -> str:
    """A section as a table in Markdown, also good to read as it is."""
    head = tuple(section.other if name == "other" else name for name in _COLUMNS)
    lines = [head, *(row.cells() for row in section.rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    rule = tuple("-" * width for width in widths)
    shown = "\n".join(_line(line, widths) for line in (head, rule, *lines[1:]))
    return f"## {section.title}\n\n{shown}\n"


def machine(seconds: float) -> list[str]:
    """What it was measured on, and with; `seconds` is how long a run takes."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    known = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    return [
        f"- {_processor()}, {os.cpu_count()} cores, {pages / 2**30:.0f} GiB memory",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- {known}",
        f"- load: {client(seconds)}, {CONNECTIONS} connections, kept alive",
        f"- load average of the machine at the start: {os.getloadavg()[0]:.1f}",
    ]


def document(sections: Iterable[Section], facts: Sequence[str], notes: Sequence[str]) -> str:
    """The whole page."""
    parts = [
        "# Benchmarks\n",
        (
            "Written by `make bench`. Ratios are ours to theirs, in the same run on the same\n"
            "machine, taken in turn; figures are medians. Above 1 is better for answers a second,\n"
            "below 1 for milliseconds, seconds and memory.\n"
        ),
        "\n".join(facts) + "\n",
        *(table(section) for section in sections),
        "## How it is measured\n\n" + "\n".join(f"- {note}" for note in notes) + "\n",
    ]
    return "\n".join(parts)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _yes(met: bool) -> str:
    return "yes" if met else "no"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line)
    return next(names, platform.machine())
