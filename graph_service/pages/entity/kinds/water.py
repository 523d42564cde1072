"""A water: what it flows into, feeds and crosses, and what stands on it."""

from __future__ import annotations

from graph_service.pages.entity.connections import connections
from graph_service.pages.entity.model import Row, Rows, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.relations import links

TERMS = ("flowsInto", "crosses", "supplies")


def around(scene: Scene) -> Section | None:
    """What else the water is connected with."""
    return connections(
        scene,
        without=("agent", "designation", "type", "source"),
        unless=[scene.ours(term) for term in TERMS],
    )


def flow(scene: Scene) -> Section | None:
    """From where to where the water goes: a list for each way of being connected."""
    wanted = {scene.ours(term): place for place, term in enumerate(TERMS)}
    groups: dict[tuple[int, bool, str], list[Row]] = {}
    for link in links(scene.reading):
        if link.predicate in wanted:
            key = (wanted[link.predicate], link.is_inverse, link.title)
            row = Row(scene.link(link.other, link.marks), [scene.types(link.other)])
            groups.setdefault(key, []).append(row)
    found = [Rows(rows, title=key[2]) for key, rows in sorted(groups.items(), key=lambda p: p[0])]
    return Section("flow", scene.word("flow"), "rows", found) if found else None
