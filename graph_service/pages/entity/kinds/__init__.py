"""The sections of each kind's page, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from graph_service.pages.entity.connections import connections, people
from graph_service.pages.entity.kinds import (
    concept,
    district,
    period,
    publication,
    route,
    source,
    water,
)
from graph_service.pages.entity.location import location
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.names import names
from graph_service.pages.entity.nearby import nearby
from graph_service.pages.entity.phases import phases
from graph_service.pages.entity.protection import protection
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.tree import tree
from graph_service.pages.entity.where import where
from loaders.namespaces import CRM

Made = Section | None
Builder = Callable[[Scene], Made | list[Section]]


def _all(scene: Scene) -> Made:
    return connections(scene, without=("type", "source"))


def _but_people(scene: Scene) -> Made:
    return connections(scene, without=("agent", "designation", "type", "source"))


def _around_place(scene: Scene) -> Made:
    return connections(
        scene,
        without=("site", "waterway", "type", "source"),
        unless=[CRM.P89_falls_within],
    )


def _around_period(scene: Scene) -> Made:
    return connections(scene, without=("site", "waterway", "place", "type", "source"))


_SITE: tuple[Builder, ...] = (
    phases, location, names, tree, protection, _but_people, people, nearby,
)  # fmt: skip
_ACTIVITY: tuple[Builder, ...] = (where, people, tree, _but_people, names)
_SECTIONS: Mapping[str, tuple[Builder, ...]] = MappingProxyType(
    {
        "site": _SITE,
        "waterway": (phases, location, water.flow, names, tree, protection, water.around, people,
                     nearby),
        "place": (district.inside, district.point, names, tree, _around_place),
        "period": (period.strip, period.existed, tree, names, _around_period),
        "route": (route.stops, route.without_stops, tree, people, _all, names),
        "project": _ACTIVITY,
        "research": _ACTIVITY,
        "event": _ACTIVITY,
        "practice": (where, protection, people, _but_people, names),
        "designation": (where, _all, names),
        "publication": (publication.reference, where, _all, names),
        "agent": (_all, names),
        "type": (concept.hierarchy, concept.used_by, names),
        "source": (source.rests_on_it,),
    }
)  # fmt: skip


def sections(scene: Scene) -> Iterator[Section]:
    """What there is to say of the thing; a builder that has nothing to say adds nothing."""
    for build in _SECTIONS.get(scene.kind, _SITE):
        made = build(scene)
        yield from made if isinstance(made, list) else [made] if made else []
