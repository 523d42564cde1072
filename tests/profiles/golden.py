"""Written examples that tests compare with. They follow the data: after a change of a table that
they show, write them again with ``REWRITE_EXAMPLES=1 python -m pytest tests/profiles`` and read
the difference."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"


def golden(name: str, written: bytes) -> bytes:
    """The example of this name; written anew if the environment asks for it."""
    path = FOLDER / name
    if os.environ.get("REWRITE_EXAMPLES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    return path.read_bytes()
