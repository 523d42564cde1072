"""What the specification asks of each answer, as JSON Schema.

Written by us from the text of Reconciliation API 0.2 and 1.0-draft, since no package ships the
schemas of the specification. Stricter than it in places: no member may be there that it does not
name, and scores must lie between 0 and 100.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
URL: Schema = {"type": "string", "pattern": "^https?://"}
TAG: Schema = {"type": "string", "pattern": "^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
DIRECTION: Schema = {"enum": ["ltr", "rtl", "auto"]}


def closed(needed: Schema, **optional: Schema) -> Schema:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": {**needed, **optional},
        "required": list(needed),
        "additionalProperties": False,
    }


def array(items: Schema, **more: object) -> Schema:
    return {"type": "array", "items": items, **more}


def _setting(id_: str, name: str, help_: str) -> Schema:
    common = {id_: TEXT, name: TEXT, help_: TEXT}
    choices = array(closed({"value": TEXT, "name": TEXT}), minItems=1)
    return {
        "oneOf": [
            closed({**common, "type": {"const": "number"}, "default": {"type": "number"}}),
            closed({**common, "type": {"const": "select"}, "default": TEXT, "choices": choices}),
        ]
    }


TYPE = closed({"id": TEXT, "name": TEXT})
FULL_TYPE = closed({"id": TEXT, "name": TEXT}, description=TEXT, broader=array(TYPE))
VALUE: Schema = {"oneOf": [{"type": "boolean"}, {"type": "number"}]}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}
SERVICE = closed(
    {"service_url": URL, "service_path": {"type": "string", "pattern": "^/"}},
    flyout_service_url=URL,
    flyout_service_path={"type": "string", "pattern": r"\$\{id\}"},
)
HAS_ID: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}

MANIFEST_0_2 = closed(
    {
        "versions": array(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": URL,
        "schemaSpace": URL,
    },
    documentation=URL,
    serviceVersion=TEXT,
    logo=URL,
    defaultTypes=array(TYPE, uniqueItems=True),
    view=closed({"url": HAS_ID}),
    preview=closed({"url": HAS_ID, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=closed({"entity": SERVICE, "property": SERVICE, "type": SERVICE}),
    extend=closed(
        {
            "propose_properties": closed({"service_url": URL, "service_path": TEXT}),
            "property_settings": array(_setting("name", "label", "help_text")),
        }
    ),
    batchSize={"type": "integer", "minimum": 1},
)
MANIFEST_1_0 = closed(
    {
        "versions": array(TEXT, contains={"const": "1.0-draft"}),
        "name": TEXT,
        "view": closed({"url": {"type": "string", "pattern": r"^https?://.*\{\+?id\}$"}}),
    },
    documentation=URL,
    serviceVersion=TEXT,
    logo=URL,
    lang=TAG,
    dir=DIRECTION,
    defaultTypes=array(TYPE, uniqueItems=True),
    preview=closed({"width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=closed({each: {"type": "boolean"} for each in ("entity", "property", "type")}),
    extend=closed(
        {
            "proposeProperties": {"type": "boolean"},
            "propertySettings": array(_setting("id", "name", "helpText")),
        }
    ),
    batchSize={"type": "integer", "minimum": 1},
    standardizedScore={"type": "boolean"},
)

_CANDIDATE = {
    "id": TEXT,
    "name": TEXT,
    "type": array(TYPE, minItems=1),
    "score": SCORE,
    "match": {"type": "boolean"},
}
RESULTS_0_2: Schema = {
    "type": "object",
    "additionalProperties": closed(
        {
            "result": array(
                closed(
                    {**_CANDIDATE, "features": array(closed({"id": TEXT, "value": VALUE}))},
                    description=TEXT,
                )
            )
        }
    ),
}
_FEATURE_1_0 = closed({"id": TEXT, "name": TEXT, "value": VALUE}, lang=TAG)
RESULTS_1_0 = closed(
    {
        "results": array(
            closed(
                {
                    "candidates": array(
                        closed(
                            {**_CANDIDATE, "features": array(_FEATURE_1_0)},
                            description=TEXT,
                            lang=TAG,
                        )
                    )
                }
            )
        )
    }
)

ENTITIES = closed(
    {"result": array(closed({"id": TEXT, "name": TEXT, "notable": array(TYPE)}, description=TEXT))}
)
PROPERTIES = closed({"result": array(closed({"id": TEXT, "name": TEXT, "description": TEXT}))})
TYPES = closed({"result": array(FULL_TYPE)})
PROPOSAL = closed(
    {
        "type": TEXT,
        "limit": {"type": "integer"},
        "properties": array(closed({"id": TEXT, "name": TEXT, "description": TEXT})),
    }
)
FLYOUT = closed({"id": TEXT, "html": TEXT})

META = array(closed({"id": TEXT, "name": TEXT}, type=TYPE))
_CELLS = (
    closed({"id": TEXT, "name": TEXT}),
    closed({"int": {"type": "integer"}}),
    closed({"float": {"type": "number"}}),
)
_CELL_0_2: Schema = {"oneOf": [*_CELLS, closed({"str": TEXT})]}
_CELL_1_0: Schema = {"oneOf": [*_CELLS, closed({"str": TEXT}, lang=TAG)]}
EXTENSION_0_2 = closed(
    {
        "meta": META,
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": array(_CELL_0_2)},
        },
    }
)
EXTENSION_1_0 = closed(
    {
        "meta": META,
        "rows": array(
            closed(
                {"id": TEXT, "properties": array(closed({"id": TEXT, "values": array(_CELL_1_0)}))}
            )
        ),
    }
)


def check(value: object, schema: Schema) -> None:
    """Raises ValidationError."""
    Draft202012Validator(schema).validate(value)
