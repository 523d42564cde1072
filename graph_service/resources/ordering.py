"""One order of terms and statements, so that equal descriptions have equal bytes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from loaders.namespaces import RDF, RDFS

if TYPE_CHECKING:
    from graph_service.resources.statements import Statement

_DIGITS = re.compile(r"(\d+)")
_FIRST = (RDF.type, RDFS.label)

Key = tuple[object, ...]


@lru_cache(maxsize=16384)
def natural(text: str) -> Key:
    """``#stop-2`` before ``#stop-10``; the text itself decides between ``02`` and ``2``."""
    pieces = _DIGITS.split(text)
    numbered = tuple((int(piece), "") if i % 2 else (0, piece) for i, piece in enumerate(pieces))
    return (numbered, text)


def term_key(term: NamedNode | Literal) -> Key:
    """IRIs before literals; literals by language, datatype and text."""
    if isinstance(term, NamedNode):
        return (0, natural(term.value))
    return (1, term.language or "", term.datatype.value, natural(term.value))


def predicate_key(predicate: NamedNode) -> Key:
    """The type first, then the label, then the others by IRI."""
    place = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return (place, natural(predicate.value))


def subject_key(subject: NamedNode, thing: NamedNode) -> Key:
    """The thing first, then its parts, then the others."""
    if subject == thing:
        return (0,)
    return (1 if subject.value.startswith(f"{thing.value}#") else 2, natural(subject.value))


def statement_key(statement: Statement, thing: NamedNode) -> Key:
    """By subject, predicate and object, in the orders above."""
    return (
        subject_key(statement.subject, thing),
        predicate_key(statement.predicate),
        term_key(statement.object),
    )
