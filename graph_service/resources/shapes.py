"""The SHACL shapes of a release, read for people: what each demands of what, and why.

Only what our shapes use is read (W3C SHACL, sections 2 to 4); an engine reads them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from graph_service.http.problem_types import Text
from loaders.iri import rebase
from loaders.namespaces import RDF, RDFS, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_PATHS = ("alternativePath", "inversePath")
_NO_CONSTRAINT = frozenset(
    {*_TARGETS, "path", "property", "message", "name", "severity", "description", "order"}
)

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Target:
    """What a shape is about: `kind` is ``targetClass`` and the like, `term` an IRI."""

    kind: str
    term: str


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: `kind` is empty, ``alternativePath`` or ``inversePath``; terms as IRIs."""

    kind: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand: the SHACL parameter and its values, IRIs or the text of literals."""

    parameter: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape with its path."""

    iri: str
    name: str
    label: Text
    message: Text
    severity: str
    """``Violation``, ``Warning`` or ``Info``."""
    targets: tuple[Target, ...]
    path: Path | None
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]


def read_shapes(paths: Iterable[File], base: str) -> list[Shape]:
    """The node shapes of some Turtle files that have targets, in the order of files and labels."""
    found: list[Shape] = []
    for path in paths:
        text = rebase(path.read_text(encoding="utf-8"), base)
        found += _Reader(text).shapes()
    return found


class _Reader:
    """One file of shapes."""

    def __init__(self, text: str) -> None:
        self._said: dict[NamedNode | BlankNode, dict[NamedNode, list[Term]]] = {}
        for quad in parse(text, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode | BlankNode):
                said = self._said.setdefault(quad.subject, {})
                assert isinstance(quad.object, NamedNode | BlankNode | Literal)
                said.setdefault(quad.predicate, []).append(quad.object)

    def shapes(self) -> list[Shape]:
        return [
            self._shape(node)
            for node, said in self._said.items()
            if isinstance(node, NamedNode)
            and SH.NodeShape in said.get(RDF.type, ())
            and any(SH[kind] in said for kind in _TARGETS)
        ]

    def _shape(self, node: NamedNode | BlankNode) -> Shape:
        severity = next(iter(self._values(node, "severity")), SH["Violation"])
        path = next(iter(self._values(node, "path")), None)
        iri = node.value
        label = self._text(node, RDFS.label) or self._text(node, SH["name"])
        return Shape(
            iri=iri,
            name=iri.partition("#")[2] or iri,
            label=label or Text(iri, iri),
            message=self._text(node, SH["message"]) or Text("", ""),
            severity=severity.value.removeprefix(SH.iri),
            targets=tuple(
                Target(kind, term.value) for kind in _TARGETS for term in self._values(node, kind)
            ),
            path=None if path is None else self._path(path),
            constraints=tuple(self._constraints(node)),
            properties=tuple(
                self._shape(each)
                for each in self._values(node, "property")
                if isinstance(each, NamedNode | BlankNode)
            ),
        )

    def _path(self, node: Term) -> Path:
        if isinstance(node, BlankNode):
            for kind in _PATHS:
                for value in self._values(node, kind):
                    return Path(kind, tuple(self._flat(value)))
            return Path("", tuple(self._flat(node)))
        return Path("", (node.value,))

    def _constraints(self, node: NamedNode | BlankNode) -> Iterator[Constraint]:
        for predicate, values in self._said.get(node, {}).items():
            parameter = predicate.value.removeprefix(SH.iri)
            if parameter != predicate.value and parameter not in _NO_CONSTRAINT:
                flat = tuple(each for value in values for each in self._flat(value))
                yield Constraint(parameter, flat)

    def _flat(self, value: Term) -> Iterator[str]:
        """The members of a list; of a shape without name the terms that it names."""
        if not isinstance(value, BlankNode):
            yield value.value
            return
        said: Mapping[NamedNode, Sequence[Term]] = self._said.get(value, {})
        if RDF.first in said:
            for each in (*said[RDF.first], *said[RDF.rest]):
                yield from () if each == RDF.nil else self._flat(each)
            return
        for predicate, values in said.items():
            for each in values:
                yield from () if predicate == RDF.type else self._flat(each)

    def _values(self, node: NamedNode | BlankNode, name: str) -> list[Term]:
        return self._said.get(node, {}).get(SH[name], [])

    def _text(self, node: NamedNode | BlankNode, predicate: NamedNode) -> Text | None:
        found = {
            each.language: each.value
            for each in self._said.get(node, {}).get(predicate, ())
            if isinstance(each, Literal)
        }
        if not found:
            return None
        english = found.get("en") or next(iter(found.values()))
        return Text(found.get("tr") or english, english)
