"""What a syntax error says: where it is, and what stands there.

Oxigraph's parser tries keywords by reading as many characters as they have, so the place that it
reports is up to a keyword's length behind the true one, and may be on a later line. Parsed once
more with wide blanks, the reported place falls into the blanks behind the word that is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_SPACE = " " * 24
"""More than the longest keyword."""
_UNTOUCHED = (
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
    r'"(?:[^"\\\r\n]|\\.)*"|'
    r"'(?:[^'\\\r\n]|\\.)*'|"
    r"<[^<>\"{}|^`\x00-\x20]*>|"
    r"#[^\r\n]*"
)
_BLANK_OR_NOT = re.compile(rf"({_UNTOUCHED})|([ \t\r\n]+)|[^\s\"'<#]+|.", re.DOTALL)
_TOKEN = re.compile(
    rf"{_UNTOUCHED}|[?$]\w+|@[\w\-]+|(?:[^\W\d_][\w.\-]*|_)?:[\w.\-:%]*|"
    r"\w+|&&|\|\||\^\^|[<>!]=|\s+|.",
    re.DOTALL,
)
# Some reasons are sentences; the rest is a list of what the grammar tried, misleading to read.
_REASON = re.compile(r"(?:^|, )((?:[A-Z][a-z]+|IRI) [A-Za-z][^,\[\]]*|\\u escape[^,\[\]]*)")
_KEYWORD = re.compile(r"\b[A-Z][A-Z_]+[A-Z]\b")
_LONGEST_PARSED_AGAIN = 64 * 1024
_LONGEST_LINE = 400
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place of a query that cannot be read; line and column count from 1."""

    message: str
    line: int | None = None
    column: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class _Reported:
    offset: int
    expected: str


def fault(error: SyntaxError, query: str, parse: Callable[[str], SyntaxError | None]) -> Fault:
    """Find the place in the query; `parse` gives the error of parsing another text."""
    reported = _reported(error, query)
    if reported is None:
        return Fault(str(error)[:_LONGEST_LINE])
    at = _start_of_token(query, *_located(query, reported, parse))
    line, column, text = _line(query, at)
    word = _TOKEN.match(query, at)
    if word is None or not word[0].strip():
        reason = _REASON.search(reported.expected)
        message = reason[1].strip() if reason else "unexpected end of the query"
        return Fault(message, line, column, text)
    shown = word[0] if len(word[0]) <= _LONGEST_WORD else word[0][: _LONGEST_WORD - 1] + "…"
    return Fault(_message(f"unexpected {shown}", reported), line, column, text)


def _message(what: str, reported: _Reported) -> str:
    reason = _REASON.search(reported.expected)
    return f"{what} ({reason[1].strip()})" if reason else what


def _located(
    query: str, reported: _Reported, parse: Callable[[str], SyntaxError | None]
) -> tuple[int, int]:
    """Where the chunk without blanks begins that has the error, and an offset in it."""
    if len(query) > _LONGEST_PARSED_AGAIN:
        return 0, max(0, min(reported.offset, len(query) - 1))
    widened, starts = _widened(query)
    error = parse(widened)
    again = _reported(error, widened) if error else None
    if again is None:
        return 0, max(0, min(reported.offset, len(query) - 1))
    number = max(0, bisect_right(starts, (again.offset, len(query))) - 1)
    wide, at = starts[number]
    end = at
    while end < len(query) and not query[end].isspace():
        end += 1
    keywords = [len(word) for word in _KEYWORD.findall(again.expected)]
    inside = again.offset - wide - max(keywords, default=0)
    return at, max(at, min(at + inside, end - 1))


def _widened(query: str) -> tuple[str, list[tuple[int, int]]]:
    """The query with wide blanks; for each chunk its offset there and in the query."""
    pieces: list[str] = [_SPACE]
    starts: list[tuple[int, int]] = []
    wide, after_blank = len(_SPACE), True
    for token in _BLANK_OR_NOT.finditer(query):
        piece = token[0]
        if token[2]:
            piece, after_blank = piece + _SPACE, True
        elif after_blank and not piece.startswith("#"):
            starts.append((wide, token.start()))
            after_blank = False
        pieces.append(piece)
        wide += len(piece)
    starts.append((wide + 1, len(query)))
    return "".join(pieces) + "\n" + _SPACE, starts


def _start_of_token(query: str, chunk: int, at: int) -> int:
    """The start of the token that the offset is in, reading from the start of its chunk."""
    for token in _TOKEN.finditer(query, chunk):
        if token.end() > at:
            return token.start()
    return len(query)


def _reported(error: SyntaxError, query: str) -> _Reported | None:
    place = _PLACE.match(str(error))
    if place is None:
        return None
    offset = 0
    for _ in range(int(place[1]) - 1):
        offset = query.find("\n", offset) + 1
    return _Reported(offset + int(place[2]) - 1, place[3])


def _line(query: str, at: int) -> tuple[int, int, str]:
    start = query.rfind("\n", 0, at) + 1
    end = query.find("\n", at)
    text = query[start : end if end >= 0 else len(query)].rstrip("\r")
    column = at - start + 1
    if len(text) > _LONGEST_LINE:
        left = max(0, min(column - _LONGEST_LINE // 2, len(text) - _LONGEST_LINE))
        text = text[left : left + _LONGEST_LINE]
    return query.count("\n", 0, at) + 1, column, text
