"""The head of a page: where the thing belongs, what it is called, what it is."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph_service.pages.entity.model import Head
from graph_service.pages.entity.protection import badges
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from loaders.namespaces import CRM, DCT, RDFS, SKOS

_ANCIENT = ("grc", "la", "ota", "lyd", "hit", "hy", "he", "lad", "el")
"""Languages of old names, those first that a heading shows first."""
_MOST_NAMES = 3
_DEEPEST = 6
_WHOLES = (
    CRM.P46i_forms_part_of,
    CRM.P9i_forms_part_of,
    CRM.P148i_is_component_of,
    CRM.P89_falls_within,
    SKOS.broader,
)


def head(scene: Scene) -> Head:
    """Everything above the sections."""
    reading, thing = scene.reading, scene.thing
    title = reading.label(thing)
    summary = [
        text
        for predicate in (DCT.description, SKOS.definition, RDFS.comment)
        for text in reading.texts(thing, predicate)
    ]
    return Head(
        crumbs=crumbs(scene),
        title=Shown(title.text, title.language),
        others=_other_names(scene, title.text),
        chips=_chips(scene),
        doubt=_doubt(scene),
        badges=badges(scene),
        summary=summary,
        lacks="" if summary else _lacks(scene.kind, scene),
    )


def above(scene: Scene, shown: Head) -> str:
    """What it is, and where: ``Antik kent · Selçuk``."""
    kinds = [chip.text for chip in shown.chips[:1]] or [scene.kind_word(scene.kind)]
    within = [scene.link(node).text for node in districts(scene)[:1]]
    return " · ".join([*kinds, *within])


def crumbs(scene: Scene) -> list[Shown]:
    """The way to the thing: home, its district, what it is part of; the thing itself last."""
    home = Shown(scene.word("home"), None, f"{scene.reading.place.prefix}/")
    kind = Shown(scene.kind_word(scene.kind))
    wholes = [scene.link(node) for node in chain(scene, scene.thing)]
    district = [scene.link(node) for node in districts(scene)[:1]]
    own = scene.reading.label(scene.thing)
    return [home, *(district if district or wholes else [kind]), *wholes, Shown(own.text)]


def chain(scene: Scene, node: NamedNode) -> list[NamedNode]:
    """What a thing is part of, the widest first; where there are several wholes, the first."""
    found: list[NamedNode] = []
    while len(found) < _DEEPEST:
        above = next(_above(scene, node), None)
        if above is None or above in found or above == scene.thing:
            break
        found.insert(0, above)
        node = above
    return found


def districts(scene: Scene) -> list[NamedNode]:
    """Where the place of the thing lies."""
    places = scene.world.nodes(scene.thing, CRM.P53_has_former_or_current_location)
    found = [each for place in places for each in scene.world.nodes(place, CRM.P89_falls_within)]
    return sorted(dict.fromkeys(found), key=lambda each: each.value)


def _above(scene: Scene, node: NamedNode) -> Iterator[NamedNode]:
    for predicate in _WHOLES:
        found = [each for each in scene.world.nodes(node, predicate) if scene.path_of(each)]
        yield from sorted(found, key=lambda each: each.value)


def _chips(scene: Scene) -> list[Shown]:
    found = scene.reading.links(scene.thing, CRM.P2_has_type)
    return [
        Shown(scene.capital(each.text), each.language, each.url, each.marks)
        if each.language is None
        else each
        for each in found
    ]


def _doubt(scene: Scene) -> str:
    """How sure the whole record is, if it is not."""
    found = scene.reading.links(scene.thing, scene.ours("certainty"))
    return scene.capital(scene.words_of(found))


def _other_names(scene: Scene, title: str) -> list[Shown]:
    """The name in the other language of the pages, then names in old scripts; each once."""
    found: dict[str, Shown] = {}
    other = "en" if scene.language == "tr" else "tr"
    for statement in scene.reading.values(scene.thing, RDFS.label):
        if isinstance(statement.object, Literal) and statement.object.language == other:
            found[statement.object.value] = Shown(statement.object.value, other)
    for tag in _ANCIENT:
        for node in scene.reading.values(scene.thing, CRM.P1_is_identified_by):
            if not isinstance(node.object, NamedNode):
                continue
            for said in scene.reading.values(node.object, CRM.P190_has_symbolic_content):
                if isinstance(said.object, Literal) and said.object.language == tag:
                    found.setdefault(said.object.value, Shown(said.object.value, tag))
    found.pop(title, None)
    return list(found.values())[:_MOST_NAMES]


def _lacks(kind: str, scene: Scene) -> str:
    if kind == "source":
        return ""
    return scene.word("no_definition" if kind == "type" else "no_description")
