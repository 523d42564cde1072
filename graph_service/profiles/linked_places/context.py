"""The JSON-LD context of Linked Places, served by us: versioned, never changing, with CORS.

The keys mean what the published context of the format makes them mean. Ours also makes
identifiers and relations IRIs, knows `fclasses` and `precision`, and needs no third party.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from loaders.iri import DEFAULT_BASE

NAME = "linked-places-1.jsonld"
PATH = f"contexts/{NAME}"


@lru_cache(maxsize=4)
def text(base: str) -> str:
    """The context document, as it is served."""
    written = files(__package__).joinpath(NAME).read_text(encoding="utf-8")
    return written.replace(DEFAULT_BASE, base)
