"""A concept: what is broader and narrower, and what is of this type."""

from __future__ import annotations

from graph_service.pages.entity.connections import connections
from graph_service.pages.entity.members import members
from graph_service.pages.entity.model import Rows, Row, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.tree import tree
from graph_service.pages.relations import links
from loaders.namespaces import SKOS

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
    return members(scene, "type", scene.word("used_by"))


def _concepts(scene: Scene) -> Section | None:
    """The concepts of a vocabulary: its top ones if it says which these are."""
    tops, rest = [], []
    for link in links(scene.reading):
        row = Row(scene.link(link.other, link.marks))
        if link.predicate in (SKOS.hasTopConcept, SKOS.topConceptOf) and _is_from_scheme(scene, link.is_inverse, link.predicate == SKOS.topConceptOf):
            tops.append(row)
        elif link.predicate == SKOS.inScheme and link.is_inverse:
            rest.append(row)
    rows = tops or rest
    if not rows:
        return None
    ordered = sorted({row.link.url: row for row in rows}.values(), key=lambda row: row.link.text)
    return Section("concepts", scene.word("their_type"), "rows", [Rows(ordered)])


def _is_from_scheme(scene: Scene, is_inverse: bool, is_top_of: bool) -> bool:
    return is_inverse == is_top_of
