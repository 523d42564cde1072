"""A document read in one language, in the world around it: what every section is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_service.pages.entity.world import World
from graph_service.pages.reading import Reading, Shown
from graph_service.pages.words import KINDS, WORDS
from graph_service.pages.years import say_years
from graph_service.resources.mentions import Mentions
from loaders.namespaces import CRM, RDF, RDFS
from loaders.turkish import Language, capitalise


@dataclass(frozen=True, slots=True)
class Scene:
    """The thing of a page, and everything that can be asked about it."""

    reading: Reading
    mentions: Mentions
    world: World

    @property
    def thing(self) -> NamedNode:
        return self.reading.document.thing

    @property
    def path(self) -> str:
        """``kind/slug``."""
        return self.path_of(self.thing)

    @property
    def kind(self) -> str:
        return self.kind_of(self.thing)

    @property
    def language(self) -> Language:
        return "tr" if self.reading.language == "tr" else "en"

    def word(self, name: str) -> str:
        """A word of the page, in its language."""
        return WORDS[name][self.language]

    def kind_word(self, kind: str) -> str:
        return KINDS[kind][self.language] if kind in KINDS else kind

    def ours(self, term: str) -> NamedNode:
        return self.reading.ours(term)

    def path_of(self, node: NamedNode) -> str:
        """``kind/slug`` of a thing, or of the thing that a part is of; empty for others."""
        own = f"{self.reading.base}id/"
        return node.value.removeprefix(own).partition("#")[0] if node.value.startswith(own) else ""

    def kind_of(self, node: NamedNode) -> str:
        return self.path_of(node).partition("/")[0]

    def slug_of(self, node: NamedNode) -> str:
        return self.path_of(node).partition("/")[2]

    def concept(self, slug: str) -> NamedNode:
        return NamedNode(f"{self.reading.base}id/type/{slug}")

    def link(self, node: NamedNode, marks: tuple[int, ...] = ()) -> Shown:
        """A thing by its name, also one that the document does not mention."""
        labels = self.world.literals(node, RDFS.label)
        best = self.reading.best(labels)
        if best is None:
            known = self.reading.label(node)
            return Shown(known.text, known.language, known.url, marks)
        return Shown(best.value, self.reading.foreign(best), self.reading.url(node.value), marks)

    def capital(self, text: str) -> str:
        return capitalise(text, self.language)

    def types(self, node: NamedNode) -> str:
        """What a thing is, in words; concepts of what it is not called by are left out."""
        found = sorted(self.world.nodes(node, CRM.P2_has_type), key=lambda each: each.value)
        return ", ".join(dict.fromkeys(self.link(each).text for each in found))

    def years(self, node: NamedNode) -> str:
        """When a thing was, in words: of its time-span, else of its own years."""
        for span in self.world.nodes(node, CRM["P4_has_time-span"]):
            label = self.reading.best(self.world.literals(span, RDFS.label))
            if label is not None:
                return label.value
        first, last = self.year(node, "yearFrom"), self.year(node, "yearTo")
        return say_years(first, last, self.language)

    def year(self, node: NamedNode, term: str) -> int | None:
        found = self.world.literals(node, self.ours(term))
        if not found:
            spans = self.world.nodes(node, CRM["P4_has_time-span"])
            found = [year for span in spans for year in self.world.literals(span, self.ours(term))]
        return int(found[0].value) if found else None

    def parts(self, term: str) -> list[NamedNode]:
        """The fragments of the thing that are of a class of ours, such as ``Phase``."""
        wanted = self.ours(term)
        return [
            part
            for part in self.reading.description.parts
            if any(s.object == wanted for s in self.reading.values(part, RDF.type))
        ]

    def words_of(self, values: Sequence[Shown]) -> str:
        return ", ".join(dict.fromkeys(value.text for value in values))

    def notes(self, node: NamedNode, predicate: NamedNode) -> Shown | None:
        """The first text of a property, in the language of the page if there is one."""
        found = self.reading.texts(node, predicate)
        return found[0] if found else None
