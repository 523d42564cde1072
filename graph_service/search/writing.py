"""Write the index of a release: records in, a folder out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import tantivy

from graph_service.pages.collation import sort_key
from graph_service.search import eras
from graph_service.search.edition import edition
from graph_service.search.folding import fold, sound, spelled
from graph_service.search.identifiers import link_key, local_name
from graph_service.search.record import Record
from graph_service.search.schema import AGE_ORDER, NAME_ORDERS, schema

_HEAP = 192 * 1024 * 1024
_LONGEST_NAME = 200
_LONGEST_KEY = 120
_UNDATED = 999_999
READABLE = 0o644


def write(records: Iterable[Record], folder: Path, this_year: int) -> int:
    """Index the records, as they come, below a folder; returns their number.

    Memory does not grow with their number. One thread writes, so that the same records give the
    same index. What no source says to be over lasts until `this_year`.
    """
    own = folder / edition()
    own.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(own))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    written = 0
    for record in records:
        writer.add_document(_document(record, this_year))
        written += 1
    writer.commit()
    writer.wait_merging_threads()
    for file in own.iterdir():  # some are written for their owner alone
        file.chmod(READABLE)
    return written


_folded = lru_cache(maxsize=65536)(fold)
"""Labels of types, periods and districts: many things share them."""


@lru_cache(maxsize=65536)
def _nodes(stretch: eras.Stretch) -> tuple[frozenset[str], frozenset[str]]:
    """The nodes that tile a stretch, and these with all above them."""
    tiles = eras.tiles(stretch)
    return tiles, eras.above(tiles)


def _document(record: Record, this_year: int) -> tantivy.Document:
    document = tantivy.Document()
    document.add_bytes("record", record.to_json().encode())
    for field, value in _texts(record, this_year):
        document.add_text(field, value)
    for field, number in _numbers(record):
        document.add_float(field, number)
    return document


def _texts(record: Record, this_year: int) -> Iterator[tuple[str, str]]:
    yield "reference", record.reference
    yield from _names(record)
    for value in dict.fromkeys(_identifiers(record)):
        yield "identifier", value
    for link in record.links:
        yield "link", link_key(link.iri)
    yield "context", " ".join(folded for each in record.context if (folded := _folded(each)))
    yield "text", fold(" ".join(record.descriptions.values()))
    yield from _terms(record)
    yield from _years(record, this_year)
    for language, field in NAME_ORDERS.items():
        yield field, order_key(sort_key(record.label(language), language)[0], record)
    earliest = record.earliest
    age = _UNDATED if earliest is None else earliest - eras.FIRST
    yield AGE_ORDER, order_key(f"{max(age, 0):06d}", record)


def _names(record: Record) -> Iterator[tuple[str, str]]:
    folded = dict.fromkeys(fold(name.text) for name in record.names)
    said = dict.fromkeys(word for name in folded for word in name.split())
    yield "words", " ".join(folded)
    yield "sounds", " ".join(dict.fromkeys(sound(word) for word in said))
    yield "labels", fold(" ".join(record.labels.values()))
    for name in folded:
        yield "name", name[:_LONGEST_NAME]
    for key in dict.fromkeys(map(spelled, folded)):
        yield "spelling", key[:_LONGEST_NAME]


def _identifiers(record: Record) -> Iterator[str]:
    yield record.slug
    yield record.reference
    for link in record.links:
        if link.match != "page":
            yield local_name(link.iri).lower()


def _terms(record: Record) -> Iterator[tuple[str, str]]:
    yield "kind", record.kind
    listed = {
        "type": record.broader,
        "period": record.periods,
        "district": record.districts,
        "place": record.places,
        "designation": record.designations,
        "linked": sorted({link.catalogue for link in record.links if link.catalogue}),
    }
    for field, values in listed.items():
        for value in values:
            yield field, value


def _years(record: Record, this_year: int) -> Iterator[tuple[str, str]]:
    possible: set[tuple[int, int]] = set()
    sure: set[tuple[int, int]] = set()
    for each in record.existences:
        latest = this_year if each.latest is None else each.latest
        possible.add((each.earliest, max(each.earliest, latest)))
        if each.sure_from is not None and each.sure_to is not None:
            sure.add((each.sure_from, each.sure_to))
    for prefix, stretches in (("", possible), ("sure_", sure)):
        nodes = [_nodes(stretch) for stretch in stretches]
        for node in sorted({tile for tiles, _ in nodes for tile in tiles}):
            yield f"{prefix}tile", node
        for node in sorted({each for _, above in nodes for each in above}):
            yield f"{prefix}above", node


def order_key(value: str, record: Record) -> str:
    """A unique key that sorts as the value does, in characters that no query syntax reads."""
    return f"{value[:_LONGEST_KEY]}\0{record.reference}".encode().hex()


def _numbers(record: Record) -> Iterator[tuple[str, float]]:
    yield "boost", math.sqrt(record.boost)
    if record.point:
        yield "lon", record.point.lon
        yield "lat", record.point.lat
    if record.bbox:
        yield from zip(("west", "south", "east", "north"), record.bbox, strict=True)
