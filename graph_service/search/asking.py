"""From an address such as ``?q=smyrna&kind=site`` to values, or a problem that names the fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph_service.http.parameters import read_parameters, refused_value, unknown_parameter
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Term, Unfit

Given = Mapping[str, tuple[str, ...]]
_RESERVED = frozenset({"_mediatype", "lang"})


class AnyKind(Protocol):
    """What values a parameter can have: those of queries are RDF terms, the others texts."""

    @property
    def allowed(self) -> Text: ...

    @property
    def schema(self) -> Mapping[str, object]: ...

    def read(self, value: str) -> Term | str: ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be given, what it means, how many times, and an example."""

    name: str
    kind: AnyKind
    description: Text
    example: str
    most: int = 1
    is_required: bool = False

    def open_api(self) -> dict[str, Any]:
        """As OpenAPI has it."""
        one: dict[str, Any] = dict(self.kind.schema)
        example: object = self.example
        if one["type"] in {"integer", "number"}:
            example = int(self.example) if one["type"] == "integer" else float(self.example)
        is_list = self.most > 1
        return {
            "name": self.name,
            "in": "query",
            "required": self.is_required,
            "description": f"{self.description.en}\n\n{self.description.tr}",
            "schema": {"type": "array", "items": one, "maxItems": self.most} if is_list else one,
            "example": [example] if is_list else example,
        }


def given(
    parameters: Sequence[Parameter], query_string: bytes, besides: frozenset[str] = _RESERVED
) -> Given:
    """The values that an address gives, by name. Raises Problem.

    What is `besides` decides the form of the answer, and is read elsewhere.
    """
    by_name = {each.name: each for each in parameters}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in read_parameters(query_string):
        if name not in by_name:
            if name in besides:
                continue
            raise unknown_parameter(name, [each.name for each in parameters])
        if value == "" and not by_name[name].is_required:
            continue  # a field of a form that was left empty
        read = _read(by_name[name], value)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), read)))
        if len(found[name]) > by_name[name].most:
            raise _too_many(by_name[name], value)
    for each in parameters:
        if each.is_required and each.name not in found:
            raise refused(each, "")
    return found


def refused(parameter: Parameter, value: str, why: Text | None = None, **more: object) -> Problem:
    """The problem of a value that a parameter cannot have."""
    kind = parameter.kind
    return refused_value(parameter.name, value, kind.allowed, kind.schema, why, **more)


def named(parameters: Iterable[Parameter], name: str) -> Parameter:
    """The parameter of this name."""
    return next(each for each in parameters if each.name == name)


def _read(parameter: Parameter, value: str) -> str:
    try:
        read: Term | str = parameter.kind.read(value)
    except Unfit as error:
        raise refused(parameter, value) from error
    return read if isinstance(read, str) else read.value


def _too_many(parameter: Parameter, value: str) -> Problem:
    most = parameter.most
    why = Text(
        f"`{parameter.name}` en çok {most} kez verilebilir.",
        f"`{parameter.name}` can be given at most {most} times.",
    )
    return refused(parameter, value, why)
