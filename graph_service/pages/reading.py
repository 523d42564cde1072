"""Reading a description for a page: labels, links, years and source marks in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.http.problem_types import Text
from graph_service.pages.words import OURS, RELATIONS
from graph_service.pages.years import say_years
from graph_service.resources.document import Document
from graph_service.resources.place import Place
from graph_service.resources.statements import Statement
from loaders.namespaces import CRM, RDFS

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_CRM_CODE = re.compile(r"^(?:E|P|A|AP|SP)\d+[a-z]?_")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on a page: a text in its language, perhaps a link, and the marks of its sources."""

    text: str
    language: str | None = None
    """Its language, where that is not the language of the page."""
    url: str | None = None
    marks: tuple[int, ...] = ()


class Reading:
    """One document read in one language."""

    def __init__(self, document: Document, language: str, place: Place) -> None:
        self.document = document
        self.description = document.description
        self.language = language
        self.place = place
        self.base = document.edition.base
        self._labels: dict[NamedNode, list[Literal]] = {}
        for statement in self.description.statements:
            if statement.predicate == RDFS.label and isinstance(statement.object, Literal):
                self._labels.setdefault(statement.subject, []).append(statement.object)
        for term, labels in self.description.terms.items():
            self._labels.setdefault(term, []).extend(labels)
        self.sources = self._number_sources()

    def url(self, iri: str) -> str:
        """The address of an IRI: ours are on this host."""
        rest = iri.removeprefix(self.base)
        return f"{self.place.prefix}/{rest}" if rest != iri else iri

    def best(self, literals: Iterable[Literal]) -> Literal | None:
        """The literal in the language of the page, else in the other, else any."""
        order = {"en": 1, "tr": 2, self.language: 0}
        return min(literals, key=lambda label: order.get(label.language or "", 3), default=None)

    def label(self, node: NamedNode) -> Shown:
        """The name of a node, as a link."""
        own = self.best(self._labels.get(node, ()))
        owner = NamedNode(node.value.partition("#")[0])
        found = own or self.best(self._labels.get(owner, ()))
        text = found.value if found else _from_iri(node.value)
        return Shown(text, self.foreign(found), self.url(node.value))

    def foreign(self, literal: Literal | None) -> str | None:
        """The language of a literal, if it is not that of the page."""
        tag = literal.language if literal else None
        return tag if tag and tag != self.language else None

    def show(self, statement: Statement) -> Shown:
        """The object of a statement, with its sources."""
        value = statement.object
        marks = self.marks(statement)
        if isinstance(value, NamedNode):
            label = self.label(value)
            return Shown(label.text, label.language, label.url, marks)
        return Shown(value.value, self.foreign(value), None, marks)

    def marks(self, *statements: Statement) -> tuple[int, ...]:
        """The numbers of the sources that say any of these."""
        graphs = {graph for statement in statements for graph in statement.graphs}
        return tuple(sorted(self.sources[graph] for graph in graphs if graph in self.sources))

    def values(self, subject: NamedNode, *predicates: NamedNode) -> list[Statement]:
        """What is said of a subject by these properties."""
        return [s for s in self.description.of(subject) if s.predicate in predicates]

    def texts(self, subject: NamedNode, predicate: NamedNode) -> list[Shown]:
        """The literals of a property: those in the language of the page, or else all."""
        found = self.values(subject, predicate)
        ours = [s for s in found if isinstance(s.object, Literal) and not self.foreign(s.object)]
        return [self.show(statement) for statement in ours or found]

    def links(self, subject: NamedNode, *predicates: NamedNode) -> list[Shown]:
        """The things that a subject is linked to by these properties."""
        found = self.values(subject, *predicates)
        return [self.show(s) for s in found if isinstance(s.object, NamedNode)]

    def years(self, subject: NamedNode) -> str:
        """The years of a node in words: of its time-span, else its own."""
        for span in self.values(subject, CRM["P4_has_time-span"]):
            if isinstance(span.object, NamedNode):
                label = self.best(self._labels.get(span.object, ()))
                if label:
                    return label.value
        first, last = self.year(subject, "yearFrom"), self.year(subject, "yearTo")
        return say_years(first, last, self.language)

    def year(self, subject: NamedNode, term: str) -> int | None:
        """An integer year of a node."""
        found = self.values(subject, self.ours(term))
        return int(found[0].object.value) if found else None

    def ours(self, term: str) -> NamedNode:
        """A term of our own ontology."""
        return NamedNode(f"{self.base}ontology#{term}")

    def relation(self, predicate: NamedNode, *, inverse: bool = False) -> str:
        """What a property is called on the page."""
        mark = "^" if inverse else ""
        ours = predicate.value.removeprefix(f"{self.base}ontology#")
        named: Text | None = RELATIONS.get(mark + predicate.value) or OURS.get(mark + ours)
        if named:
            return named[self.language]
        label = self.label(predicate).text
        return f"← {label}" if inverse else label[:1].upper() + label[1:]

    def _number_sources(self) -> dict[NamedNode, int]:
        hidden = {f"{self.base}graph/{n}" for n in ("inferred", "ontology", "provenance")}
        graphs: dict[NamedNode, None] = {}
        for statement in (*self.description.own, *self.description.inverse):
            graphs.update(dict.fromkeys(g for g in statement.graphs if g.value not in hidden))
        return {graph: number for number, graph in enumerate(graphs, start=1)}

    def source_of(self, graph: NamedNode) -> NamedNode:
        """The entity of a source's graph."""
        return NamedNode(graph.value.replace(f"{self.base}graph/", f"{self.base}id/source/", 1))


def unique(values: Sequence[Shown]) -> list[Shown]:
    """Each text and address once, with all its marks."""
    found: dict[tuple[str, str | None], Shown] = {}
    for value in values:
        key = (value.text, value.url)
        marks = set(value.marks) | set(found[key].marks if key in found else ())
        found[key] = Shown(value.text, value.language, value.url, tuple(sorted(marks)))
    return list(found.values())


def _from_iri(iri: str) -> str:
    name = re.split(r"[/#]", iri.rstrip("/#"))[-1]
    return _CAMEL.sub(" ", _CRM_CODE.sub("", name)).strip() or iri
