"""Find SERVICE in a query, however it is written, before the query is evaluated.

Oxigraph's grammar has no word boundaries (``SERVICESILENT<x>`` is a call) and reads ``<`` as an
operator or as the start of an IRI, depending on where it stands. So the text is read in every way
that the grammar may read it: a call is found if one reading has it. What stands in strings,
comments, IRIs and names is no call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
_BLANK = r"(?:[ \t\r\n]|#[^\r\n]*(?:[\r\n]|$))*"
_NAME = r"[^\W\d_][\w.\-]*"
_MENTION = re.compile(r"service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PER_ROW = re.compile(r"exists|lateral", re.IGNORECASE)
_HIGHEST = 0x10FFFF

_CALL = re.compile(
    rf"service{_BLANK}(?:silent{_BLANK})?"
    rf"(?P<endpoint>{_IRI}|[?$]\w+|(?:{_NAME})?:[^\s<>{{}}()\[\]\"'#]*){_BLANK}\{{",
    re.IGNORECASE,
)
_STRING = re.compile(
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
    r'"(?:[^"\\\r\n]|\\.)*"|'
    r"'(?:[^'\\\r\n]|\\.)*'",
    re.DOTALL,
)
_WHOLE_IRI = re.compile(_IRI)
_COMMENT = re.compile(r"#[^\r\n]*")
# Names that swallow letters: variables, language tags, blank nodes, the local part after a colon.
_SWALLOWED = re.compile(r"[?$]\w+|@[A-Za-z][A-Za-z0-9\-]*|_:[\w.\-]+|:(?:[\w.\-:%]|\\.)*")
_WORD = re.compile(r"[^\W_](?:[\w.\-])*")
_PLAIN = re.compile(r"[^<\"'#?$@:_\w]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Call:
    """A SERVICE clause: its endpoint as written."""

    endpoint: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query with SERVICE is not evaluated."""

    reason: str
    endpoint: str


def refusal(query: str, allowed: tuple[str, ...], most_calls: int) -> Refusal | None:
    """Why this query's SERVICE clauses are refused; None if it has none, or all are allowed.

    An endpoint must be written out as an IRI of the list. EXISTS and LATERAL would ask it once
    for each row, so they cannot stand in the same query.
    """
    found = calls(query)
    if not found:
        return None
    for call in found:
        if not allowed:
            return Refusal("off", call.endpoint)
        if call.endpoint.startswith(("?", "$")):
            return Refusal("variable", call.endpoint)
        if call.endpoint.strip("<>") not in allowed or not call.endpoint.startswith("<"):
            return Refusal("unlisted", call.endpoint)
    if len(found) > most_calls:
        return Refusal("many", found[-1].endpoint)
    if _PER_ROW.search(query):
        return Refusal("per-row", found[0].endpoint)
    return None


def calls(query: str) -> tuple[Call, ...]:
    """The SERVICE clauses of a query, also when written with codepoint escapes."""
    decoded = decode(query)
    texts = (query,) if decoded == query else (query, decoded)
    found = [call for text in texts if "service" in text.casefold() for call in _calls(text)]
    return tuple(found)


def decode(query: str) -> str:
    """Replace codepoint escapes, which SPARQL allows anywhere (SPARQL 1.1 Query, section 19.2)."""
    return _ESCAPE.sub(_character, query) if "\\" in query else query


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= _HIGHEST else escape[0]


def _calls(text: str) -> Iterator[Call]:
    """Follow every reading of the text; where two meet they go on as one."""
    seen: set[int] = set()
    found: set[int] = set()
    waiting = [0]
    while waiting:
        at = waiting.pop()
        while at < len(text) and at not in seen:
            seen.add(at)
            if text[at] == "<" and (iri := _WHOLE_IRI.match(text, at)):
                waiting.append(iri.end())
                at += 1
                continue
            end = _end(text, at)
            yield from _mentioned(text, at, end, found)
            at = end


def _end(text: str, at: int) -> int:
    character = text[at]
    token = None
    if character in "\"'":
        token = _STRING.match(text, at)
    elif character == "#":
        token = _COMMENT.match(text, at)
    elif character in "?$@_:":
        token = _SWALLOWED.match(text, at)
    elif character.isalnum():
        token = _WORD.match(text, at)
    elif character != "<":
        token = _PLAIN.match(text, at)
    return token.end() if token else at + 1


def _mentioned(text: str, at: int, end: int, found: set[int]) -> Iterator[Call]:
    if not text[at].isalnum():
        return
    for mention in _MENTION.finditer(text, at, end):
        start = mention.start()
        if start not in found and (call := _CALL.match(text, start)):
            found.add(start)
            yield Call(call["endpoint"])
