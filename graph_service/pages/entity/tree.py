"""Parts and whole: the thing between what it belongs to and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_service.pages.collation import sort_key
from graph_service.pages.entity.header import chain
from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from loaders.namespaces import CRM, SKOS

PARTS = (
    CRM.P46_is_composed_of,
    CRM.P9_consists_of,
    CRM.P148_has_component,
    SKOS.narrower,
)
WHOLES = (
    CRM.P46i_forms_part_of,
    CRM.P9i_forms_part_of,
    CRM.P148i_is_component_of,
    SKOS.broader,
)
_DEEPEST = 2
_MOST = 120


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing with its parts."""

    link: Shown
    about: str
    parts: Sequence[Branch] = ()

    @property
    def count(self) -> int:
        return len(self.parts) + sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Tree:
    """The wholes, the widest first; other wholes beside them; and the thing with its parts."""

    wholes: Sequence[Branch]
    others: Sequence[Branch]
    own: Branch


def tree(scene: Scene) -> Section | None:
    """The wholes and the parts of the thing."""
    wholes = [node for node in chain(scene, scene.thing) if _is_whole(scene, node)]
    others = [
        node
        for predicate in WHOLES
        for node in scene.world.nodes(scene.thing, predicate)
        if node not in wholes and scene.path_of(node)
    ]
    parts = _parts(scene, scene.thing, _DEEPEST, {scene.thing, *wholes})
    if not wholes and not parts:
        return None
    own = scene.reading.label(scene.thing)
    content = Tree(
        [_branch(scene, node) for node in wholes],
        [_branch(scene, node) for node in dict.fromkeys(others)],
        Branch(Shown(own.text, own.language), "", parts),
    )
    return Section("parts", scene.word(_title(scene)), "tree", content)


def _title(scene: Scene) -> str:
    return {"type": "hierarchy", "period": "hierarchy"}.get(scene.kind, "parts_and_whole")


def _is_whole(scene: Scene, node: NamedNode) -> bool:
    return scene.kind != "place" or scene.kind_of(node) == "place"


def _parts(scene: Scene, node: NamedNode, depth: int, seen: set[NamedNode]) -> list[Branch]:
    if not depth:
        return []
    found = [
        part
        for predicate in PARTS
        for part in scene.world.nodes(node, predicate)
        if part not in seen and scene.path_of(part) and "#" not in part.value
    ]
    branches = []
    for part in list(dict.fromkeys(found))[:_MOST]:
        seen.add(part)
        inside = _parts(scene, part, depth - 1, seen)
        branches.append(_branch(scene, part, inside))
    return sorted(branches, key=lambda each: sort_key(each.link.text, scene.language))


def _branch(scene: Scene, node: NamedNode, parts: Sequence[Branch] = ()) -> Branch:
    about = scene.types(node) if scene.kind_of(node) not in ("type", "period") else ""
    if scene.kind_of(node) in ("period", "research", "project"):
        about = scene.years(node)
    return Branch(scene.link(node), about, parts)
