"""A source: what rests on it."""

from __future__ import annotations

from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene


def rests_on_it(scene: Scene) -> Section | None:
    """The records that name the source."""
    return members(
        scene, "source", scene.word("rests_on_it"), outline=scene.world.province, is_drawn=False
    )
