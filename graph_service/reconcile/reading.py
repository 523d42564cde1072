"""Reads JSON that a client wrote, and says of what does not fit: where, what, and what would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a JSON document, and its path in it: `queries.q0.limit`."""

    value: object
    path: str

    def member(self, name: str) -> Field | None:
        """The member of an object; None if it is not there, or null. Raises Problem."""
        value = self._object().get(name)
        return None if value is None else Field(value, f"{self.path}.{name}")

    def needed(self, name: str) -> Field:
        """The member of an object that must be there. Raises Problem."""
        found = self.member(name)
        if found is None:
            raise Field(None, f"{self.path}.{name}").refused(
                Text("verilmelidir", "must be given"), "required"
            )
        return found

    def members(self) -> Iterator[tuple[str, Field]]:
        """All members of an object. Raises Problem."""
        for name, value in self._object().items():
            yield name, Field(value, f"{self.path}.{name}")

    def items(self, least: int = 0) -> list[Field]:
        """The items of an array. Raises Problem."""
        if not isinstance(self.value, list) or len(self.value) < least:
            more = (
                Text(f", en az {least} öğeli", f" of at least {least}") if least else Text("", "")
            )
            raise self.refused(
                Text(f"bir dizi{more.tr} olmalı", f"must be an array{more.en}"), "array"
            )
        return [Field(each, f"{self.path}[{number}]") for number, each in enumerate(self.value)]

    def one_or_more(self) -> list[Field]:
        """An array, or a single value as one. Raises Problem."""
        return self.items() if isinstance(self.value, list) else [self]

    def text(self) -> str:
        """Raises Problem."""
        if not isinstance(self.value, str):
            raise self.refused(Text("bir metin olmalı", "must be a string"), "string")
        return self.value

    def whole(self, least: int, most: int) -> int:
        """A whole number, or the text of one; more than `most` is `most`. Raises Problem."""
        value = self.value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _SHOWN:
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.refused(
                Text(
                    f"en az {least} olan bir tam sayı olmalı",
                    f"must be a whole number, at least {least}",
                ),
                {"type": "integer", "minimum": least, "maximum": most},
            )
        return min(value, most)

    def truth(self) -> bool:
        """Raises Problem."""
        if not isinstance(self.value, bool):
            raise self.refused(Text("true ya da false olmalı", "must be true or false"), "boolean")
        return self.value

    def one_of(self, allowed: Sequence[str]) -> str:
        """Raises Problem."""
        if self.value not in allowed or not isinstance(self.value, str):
            names = ", ".join(allowed)
            raise self.refused(
                Text(f"şunlardan biri olmalı: {names}", f"must be one of {names}"), list(allowed)
            )
        return self.value

    def refused(self, why: Text, allowed: object) -> Problem:
        """The problem that the value cannot be this."""
        shown = self.value if isinstance(self.value, str) else json.dumps(self.value)
        detail = Text(f"`{self.path}` {why.tr}.", f"`{self.path}` {why.en}.")
        extensions = {"parameter": self.path, "value": shown[:_SHOWN], "allowed": allowed}
        return Problem("bad-request", detail, extensions=extensions)

    def _object(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.refused(Text("bir nesne olmalı", "must be an object"), "object")
        return self.value


def read(text: str | bytes, name: str) -> Field:
    """A JSON document, called `name`. Raises Problem."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        where = Text(f"satır {error.lineno}, sütun {error.colno}",
                     f"line {error.lineno}, column {error.colno}")  # fmt: skip
        detail = Text(
            f"`{name}` JSON olarak okunamadı: {where.tr}.",
            f"`{name}` cannot be read as JSON: {where.en}.",
        )
        extensions = {"parameter": name, "line": error.lineno, "column": error.colno,
                      "allowed": "JSON"}  # fmt: skip
        raise Problem("bad-request", detail, extensions=extensions) from error
    except (ValueError, RecursionError) as error:  # not Unicode, NaN, nested without end
        detail = Text(
            f"`{name}` okunamadı: UTF-8 ile yazılmış JSON olmalı.",
            f"`{name}` cannot be read: it must be JSON in UTF-8.",
        )
        raise Problem(
            "bad-request", detail, extensions={"parameter": name, "allowed": "JSON"}
        ) from error
    return Field(value, name)
