"""The ways in which one name can be written: whole, without what stands in brackets, by parts.

Gazetteers write `Ephesus/Arsinoe(ia)`, `Hales (river)`, `Erythras?`, `*Boneita`: one name with
others beside it, a word that tells what kind of thing it is, and marks of doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_service.search.folding import fold, sound, telling

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*[/;]\s*|\s+(?:or|veya|=)\s+")


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a name, ready to be compared."""

    words: tuple[str, ...]
    """Folded, in order."""
    told: tuple[str, ...]
    """The telling words in alphabetical order."""
    key: str
    """The telling words as one text."""
    joined: str
    """All words as one, in order."""
    sounds: str
    """The same, each word as it sounds: equal for the ways in which one name is spelled."""
    name: int
    """Which of the names it is a form of."""
    aside: tuple[str, ...] = ()
    """Words of the name that this form leaves out."""
    is_part: bool = False
    """Whether it is one of several names that are written as one."""
    is_inner: bool = False
    """Whether it is what stands in brackets: another name, or only where the thing is."""


def forms_of(text: str, number: int = 0) -> tuple[Form, ...]:
    """The forms of a name, the whole name first."""
    whole = _BRACKETS.sub(_opened, text)
    bare, asides = _BRACKETS.sub(" ", text), " ".join(_inside(text))
    found = [_form(whole, "", number)]
    if asides:
        found.append(_form(bare, asides, number))
        found += [_form(inner, bare, number, is_inner=True) for inner in _inside(text)]
    for each in dict.fromkeys((whole, bare)):
        parts = [part for part in _PARTS.split(each) if part.strip()]
        if len(parts) > 1:
            found += [_form(part, "", number, is_part=True) for part in parts]
    distinct = {(form.words, form.aside): form for form in reversed(found) if form.words}
    return tuple(reversed(distinct.values()))


def _opened(match: re.Match[str]) -> str:
    """`Arsinoe(ia)` is one word with its bracket, `Hales (river)` two."""
    return match[1] if match.start() and not match.string[match.start() - 1].isspace() else match[0]


def _inside(text: str) -> list[str]:
    """What stands in brackets that are not part of a word."""
    return [
        match[1]
        for match in _BRACKETS.finditer(text)
        if match[1].strip() and (not match.start() or text[match.start() - 1].isspace())
    ]


def _form(
    text: str, aside: str, number: int, *, is_part: bool = False, is_inner: bool = False
) -> Form:
    words = tuple(fold(text).split())
    told = tuple(sorted(telling(words)))
    return Form(
        words=words,
        told=told,
        key=" ".join(told),
        joined="".join(words),
        sounds=" ".join(sorted(sound(word) for word in told)),
        name=number,
        aside=tuple(fold(aside).split()),
        is_part=is_part,
        is_inner=is_inner,
    )
