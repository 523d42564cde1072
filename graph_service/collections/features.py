"""Entries as plain GeoJSON features: flat properties, for QGIS, geopandas and spreadsheets."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from graph_service.collections.entries import Entries, Entry
from graph_service.profiles.linked_places.shapes import as_geojson
from graph_service.resources.place import Place

PROPERTIES: dict[str, str] = {
    "iri": "The address of the thing, for ever.",
    "kind": "`site`, `waterway` or `place`.",
    "name": "The English name, else any.",
    "name_tr": "The Turkish name.",
    "name_en": "The English name.",
    "types": "Slugs of the types, separated by `; `.",
    "type_tr": "The first type, in Turkish.",
    "type_en": "The first type, in English.",
    "district": "The district that it lies in.",
    "year_from": "The first ISO year of a dated phase: 500 BCE is -499.",
    "year_to": "The last ISO year of a dated phase; no end of the thing is meant.",
    "periods": "Slugs of the periods of its phases, separated by `; `.",
    "precision": "What the geometry is: exact, representative, centre-of-settlement or extent.",
    "description_tr": "A sentence in Turkish.",
    "description_en": "A sentence in English.",
    "document": "Its document here.",
}
"""The properties of every feature; null where the record says nothing."""


def flat(entry: Entry, entries: Entries, place: Place) -> dict[str, Any]:
    """The entry as a Feature; its geometry is null if no source gives one."""
    labels, words = entry.labels, entry.descriptions
    first = entries.labels(entry.types[0]) if entry.types else {}
    starts = [years.first for years in entry.years if years.first is not None]
    ends = [years.last for years in entry.years if years.last is not None]
    values = {
        "iri": entry.iri,
        "kind": entry.reference.kind,
        "name": labels.get("en") or next(iter(labels.values()), None),
        "name_tr": labels.get("tr"),
        "name_en": labels.get("en"),
        "types": _slugs(entry.types),
        "type_tr": first.get("tr"),
        "type_en": first.get("en"),
        "district": _district(entry, entries),
        "year_from": min(starts, default=None),
        "year_to": max(ends, default=None),
        "periods": _slugs(entry.periods),
        "precision": entry.shape.precision if entry.shape else None,
        "description_tr": words.get("tr"),
        "description_en": words.get("en"),
        "document": f"{place.root}/doc/{entry.reference}",
    }
    return {
        "type": "Feature",
        "id": entry.iri,
        "geometry": as_geojson(entry.shape.wkt) if entry.shape else None,
        "properties": {name: values[name] for name in PROPERTIES},
    }


def _district(entry: Entry, entries: Entries) -> str | None:
    for area in entry.areas:
        kinds = (kind.value.rpartition("/")[2] for kind in entries.types(area))
        if "district" in kinds:
            return entries.labels(area).get("tr")
    return None


def _slugs(nodes: tuple[NamedNode, ...]) -> str | None:
    return "; ".join(node.value.rpartition("/")[2] for node in nodes) or None
