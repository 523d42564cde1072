"""The validation report of a release: what the gate asked, and what it found, by rule.

A release has no violations, or it would not have been published; what is left are warnings, which
tell editors what to look at. `report.json` of the release has them one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph_service.http.problem_types import Text
from graph_service.resources.holdings import Holdings, Reference

_SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: the entity, and which part of its description."""

    entity: str
    """``kind/slug``."""
    part: str
    """The fragment; empty for the entity itself."""
    label: Mapping[str, str]
    value: str | None
    value_label: Mapping[str, str]
    """What the value is called, where it is a thing of ours."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that found something: `name` of a shape or of an integrity query."""

    name: str
    iri: str | None
    """Of the shape; None for a query."""
    severity: str
    message: Text
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Report:
    """What the gate says of a release."""

    release: str
    built: str
    shapes: int
    queries: int
    """How many integrity queries were asked; 0 in releases that do not say."""
    rules: Sequence[Rule]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are, by severity."""
        return {
            severity: sum(len(rule.findings) for rule in self.rules if rule.severity == severity)
            for severity in _SEVERITIES
        }


def report_of(holdings: Holdings, shapes: int) -> Report:
    """The report of a release that has so many shapes."""
    release = holdings.release
    told: list[dict[str, Any]] = sorted(release.report["findings"], key=_by_rule)
    rules = [_rule(list(found), holdings) for _, found in groupby(told, key=_by_rule)]
    rules.sort(key=lambda rule: (_SEVERITIES.index(rule.severity), -len(rule.findings), rule.name))
    queries = len(release.report.get("queries", ()))
    return Report(release.id, release.manifest.built, shapes, queries, rules)


def as_json(report: Report, root: str) -> dict[str, object]:
    """The report for machines; `root` is the URL of the service, without a slash."""
    return {
        "release": report.release,
        "built": report.built,
        "conforms": report.counts["violation"] == 0,
        "asked": {"shapes": report.shapes, "queries": report.queries},
        "found": dict(report.counts),
        "rules": [
            {
                "rule": rule.iri or rule.name,
                "severity": rule.severity,
                "message": {"tr": rule.message.tr, "en": rule.message.en},
                "findings": [
                    {
                        "entity": each.entity,
                        "url": f"{root}/id/{each.entity}{'#' if each.part else ''}{each.part}",
                        "label": dict(each.label),
                        "value": each.value,
                    }
                    for each in rule.findings
                ],
            }
            for rule in report.rules
        ],
    }


def _by_rule(finding: Mapping[str, Any]) -> tuple[str, str]:
    return finding["severity"], finding["rule"]


def _rule(found: Sequence[Mapping[str, Any]], holdings: Holdings) -> Rule:
    first = found[0]
    name: str = first["rule"]
    shape = name.removeprefix(f"{holdings.base}shapes#")
    return Rule(
        name=shape,
        iri=name if shape != name else None,
        severity=first["severity"],
        message=Text(first["message_tr"], first["message_en"]),
        findings=[_finding(each, holdings) for each in found],
    )


def _finding(found: Mapping[str, Any], holdings: Holdings) -> Finding:
    focus, _, part = found["focus"].partition("#")
    entity = focus.removeprefix(f"{holdings.base}id/")
    value: str | None = found["value"]
    named = (value or "").removeprefix(f"{holdings.base}id/")
    value_label = holdings.label(Reference.parse(named)) if value and named != value else {}
    return Finding(entity, part, holdings.label(Reference.parse(entity)), value, value_label)
