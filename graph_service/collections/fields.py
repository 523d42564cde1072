"""The parameters of a collection: what an address may say, read once, refused with reasons."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.http.parameters import read_parameters, unknown_parameter
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Unfit

FORM = frozenset({"_mediatype", "_profile", "lang"})
"""What every address may carry besides: it decides the form of the answer."""

_SHOWN = 200
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,15})?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter: what it means, what it can be, and how it is read."""

    name: str
    description: Text
    allowed: Text
    """What values there are, as the end of the sentence “It must be …”."""
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    """The value that a text stands for. Raises Unfit."""
    example: object = None
    most: int = 1
    """How many times it can be given."""

    def refused(self, value: str, why: Text | None = None, **more: object) -> Problem:
        """The problem of a value that it cannot have."""
        detail = why or Text(
            f"`{self.name}` şu olmalı: {self.allowed.tr}.",
            f"`{self.name}` must be {self.allowed.en}.",
        )
        extensions = {"parameter": self.name, "value": value[:_SHOWN], "allowed": dict(self.schema)}
        return Problem("bad-request", detail, extensions=extensions | more)

    def open_api(self) -> dict[str, Any]:
        """The parameter as OpenAPI describes it."""
        schema: dict[str, Any] = dict(self.schema)
        example = self.example
        if self.most > 1:
            schema = {"type": "array", "items": schema, "maxItems": self.most}
            example = [example]
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": f"{self.description.en}\n\n{self.description.tr}",
            "schema": schema,
            "example": example,
        }


def values_of(fields: Sequence[Field], query_string: bytes) -> dict[str, tuple[Any, ...]]:
    """The values that an address gives, by parameter. Raises Problem."""
    by_name = {field.name: field for field in fields}
    given: dict[str, list[str]] = {}
    for name, value in read_parameters(query_string):
        if name in FORM:
            continue
        if name not in by_name:
            raise unknown_parameter(name, list(by_name))
        given.setdefault(name, []).append(value)
    return {name: _read(by_name[name], values) for name, values in given.items()}


def integer(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number between two bounds."""

    def read(value: str) -> int:
        if not _INTEGER.fullmatch(value) or not least <= int(value) <= most:
            raise Unfit
        return int(value)

    return read


def box(value: str) -> Box:
    """Reads ``west,south,east,north`` in degrees. Raises Unfit."""
    parts = [part.strip() for part in value.split(",")]
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise Unfit
    try:
        west, south, east, north = map(float, parts)
    except ValueError as error:
        raise Unfit from error
    is_box = -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004
    if not is_box or not all(map(math.isfinite, (west, south, east, north))):
        raise Unfit
    return west, south, east, north


def _read(field: Field, values: list[str]) -> tuple[Any, ...]:
    if len(values) > field.most:
        why = Text(
            f"`{field.name}` en çok {field.most} kez verilebilir.",
            f"`{field.name}` can be given at most {field.most} times.",
        )
        raise field.refused(values[field.most], why)
    found = []
    for value in values:
        try:
            found.append(field.read(value))
        except Unfit as error:
            raise field.refused(value) from error
    return tuple(dict.fromkeys(found))
