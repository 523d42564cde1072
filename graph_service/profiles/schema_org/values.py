"""The small pieces of a schema.org document: texts, references, property values, positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import shapely
from pyoxigraph import Literal, NamedNode
from shapely.geometry.base import BaseGeometry

from graph_service.profiles.parts import Position
from graph_service.profiles.reading import Reading
from graph_service.profiles.schema_org.classes import classes_of

Json = dict[str, object]


def text(literal: Literal) -> object:
    """A text, with its language if it has one."""
    if literal.language:
        return {"@value": literal.value, "@language": literal.language}
    return literal.value


def texts(literals: Iterable[Literal]) -> list[object]:
    return [text(literal) for literal in literals]


def tidy(said: Json) -> Json:
    """What is said without what is not: no empty value, and no list of one."""
    return {key: _plain(value) for key, value in said.items() if value not in (None, [], (), {})}


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return value[0] if len(value) == 1 else list(value)
    return value


def reference(reading: Reading, node: NamedNode) -> Json:
    """Another thing by its address, class and names."""
    return tidy(
        {
            "@type": classes_of(reading, node),
            "@id": node.value,
            "name": texts(reading.labels(node)),
        }
    )


def references(reading: Reading, nodes: Iterable[NamedNode]) -> list[Json]:
    """The things of ours among these, each as a reference."""
    return [reference(reading, node) for node in nodes if reading.is_thing(node)]


def named(name: str) -> Json:
    """Somebody of whom a source gives no more than the name, not even whether it is a person."""
    return {"name": name}


def property_value(
    property_id: NamedNode,
    name: Sequence[Literal],
    value: Iterable[Literal],
    *,
    node: NamedNode | None = None,
    description: Iterable[Literal] = (),
    about: Sequence[object] = (),
) -> Json:
    """A property for which schema.org has no term of its own."""
    return tidy(
        {
            "@type": "PropertyValue",
            "@id": node.value if node else None,
            "propertyID": property_id.value,
            "name": texts(name),
            "value": texts(value),
            "valueReference": about,
            "description": texts(description),
        }
    )


def geo(reading: Reading, positions: Iterable[Position]) -> list[Json]:
    """Coordinates and shapes. Each says what it stands for, so a rough one says that it is."""
    return [
        tidy({"@type": kind, "@id": position.node.value, **shape, **_stands_for(reading, position)})
        for position in positions
        for kind, shape in _shapes(shapely.from_wkt(position.wkt))
    ]


def _stands_for(reading: Reading, position: Position) -> Json:
    if position.precision is None:
        return {}
    return {
        "additionalType": position.precision.value,
        "description": texts(reading.labels(position.precision)),
    }


def _shapes(shape: BaseGeometry) -> Iterator[tuple[str, Json]]:
    if isinstance(shape, shapely.Point):
        yield "GeoCoordinates", {"latitude": shape.y, "longitude": shape.x}
    elif isinstance(shape, shapely.Polygon):
        yield "GeoShape", {"polygon": _points(shape.exterior)}
    elif isinstance(shape, shapely.LineString):
        yield "GeoShape", {"line": _points(shape)}
    elif isinstance(shape, shapely.MultiPolygon | shapely.MultiLineString):
        parts = [(kind, part) for each in shape.geoms for kind, part in _shapes(each)]
        keys = dict.fromkeys(key for _, part in parts for key in part)
        for key in keys:
            yield "GeoShape", {key: [part[key] for _, part in parts if key in part]}


def _points(line: shapely.LineString) -> str:
    """Latitude before longitude, points apart by a space."""
    return " ".join(f"{y},{x}" for x, y in line.coords)
