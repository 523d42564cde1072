"""From an address such as ``?year=-499`` to the values of a query's parameters, or a problem."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.http.parameters import read_parameters, refused_value, unknown_parameter
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Term, Unfit
from graph_service.library.parameter import RESERVED, Parameter
from graph_service.library.query import LibraryQuery

_SHOWN = 200

Values = Mapping[str, tuple[Term, ...]]


def values_of(query: LibraryQuery, query_string: bytes) -> Values:
    """The values that an address gives, as terms. Raises Problem."""
    given: dict[str, list[str]] = {}
    for name, value in read_parameters(query_string):
        if name in RESERVED:
            continue
        if query.parameter(name) is None:
            raise unknown_parameter(name, [each.name for each in query.parameters])
        given.setdefault(name, []).append(value)
    return {name: _read(query, name, values) for name, values in given.items()}


def refused(parameter: Parameter, value: str, why: Text | None = None) -> Problem:
    """The problem of a value that a parameter cannot have."""
    kind = parameter.kind
    return refused_value(parameter.name, value, kind.allowed, parameter.schema, why)


def _read(query: LibraryQuery, name: str, values: list[str]) -> tuple[Term, ...]:
    parameter = query.parameter(name)
    if parameter is None:  # pragma: no cover - the caller has looked
        raise unknown_parameter(name, [each.name for each in query.parameters])
    if len(values) > parameter.most:
        most = parameter.most
        raise refused(
            parameter,
            values[most],
            Text(
                f"`{name}` en çok {most} kez verilebilir; {len(values)} kez verilmiş.",
                f"`{name}` can be given at most {most} times; it is given {len(values)} times.",
            ),
        )
    terms: list[Term] = []
    for value in values:
        try:
            terms.append(parameter.kind.read(value))
        except Unfit as error:
            raise refused(parameter, value) from error
    return tuple(dict.fromkeys(terms))
