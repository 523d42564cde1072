"""Routes: their stops in order, as GeoJSON and for the map; the list of routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.shapes import as_geojson
from graph_service.resources.document import LICENCE
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from loaders.namespaces import CRM, DCT, GEO, SCHEMA, SKOS

PATH = "/api/routes"
_NO_LINE = "none: the sources give stops, not the way between them"


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop: what is visited, and where that is."""

    position: int
    labels: dict[str, str]
    thing: str
    note: str | None
    wkt: str | None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude; of an area or a line, a point in it."""
        import shapely  # takes long to load, and the service starts without it

        if self.wkt is None:
            return None
        found = shapely.from_wkt(self.wkt).representative_point()
        return found.x, found.y

    @property
    def is_inexact(self) -> bool:
        """Whether the point only stands for something larger."""
        return self.wkt is not None and not self.wkt.startswith("POINT")


@dataclass(frozen=True, slots=True)
class Route:
    """A route with its stops in order."""

    reference: Reference
    iri: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    types: tuple[str, ...]
    status: str | None
    length_km: float | None
    line: str | None
    """The way as WKT, if the data have one."""
    stops: tuple[Stop, ...]

    @property
    def name(self) -> str:
        return self.labels.get("en") or next(iter(self.labels.values()), self.reference.slug)

    @property
    def unplaced(self) -> int:
        """How many stops have no point."""
        return sum(1 for stop in self.stops if stop.wkt is None)


def route(holdings: Holdings, reference: Reference) -> Route | None:
    """A route of the release."""
    document = holdings.outline(reference)
    if document is None:
        return None
    facts = Facts(document, holdings.mentions(document))
    thing, ours = facts.thing, facts.ours
    length = facts.value(thing, ours("lengthKm"))
    status = facts.nodes(thing, ours("status"))
    found = {text.language or "en": text.value for text in facts.texts(thing, DCT.description)}
    return Route(
        reference=reference,
        iri=thing.value,
        labels=dict(facts.labels(thing)),
        descriptions=found,
        types=tuple(map(facts.concept, facts.nodes(thing, CRM.P2_has_type))),
        status=facts.concept(status[0]) if status else None,
        length_km=float(length) if length is not None else None,
        line=next(_lines(facts), None),
        stops=tuple(sorted(_stops(facts), key=lambda stop: stop.position)),
    )


def routes(holdings: Holdings) -> Iterator[Route]:
    """Every route, by slug."""
    for slug in holdings.slugs["route"]:
        found = route(holdings, Reference("route", slug))
        if found is not None:
            yield found


def listing(holdings: Holdings, place: Place) -> dict[str, Any]:
    """The list of routes."""
    return {"release": holdings.release.id, "routes": [_entry(r, place) for r in routes(holdings)]}


def geo_json(found: Route, place: Place) -> dict[str, Any]:
    """The stops as points in order; a stop without a known point has a null geometry.

    A line comes first, if the data have one; none is drawn between the stops.
    """
    features = [_feature(found, stop) for stop in found.stops]
    if found.line:
        way = {"type": "Feature", "id": f"{found.iri}#line", "geometry": as_geojson(found.line)}
        features.insert(0, way | {"properties": {"role": "line", "name": found.name}})
    return {
        "type": "FeatureCollection",
        "id": found.iri,
        "properties": _entry(found, place) | {"line": "source" if found.line else _NO_LINE},
        "license": LICENCE.value,
        "features": features,
    }


def _entry(found: Route, place: Place) -> dict[str, Any]:
    here = f"{place.root}{PATH}/{found.reference.slug}"
    said = {
        "iri": found.iri,
        "name": found.name,
        **{f"name_{tag}": text for tag, text in found.labels.items()},
        **{f"description_{tag}": text for tag, text in found.descriptions.items()},
        "types": list(found.types),
        "status": found.status,
        "length_km": found.length_km,
        "stops": len(found.stops),
        "stops_without_point": found.unplaced,
        "url": here,
        "gpx": f"{here}.gpx",
        "document": f"{place.root}/doc/{found.reference}",
    }
    return {key: value for key, value in said.items() if value is not None}


def _feature(found: Route, stop: Stop) -> dict[str, Any]:
    point = stop.point
    return {
        "type": "Feature",
        "id": f"{found.iri}#stop-{stop.position}",
        "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        "properties": {
            "role": "stop",
            "position": stop.position,
            "name": stop.labels.get("en") or next(iter(stop.labels.values()), None),
            "name_tr": stop.labels.get("tr"),
            "name_en": stop.labels.get("en"),
            "thing": stop.thing,
            "note": stop.note,
            "stands_for_area": stop.is_inexact,
        },
    }


def _stops(facts: Facts) -> Iterator[Stop]:
    for part in facts.parts(facts.ours("Stop")):
        for item in facts.nodes(part, SCHEMA.item):
            mention = facts.mention(item)
            yield Stop(
                position=int(facts.value(part, SCHEMA.position) or 0),
                labels=dict(facts.labels(part)),
                thing=item.value,
                note=facts.value(part, SKOS.note),
                wkt=mention.wkt if mention is not None else None,
            )


def _lines(facts: Facts) -> Iterator[str]:
    geometries: tuple[NamedNode, ...] = facts.nodes(facts.thing, GEO.hasGeometry)
    for node in geometries:
        for text in facts.texts(node, GEO.asWKT):
            if "LINESTRING" in text.value:
                yield text.value
