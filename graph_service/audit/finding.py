"""What an audit finds, and how it is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Literal

Severity = Literal["error", "info"]
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between what is promised and what is there, or a protocol not offered."""

    severity: Severity
    part: str
    where: str
    expected: str
    found: str
    spec: str

    def __str__(self) -> str:
        head = f"[{self.severity}] {self.part}: {self.where}"
        return f"{head}\n    expected {self.expected}; found {self.found} ({self.spec})"


@dataclass(slots=True)
class Notes:
    """Where a part of the audit writes down what it finds."""

    part: str
    findings: list[Finding] = field(default_factory=list)
    checks: int = 0

    def expect(self, holds: object, where: str, expected: str, found: object, spec: str) -> bool:
        """Write down that something is not as expected; whether it is."""
        self.checks += 1
        if not holds:
            self._add("error", where, expected, found, spec)
        return bool(holds)

    def same(self, wanted: object, found: object, where: str, what: str, spec: str) -> bool:
        """Expect two values to be the same."""
        return self.expect(wanted == found, where, f"{what} {wanted!r}", repr(found), spec)

    def same_set(self, wanted: set[str], found: set[str], where: str, what: str, spec: str) -> None:
        """Expect two sets to be the same; one finding tells of what lacks, one of the surplus."""
        lacks, surplus = sorted(wanted - found), sorted(found - wanted)
        told = f"{what} of {len(wanted)}"
        self.expect(not lacks, where, told, f"{len(lacks)} missing: {_first(lacks)}", spec)
        self.expect(not surplus, where, told, f"{len(surplus)} too many: {_first(surplus)}", spec)

    def not_offered(self, where: str, what: str, spec: str) -> None:
        """Write down that there is no such thing here, which is no fault."""
        self._add("info", where, what, "not offered", spec)

    def _add(self, severity: Severity, where: str, expected: str, found: object, spec: str) -> None:
        said = expected[:_LONGEST], str(found)[:_LONGEST]
        self.findings.append(Finding(severity, self.part, where, *said, spec))


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an audit."""

    url: str
    findings: tuple[Finding, ...]
    checks: dict[str, int]
    """How much each part has looked at."""
    requests: int

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity == "error")

    def as_json(self) -> str:
        """The report for machines."""
        told = {
            "url": self.url,
            "requests": self.requests,
            "checks": self.checks,
            "errors": len(self.errors),
            "findings": [asdict(each) for each in self.findings],
        }
        return json.dumps(told, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """The report for people."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from map(str, self.findings)
        wrong = Counter(each.part for each in self.errors)
        for part, checks in self.checks.items():
            yield f"{part}: {checks} checks, {wrong[part]} errors"
        yield f"{self.url}: {self.requests} requests, {len(self.errors)} errors"


def _first(names: list[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")  # noqa: PLR2004
