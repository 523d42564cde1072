"""Linked Places 1.3 as JSON Schema, written by us from the README of the format.

No package ships a schema of it. This one demands what the README says is required, allows what it
says is optional, and is stricter where we promise more: four-digit signed years, full IRIs, a
source for every name.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1, "pattern": r"^\S"}
_IRI: Schema = {"type": "string", "pattern": r"^https?://[^\s<>\"{}|\\^`]+$"}
_TERM: Schema = {"anyOf": [_IRI, {"type": "string", "pattern": r"^(aat|gvp):[A-Za-z0-9_]+$"}]}
_DATE: Schema = {
    "type": "string",
    "pattern": r"^-?[0-9]{4,5}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
}
_LANGUAGE: Schema = {"type": "string", "pattern": r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
_CERTAINTY: Schema = {"enum": ["certain", "less-certain", "uncertain"]}


def _object(required: list[str], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Schema, least: int = 1) -> Schema:
    return {"type": "array", "minItems": least, "items": items}


_MOMENT: Schema = {
    **_object([], **{"in": _DATE, "earliest": _DATE, "latest": _DATE}),
    "oneOf": [
        {"required": ["in"], "maxProperties": 1},
        {"minProperties": 1, "not": {"required": ["in"]}},
    ],
}
_WHEN: Schema = _object(
    ["timespans"],
    timespans=_list(_object(["start"], start=_MOMENT, end=_MOMENT)),
    periods=_list(_object(["name", "@id"], name=_TEXT, **{"@id": _IRI})),
    label=_TEXT,
    certainty=_CERTAINTY,
    duration={"type": "string", "pattern": "^P[0-9]+[YMWD]$"},
)
_CITATIONS: Schema = _list(
    _object(["label", "@id"], label=_TEXT, year={"pattern": "^[0-9]{4}$"}, **{"@id": _IRI})
)
_POSITION: Schema = {
    "type": "array",
    "minItems": 2,
    "maxItems": 2,
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}
_LINE = _list(_POSITION, 2)
_RING = _list(_POSITION, 4)


def _shape(name: str, coordinates: Schema) -> Schema:
    return _object(
        ["type", "coordinates"],
        type={"const": name},
        coordinates=coordinates,
        when=_WHEN,
        certainty=_CERTAINTY,
        citations=_CITATIONS,
        precision=_TEXT,
        geowkt=_TEXT,
    )


_SHAPE: Schema = {
    "oneOf": [
        _shape("Point", _POSITION),
        _shape("MultiPoint", _list(_POSITION)),
        _shape("LineString", _LINE),
        _shape("MultiLineString", _list(_LINE)),
        _shape("Polygon", _list(_RING)),
        _shape("MultiPolygon", _list(_list(_RING))),
    ]
}
FEATURE: Schema = {
    **_object(
        ["@id", "type", "properties", "names", "geometry"],
        type={"const": "Feature"},
        properties=_object(
            ["title", "ccodes", "fclasses"],
            title=_TEXT,
            ccodes=_list({"type": "string", "pattern": "^[A-Z]{2}$"}),
            fclasses={**_list({"enum": list("AHLPRST")}), "uniqueItems": True},
        ),
        when=_WHEN,
        names=_list(
            _object(
                ["toponym", "citations"],
                toponym=_TEXT,
                lang=_LANGUAGE,
                citations=_CITATIONS,
                when=_WHEN,
                certainty=_CERTAINTY,
            )
        ),
        types=_list(
            _object(
                ["identifier", "label"],
                identifier=_TERM,
                label=_TEXT,
                sourceLabels=_list(_object(["label"], label=_TEXT, lang=_LANGUAGE)),
            )
        ),
        geometry={
            "oneOf": [
                {"type": "null"},
                _SHAPE,
                _object(
                    ["type", "geometries"],
                    type={"const": "GeometryCollection"},
                    geometries=_list(_SHAPE),
                ),
            ]
        },
        links=_list(
            _object(
                ["type", "identifier"],
                type={
                    "enum": ["exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso"]
                },
                identifier=_IRI,
            )
        ),
        relations=_list(
            _object(
                ["relationType", "relationTo", "label"],
                relationType=_TERM,
                relationTo=_IRI,
                label=_TEXT,
            )
        ),
        descriptions=_list(_object(["value"], value=_TEXT, lang=_LANGUAGE)),
        **{"@id": _IRI},
    ),
    # "Each Feature must include at least one when element", and where: here or in a name.
    "anyOf": [
        {"required": ["when"]},
        {"properties": {"names": {"contains": {"required": ["when"]}}}},
    ],
}
COLLECTION: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["type", "@context", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "@context": _IRI,
        "features": _list(FEATURE),
    },
}
