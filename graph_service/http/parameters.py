"""The parameters of an address, as they are written: decoded once, and none that there is not."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_MOST = 1000
_SHOWN = 200
_ADDRESS = Text("Adres", "the address")
_STRAY = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The names and values of ``application/x-www-form-urlencoded``, in order, decoded once.

    Raises UnicodeError if something is not UTF-8, ValueError for more than 1,000 of them.
    """
    if not encoded.isascii():
        raise UnicodeError("not ASCII")
    fields = encoded.split(b"&")
    if len(fields) > _MOST:
        raise ValueError("too many")
    parted = (field.partition(b"=") for field in fields if field)
    return [(_text(name), _text(value)) for name, _, value in parted]


def read_parameters(query_string: bytes, where: Text = _ADDRESS) -> list[tuple[str, str]]:
    """The names and values of a query string, in order. Raises Problem if it cannot be read.

    They are decoded once: what is still percent-encoded then is part of the value.
    """
    try:
        return pairs(query_string)
    except ValueError as error:  # also UnicodeError
        detail = Text(
            f"{where.tr}: parametreler okunamadı; UTF-8 olmalı, en çok {_MOST} tane.",
            f"The parameters of {where.en} cannot be read: UTF-8, at most {_MOST} of them.",
        )
        raise Problem("bad-request", detail) from error


def _text(encoded: bytes) -> str:
    value = encoded.replace(b"+", b" ")
    return (_unquoted(value) if b"%" in value else value).decode()


def _unquoted(value: bytes) -> bytes:
    """Percent-decoded. Queries are long: as quoted-printable, with `=` for `%`, it is done in C."""
    if _STRAY.search(value):  # a percent sign that begins no escape stays
        return unquote_to_bytes(value)
    return a2b_qp(value.replace(b"=", b"=3D").replace(b"%", b"="))


def refused_value(
    name: str,
    value: str,
    allowed: Text,
    schema: Mapping[str, object],
    why: Text | None = None,
    **more: object,
) -> Problem:
    """The problem of a value that a parameter cannot have.

    `allowed` is the end of the sentence “It must be …”, `schema` the same as JSON Schema; `why`
    says it otherwise.
    """
    detail = why or Text(f"`{name}` şu olmalı: {allowed.tr}.", f"`{name}` must be {allowed.en}.")
    extensions = {"parameter": name, "value": value[:_SHOWN], "allowed": dict(schema)}
    return Problem("bad-request", detail, extensions=extensions | more)


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


def too_large(most: int, headers: Mapping[str, str] = MappingProxyType({})) -> Problem:
    """413: a request that is longer than `most` bytes."""
    detail = Text(f"İstek {most} bayttan uzun.", f"The request is longer than {most} bytes.")
    extensions = {"limit": most, "unit": "bytes"}
    return Problem("query-too-large", detail, extensions=extensions, headers=headers)
