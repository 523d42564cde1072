"""All names of a thing: in every language and age, with who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.pages.entity.model import Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from loaders.namespaces import CRM, RDF, RDFS, SKOS


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its text and language, what kind of name, when, how sure, who says so."""

    anchor: str
    text: Shown
    language: str
    kind: str
    years: str
    year_from: int | None
    certainty: str
    note: Shown | None


_FOLDED = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The first names, and those behind a fold; columns that say nothing are left out."""

    first: Sequence[Name]
    rest: Sequence[Name]
    has_years: bool


def names(scene: Scene) -> Section | None:
    """The names, unless they only say again what the heading says."""
    found = sorted(_names(scene), key=_order)
    labels = {s.object.value for s in scene.reading.values(scene.thing, RDFS.label)}
    if all(name.text.text in labels and not name.years and not name.certainty for name in found):
        return None
    cut = _FOLDED if len(found) > _FOLDED + 2 else len(found)
    shown = Names(found[:cut], found[cut:], any(name.years for name in found))
    return Section("names", scene.word("names"), "names", shown)


def _order(name: Name) -> tuple[bool, int, str, str]:
    return (name.year_from is not None, name.year_from or 0, name.kind, name.text.text)


def _names(scene: Scene) -> Iterator[Name]:
    reading = scene.reading
    for statement in reading.values(scene.thing, CRM.P1_is_identified_by):
        node = statement.object
        if not isinstance(node, NamedNode):
            continue
        classes = [each.object for each in reading.values(node, RDF.type)]
        if CRM.E42_Identifier in classes:
            continue  # a number in a list, which the facts show
        for content in reading.values(node, CRM.P190_has_symbolic_content):
            if not isinstance(content.object, Literal):
                continue
            tag = content.object.language
            shown = reading.show(content)
            language = scene.words_of(reading.links(node, CRM.P72_has_language)) or tag or ""
            yield Name(
                anchor=node.value.partition("#")[2],
                text=Shown(shown.text, tag, None, shown.marks),
                language=scene.capital(language),
                kind=scene.words_of(reading.links(node, CRM.P2_has_type)),
                years=reading.years(node),
                year_from=reading.year(node, "yearFrom"),
                certainty=scene.words_of(reading.links(node, scene.ours("certainty"))),
                note=scene.notes(node, SKOS.note),
            )
