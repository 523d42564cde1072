"""How conditions are compared with what is known of a thing.

A test says how far a thing agrees, from 0 (something else is known of it) to 1; None when
nothing is known, which speaks neither for nor against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph_service.reconcile import values
from graph_service.reconcile.entity import Entity, Gazetteer, Span
from graph_service.search.distance import metres
from graph_service.search.folding import fold
from graph_service.search.identifiers import CATALOGUES, link_key

_FAR = 15.0
"""Kilometres from which two points are of different things."""
_APART = 100
"""Years after which two dates have nothing to do with each other."""
_NAMESAKES = 5
_SPACES = tuple(link_key(iri.format("")) + "/" for iri in CATALOGUES.values())
"""How the identifiers of each catalogue begin, as they are compared."""
_SAME_TIME = 0.7
"""A thing that stood in the years of a period, though nobody names that period for it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison came to: the agreement, and what a feature shows of it."""

    agreement: float
    shown: float | bool


Test = Callable[[Entity], Finding | None]


def of_type(value: str, gazetteer: Gazetteer) -> Test:
    """Whether it is of a type, or of one that is narrower."""
    wanted = _ids(value, gazetteer)
    folded = fold(value)

    def test(entity: Entity) -> Finding | None:
        known = (*entity.broader, *entity.types, entity.kind)
        return _truth(_is_one(wanted, folded, known, gazetteer))

    return test


def in_place(value: str, gazetteer: Gazetteer) -> Test:
    """Whether it lies in a district or another place."""
    wanted, folded = _ids(value, gazetteer), fold(value)

    def test(entity: Entity) -> Finding | None:
        places = (*entity.places, entity.id) if entity.kind == "place" else entity.places
        return _truth(_is_one(wanted, folded, places, gazetteer)) if places else None

    return test


def of_period(value: str, gazetteer: Gazetteer) -> Test:
    """Whether it belongs to a period, or at least stood in its years."""
    wanted, folded = _ids(value, gazetteer), fold(value)
    found = [gazetteer.entity(each) for each in wanted if each.startswith("period/")]
    if not any(found):
        named = gazetteer.named(value, ("period",), _NAMESAKES)
        found = [each for each in named if folded in map(fold, each.labels.values())]
    spans = [span for period in found if period for span in period.spans]

    def test(entity: Entity) -> Finding | None:
        periods = (*entity.periods, entity.id) if entity.kind == "period" else entity.periods
        if _is_one(wanted, folded, periods, gazetteer):
            return Finding(1.0, shown=True)
        if not periods and not entity.spans:
            return None
        overlaps = any(_gap(mine, theirs) == 0 for mine in entity.spans for theirs in spans)
        return Finding(_SAME_TIME if overlaps else 0.0, shown=overlaps)

    return test


def of_year(value: str, _: Gazetteer) -> Test:
    """Whether it existed in a year, or in some year of a range."""
    wanted = values.years(value)

    def test(entity: Entity) -> Finding | None:
        if not entity.spans:
            return None
        gap = min(_gap(span, wanted) for span in entity.spans)
        agreement = max(0.0, 1 - gap / _APART)
        return Finding(agreement, round(100 * agreement, 1))

    return test


def at_point(value: str, _: Gazetteer) -> Test:
    """How far away it is. The feature shows kilometres."""
    wanted = values.coordinates(value)

    def test(entity: Entity) -> Finding | None:
        if entity.point is None:
            return None
        away = metres(wanted[1], wanted[0], entity.point[1], entity.point[0]) / 1000
        agreement = 1 - min(away, _FAR) / _FAR
        return Finding(agreement, round(away, 3))

    return test


def identified(value: str, _: Gazetteer, catalogue: str | None = None) -> Test:
    """Whether another catalogue calls it so. What has another identifier there is another thing."""
    wanted = {link_key(iri) for iri in values.identifiers(value, catalogue)}
    spaces = tuple(each for each in _SPACES if any(iri.startswith(each) for iri in wanted))

    def test(entity: Entity) -> Finding | None:
        known = {link_key(each) for each in entity.links}
        if wanted & known:
            return Finding(1.0, shown=True)
        is_other = any(each.startswith(spaces) for each in known) if spaces else False
        return Finding(0.0, shown=False) if is_other else None

    return test


def _truth(is_so: bool) -> Finding:
    return Finding(float(is_so), is_so)


def _ids(value: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Our ids that a value may mean: an id, the end of one, one of our IRIs, or another's."""
    plain = value.strip()
    ours = plain.removeprefix(f"{gazetteer.base}id/")
    if ours == plain and "://" in plain:
        iris = values.identifiers(plain)
        return frozenset(id_ for iri in iris for id_ in gazetteer.linked(iri))
    return frozenset({ours, f"type/{ours}", f"place/{ours}", f"period/{ours}"})


def _is_one(
    wanted: frozenset[str], folded: str, known: Iterable[str], gazetteer: Gazetteer
) -> bool:
    return any(id_ in wanted or folded in gazetteer.folded_labels(id_) for id_ in known)


def _gap(span: Span, years: Span) -> int:
    """Years between two spans; 0 if they meet. A span without an end goes on."""
    begins_after = span[0] - years[1] if years[1] is not None else 0
    begins_before = years[0] - span[1] if span[1] is not None else 0
    return max(0, begins_after, begins_before)
