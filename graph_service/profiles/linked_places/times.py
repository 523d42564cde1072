"""`when`: time-spans with four-digit signed ISO years, and named periods.

Years are ISO 8601, so 400 BCE is ``-0399``. Of the fuzzy bounds of CRM, P82a and P81a bound the
start and P81b and P82b the end. A span that has no start gets the latest one that it can have,
because the format wants a start; nothing else is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode

from graph_service.profiles.linked_places.facts import Facts
from loaders.dates import Moment
from loaders.namespaces import CRM, DCT, RDFS, SKOS

When = dict[str, Any]

_SPAN = CRM["P4_has_time-span"]
_DAY = re.compile(r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})T")
NOT_STANDING = frozenset({"planned", "mentioned", "discovered", "registered", "buried"})
"""Kinds of phases in which the thing need not have stood: they do not date it."""
PERIODO = "http://n2t.net/ark:/99152/"


def lifetime(facts: Facts) -> When | None:
    """When the thing existed: its dated phases, and the periods that they fall within."""
    phases = [part for part in facts.parts(facts.ours("Phase")) if _stood(facts, part)]
    spans = [span for phase in phases for span in _spans(facts, phase)]
    spans += _spans(facts, facts.thing)
    if not spans:
        return None
    when: When = {"timespans": list(_distinct(spans))}
    periods = list(_distinct(_periods(facts, phases)))
    if periods:
        when["periods"] = periods
    label = "; ".join(dict.fromkeys(_labels(facts, phases)))
    return when | {"label": label} if label else when


def use(facts: Facts, part: NamedNode) -> When | None:
    """The years in which a name was used."""
    first, last = _year(facts, part, "yearFrom"), _year(facts, part, "yearTo")
    if first is None and last is None:
        return None
    start = {"in": first} if first else {"latest": last}
    return {"timespans": [{"start": start} | ({"end": {"in": last}} if last else {})]}


def timespan(
    start_earliest: str | None,
    start_latest: str | None,
    end_earliest: str | None,
    end_latest: str | None,
) -> dict[str, dict[str, str]] | None:
    """A time-span of Linked Places from four bounds; None if there is no bound."""
    bounds = (start_earliest, start_latest, end_earliest, end_latest)
    if not any(bounds):
        return None
    if start_earliest and start_earliest == end_latest:  # one year, or one day
        return {"start": {"in": start_earliest}}
    start, end = _point(start_earliest, start_latest), _point(end_earliest, end_latest)
    if not start:
        start = {"latest": end_latest or end_earliest or ""}
    return {"start": start} | ({"end": end} if end else {})


def year_of(text: str) -> int:
    """The ISO year of a date as this profile writes it."""
    return Moment.parse(text).year


def _point(earliest: str | None, latest: str | None) -> dict[str, str]:
    if earliest and earliest == latest:
        return {"in": earliest}
    named = {"earliest": earliest, "latest": latest}
    return {name: value for name, value in named.items() if value}


def _spans(facts: Facts, owner: NamedNode) -> Iterator[dict[str, dict[str, str]]]:
    nodes = facts.nodes(owner, _SPAN)
    for node in nodes:
        found = timespan(*_bounds(facts, node))
        if found:
            yield found
    if not nodes:  # known by its period only: some time in it
        found = timespan(_year(facts, owner, "yearFrom"), None, None, _year(facts, owner, "yearTo"))
        if found:
            yield found


def _bounds(facts: Facts, span: NamedNode) -> tuple[str | None, ...]:
    """The four bounds of an E52; the outer ones as the source writes them."""
    first, _, last = (facts.value(span, DCT.temporal) or "../..").partition("/")
    return (
        None if first == ".." else first,
        _inner(facts.value(span, CRM.P81a_end_of_the_begin), first),
        _inner(facts.value(span, CRM.P81b_begin_of_the_end), last),
        None if last == ".." else last,
    )


def _inner(moment: str | None, like: str) -> str | None:
    """An inner bound, no more precise than the outer bound beside it."""
    day = _DAY.match(moment or "")
    return "-".join(day.groups()[: 1 + like.lstrip("-").count("-")]) if day else None


def _year(facts: Facts, node: NamedNode, term: str) -> str | None:
    year = facts.value(node, facts.ours(term))
    return str(Moment(int(year))) if year is not None else None


def _stood(facts: Facts, phase: NamedNode) -> bool:
    kinds = {facts.concept(kind) for kind in facts.nodes(phase, CRM.P2_has_type)}
    return not kinds & NOT_STANDING


def _periods(facts: Facts, phases: Iterable[NamedNode]) -> Iterator[dict[str, str]]:
    for phase in phases:
        for period in facts.nodes(phase, CRM.P10_falls_within):
            mention = facts.mention(period)
            name = facts.label(period)
            if mention is not None and name:
                exact = mention.nodes(SKOS.exactMatch)
                known = [node.value for node in exact if node.value.startswith(PERIODO)]
                yield {"name": name, "@id": (known or [period.value])[0]}


def _labels(facts: Facts, phases: Iterable[NamedNode]) -> Iterator[str]:
    """What the spans are, in words: `construction: 1666`."""
    for phase in phases:
        for kind in facts.nodes(phase, CRM.P2_has_type):
            for span in facts.nodes(phase, _SPAN):
                labels = {text.language: text.value for text in facts.texts(span, RDFS.label)}
                if "en" in labels:
                    yield f"{facts.label(kind)}: {labels['en']}"


def _distinct(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: list[dict[str, Any]] = []
    for item in items:
        if item not in seen:
            seen.append(item)
            yield item
