"""Which index this code writes and reads."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

_WRITING = (
    "edition", "eras", "existence", "folding", "gathering", "greek", "identifiers", "record",
    "schema", "sharding", "writing",
)  # fmt: skip


@lru_cache(maxsize=1)
def edition() -> str:
    """Changes when the code that writes the index does, or the library that holds it.

    An index lies in a folder of this name, so that code never reads an index that other code
    has folded otherwise, and a release can be given a new one beside the old.
    """
    digest = hashlib.sha256(f"tantivy {version('tantivy')}".encode())
    for name in _WRITING:
        digest.update((files(__package__) / f"{name}.py").read_bytes())
    return digest.hexdigest()[:12]
