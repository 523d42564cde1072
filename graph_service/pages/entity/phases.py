"""The life of a thing: its phases in the order of time, each with its strip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from pyoxigraph import NamedNode

from graph_service.pages.atlas.periods import Period
from graph_service.pages.charts.strip_svg import Span, axis, gradients, strip, strip_scale
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.pages.years import say_bounds
from loaders.namespaces import CRM, SKOS

_YEAR = re.compile(r"-?\d{4,}")
_FADING = "plain"


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a thing's life."""

    anchor: str
    title: str
    periods: Sequence[Shown]
    """The periods that it falls within; a phase without a title is called by them."""
    years: str
    certainty: str
    is_disputed: bool
    wording: str
    note: Shown | None
    marks: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Life:
    """The phases, and the axis of their strips if any is dated."""

    phases: Sequence[Phase]
    pictures: Sequence[Markup]
    axis: Markup | None
    gradients: Markup
    has_disputes: bool
    is_fuzzy: bool
    is_within: bool


def phases(scene: Scene) -> Section | None:
    """The phases of a site or a water."""
    found = _together(sorted(_phases(scene), key=_order))
    if not found:
        return None
    return Section("periods", scene.word("periods"), "phases", life(scene, found))


def life(scene: Scene, found: Sequence[Phase]) -> Life:
    """Phases with their strips on one scale."""
    today = date.fromisoformat(scene.world.atlas.day).year
    spans = [phase.span for phase in found]
    scale = strip_scale(spans, today)
    return Life(
        phases=found,
        pictures=[strip(span, scale, today) for span in spans] if scale else [],
        axis=axis(scale, scene.language) if scale else None,
        gradients=gradients(span.family for span in spans),
        has_disputes=any(phase.is_disputed for phase in found),
        is_fuzzy=any(_is_fuzzy(span) for span in spans),
        is_within=any(_is_within(span) for span in spans),
    )


def span_of(period: Period, family: str) -> Span:
    """The bounds of a period."""
    return Span(
        period.start_earliest,
        period.start_latest,
        period.end_earliest,
        period.end_latest,
        family,
        is_open=period.is_open,
    )


def span_at(scene: Scene, node: NamedNode, family: str = "plain") -> Span:
    """The bounds of a time-span of a node, which need not be of the thing."""
    for span in scene.world.nodes(node, CRM["P4_has_time-span"]):
        begin = _moment(scene, span, CRM.P82a_begin_of_the_begin)
        finish = _moment(scene, span, CRM.P82b_end_of_the_end)
        sure_from = _moment(scene, span, CRM.P81a_end_of_the_begin)
        sure_to = _moment(scene, span, CRM.P81b_begin_of_the_end)
        is_open = sure_from is not None and finish is None and sure_to is None
        return Span(begin, sure_from, sure_to, finish, family, is_open=is_open)
    first, last = scene.year(node, "yearFrom"), scene.year(node, "yearTo")
    return Span(first, None, None, last, family)


def _phases(scene: Scene) -> Iterator[Phase]:
    reading = scene.reading
    in_period = reading.url(scene.concept("in-period").value)
    disputed = reading.url(scene.concept("disputed").value)
    for part in scene.parts("Phase"):
        slugs = [scene.slug_of(s.object) for s in reading.values(part, CRM.P10_falls_within)
                 if isinstance(s.object, NamedNode)]  # fmt: skip
        known = [scene.world.periods[slug] for slug in slugs if slug in scene.world.periods]
        periods = reading.links(part, CRM.P10_falls_within)
        kinds = reading.links(part, CRM.P2_has_type)
        is_period = bool(periods) and all(kind.url == in_period for kind in kinds)
        title = "" if is_period else scene.words_of(kinds) or reading.label(part).text
        certainty = reading.links(part, scene.ours("certainty"))
        span, years = _when(scene, part, known if is_period else [], known)
        yield Phase(
            anchor=part.value.partition("#")[2],
            title=scene.capital(title),
            periods=[Shown(each.text, each.language, each.url) for each in periods],
            years=years,
            certainty=scene.words_of(certainty),
            is_disputed=any(each.url == disputed for each in certainty),
            wording=scene.words_of(reading.texts(part, scene.ours("wording"))),
            note=scene.notes(part, SKOS.note),
            marks=reading.marks(*reading.description.of(part)),
            span=span,
        )


def _when(
    scene: Scene, part: NamedNode, as_period: Sequence[Period], within: Sequence[Period]
) -> tuple[Span, str]:
    """The bounds of a phase in years and in words: of its period if that is all it says."""
    family = scene.world.families[within[0].slug] if within else _FADING
    years = scene.reading.years(part)
    if len(as_period) == 1 and not scene.world.nodes(part, CRM["P4_has_time-span"]):
        period = as_period[0]
        start = (period.start_earliest, period.start_latest)
        words = say_bounds(start, (period.end_earliest, period.end_latest), scene.language)
        return span_of(period, family), words
    return span_at(scene, part, family), years


def _moment(scene: Scene, span: NamedNode, predicate: NamedNode) -> int | None:
    for literal in scene.world.literals(span, predicate):
        found = _YEAR.match(literal.value)
        if found:
            return int(found[0])
    return None


def _is_fuzzy(span: Span) -> bool:
    return (span.start_latest is not None and span.start_latest != span.start_earliest) or (
        span.end_earliest is not None and span.end_earliest != span.end_latest
    )


def _is_within(span: Span) -> bool:
    sides = span.start_earliest, span.end_latest
    is_bare = span.start_latest is None and span.end_earliest is None
    return is_bare and None not in sides and sides[0] != sides[1]


def _together(found: Sequence[Phase]) -> list[Phase]:
    """What is disputed stands beside what it is disputed with."""
    ordered: list[Phase] = []
    for phase in found:
        if phase not in ordered:
            rivals = [each for each in found if each.is_disputed and each.title == phase.title]
            ordered += rivals if phase.is_disputed else [phase]
    return ordered


def _order(phase: Phase) -> tuple[bool, int, int, str]:
    years = phase.span.years
    return (not years, min(years, default=0), -max(years, default=0), phase.anchor)
