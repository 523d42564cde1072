"""What an object is, what it is called, where it is, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from lxml import etree
from shapely.geometry.base import BaseMultipartGeometry

from graph_service.feeds.oai.lido.terms import (
    ALTERNATIVE,
    GML,
    LOCAL,
    PREFERRED,
    URI,
    add,
    add_concept,
    add_names,
    add_place,
    say_id,
)
from graph_service.feeds.oai.sets import KINDS
from graph_service.profiles.parts import alternatives, described, identifiers, positions
from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM

Drawn = shapely.Point | shapely.LineString | shapely.Polygon
"""What GML can hold in LIDO."""
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Longitude before latitude."""


def add_classification(parent: etree._Element, reading: Reading) -> None:
    types = add(add(parent, "objectClassificationWrap"), "objectWorkTypeWrap")
    nodes = reading.nodes(reading.thing, CRM.P2_has_type)
    for node in nodes:
        add_concept(types, "objectWorkType", reading, node)
    if not nodes:
        kind = add(types, "objectWorkType")
        for literal in KINDS[reading.kind].literals:
            add(kind, "term", literal)


def add_identification(parent: etree._Element, reading: Reading) -> None:
    found = add(parent, "objectIdentificationWrap")
    titles = add(found, "titleWrap")
    add_names(titles, "titleSet", reading.labels(reading.thing), PREFERRED)
    for name in alternatives(reading):
        add_names(titles, "titleSet", [name], ALTERNATIVE)
    _add_location(found, reading)
    _add_descriptions(found, reading)
    sizes = reading.texts(reading.thing, reading.term("size"))
    if sizes:
        measured = add(add(found, "objectMeasurementsWrap"), "objectMeasurementsSet")
        for size in sizes:
            add(measured, "displayObjectMeasurements", size)


def _add_location(parent: etree._Element, reading: Reading) -> None:
    """Its own place, within the places that we know; and the numbers that others gave it."""
    where = reading.nodes(reading.thing, CRM.P53_has_former_or_current_location)[:1]
    numbers = [number for number, _ in identifiers(reading)]
    if not (where or numbers):
        return
    repository = add(add(parent, "repositoryWrap"), "repositorySet")
    for number in numbers:
        say_id(repository, "workID", number, LOCAL)
    for node in where:
        location = add(repository, "repositoryLocation")
        say_id(location, "placeID", node.value, URI)
        add_names(location, "namePlaceSet", reading.labels(node))
        _add_geometries(location, reading)
        for above in reading.nodes(node, CRM.P89_falls_within):
            add_place(location, "partOfPlace", reading, above)


def _add_geometries(location: etree._Element, reading: Reading) -> None:
    for position in positions(reading):
        precision = reading.labels(position.precision) if position.precision else ()
        for shape in _drawn(shapely.from_wkt(position.wkt)):
            _draw(add(location, "gml"), shape, " / ".join(label.value for label in precision))


def _drawn(shape: shapely.Geometry) -> Iterator[Drawn]:
    """The points, lines and polygons of a geometry."""
    if isinstance(shape, Drawn):
        yield shape
    elif isinstance(shape, shapely.GeometryCollection | BaseMultipartGeometry):
        for part in shape.geoms:
            yield from _drawn(part)


def _draw(parent: etree._Element, shape: Drawn, precision: str) -> None:
    """A geometry in GML, which says in words how exact it is."""
    drawn = _gml(parent, type(shape).__name__)
    drawn.set("srsName", _CRS84)
    if precision:
        _gml(drawn, "description").text = precision
    if isinstance(shape, shapely.Polygon):
        _add_ring(drawn, "exterior", shape.exterior)
        for ring in shape.interiors:
            _add_ring(drawn, "interior", ring)
    else:
        name = "pos" if isinstance(shape, shapely.Point) else "posList"
        _gml(drawn, name).text = _numbers(shape)


def _add_ring(parent: etree._Element, name: str, ring: shapely.LinearRing) -> None:
    _gml(_gml(_gml(parent, name), "LinearRing"), "posList").text = _numbers(ring)


def _gml(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{GML}}}{name}")


def _numbers(shape: shapely.Point | shapely.LineString) -> str:
    return " ".join(repr(float(number)) for pair in shape.coords for number in pair)


def _add_descriptions(parent: etree._Element, reading: Reading) -> None:
    texts = described(reading, reading.thing)
    if texts:
        wrap = add(parent, "objectDescriptionWrap")
        for text in texts:
            add(add(wrap, "objectDescriptionSet"), "descriptiveNoteValue", text)
