"""Saying things of a node, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from graph_service.http.problem_types import Text
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, RDF, XSD, prefixes

Value = NamedNode | Literal | str | int
_FRAGMENT = re.compile(r"[A-Za-z0-9._~-]+")


class About:
    """Collects what is said of nodes. A string is an IRI, a number a literal, None is not said."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def say(
        self, node: NamedNode | str, *said: tuple[NamedNode, Value | None], a: NamedNode
    ) -> NamedNode:
        """Say that `node` is `a` something, and what else; returns the node."""
        subject = NamedNode(node) if isinstance(node, str) else node
        for predicate, value in ((RDF.type, a), *said):
            if value is not None:
                self.add(subject, predicate, value)
        return subject

    def add(self, node: NamedNode, predicate: NamedNode, value: Value) -> None:
        """Say one thing more of a node."""
        self.statements.append(Statement(node, predicate, _term(value), ()))


def named(predicate: NamedNode, text: Text) -> Iterator[tuple[NamedNode, Literal]]:
    """A text in both languages, as values of a predicate."""
    for language in ("en", "tr"):
        yield predicate, Literal(text[language], language=language)


def titles(
    values: Mapping[str, str], predicate: NamedNode = DCT.title
) -> Iterator[tuple[NamedNode, Literal]]:
    """Texts by language; the empty string stands for no language."""
    for language, text in values.items():
        yield predicate, Literal(text, language=language) if language else Literal(text)


def date(value: str | None) -> Literal | None:
    """A date of ISO 8601."""
    return Literal(value, datatype=XSD.date) if value else None


def iso_year(year: int) -> str:
    """An astronomical year as ISO 8601 writes it: 1 BCE is ``0000``, 500 BCE ``-0499``."""
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def year(value: int | None) -> Literal | None:
    """An astronomical year."""
    return None if value is None else Literal(iso_year(value), datatype=XSD.gYear)


def short_name(iri: str, base: str) -> str:
    """A name for a term that can stand in a fragment: ``crm-E27_Site``."""
    for prefix, namespace in sorted(prefixes(base).items(), key=lambda each: -len(each[1])):
        local = iri.removeprefix(namespace)
        if local != iri and _FRAGMENT.fullmatch(local):
            return f"{prefix}-{local}"
    return sha256(iri.encode()).hexdigest()[:16]


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, str):
        return NamedNode(value)
    return Literal(value) if isinstance(value, int) else value
