"""The formats of files: how the world names what is in a dump, and how it is packed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.http.problem_types import Text
from graph_service.store.release import DumpFile


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What is in a file."""

    media_type: str
    name: str
    file_type: str
    """Its name among the file types of the EU Publications Office."""
    about: Text


_GRAPHS = Text("kaynaklara göre adlandırılmış graflarla", "with a named graph for each source")
_MERGED = Text("bütün grafların birleşimi", "all graphs merged")
_TABLES = Text(
    "düzenlenmiş tablolar, Frictionless veri paketi olarak",
    "the curated tables, as a Frictionless data package",
)
_NAMED = (
    FileFormat("application/n-quads", "N-Quads", "RDF_N_QUADS", _GRAPHS),
    FileFormat("application/trig", "TriG", "RDF_TRIG", _GRAPHS),
    FileFormat("application/ld+json", "JSON-LD", "JSON_LD", _GRAPHS),
    FileFormat("application/rdf+xml", "RDF/XML", "RDF_XML", _MERGED),
    FileFormat("application/n-triples", "N-Triples", "RDF_N_TRIPLES", _MERGED),
    FileFormat("text/turtle", "Turtle", "RDF_TURTLE", _MERGED),
    FileFormat("text/csv", "CSV", "CSV", _TABLES),
    FileFormat(
        "application/geo+json",
        "GeoJSON",
        "GEOJSON",
        Text("yerler ve geometrileri", "places and their geometries"),
    ),
)
FORMATS: Mapping[str, FileFormat] = MappingProxyType({each.media_type: each for each in _NAMED})
"""Formats of dumps, by media type."""

PACKINGS: Mapping[str, str] = MappingProxyType(
    {"gzip": "application/gzip", "zstd": "application/zstd", "zip": "application/zip"}
)
"""Media types of what packs a file: zip holds several, the others compress one."""

_BY_ENDING = (
    (".nq", "application/n-quads"),
    (".nt", "application/n-triples"),
    (".ttl", "text/turtle"),
    (".trig", "application/trig"),
    (".jsonld", "application/ld+json"),
    (".rdf", "application/rdf+xml"),
    (".geojson", "application/geo+json"),
    (".json", "application/json"),
    (".csv", "text/csv"),
    ("SHA256SUMS", "text/plain"),
)
_PACKED_ENDINGS = ((".gz", "gzip"), (".zst", "zstd"), (".zip", "zip"))


def content_of(file: DumpFile) -> tuple[str, str]:
    """The media type of what is in a file, and how it is packed; by its name if need be."""
    if file.media_type:
        return file.media_type, file.compression
    packing = next((p for ending, p in _PACKED_ENDINGS if file.path.endswith(ending)), "")
    bare = file.path.rpartition(".")[0] if packing else file.path
    found = (media_type for ending, media_type in _BY_ENDING if bare.endswith(ending))
    return next(found, ""), packing


def served_as(file: DumpFile) -> str:
    """The media type of the file itself: a compressed one is never unpacked on the way.

    The suffixes of RFC 6839, 8460 and 8878 say what is in it too.
    """
    media_type, packing = content_of(file)
    if packing == "zip":
        return PACKINGS[packing]
    if packing:
        return f"{media_type}+{packing}" if media_type else PACKINGS[packing]
    if media_type.startswith("text/"):
        return f"{media_type}; charset=utf-8"
    return media_type or "application/octet-stream"
