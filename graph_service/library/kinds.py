"""The kinds of parameters: from what stands in an address to an RDF term, or a refusal.

Nothing that a client writes becomes part of a query but as one of these terms.
"""

from __future__ import annotations

import decimal
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from graph_service.http.problem_types import Text
from loaders.iri import SLUG
from loaders.namespaces import GEO, XSD

Term = NamedNode | Literal
Schema = Mapping[str, object]

LONGEST_TEXT = 200
LONGEST_IRI = 2000
LONGEST_WKT = 10_000

_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,12})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


class Unfit(Exception):  # noqa: N818 - the value is refused, nothing failed
    """A value that a parameter cannot have."""


class Kind(Protocol):
    """What values a parameter can have."""

    @property
    def name(self) -> str:
        """How headers of queries call this kind."""

    @property
    def allowed(self) -> Text:
        """What values there are, as the end of the sentence “It must be …”."""

    @property
    def schema(self) -> Schema:
        """What values there are, as JSON Schema."""

    def read(self, value: str) -> Term:
        """The term that a value stands for. Raises Unfit."""


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number between two bounds, such as a year."""

    least: int
    most: int
    name: str = "integer"

    @property
    def allowed(self) -> Text:
        return Text(
            f"{self.least} ile {self.most} arasında bir tam sayı",
            f"a whole number from {self.least} to {self.most}",
        )

    @property
    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, value: str) -> Term:
        if not _INTEGER.fullmatch(value) or not self.least <= int(value) <= self.most:
            raise Unfit
        return Literal(str(int(value)), datatype=XSD.integer)


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number between two bounds, such as a coordinate in degrees."""

    least: float
    most: float
    name: str = "decimal"

    @property
    def allowed(self) -> Text:
        return Text(
            f"{self.least:g} ile {self.most:g} arasında, noktalı ondalık bir sayı",
            f"a number from {self.least:g} to {self.most:g}, with a decimal point",
        )

    @property
    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.least, "maximum": self.most}

    def read(self, value: str) -> Term:
        if not _DECIMAL.fullmatch(value) or not self.least <= float(value) <= self.most:
            raise Unfit
        # As the engine writes it, so that the same number is always the same query.
        number = decimal.Decimal(value).normalize()
        return Literal(f"{number:f}" if number else "0", datatype=XSD.decimal)


@dataclass(frozen=True, slots=True)
class String:
    """Any text that is not too long; it stands in the query as one literal."""

    name: str = "string"

    @property
    def allowed(self) -> Text:
        return Text(
            f"1 ile {LONGEST_TEXT} karakter arasında bir metin",
            f"a text of 1 to {LONGEST_TEXT} characters",
        )

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}

    def read(self, value: str) -> Term:
        composed = unicodedata.normalize("NFC", value)
        if not composed or len(value) > LONGEST_TEXT:
            raise Unfit
        try:
            return Literal(composed)
        except ValueError as error:  # a lone surrogate is not Unicode text
            raise Unfit from error


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]
    name: str = "choice"

    @property
    def allowed(self) -> Text:
        listed = ", ".join(self.words)
        return Text(f"şunlardan biri: {listed}", f"one of: {listed}")

    @property
    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.words)}

    def read(self, value: str) -> Term:
        if value not in self.words:
            raise Unfit
        return Literal(value)


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag, such as ``grc`` or ``tr``."""

    name: str = "language"

    @property
    def allowed(self) -> Text:
        return Text(
            "bir dil etiketi (BCP 47), örneğin grc, la ya da tr",
            "a language tag (BCP 47) such as grc, la or tr",
        )

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$", "maxLength": 35}

    def read(self, value: str) -> Term:
        if not _LANGUAGE.fullmatch(value) or len(value) > 35:  # noqa: PLR2004
            raise Unfit
        return Literal(value.lower())


@dataclass(frozen=True, slots=True)
class Iri:
    """Any absolute IRI."""

    name: str = "iri"

    @property
    def allowed(self) -> Text:
        return Text("mutlak bir IRI", "an absolute IRI")

    @property
    def schema(self) -> Schema:
        return {"type": "string", "format": "iri", "maxLength": LONGEST_IRI}

    def read(self, value: str) -> Term:
        if len(value) > LONGEST_IRI:
            raise Unfit
        try:
            return NamedNode(value)
        except ValueError as error:
            raise Unfit from error


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph: its IRI, or ``kind/slug`` for short."""

    kinds: tuple[str, ...]
    base: str
    name: str = "thing"

    @property
    def allowed(self) -> Text:
        short = ", ".join(f"{kind}/…" for kind in self.kinds)
        return Text(
            f"grafikteki bir varlık: {short}, ya da tam IRI’si",
            f"a thing of the graph: {short}, or its whole IRI",
        )

    @property
    def schema(self) -> Schema:
        kinds = "|".join(self.kinds)
        base = self.base.replace(".", r"\.")
        return {"type": "string", "pattern": f"^({base}id/)?({kinds})/{SLUG.pattern}$"}

    def read(self, value: str) -> Term:
        kind, _, slug = value.removeprefix(f"{self.base}id/").partition("/")
        if kind not in self.kinds or not SLUG.fullmatch(slug):
            raise Unfit
        return NamedNode(f"{self.base}id/{kind}/{slug}")


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon as WKT, in degrees, longitude first."""

    name: str = "wkt"

    @property
    def allowed(self) -> Text:
        return Text(
            "WKT olarak, kendini kesmeyen bir POLYGON ya da MULTIPOLYGON; önce boylam, sonra "
            f"enlem, derece; en çok {LONGEST_WKT} karakter",
            "a POLYGON or MULTIPOLYGON as WKT that does not cross itself; longitude first, then "
            f"latitude, in degrees; at most {LONGEST_WKT} characters",
        )

    @property
    def schema(self) -> Schema:
        return {"type": "string", "maxLength": LONGEST_WKT}

    def read(self, value: str) -> Term:
        import shapely  # takes long to load, and few ask with a shape

        if len(value) > LONGEST_WKT:
            raise Unfit
        try:
            shape = shapely.from_wkt(value)
        except (shapely.errors.ShapelyError, ValueError) as error:
            raise Unfit from error
        is_area = shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_empty
        if not is_area or not shape.is_valid:
            raise Unfit
        return Literal(shapely.to_wkt(shape, rounding_precision=-1), datatype=GEO.wktLiteral)
