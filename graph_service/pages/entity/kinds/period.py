"""A period: its bounds among its neighbours, and what existed in it."""

from __future__ import annotations

from graph_service.pages.atlas.periods import Period
from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.phases import Phase, life, span_of
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.pages.years import say_bounds
from graph_service.resources.holdings import Reference


def strip(scene: Scene) -> Section | None:
    """The period with its whole, its parts and its neighbours, on one scale."""
    own = scene.world.periods.get(scene.slug_of(scene.thing))
    if own is None:
        return None
    rows = [_row(scene, each, own) for each in scene.world.atlas.periods if _belongs(each, own)]
    return Section("periods", scene.word("in_time"), "phases", life(scene, rows))


def existed(scene: Scene) -> Section | None:
    """What has a phase in the period, on the map of the province."""
    return members(
        scene, "period", scene.word("existed_then"), outline=scene.world.province, is_drawn=False
    )


def _belongs(each: Period, own: Period) -> bool:
    is_kin = each.slug in (own.slug, own.broader) or each.broader == own.slug
    return is_kin or (each.broader == own.broader and each.facet == own.facet)


def _row(scene: Scene, period: Period, own: Period) -> Phase:
    start = (period.start_earliest, period.start_latest)
    link = scene.link(scene.world.holdings.iri(Reference("period", period.slug)))
    is_own = period.slug == own.slug
    return Phase(
        anchor=f"{period.slug}-row",
        title=link.text if is_own else "",
        periods=[] if is_own else [Shown(link.text, link.language, link.url)],
        years=say_bounds(start, (period.end_earliest, period.end_latest), scene.language),
        certainty="",
        is_disputed=False,
        wording="",
        note=None,
        marks=(),
        span=span_of(period, scene.world.families[period.slug]),
    )
