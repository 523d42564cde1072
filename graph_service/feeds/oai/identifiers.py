"""Identifiers of records: ``oai:w3id.org:izmiras/site/ephesus`` for ``…/izmiras/id/site/ephesus``.

The part before the last colon is the host of our base IRI, and what follows is the path of the base
and the name of the thing: on a host that many share, only so is it ours alone (guidelines for the
oai-identifier format, version 2.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_REPOSITORY = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Makes and reads the identifiers below one base IRI."""

    base: str

    @property
    def repository(self) -> str:
        """`w3id.org`."""
        return urlsplit(self.base).hostname or "localhost"

    @property
    def is_registrable(self) -> bool:
        """Whether the host has the form that the oai-identifier format asks for."""
        return _REPOSITORY.fullmatch(self.repository) is not None

    def write(self, reference: str) -> str:
        """The identifier of `kind/slug`."""
        return f"{self._start}{reference}"

    def read(self, identifier: str) -> str | None:
        """`kind/slug`, or anything else that may follow; None if it is not one of ours."""
        reference = identifier.removeprefix(self._start)
        return reference if reference != identifier else None

    @property
    def _start(self) -> str:
        path = urlsplit(self.base).path.strip("/")
        return f"oai:{self.repository}:{path}/" if path else f"oai:{self.repository}:"
