"""What the page of the shapes shows: each shape with its demands in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_service.pages.demands import say_demands, say_path, say_targets
from graph_service.resources.place import Place
from graph_service.resources.shapes import Path, Shape
from graph_service.resources.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ShownShape:
    """A shape in one language."""

    name: str
    label: str
    about: str
    """What it is about; for a property the path."""
    term: str
    """Address of the explanation of that term; empty if there is no single one."""
    message: str
    is_warning: bool
    demands: Sequence[str]
    properties: Sequence[ShownShape]


class ShapesPage:
    """The shapes in one language."""

    def __init__(
        self, shapes: Iterable[Shape], vocabulary: Vocabulary, language: str, place: Place
    ) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._place = place
        shown = [(each, self._show(each)) for each in shapes]
        self.things = [found for shape, found in shown if shape.properties]
        """Those that describe a kind of thing, with all its properties."""
        self.rules = [found for shape, found in shown if not shape.properties]
        """Those that make one demand: domains, ranges, single rules."""

    @property
    def number(self) -> int:
        """How many shapes there are, those of properties included."""
        return sum(1 + len(each.properties) for each in (*self.things, *self.rules))

    def _show(self, shape: Shape) -> ShownShape:
        language = self._language
        about = say_path(shape.path, self._name, language) or say_targets(
            shape.targets, self._name, language
        )
        return ShownShape(
            name=shape.name,
            label=shape.label[language],
            about=about,
            term=self._address(shape),
            message=shape.message[language],
            is_warning=shape.severity != "Violation",
            demands=say_demands(shape, self._name, language),
            properties=[self._show(each) for each in shape.properties],
        )

    def _address(self, shape: Shape) -> str:
        path = shape.path or Path("", tuple(target.term for target in shape.targets))
        if len(path.terms) != 1:
            return ""
        url = self._vocabulary.link(path.terms[0], self._language).url
        return f"{self._place.prefix}/ontology{url}" if url.startswith("#") else url

    def _name(self, value: str) -> str:
        if not value.startswith("http"):
            return value
        link = self._vocabulary.link(value, self._language)
        if not link.name.startswith(("crm:", "crmarchaeo:", "crmgeo:")):
            return link.label or link.name
        code = link.name.partition(":")[2].partition("_")[0]
        return f"{code} {link.label}" if link.label else link.name
