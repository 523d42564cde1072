"""The dumps of a release: one table of what there is, each file written, read again and counted.

All of them are written from sorted lines, so the same graph gives the same bytes whatever store
it came from; none needs more memory than one chunk of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, Store

from graph_service.release.dumps import graphs, rdf, tables, verified
from graph_service.release.dumps.material import Material, gather
from graph_service.release.dumps.verified import Format, UnfaithfulDump
from graph_service.store.release import DumpFile

FOLDER = "dumps"
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Dump:
    """One dump of the whole: what it is, and how it is written."""

    name: str
    format: Format
    write: Callable[[Material, BinaryIO], int]
    """Writes to a stream (compressed on the way) and returns how many records it wrote."""


_QUADS = rdf.counts(RdfFormat.N_QUADS)
_TRIG = rdf.counts(RdfFormat.TRIG)
_JSON_LD = rdf.counts(RdfFormat.JSON_LD)
_RDF_XML = rdf.counts(RdfFormat.RDF_XML)

DUMPS = (
    Dump("izmiras.nq.gz", Format("application/n-quads", "gzip", _QUADS), rdf.quads),
    Dump("izmiras.nq.zst", Format("application/n-quads", "zstd", rdf.lines), rdf.quads),
    Dump("izmiras.trig.gz", Format("application/trig", "gzip", _TRIG), rdf.trig),
    Dump("izmiras.jsonld.gz", Format("application/ld+json", "gzip", _JSON_LD), rdf.json_ld),
    Dump("izmiras.rdf.gz", Format("application/rdf+xml", "gzip", _RDF_XML), rdf.rdf_xml),
    Dump("izmiras-tables.zip", Format("text/csv", "zip", tables.count), tables.write),
)
"""Every dump of the whole. Another one is another row here."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """What was written: SHA-256 of the sorted N-Quads, how many there are, and the files."""

    sha256: str
    quads: int
    triples: int
    """Of the merge of all graphs, each once."""
    files: tuple[DumpFile, ...]


def write(store: Store, data: Path, release: Path, base: str) -> Dumped:
    """Write and verify all dumps of a store below `release`. Raises UnfaithfulDump.

    `data` is the folder of the curated tables.
    """
    folder, scratch = release / FOLDER, release / "dumping"
    folder.mkdir()
    scratch.mkdir()
    material = gather(store, data, scratch, base)
    written = [_write(dump, material, folder) for dump in DUMPS]
    written += graphs.write(material, folder)
    material.clear()
    written.sort(key=lambda file: file.path)
    _write_checksums(folder / CHECKSUMS, written)
    found = [verified.described(folder, CHECKSUMS, "text/plain"), *written]
    files = tuple(replace(file, path=f"{FOLDER}/{file.path}") for file in found)
    return Dumped(material.sha256, material.quads, material.triples, files)


def compare(dumped: Dumped, triples: int, quads: int) -> None:
    """See that the dumps hold as much as was counted in the store. Raises UnfaithfulDump."""
    if (dumped.triples, dumped.quads) != (triples, quads):
        raise UnfaithfulDump(
            f"the dumps hold {dumped.quads} quads, {dumped.triples} triples; "
            f"the store {quads} and {triples}"
        )


def _write(dump: Dump, material: Material, folder: Path) -> DumpFile:
    return verified.write(folder, dump.name, dump.format, partial(dump.write, material))


def _write_checksums(path: Path, files: Iterable[DumpFile]) -> None:
    """As `sha256sum --check` reads them."""
    text = "".join(f"{file.sha256}  {file.path}\n" for file in files)
    path.write_text(text, encoding="utf-8")
