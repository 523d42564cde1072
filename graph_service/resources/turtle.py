"""Turtle and TriG that people can read: prefixes, one block a subject, always the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from graph_service.resources.document import Document
from graph_service.resources.ordering import predicate_key, statement_key, term_key
from graph_service.resources.statements import Statement
from loaders.namespaces import RDF, XSD, prefixes

_LINE = 80
_NEXT_OBJECT = ",\n        "
_NEXT_PREDICATE = " ;\n    "
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}


def turtle(document: Document) -> bytes:
    """The document as Turtle."""
    writer = _Writer(_prefixes(document))
    body = writer.blocks(document.statements)
    return writer.finish(body)


def trig(document: Document) -> bytes:
    """The document as TriG: each statement in the graphs of the sources that say it."""
    writer = _Writer(_prefixes(document))
    body = [writer.blocks(document.about)]
    for graph, statements in by_graph(document.description.statements):
        block = writer.blocks(statements)
        indented = re.sub(r"(?m)^(?=.)", "    ", block)
        body.append(f"\n{writer.term(graph)} {{\n{indented}}}\n")
    return writer.finish("".join(body))


def graph_turtle(
    statements: Iterable[Statement], known: Mapping[str, str], first: NamedNode
) -> bytes:
    """Any statements as Turtle, those about `first` and its parts first; with `known` prefixes."""
    writer = _Writer(known)
    ordered = sorted(statements, key=lambda s: statement_key(s, first))
    return writer.finish(writer.blocks(ordered))


def by_graph(
    statements: Sequence[Statement],
) -> Sequence[tuple[NamedNode, Sequence[Statement]]]:
    """The statements of each named graph, graphs in order."""
    found: dict[NamedNode, list[Statement]] = {}
    for statement in statements:
        for graph in statement.graphs:
            found.setdefault(graph, []).append(statement)
    return sorted(found.items(), key=lambda item: term_key(item[0]))


def _prefixes(document: Document) -> Mapping[str, str]:
    base = document.edition.base
    return prefixes(base) | {"this": f"{document.thing.value}#"}


class _Writer:
    """Writes terms, and remembers which prefixes it used."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        # The longest namespace first: `this:` before the namespaces that it is in.
        self._namespaces = sorted(known.items(), key=lambda item: (-len(item[1]), item[0]))
        self._used: set[str] = set()
        self._written: dict[NamedNode, str] = {}

    def finish(self, body: str) -> bytes:
        """The whole text: the prefixes used, then `body`."""
        lines = [f"@prefix {name}: <{self._known[name]}> .\n" for name in sorted(self._used)]
        return f"{''.join(lines)}\n{body.lstrip()}".encode()

    def blocks(self, statements: Sequence[Statement]) -> str:
        """One block a subject; subjects in the order of the statements."""
        subjects: dict[NamedNode, dict[NamedNode, set[NamedNode | Literal]]] = {}
        for statement in statements:
            values = subjects.setdefault(statement.subject, {})
            values.setdefault(statement.predicate, set()).add(statement.object)
        return "\n".join(self._block(subject, values) for subject, values in subjects.items())

    def _block(
        self, subject: NamedNode, values: Mapping[NamedNode, set[NamedNode | Literal]]
    ) -> str:
        lines = []
        for predicate in sorted(values, key=predicate_key):
            name = "a" if predicate == RDF.type else self.term(predicate)
            objects = [self.term(value) for value in sorted(values[predicate], key=term_key)]
            short = sum(map(len, objects)) < _LINE
            lines.append(f"{name} {(', ' if short else _NEXT_OBJECT).join(objects)}")
        return f"{self.term(subject)}\n    {_NEXT_PREDICATE.join(lines)} .\n"

    def term(self, term: NamedNode | Literal) -> str:
        """The term in Turtle."""
        if isinstance(term, NamedNode):
            if term not in self._written:
                self._written[term] = self._iri(term)
            return self._written[term]
        bare = _BARE.get(term.datatype)
        if bare and bare.fullmatch(term.value):
            return term.value
        if term.language or term.datatype == XSD.string:
            return str(term)
        return f"{Literal(term.value)}^^{self.term(term.datatype)}"

    def _iri(self, term: NamedNode) -> str:
        for prefix, namespace in self._namespaces:
            local = term.value.removeprefix(namespace)
            if local != term.value and _LOCAL.fullmatch(local):
                self._used.add(prefix)
                return f"{prefix}:{local}"
        return str(term)
