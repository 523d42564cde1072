"""GeoJSON, RFC 7946: the thing as one Feature."""

from __future__ import annotations

import json
import re

from pyoxigraph import Literal, NamedNode

from graph_service.http.json_body import json_body
from graph_service.resources.description import Description
from graph_service.resources.document import LICENCE, Document
from graph_service.resources.statements import Statement
from loaders.namespaces import CRM, DCT, GEO, RDFS

_WKT = re.compile(r"(?:<(?P<crs>[^>]*)>\s*)?(?P<wkt>.+)", re.DOTALL)
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_SHAPES = (GEO.asWKT, CRM.P168_place_is_defined_by)


def geo_json(document: Document) -> bytes:
    """The thing as a Feature; its geometry is null if no source gives one."""
    description = document.description
    place = geometry_node(description)
    feature = {
        "type": "Feature",
        "id": document.thing.value,
        "geometry": _geometry(description, place) if place else None,
        "properties": _properties(document, place),
    }
    return json_body(feature, indent=2)


def geometry_node(description: Description) -> NamedNode | None:
    """The part that holds the geometry: the default one, else the first."""
    holders = [s.subject for s in description.own if s.predicate in _SHAPES]
    default = [s.object for s in description.own if s.predicate == GEO.hasDefaultGeometry]
    chosen = [node for node in holders if node in default] or holders
    return chosen[0] if chosen else None


def wkt_of(description: Description, node: NamedNode) -> str | None:
    """The WKT of a geometry, if it is in longitude and latitude."""
    for statement in description.of(node):
        if statement.predicate in _SHAPES:
            wkt = plain_wkt(statement.object.value)
            if wkt:
                return wkt
    return None


def plain_wkt(text: str) -> str | None:
    """The WKT of a literal, if it is in longitude and latitude."""
    found = _WKT.fullmatch(text)
    return found["wkt"] if found and found["crs"] in (None, _CRS84) else None


def _geometry(description: Description, node: NamedNode) -> object:
    import shapely  # takes long to load, and the service starts without it

    wkt = wkt_of(description, node)
    return json.loads(shapely.to_geojson(shapely.from_wkt(wkt))) if wkt else None


def _properties(document: Document, place: NamedNode | None) -> dict[str, object]:
    description = document.description
    said: dict[str, object] = {}
    for name, predicate in (("name", RDFS.label), ("description", DCT.description)):
        for statement in _literals(description, predicate):
            assert isinstance(statement.object, Literal)
            said.setdefault(f"{name}_{statement.object.language or 'en'}", statement.object.value)
    types = [
        s.object.value for s in description.of(document.thing) if s.predicate == CRM.P2_has_type
    ]
    said["types"] = types
    precision = NamedNode(f"{document.edition.base}ontology#precision")
    if place:
        found = [s.object.value for s in description.of(place) if s.predicate == precision]
        said["precision"] = found[0] if found else None
    said["document"] = document.node.value
    said["license"] = LICENCE.value
    said["release"] = document.edition.release
    return said


def _literals(description: Description, predicate: NamedNode) -> list[Statement]:
    own = description.of(description.thing)
    return [s for s in own if s.predicate == predicate and isinstance(s.object, Literal)]
