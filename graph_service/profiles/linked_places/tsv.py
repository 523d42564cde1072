"""LP-TSV 0.5: one row a place, for people who work with tables.

Years here are those of the calendar, as the format asks: -320 is 320 BCE, and there is no year 0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.feature import COUNTRY, edition_citation, feature
from graph_service.profiles.linked_places.relations import aat_of
from graph_service.profiles.linked_places.times import year_of
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from loaders.namespaces import CRM

COLUMNS = (
    "id", "title", "title_source", "fclasses", "aat_types", "attestation_year", "start", "end",
    "title_uri", "ccodes", "matches", "variants", "types", "parent_name", "parent_id", "lon",
    "lat", "geowkt", "geo_source", "geo_id", "approximation", "description",
)  # fmt: skip

_ALIASES = (
    ("wd", re.compile(r"https?://www\.wikidata\.org/entity/(Q[0-9]+)")),
    ("pl", re.compile(r"https://pleiades\.stoa\.org/places/([0-9]+)")),
    ("gn", re.compile(r"https://sws\.geonames\.org/([0-9]+)/?")),
    ("tgn", re.compile(r"http://vocab\.getty\.edu/tgn/([0-9]+)")),
    ("viaf", re.compile(r"http://viaf\.org/viaf/([0-9]+)")),
)
_GAPS = re.compile(r"[\t\r\n]+")


def row(document: Document, mentions: Mentions) -> Mapping[str, str]:
    """The cells of a place, by column; empty where the record says nothing."""
    facts = Facts(document, mentions)
    written = feature(document, mentions)
    cited = edition_citation(facts)
    cells = {
        "id": written["@id"],
        "title": written["properties"]["title"],
        "title_source": cited["label"],
        "title_uri": cited["@id"],
        "attestation_year": cited.get("year", ""),
        "fclasses": ";".join(written["properties"]["fclasses"]),
        "ccodes": COUNTRY,
        **_types(facts),
        **_years(written),
        **_parent(written),
        **_geometry(facts, written),
        "matches": ";".join(_matches(written)),
        "variants": ";".join(_variants(written)),
        "description": next((d["value"] for d in written.get("descriptions", ())), ""),
    }
    return {column: _GAPS.sub(" ", cells.get(column, "")).strip() for column in COLUMNS}


def line(cells: Mapping[str, str]) -> str:
    """A row as text: the format knows no quotes, and no cell has a tab."""
    return "\t".join(cells[column] for column in COLUMNS) + "\n"


def heading() -> str:
    """The first line."""
    return "\t".join(COLUMNS) + "\n"


def _types(facts: Facts) -> dict[str, str]:
    """Types and their AAT numbers, in the same order; an empty place where there is none."""
    concepts = facts.nodes(facts.thing, CRM.P2_has_type)
    numbers = [aat_of(facts, concept) or "" for concept in concepts]
    labels = [facts.label(concept) or facts.concept(concept) for concept in concepts]
    return {
        "types": ";".join(_one(label) for label in labels),
        "aat_types": ";".join(numbers) if any(numbers) else "",
    }


def _years(written: Mapping[str, Any]) -> dict[str, str]:
    """The earliest year of the record. An end is left out: a last dated phase is no end."""
    spans = written.get("when", {}).get("timespans", ())
    starts = [span["start"] for span in spans]
    years = [year_of(start.get("in") or start["earliest"]) for start in starts if _begins(start)]
    return {"start": _calendar(min(years))} if years else {}


def _begins(start: Mapping[str, str]) -> bool:
    return "in" in start or "earliest" in start


def _calendar(year: int) -> str:
    return str(year if year > 0 else year - 1)


def _parent(written: Mapping[str, Any]) -> dict[str, str]:
    """The first place that it lies in; else the first whole that it is part of."""
    wholes = [r for r in written.get("relations", ()) if r["relationType"].endswith("Partitive")]
    areas = [each for each in wholes if each["label"].startswith("in ")]
    for each in (*areas, *wholes):
        name = each["label"].removeprefix("in ").removeprefix("part of ")
        return {"parent_name": _one(name), "parent_id": each["relationTo"]}
    return {}


def _geometry(facts: Facts, written: Mapping[str, Any]) -> dict[str, str]:
    shape = written["geometry"]
    if shape is None:
        return {}
    parts = shape["geometries"] if shape["type"] == "GeometryCollection" else [shape]
    cited: dict[str, str] = next(iter(parts[0].get("citations", ())), {})
    cells = {"geo_source": cited.get("label", ""), "geo_id": cited.get("@id", "")}
    points = [each["coordinates"] for each in parts if each["type"] == "Point"]
    if len(points) == 1:
        cells |= {"lon": str(points[0][0]), "lat": str(points[0][1])}
    extents = [each for each in parts if each["type"] != "Point"] if facts.kind != "route" else []
    if extents:
        cells["geowkt"] = _wkt(extents[0])
    elif len(points) > 1:
        cells["geowkt"] = _wkt({"type": "MultiPoint", "coordinates": points})
    return cells


def _wkt(shape: Mapping[str, Any]) -> str:
    import shapely  # takes long to load, and the service starts without it

    plain = {"type": shape["type"], "coordinates": shape["coordinates"]}
    return shapely.to_wkt(shapely.from_geojson(json.dumps(plain)), rounding_precision=-1)


def _matches(written: Mapping[str, Any]) -> list[str]:
    """The links to catalogues that World Historical Gazetteer knows, by its prefixes."""
    found = []
    for each in written.get("links", ()):
        for prefix, pattern in _ALIASES:
            match = pattern.fullmatch(each["identifier"])
            if match and each["type"] == "exactMatch":
                found.append(f"{prefix}:{match[1]}")
    return found


def _variants(written: Mapping[str, Any]) -> list[str]:
    found = []
    for name in written.get("names", ()):
        tag = f"@{name['lang']}" if "lang" in name else ""
        found.append(f"{_one(name['toponym'])}{tag}")
    return list(dict.fromkeys(found))


def _one(text: str) -> str:
    """The text as one of several in a cell: a semicolon would part it."""
    return text.replace(";", ",")
