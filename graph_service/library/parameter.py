"""A parameter of a query: declared in the header, and in the text as a VALUES block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.http.problem_types import Text
from graph_service.library.kinds import (
    Area,
    Choice,
    Decimal,
    Integer,
    Iri,
    Kind,
    Language,
    String,
    Term,
    Thing,
    Unfit,
)
from loaders.iri import KINDS

RESERVED = frozenset({"_mediatype", "lang"})
"""What the address of every query may carry besides: they decide the form of the answer."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be set, what it means, and what it is when nobody sets it."""

    name: str
    kind: Kind
    description: Text
    default: tuple[str, ...]
    most: int = 1
    """How many values it can have at once."""

    def read(self, values: Sequence[str]) -> tuple[Term, ...]:
        """The terms that values stand for. Raises Unfit."""
        return tuple(self.kind.read(value) for value in values)

    @property
    def schema(self) -> Mapping[str, object]:
        """What can be given, as JSON Schema."""
        one = dict(self.kind.schema)
        if self.most == 1:
            return one | {"default": _as_json(one, self.default[0])}
        given = [_as_json(one, value) for value in self.default]
        return {
            "type": "array",
            "items": one,
            "minItems": 1,
            "maxItems": self.most,
            "default": given,
        }


def declared(line: str, options: Mapping[str, str], base: str) -> Parameter:
    """Read ``name kind default`` and the options of this name. Raises ValueError."""
    name, kind_name, default = (*line.split(maxsplit=2), "", "")[:3]
    if not name.isidentifier() or not name.islower() or "_" in name:
        raise ValueError(f"{name!r} is not a name of lower-case letters and digits")
    if name in RESERVED:
        raise ValueError(f"{name!r} is taken: it decides the form of the answer")
    own = {
        key.removeprefix(f"{name}_"): value
        for key, value in options.items()
        if key.startswith(f"{name}_")
    }
    try:
        kind = _kind(kind_name, own, base)
        most = int(own.get("most", "1"))
        values = tuple(default.split()) if most > 1 else (default,)
        parameter = Parameter(name, kind, Text(own["tr"], own["en"]), values, most)
    except KeyError as error:
        raise ValueError(f"the header lacks {name}_{error.args[0]}") from error
    try:
        parameter.read(values)
    except Unfit as error:
        raise ValueError(f"the default of {name} must be {kind.allowed.en}") from error
    return parameter


def _kind(name: str, options: Mapping[str, str], base: str) -> Kind:
    match name:
        case "integer":
            return Integer(int(options["from"]), int(options["to"]))
        case "decimal":
            return Decimal(float(options["from"]), float(options["to"]))
        case "string":
            return String()
        case "choice":
            return Choice(tuple(options["of"].split()))
        case "language":
            return Language()
        case "iri":
            return Iri()
        case "thing":
            return Thing(_kinds(options["of"]), base)
        case "wkt":
            return Area()
        case _:
            raise ValueError(f"{name!r} is not a kind of parameter")


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(text.split())
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise ValueError(f"not kinds of things: {', '.join(sorted(unknown))}")
    return kinds


def _as_json(schema: Mapping[str, object], value: str) -> object:
    match schema["type"]:
        case "integer":
            return int(value)
        case "number":
            return float(value)
        case _:
            return value
