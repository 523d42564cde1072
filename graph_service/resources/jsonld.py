"""JSON-LD that reads like JSON: one object, parts nested where they belong, readable keys."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graph_service.http.json_body import json_body
from graph_service.resources.context import Context, Key, load
from graph_service.resources.document import Document
from graph_service.resources.ordering import predicate_key, term_key
from graph_service.resources.statements import Statement
from loaders.namespaces import FOAF, RDF, XSD

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")

Json = dict[str, object]


def json_ld(document: Document, context_url: str) -> bytes:
    """The document as compact JSON-LD. Nothing but the context is outside of it."""
    tree = _Tree.of(document.statements, document.thing)
    writer = _Writer(load(document.edition.base), tree)
    written: Json = {"@context": context_url, **writer.node(document.thing)}
    if tree.roots[1:]:
        written["@included"] = [writer.node(root) for root in tree.roots[1:]]
    return json_body(written, indent=2)


@dataclass
class _Tree:
    """The graph as a tree: each subject stands below the first node that mentions it."""

    outgoing: Mapping[NamedNode, Sequence[Statement]]
    incoming: Mapping[NamedNode, Sequence[Statement]]
    roots: list[NamedNode] = field(default_factory=list)
    below: dict[NamedNode, Statement] = field(default_factory=dict)
    """The statement by which a subject hangs on the tree."""

    @classmethod
    def of(cls, statements: Iterable[Statement], thing: NamedNode) -> _Tree:
        outgoing: dict[NamedNode, list[Statement]] = {}
        incoming: dict[NamedNode, list[Statement]] = {}
        for statement in statements:
            outgoing.setdefault(statement.subject, []).append(statement)
            if isinstance(statement.object, NamedNode):
                incoming.setdefault(statement.object, []).append(statement)
        tree = cls(outgoing, incoming)
        for subject in (thing, *outgoing):
            if subject not in tree.below and subject not in tree.roots:
                tree.roots.append(subject)
                tree.grow(subject)
        return tree

    def grow(self, root: NamedNode) -> None:
        """Hang on the tree whatever can be reached from `root`, the nearest first."""
        waiting = deque([root])
        while waiting:
            node = waiting.popleft()
            links = [(s, s.object) for s in self.outgoing.get(node, ()) if s.predicate != RDF.type]
            links += [
                (s, s.subject) for s in self.incoming.get(node, ()) if s.predicate != RDF.type
            ]
            for statement, other in links:
                if (
                    isinstance(other, NamedNode)
                    and other in self.outgoing
                    and other not in self.below
                    and other not in self.roots
                ):
                    self.below[other] = statement
                    waiting.append(other)

    def hangs(self, statement: Statement, node: NamedNode) -> bool:
        """Whether `node` is written in full where `statement` mentions it."""
        return self.below.get(node) is statement


class _Writer:
    def __init__(self, context: Context, tree: _Tree) -> None:
        self._context = context
        self._tree = tree

    def node(self, node: NamedNode) -> Json:
        """A node with everything that hangs on it."""
        written: Json = {"id": node.value}
        outgoing = [s for s in self._tree.outgoing.get(node, ()) if not self._is_reversed(s)]
        types = [s.object for s in outgoing if s.predicate == RDF.type]
        if types:
            written["type"] = [self._context.compact(t) for t in types if isinstance(t, NamedNode)]
        written |= self._properties([s for s in outgoing if s.predicate != RDF.type])
        incoming = [s for s in self._tree.incoming.get(node, ()) if self._is_reversed(s)]
        written |= self._reverse(incoming)
        return written

    def _is_reversed(self, statement: Statement) -> bool:
        """Whether the statement is written at its object, because its subject hangs there."""
        return self._tree.hangs(statement, statement.subject)

    def _properties(self, statements: Sequence[Statement]) -> Json:
        grouped: dict[Key, list[Statement]] = {}
        for statement in statements:
            key = self._context.key(statement.predicate, statement.object)
            grouped.setdefault(key, []).append(statement)
        ordered = sorted(grouped, key=lambda key: (self._context.position(key.name), key.name))
        return {key.name: self._values(key, grouped[key]) for key in ordered}

    def _values(self, key: Key, statements: Sequence[Statement]) -> object:
        if key.container == "@language":
            return _language_map([s.object for s in statements if isinstance(s.object, Literal)])
        values = [self._value(key, statement) for statement in statements]
        return values if key.is_list or len(values) > 1 else values[0]

    def _value(self, key: Key, statement: Statement) -> object:
        value = statement.object
        if isinstance(value, Literal):
            return _literal(key, value)
        if self._tree.hangs(statement, value):
            return self.node(value)
        return {"id": value.value}

    def _reverse(self, statements: Sequence[Statement]) -> Json:
        """What others say of the node: `document`, and the rest under ``@reverse``."""
        named: Json = {}
        rest: dict[str, list[Json]] = {}
        for statement in sorted(
            statements, key=lambda s: (predicate_key(s.predicate), term_key(s.subject))
        ):
            node = self.node(statement.subject)
            name = self._context.reverse.get(statement.predicate.value)
            if name and statement.predicate == FOAF.primaryTopic:
                named[name] = node
            else:
                rest.setdefault(self._context.compact(statement.predicate), []).append(node)
        return {**named, "@reverse": rest} if rest else named


def _language_map(literals: Sequence[Literal]) -> Json:
    texts: dict[str, list[str]] = {}
    for literal in literals:
        texts.setdefault(literal.language or "", []).append(literal.value)
    return {tag: found if len(found) > 1 else found[0] for tag, found in texts.items()}


def _literal(key: Key, value: Literal) -> object:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == XSD.integer and _INTEGER.fullmatch(value.value):
        return int(value.value)
    if value.datatype.value == key.type or (value.datatype == XSD.string and key.type is None):
        return value.value
    return {"@value": value.value, "@type": value.datatype.value}
