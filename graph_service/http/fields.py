"""Header fields as they come: several of one name are one list (RFC 9110, section 5.3)."""

from __future__ import annotations

from collections.abc import Container, Iterable


def joined(
    headers: Iterable[tuple[bytes, bytes]], names: Container[bytes] | None = None
) -> dict[bytes, bytes]:
    """The fields of these names, which are in lower case; of all names, if none are given."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if names is None or name in names:
            found[name] = found[name] + b", " + value if name in found else value
    return found
