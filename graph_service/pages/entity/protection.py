"""Listings and protection: of the thing, and of what it is part of."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph_service.pages.entity.model import Badge, Row, Rows, Section
from graph_service.pages.entity.scene import Scene
from loaders.namespaces import CRM, SCHEMA

_WORLD_HERITAGE = ("world-heritage-inscription", "tentative-listing")
_DEEPEST = 6


def badges(scene: Scene) -> list[Badge]:
    """UNESCO's lists, with the page that UNESCO keeps; those of the wholes say of what."""
    found: dict[str, Badge] = {}
    for holder, decision in _decisions(scene):
        kinds = {scene.slug_of(each) for each in scene.world.nodes(decision, CRM.P42_assigned)}
        listed = [kind for kind in _WORLD_HERITAGE if kind in kinds]
        urls = scene.world.nodes(decision, SCHEMA.url)
        if listed and urls:
            title = scene.capital(scene.link(scene.concept(listed[0])).text)
            of = "" if holder == scene.thing else scene.link(holder).text
            detail = " · ".join(part for part in (of, scene.years(decision)) if part)
            record = scene.reading.url(decision.value)
            found.setdefault(urls[0].value, Badge(title, detail, urls[0].value, record))
    return list(found.values())


def protection(scene: Scene) -> Section | None:
    """Every decision that protects or lists the thing, or something that it is part of."""
    rows = []
    for holder, decision in _decisions(scene):
        of = (
            [] if holder == scene.thing else [f"{scene.word('through')}: {scene.link(holder).text}"]
        )
        status = [scene.capital(scene.link(each).text)
                  for each in scene.world.nodes(decision, CRM.P42_assigned)]  # fmt: skip
        years = scene.years(decision)
        rows.append(Row(scene.link(decision), [*status, *([years] if years else []), *of]))
    if not rows:
        return None
    return Section("protection", scene.word("protection"), "rows", [Rows(rows)])


def _decisions(scene: Scene) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Who was listed, and by which decision: the thing first, then its wholes."""
    waiting, seen = [scene.thing], {scene.thing}
    for _ in range(_DEEPEST):
        above: list[NamedNode] = []
        for holder in waiting:
            found = scene.world.nodes(holder, CRM.P41i_was_classified_by)
            for decision in sorted(found, key=lambda each: each.value):
                yield holder, decision
            wholes = scene.world.nodes(holder, CRM.P46i_forms_part_of)
            above += [each for each in wholes if each not in seen]
        seen.update(above)
        waiting = above
