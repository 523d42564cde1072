"""Open an index where nothing may be written.

Tantivy takes a lock file in the folder of an index even to read it. A release may lie on a
read-only volume, or belong to another user.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def lockable(folder: Path) -> Iterator[Path]:
    """The folder, or one with links to its files, for as long as it takes to open them."""
    if os.access(folder, os.W_OK) or not folder.is_dir():
        yield folder
        return
    with TemporaryDirectory(prefix="izmiras-search-") as links:
        for file in folder.iterdir():
            if file.suffix != ".lock":
                (Path(links) / file.name).symlink_to(file.resolve())
        yield Path(links)
