"""The reconciliation service in the description of the API, with examples that work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.http.problem import in_openapi
from graph_service.reconcile.extend import MOST_IDS, MOST_PROPERTIES
from graph_service.reconcile.question import BATCH, MOST_CANDIDATES
from graph_service.reconcile.suggest import FARTHEST, MOST

Schema = dict[str, Any]

SUGGESTED = ("entity", "type", "property")
_TEXT: Schema = {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Operation:
    """What the description of the API says of one operation."""

    id: str
    summary: str
    description: str
    more: Mapping[str, object]


def operation(version: str, method: str, below: str) -> Operation | None:
    """The operation at a path below the root of a version; None if it is not described there.

    What both versions share is described for each; what only one of them knows, for that one.
    """
    written = _OPERATIONS.get((version, method, below)) or _OPERATIONS.get(("", method, below))
    if written is None:
        return None
    summary, description, more = written
    if (
        version == "0.2"
        and method == "GET"
        and "application/json" in more["responses"]["200"]["content"]
    ):
        more = _with_callback(more)
    id_ = f"reconcile_{version}_{method}_{below}".lower()
    id_ = "".join(letter if letter.isalnum() else "_" for letter in id_)
    return Operation(id_.strip("_"), summary, f"{description} Reconciliation API {version}.", more)


def _with_callback(more: Schema) -> Schema:
    """Version 0.2 has JSONP."""
    told = more["responses"]["200"]
    script = {"text/javascript": {"schema": {"type": "string"}}}
    answer = {**told, "content": told["content"] | script}
    return {
        "parameters": [*more["parameters"], _CALLBACK],
        "responses": {**more["responses"], "200": answer},
    }


def _parameter(
    name: str, about: str, schema: Schema, example: object, *, required: bool = False
) -> Schema:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": about,
        "schema": schema,
        "example": example,
    }


def _number(name: str, about: str, least: int, most: int, usual: int) -> Schema:
    schema = {"type": "integer", "minimum": least, "default": usual}
    return _parameter(name, f"{about} More than {most} is {most}.", schema, usual)


def _answers(
    about: str,
    schema: Schema,
    example: object,
    *problems: int,
    content_type: str = "application/json",
) -> Schema:
    found: Schema = {
        "200": {
            "description": about,
            "content": {content_type: {"schema": schema, "example": example}},
        }
    }
    said = {
        400: "Something cannot be read; the problem names the parameter, its value and what is "
        "allowed.",
        404: "There is no such thing.",
        413: f"More than {BATCH} queries (or {MOST_IDS} ids, {MOST_PROPERTIES} properties), or a "
        "body that is too long.",
        415: "The body is of another media type.",
    }
    for status in problems:
        found[str(status)] = in_openapi(said[status])
    return found


def _object(**members: Schema) -> Schema:
    return {"type": "object", "properties": members, "required": list(members)}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


_LANGUAGE = _parameter(
    "lang",
    "The language of names and texts; else Accept-Language decides.",
    {"enum": ["tr", "en"]},
    "en",
)
_CALLBACK = _parameter(
    "callback",
    "JSONP: the answer is a script that calls this function.",
    {"type": "string", "pattern": "^[A-Za-z_$][A-Za-z0-9_$]{0,80}$"},
    "show",
)
_ID = _parameter("id", "The thing.", _TEXT, "site/ephesus", required=True)
_NAMED = _object(id=_TEXT, name={"type": "string"})
_VALUE: Schema = {
    "oneOf": [
        {"type": "string"},
        {"type": "number"},
        {"type": "boolean"},
        {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
    ]
}
_VALUES: Schema = {"oneOf": [*_VALUE["oneOf"], {"type": "array", "items": _VALUE, "minItems": 1}]}
_LIMIT: Schema = {"type": "integer", "minimum": 1}

_EXAMPLE_0_2 = {
    "q0": {"query": "Clazomenae", "type": "site", "limit": 3},
    "q1": {"query": "Hisar Camii", "properties": [{"pid": "district", "v": "Konak"}]},
}
_FOUND = {
    "id": "site/klazomenai",
    "name": "Klazomenai",
    "type": [{"id": "site", "name": "Site"}],
    "score": 97.8,
    "match": False,
}
_CANDIDATE: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "type": _list(_NAMED),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": _list(
            _object(id=_TEXT, value={"oneOf": [{"type": "boolean"}, {"type": "number"}]})
        ),
    },
    "required": ["id", "name", "type", "score", "match"],
}
_EXTEND: Schema = {
    "type": "object",
    "properties": {
        "ids": {"type": "array", "items": {"type": "string"}, "maxItems": MOST_IDS},
        "properties": {
            "type": "array",
            "maxItems": MOST_PROPERTIES,
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "settings": {
                        "type": "object",
                        "properties": {
                            "limit": {"type": "integer", "minimum": 0},
                            "content": {"enum": ["name", "id"]},
                        },
                    },
                },
                "required": ["id"],
            },
        },
    },
    "required": ["ids", "properties"],
}
_EXAMPLE_EXTEND = {
    "ids": ["site/ephesus", "site/klazomenai"],
    "properties": [{"id": "wikidata"}, {"id": "district", "settings": {"limit": 1}}],
}
_QUERY_1_0: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "limit": {**_LIMIT, "maximum": MOST_CANDIDATES},
        "conditions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "matchType": {"enum": ["name", "id", "property"]},
                    "propertyId": {"type": "string"},
                    "propertyValue": _VALUES,
                    "required": {"type": "boolean"},
                    "matchQuantifier": {"enum": ["any", "all", "none"]},
                },
                "required": ["matchType", "propertyValue"],
            },
        },
    },
    "required": ["conditions"],
}
_EXAMPLE_1_0 = {
    "queries": [
        {
            "type": "site",
            "limit": 3,
            "conditions": [
                {"matchType": "name", "propertyValue": "Clazomenae"},
                {
                    "matchType": "property",
                    "propertyId": "district",
                    "propertyValue": {"id": "place/urla"},
                    "required": False,
                    "matchQuantifier": "any",
                },
            ],
        }
    ]
}
_RESULT_0_2: Schema = {
    "type": "object",
    "additionalProperties": _object(result=_list(_CANDIDATE)),
}
_WRITTEN: Schema = {"type": "string", "contentMediaType": "application/json"}
_EITHER_0_2: Schema = {"type": "object"}
_SUGGESTIONS = _object(result=_list(_NAMED))


def _json_body(schema: Schema, example: object) -> Schema:
    content = {"application/json": {"schema": schema, "example": example}}
    return {"required": True, "content": content}


def _suggest(what: str) -> tuple[str, str, Schema]:
    prefix = {"entity": "ephe", "type": "tum", "property": "dis"}[what]
    example = {
        "entity": {"id": "site/ephesus", "name": "Ephesus", "notable": []},
        "type": {"id": "type/tumulus", "name": "tumulus"},
        "property": {"id": "district", "name": "district or place"},
    }[what]
    return (
        f"Suggest: {what}",
        "What begins so, while somebody types; an id brings the thing itself.",
        {
            "parameters": [
                _parameter("prefix", "What is typed so far.", {"type": "string"}, prefix),
                _number("limit", "How many suggestions.", 1, MOST, 10),
                _number("offset", "How many to skip; also `cursor`.", 0, FARTHEST, 0),
                _LANGUAGE,
            ],
            "responses": _answers("Suggestions.", _SUGGESTIONS, {"result": [example]}, 400),
        },
    )


def _flyout(what: str) -> tuple[str, str, Schema]:
    id_ = {"entity": "site/ephesus", "type": "type/tumulus", "property": "district"}[what]
    found = _object(id=_TEXT, html={"type": "string"})
    parameter = _parameter("id", f"The {what}.", _TEXT, id_, required=True)
    return (
        f"Flyout: {what}",
        "A small piece of HTML about a suggestion.",
        {
            "parameters": [parameter, _LANGUAGE],
            "responses": _answers(
                "The HTML.", found, {"id": id_, "html": "<p>Ephesus</p>"}, 400, 404
            ),
        },
    )


def _encoded(name: str, about: str, example: object) -> Schema:
    """A parameter that holds JSON."""
    return _parameter(name, about, _WRITTEN, json.dumps(example))


_MANIFEST = _object(versions=_list(_TEXT), name=_TEXT)
_OPERATIONS: Mapping[tuple[str, str, str], tuple[str, str, Schema]] = {
    ("0.2", "GET", ""): (
        "Manifest, queries, data extension",
        "Without parameters the manifest; with `queries` candidates; with `extend` values.",
        {
            "parameters": [
                _encoded("queries", "A batch of queries by id.", _EXAMPLE_0_2),
                _encoded("extend", "Ids, and the properties wanted.", _EXAMPLE_EXTEND),
                _LANGUAGE,
            ],
            "responses": _answers(
                "The manifest, or the result.", _EITHER_0_2, {"q0": {"result": [_FOUND]}}, 400, 413
            ),
        },
    ),
    ("0.2", "POST", ""): (
        "Queries, data extension",
        "A form with `queries` or `extend`, each JSON.",
        {
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "queries": _WRITTEN,
                                "extend": _WRITTEN,
                            },
                        },
                        "example": {"queries": json.dumps(_EXAMPLE_0_2)},
                    }
                },
            },
            "responses": _answers(
                "The result.", _EITHER_0_2, {"q0": {"result": [_FOUND]}}, 400, 413, 415
            ),
        },
    ),
    ("1.0-draft", "GET", ""): (
        "Manifest",
        "What the service offers.",
        {
            "parameters": [_LANGUAGE],
            "responses": _answers(
                "The manifest.", _MANIFEST, {"versions": ["1.0-draft"], "name": "Izmir"}, 400
            ),
        },
    ),
    ("1.0-draft", "POST", "/match"): (
        "Match",
        "Candidates for a batch of queries, in order.",
        {
            "requestBody": _json_body(
                _object(queries={"type": "array", "items": _QUERY_1_0, "maxItems": BATCH}),
                _EXAMPLE_1_0,
            ),
            "responses": _answers(
                "The candidates.",
                _object(results=_list(_object(candidates=_list(_CANDIDATE)))),
                {"results": [{"candidates": [_FOUND]}]},
                400,
                413,
                415,
            ),
        },
    ),
    ("1.0-draft", "POST", "/extend"): (
        "Extend",
        "Values of properties for things.",
        {
            "requestBody": _json_body(_EXTEND, _EXAMPLE_EXTEND),
            "responses": _answers(
                "The values.",
                _object(meta=_list(_NAMED), rows=_list({"type": "object"})),
                {"meta": [], "rows": []},
                400,
                413,
                415,
            ),
        },
    ),
    ("", "GET", "/extend/propose"): (
        "Propose properties",
        "The properties that things of a type can be extended by.",
        {
            "parameters": [
                _parameter("type", "The type.", _TEXT, "site", required=True),
                _number("limit", "How many; 0: all.", 0, MOST, 0),
                _LANGUAGE,
            ],
            "responses": _answers(
                "The properties.",
                _object(type=_TEXT, properties=_list(_NAMED)),
                {"type": "site", "properties": [{"id": "wikidata", "name": "Wikidata identifier"}]},
                400,
            ),
        },
    ),
    ("", "GET", "/preview"): (
        "Preview",
        "A small page about a thing, for a frame.",
        {
            "parameters": [_ID, _LANGUAGE],
            "responses": _answers(
                "The page.", {"type": "string"}, "<!doctype html>…", 400, 404,
                content_type="text/html",
            ),
        },
    ),
    **{("", "GET", f"/suggest/{what}"): _suggest(what) for what in SUGGESTED},
    **{("0.2", "GET", f"/flyout/{what}"): _flyout(what) for what in SUGGESTED},
}  # fmt: skip
