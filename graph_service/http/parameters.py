"""The parameters of an address, as they are written: decoded once, and none that there is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_MOST = 1000
_SHOWN = 200


def read_parameters(query_string: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string, in order. Raises Problem if it cannot be read."""
    try:
        return parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST,
        )
    except ValueError as error:  # too many fields, or not UTF-8
        detail = Text(
            f"Adresteki parametreler okunamadı: UTF-8 olmalı, en çok {_MOST} tane.",
            f"The parameters of the address cannot be read: UTF-8, at most {_MOST} of them.",
        )
        raise Problem("bad-request", detail) from error


def refused_value(
    name: str, value: str, allowed: Text, schema: Mapping[str, object], why: Text | None = None
) -> Problem:
    """The problem of a value that a parameter cannot have: `allowed` in words and as a schema."""
    detail = why or Text(f"`{name}` şu olmalı: {allowed.tr}.", f"`{name}` must be {allowed.en}.")
    extensions = {"parameter": name, "value": value[:_SHOWN], "allowed": dict(schema)}
    return Problem("bad-request", detail, extensions=extensions)


def unknown_parameter(name: str, names: Sequence[str]) -> Problem:
    """The address has parameters of these names only."""
    shown, listed = name[:_SHOWN], ", ".join(names)
    detail = Text(
        f"`{shown}` diye bir parametre yok; var olanlar: {listed}."
        if names
        else "Bu adresin parametresi yok.",
        f"There is no parameter `{shown}`; there are: {listed}."
        if names
        else "This address has no parameters.",
    )
    extensions = {"parameter": shown, "parameters": list(names)}
    return Problem("bad-request", detail, extensions=extensions)
