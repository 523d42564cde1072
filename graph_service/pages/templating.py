"""What the templates are written with: words, numbers and filters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from graph_service.http.problem_types import Text
from graph_service.pages.about_words import ABOUT_WORDS
from graph_service.pages.words import KINDS, MANY, WORDS


class Words:
    """`t.names` in a template: the word in the language of the page."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getattr__(self, name: str) -> str:
        for table in (WORDS, ABOUT_WORDS):
            if name in table:
                return table[name][self._language]
        raise AttributeError(name)

    def __getitem__(self, name: str) -> str:
        return (ABOUT_WORDS if name in ABOUT_WORDS else WORDS)[name][self._language]

    def __call__(self, text: Text) -> str:
        return text[self._language]


class Marked:
    """Remembers which groups of sources a page has marks for: each has a list of its own."""

    def __init__(self) -> None:
        self._groups: dict[tuple[int, ...], str] = {}

    def name(self, numbers: Sequence[int]) -> str:
        """The id of the list of these sources."""
        group = tuple(numbers)
        return self._groups.setdefault(group, f"who-{'-'.join(map(str, group))}")

    @property
    def groups(self) -> Mapping[tuple[int, ...], str]:
        return self._groups


class Kinds:
    """`kinds.site` in a template: the kind in the language of the page."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __getitem__(self, kind: str) -> str:
        return KINDS[kind][self._language] if kind in KINDS else kind

    def __call__(self, kind: str, count: int) -> str:
        """The kind as it stands after a number."""
        is_many = self._language == "en" and count != 1
        return MANY.get(kind, self[kind]) if is_many else self[kind]


class Numbers:
    """Thousands as the language writes them: 8.500 and 8,500."""

    def __init__(self, language: str) -> None:
        self._mark = "." if language == "tr" else ","

    def __call__(self, number: int) -> str:
        return f"{number:,}".replace(",", self._mark)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this folder; what one does not find is an error."""
    made = Environment(
        loader=PackageLoader("graph_service.pages"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["merged"] = _merged
    made.filters["ldjson"] = _ldjson
    return made


def _merged(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    return {**one, **other}


def _ldjson(value: object) -> Markup:
    """JSON for a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704 - no character of markup is left
