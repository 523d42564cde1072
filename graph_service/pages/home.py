"""The home page: what it shows of a release, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from graph_service.pages.atlas.atlas import Atlas
from graph_service.pages.atlas.periods import Period
from graph_service.pages.charts.frame import Frame
from graph_service.pages.charts.map_svg import Dot, map_svg
from graph_service.pages.charts.scale import all_ages
from graph_service.pages.charts.timeline_layout import Bar
from graph_service.pages.charts.timeline_svg import Words, shown, timeline_svg
from graph_service.pages.colours import families
from graph_service.pages.words import WORDS
from graph_service.pages.years import say_bounds, say_year
from graph_service.resources.place import Place
from graph_service.store.release import Manifest

_ENDINGS = (" Dönemi", " Dönem", " egemenliği", " rule")
_FIRST = ("site", "waterway", "period", "route", "research", "publication", "source")
_WINDOW = Frame(26.0, 37.78, 28.56, 39.44)
"""The province with a margin of sea; a release with another province is framed by itself."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A line of the table of periods."""

    name: str
    url: str
    family: str
    facet: str
    years: str
    depth: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the home page shows."""

    release: str
    created: str
    numbers: Sequence[tuple[str, int]]
    """Kind and count, those first that a visitor asks for first."""
    triples: int
    examples: Sequence[tuple[str, Mapping[str, str]]]
    """Path below ``/id/``, and labels by language."""
    map_picture: Markup
    timeline: Markup
    periods: Sequence[PeriodRow]
    located: int
    dated: int


def home(
    atlas: Atlas,
    manifest: Manifest,
    examples: Sequence[tuple[str, Mapping[str, str]]],
    language: str,
    place: Place,
) -> Home:
    """Read the home page of a release."""
    return Home(
        release=manifest.id,
        created=manifest.created[:10],
        numbers=[(kind, manifest.entities[kind]) for kind in _FIRST if manifest.entities.get(kind)],
        triples=manifest.triples,
        examples=examples,
        map_picture=_map(atlas, language),
        timeline=_timeline(atlas, language),
        periods=_rows(atlas.periods, language, place),
        located=len(atlas.points),
        dated=len(atlas.phases),
    )


def _map(atlas: Atlas, language: str) -> Markup:
    province = atlas.base_map.province
    window = _WINDOW if province.is_empty else Frame.around(province, margin=0.05, aspect=1.75)
    dots = [Dot(each.longitude, each.latitude, each.is_exact) for each in atlas.points]
    title = WORDS["map_of_all"][language]
    return map_svg(atlas.base_map, window, dots, title=title, language=language)


def _timeline(atlas: Atlas, language: str) -> Markup:
    words = Words(
        WORDS["timeline"][language],
        WORDS["timeline_description"][language],
        lambda year: say_year(year, language),
    )
    this_year = date.fromisoformat(atlas.day).year
    return timeline_svg(
        _bars(atlas, "cultural", language),
        _bars(atlas, "political", language),
        atlas.phases,
        all_ages(this_year),
        words,
    )


def _bars(atlas: Atlas, facet: str, language: str) -> list[Bar]:
    """The periods of a facet that stand highest and have a colour of their own."""
    family = families(atlas.periods)
    bars = {
        period.slug: Bar(
            slug=period.slug,
            name=_short(_label(period, language)),
            family=family[period.slug],
            start_earliest=period.start_earliest,
            start_latest=period.start_latest,
            end_earliest=period.end_earliest,
            end_latest=period.end_latest,
            years=_years(period, language),
        )
        for period in atlas.periods
        if period.facet == facet
    }
    coloured = {bar.slug for bar in shown(bars.values())}
    return [
        bars[period.slug]
        for period in atlas.periods
        if period.slug in coloured and period.broader not in coloured
    ]


def _rows(periods: Sequence[Period], language: str, place: Place) -> list[PeriodRow]:
    """All periods: culture, then rule; each with its parts below it."""
    family = families(periods)
    found: list[PeriodRow] = []

    def add(broader: str | None, facet: str, depth: int) -> None:
        for period in periods:
            if period.broader == broader and period.facet == facet:
                found.append(
                    PeriodRow(
                        name=_label(period, language),
                        url=f"{place.prefix}/id/period/{period.slug}",
                        family=family[period.slug],
                        facet=facet,
                        years=_years(period, language),
                        depth=depth,
                    )
                )
                add(period.slug, facet, depth + 1)

    for facet in ("cultural", "political"):
        add(None, facet, 0)
    return found


def _years(period: Period, language: str) -> str:
    start = (period.start_earliest, period.start_latest)
    return say_bounds(start, (period.end_earliest, period.end_latest), language)


def _label(period: Period, language: str) -> str:
    return period.labels.get(language) or next(iter(period.labels.values()), period.slug)


def _short(name: str) -> str:
    """A name without what the picture says anyway: that it is a period, and its other name."""
    short = name.partition(" (")[0]
    for ending in _ENDINGS:
        short = short.removesuffix(ending)
    return short
