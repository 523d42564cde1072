"""A place: what is in it, on a map of its outline."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from graph_service.pages.entity.location import location
from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import CRM


def inside(scene: Scene) -> Section | None:
    """The sites and waters of a district or of the province."""
    outline = _outline(scene)
    return members(
        scene,
        "place",
        scene.word("what_is_here"),
        outline=outline,
        is_everywhere=_is_province(scene),
    )


def point(scene: Scene) -> Section | None:
    """Where a place is that has no map of what is in it."""
    return None if _outline(scene) is not None else location(scene)


def _outline(scene: Scene) -> BaseGeometry | None:
    base = scene.world.atlas.base_map
    slug = scene.slug_of(scene.thing)
    for each in base.districts:
        if each.thing.slug == slug:
            return each.shape
    return scene.world.province if _is_province(scene) else None


def _is_province(scene: Scene) -> bool:
    return scene.concept("province") in scene.world.nodes(scene.thing, CRM.P2_has_type)
