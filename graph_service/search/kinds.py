"""Kinds of values that only search and lookup ask for; the others are those of queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.http.problem_types import Text
from graph_service.library.kinds import Unfit
from loaders.iri import SLUG

_SHOWN = 200
_LONGEST_CURSOR = 1000
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?")
_CURSOR = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Slug:
    """What a filter names: a slug, or the whole IRI that ends with it."""

    kind: str
    name: str = "slug"

    @property
    def allowed(self) -> Text:
        return Text(
            f"grafikteki bir {self.kind}/… varlığının kısa adı ya da IRI’si",
            f"the slug of a {self.kind}/… of the graph, or its IRI",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": _SHOWN}

    def read(self, value: str) -> str:
        slug = value.rpartition(f"{self.kind}/")[2]
        if not SLUG.fullmatch(slug) or len(value) > _SHOWN:
            raise Unfit
        return slug


@dataclass(frozen=True, slots=True)
class Box:
    """Four numbers: west, south, east, north, in degrees."""

    name: str = "bbox"

    @property
    def allowed(self) -> Text:
        return Text(
            "virgülle ayrılmış dört derece: batı,güney,doğu,kuzey; batı ≤ doğu, güney ≤ kuzey",
            "four degrees with commas: west,south,east,north; west ≤ east, south ≤ north",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        number = r"[+-]?[0-9]{1,3}(\.[0-9]{1,12})?"
        return {"type": "string", "pattern": f"^{number}(,{number}){{3}}$"}

    def read(self, value: str) -> str:
        numbers = value.split(",")
        if len(numbers) != 4 or not all(_NUMBER.fullmatch(each) for each in numbers):  # noqa: PLR2004
            raise Unfit
        west, south, east, north = (float(each) for each in numbers)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
            raise Unfit
        return value


@dataclass(frozen=True, slots=True)
class Opaque:
    """A cursor, as an answer gave it."""

    name: str = "cursor"

    @property
    def allowed(self) -> Text:
        return Text(
            "bu sürümün bir önceki yanıtındaki “next” adresinden bir değer",
            "the value in the “next” address of an answer of this release",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": f"^{_CURSOR.pattern}$", "maxLength": _LONGEST_CURSOR}

    def read(self, value: str) -> str:
        if not _CURSOR.fullmatch(value) or len(value) > _LONGEST_CURSOR:
            raise Unfit
        return value


@dataclass(frozen=True, slots=True)
class Address:
    """An IRI or an identifier, in at most 2000 characters."""

    what: Text
    name: str = "identifier"

    @property
    def allowed(self) -> Text:
        return self.what

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": 2000}

    def read(self, value: str) -> str:
        if not value.strip() or len(value) > 2000 or not value.isprintable():  # noqa: PLR2004
            raise Unfit
        return value
