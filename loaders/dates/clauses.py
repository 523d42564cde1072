"""Split ``built 1867-1886; restored 2014`` into dated clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.dates.moments import Span
from loaders.dates.reading import read_span
from loaders.dates.words import KINDS, fold

_SEMICOLON = re.compile(r";(?![^()]*\))")  # not inside brackets
_LOCATIVE = r"(?: yilinda|'[dt][ae])?"
_VERBS = tuple(
    (kind, re.compile(rf"(?:{verbs}):? (.+)"), re.compile(rf"(.+?){_LOCATIVE} (?:{verbs})"))
    for kind, verbs in KINDS
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One dated statement of a longer wording: ``restored 2014``."""

    kind: str | None
    wording: str
    span: Span | None


def read_clauses(wording: str) -> list[Clause]:
    """The clauses of `wording`, in order; none is lost.

    One whose verb is not known has the kind ``None``, one whose date is not certain has no span.
    """
    return [_clause(part.strip()) for part in _SEMICOLON.split(wording) if part.strip()]


def _clause(wording: str) -> Clause:
    text = fold(wording)
    for kind, leading, closing in _VERBS:
        if match := leading.fullmatch(text):
            return Clause(kind, wording, read_span(match[1]))
        if match := closing.fullmatch(text):
            span = read_span(match[1])
            if span is not None:
                return Clause(kind, wording, span)
    return Clause(None, wording, read_span(text))
