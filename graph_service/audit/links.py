"""Links: the Link field (RFC 8288), and link-format (RFC 6690), which has the same grammar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

_TOKEN = r"[\w!#$%&'*+.^`|~-]+"  # noqa: S105 - the token of RFC 9110
_PARAMETER = re.compile(rf'\s*;\s*({_TOKEN})\s*(?:=\s*("(?:[^"\\]|\\.)*"|{_TOKEN}))?')
_TARGET = re.compile(r"[\s,]*<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its absolute target, and what is said of it."""

    target: str
    parameters: Mapping[str, str]

    @property
    def relations(self) -> frozenset[str]:
        return frozenset(self.parameters.get("rel", "").split())

    @property
    def media_type(self) -> str:
        return self.parameters.get("type", "").partition(";")[0].strip().lower()


def read_links(text: str, base: str) -> list[Link]:
    """All links of a field. What cannot be read ends the list."""
    found: list[Link] = []
    position = 0
    while target := _TARGET.match(text, position):
        position = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(text, position):
            position = parameter.end()
            value = parameter[2] or ""
            if value.startswith('"'):
                value = re.sub(r"\\(.)", r"\1", value[1:-1])
            parameters.setdefault(parameter[1].lower(), value)
        found.append(Link(urljoin(base, target[1]), parameters))
    return found
