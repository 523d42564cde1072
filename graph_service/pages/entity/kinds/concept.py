"""A concept: what is broader and narrower, and what is of this type."""

from __future__ import annotations

from graph_service.pages.collation import sort_key
from graph_service.pages.entity.connections import connections
from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Row, Rows, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.tree import tree
from graph_service.pages.relations import links
from loaders.namespaces import SKOS

_TOPS = ((SKOS.hasTopConcept, False), (SKOS.topConceptOf, True))
_ALL_BUT_CONCEPTS = (
    "waterway", "route", "research", "project", "event", "practice", "publication", "agent",
    "designation", "site", "place", "period", "source",
)  # fmt: skip


def hierarchy(scene: Scene) -> list[Section]:
    """Broader and narrower concepts; of a vocabulary, its concepts; and what is related."""
    own = tree(scene)
    scheme = _concepts(scene)
    related = None if scheme else connections(scene, without=_ALL_BUT_CONCEPTS)
    return [section for section in (own, scheme, related) if section]


def used_by(scene: Scene) -> Section | None:
    """What is of this type."""
    return members(
        scene, "type", scene.word("used_by"), outline=scene.world.province, is_drawn=False
    )


def _concepts(scene: Scene) -> Section | None:
    """The concepts of a vocabulary: its top ones if it says which these are."""
    tops, rest = {}, {}
    for link in links(scene.reading):
        row = Row(scene.link(link.other, link.marks))
        if (link.predicate, link.is_inverse) in _TOPS:
            tops[link.other] = row
        elif (link.predicate, link.is_inverse) == (SKOS.inScheme, True):
            rest[link.other] = row
    rows = list((tops or rest).values())
    if not rows:
        return None
    rows.sort(key=lambda row: sort_key(row.link.text, scene.language))
    return Section("concepts", scene.word("their_type"), "rows", [Rows(rows)])
