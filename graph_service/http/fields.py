"""Header fields as they come: several of one name are one list (RFC 9110, section 5.3)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

Field = tuple[bytes, bytes]


def joined(headers: Iterable[Field], names: Container[bytes] | None = None) -> dict[bytes, bytes]:
    """The fields of these names, which are in lower case; of all names, if none are given."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if names is None or name in names:
            found[name] = found[name] + b", " + value if name in found else value
    return found


def varied(fields: Sequence[Field], name: bytes) -> list[Field]:
    """The fields of an answer, with Vary naming this one too."""
    for at, (field, value) in enumerate(fields):
        if field == b"vary":
            if name.lower() in value.lower():
                return [*fields]
            return [*fields[:at], (field, value + b", " + name), *fields[at + 1 :]]
    return [*fields, (b"vary", name)]
