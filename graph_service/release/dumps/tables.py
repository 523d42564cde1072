"""The curated tables as a Frictionless data package in a zip file."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from graph_service.release.dumps.material import Material

DESCRIPTOR = "datapackage.json"
_PACKED = (".csv", ".geojson", ".json", ".md")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name: the real one would change its bytes."""
_READABLE = 0o100644 << 16


def write(material: Material, out: BinaryIO) -> int:
    """Pack the folder of the tables. Returns how many rows its tables have."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(material.data):
            entry = zipfile.ZipInfo(path.relative_to(material.data).as_posix(), _EPOCH)
            entry.external_attr = _READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    return sum(_rows(path.open("rb")) for path in material.data.glob("*.csv"))


def count(stream: BinaryIO) -> int:
    """Count the rows of the tables that the descriptor in the zip file names."""
    with zipfile.ZipFile(stream) as archive:
        descriptor = json.loads(archive.read(DESCRIPTOR))
        return sum(_rows(archive.open(each["path"])) for each in descriptor["resources"])


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.suffix in _PACKED)


def _rows(table: IO[bytes]) -> int:
    with table, io.TextIOWrapper(table, "utf-8-sig", newline="") as text:
        return sum(1 for _ in csv.reader(text)) - 1
