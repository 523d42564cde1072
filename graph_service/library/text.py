"""The text of a query with its parameters: each stands in VALUES blocks of its own.

    VALUES $year { -499 }

So a query of the library runs as it stands. To ask with other values, the content of the block is
replaced by terms that the engine itself has written. Substitutions of pyoxigraph would not do:
they want the variable among the results, and VALUES alone lets the engine start its joins from
the value. A parameter is written with ``$``, other variables with ``?``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph_service.library.kinds import Term
from loaders.namespaces import XSD

_BLOCK = re.compile(
    r"^([ \t]*VALUES[ \t]+\$(\w+)[ \t]*\{)([^{}\n]*)(\}[ \t]*(?:#[^\n]*)?)$", re.MULTILINE
)
_PLAIN: Mapping[NamedNode, re.Pattern[str]] = MappingProxyType(
    {XSD.integer: re.compile(r"-?[0-9]+"), XSD.decimal: re.compile(r"-?[0-9]+\.[0-9]+")}
)
"""Numbers that people know without their datatype."""
_ESCAPED = re.compile(r"\\\\([uU])|\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """The content of a VALUES block: the parameter, and where it stands in the text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryText:
    """The text of a query, and its VALUES blocks in order."""

    text: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, text: str) -> QueryText:
        found = _BLOCK.finditer(text)
        return cls(text, tuple(Block(each[2], each.start(3), each.end(3)) for each in found))

    def fill(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The query with these values; parameters that are not named keep their defaults."""
        pieces: list[str] = []
        at = 0
        for block in self.blocks:
            if block.name in values:
                written = " ".join(written_term(term) for term in values[block.name])
                pieces += self.text[at : block.start], f" {written} "
                at = block.end
        return "".join((*pieces, self.text[at:]))

    def defaults(self) -> Iterable[tuple[str, tuple[Term, ...]]]:
        """The terms that stand in each block, as the engine reads them. Raises SyntaxError."""
        prologue = "\n".join(re.findall(r"^\s*PREFIX[^\n]*", self.text, re.MULTILINE))
        for block in self.blocks:
            content = self.text[block.start : block.end]
            answer = Store().query(f"{prologue}\nSELECT * {{ VALUES ?value {{{content}}} }}")
            assert isinstance(answer, QuerySolutions)
            terms = (solution["value"] for solution in answer)
            yield block.name, tuple(t for t in terms if isinstance(t, NamedNode | Literal))


def written_term(term: Term) -> str:
    r"""A term in SPARQL, for every reader of escapes.

    SPARQL 1.1 replaces codepoint escapes before it reads strings, Oxigraph within them. To the
    first ``\\u0022`` would be a backslash and a quote, so the ``u`` is an escape itself.
    """
    if isinstance(term, Literal):
        plain = _PLAIN.get(term.datatype)
        if plain is not None and plain.fullmatch(term.value):
            return term.value
    return _ESCAPED.sub(_apart, str(term))


def _apart(escape: re.Match[str]) -> str:
    return f"\\\\\\u{ord(escape[1]):04X}" if escape[1] else escape[0]
