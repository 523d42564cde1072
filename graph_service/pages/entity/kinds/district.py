"""A place: what is in it, on a map of its outline."""

from __future__ import annotations

from graph_service.pages.entity.location import framed
from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import CRM


def inside(scene: Scene) -> Section | None:
    """The sites and waters of a district or of the province."""
    base = scene.world.atlas.base_map
    slug = scene.slug_of(scene.thing)
    outline = next((each.shape for each in base.districts if each.thing.slug == slug), None)
    if outline is None and not base.province.is_empty and _is_province(scene):
        outline = base.province
    frame = framed(outline) if outline is not None else None
    return members(scene, "place", scene.word("what_is_here"), frame=frame)


def _is_province(scene: Scene) -> bool:
    return scene.concept("province") in scene.world.nodes(scene.thing, CRM.P2_has_type)
