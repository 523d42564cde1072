"""A column of a curated table: what its cells may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from loaders.dates import Moment

SEPARATOR = "; "

# Python itself would also take 1_000, nan or 2024-W01-1.
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "date": (re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a date, YYYY-MM-DD"),
        "integer": (re.compile("-?[0-9]+"), "a whole number"),
        "number": (re.compile(r"-?[0-9]+(\.[0-9]+)?"), "a number"),
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as the descriptor describes it."""

    name: str
    type: str
    description: str
    is_list: bool
    references: tuple[str, ...]
    vocabulary: str | None
    required: bool
    unique: bool
    pattern: re.Pattern[str] | None
    enum: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    is_moment: bool

    @classmethod
    def of(cls, field: Mapping[str, Any]) -> Column:
        rules = field.get("constraints", {})
        return cls(
            name=field["name"],
            type=field["type"],
            description=field["description"],
            is_list=field.get("list", False),
            references=tuple(field.get("references", ())),
            vocabulary=field.get("vocabulary"),
            required=rules.get("required", False),
            unique=rules.get("unique", False),
            pattern=re.compile(rules["pattern"]) if "pattern" in rules else None,
            enum=tuple(rules.get("enum", ())),
            minimum=rules.get("minimum"),
            maximum=rules.get("maximum"),
            is_moment=field.get("moment", False),
        )

    def values(self, text: str) -> list[str]:
        """The values in a cell: none, one, or the parts of a list."""
        if not text:
            return []
        return text.split(SEPARATOR) if self.is_list else [text]

    def qualify(self, value: str) -> str:
        """`kind/slug` of a reference, also where the column has one kind and bare slugs."""
        return f"{self.references[0]}/{value}" if len(self.references) == 1 else value

    def complaint(self, text: str) -> str | None:
        """What is wrong with the text of a cell, as what is expected instead; or ``None``."""
        if not text:
            return "must not be empty" if self.required else None
        if text != " ".join(text.split()):
            return "expected no blanks at the ends, no double blanks, no tabs or line breaks"
        if not unicodedata.is_normalized("NFC", text):
            return "expected Unicode in normal form NFC"
        if self.enum and text not in self.enum:
            return f"expected one of {', '.join(self.enum)}"
        if self.pattern is not None and self.pattern.fullmatch(text) is None:
            return self._expected_pattern()
        return self._type_complaint(text)

    def _expected_pattern(self) -> str:
        assert self.pattern is not None
        if self.references:
            kinds = " or ".join(self.references)
            form = "a slug" if len(self.references) == 1 else "kind/slug"
            several = f", several separated by {SEPARATOR!r}" if self.is_list else ""
            return f"expected {form} of kind {kinds}{several}"
        return f"expected the form {self.pattern.pattern}"

    def _type_complaint(self, text: str) -> str | None:
        if self.is_moment:
            return None if _is_moment(text) else "expected a day that the calendar has"
        if self.type not in _FORMS:
            return None
        form, described = _FORMS[self.type]
        if form.fullmatch(text) is None:
            return f"expected {described}"
        if self.type == "date":
            return None if _is_date(text) else "expected a day that the calendar has"
        number = float(text)
        if self.minimum is not None and number < self.minimum:
            return f"expected at least {self.minimum}"
        if self.maximum is not None and number > self.maximum:
            return f"expected at most {self.maximum}"
        return None


def _is_moment(text: str) -> bool:
    try:
        Moment.parse(text)
    except ValueError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
