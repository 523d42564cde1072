"""What the API description (OpenAPI) says of the collections: parameters, answers, examples."""

from __future__ import annotations

from typing import Any

from graph_service.collections.asking import PLACES as PLACES_PARAMETERS
from graph_service.collections.features import PROPERTIES
from graph_service.collections.places import LINKED, LINKED_LD
from graph_service.http.problem import in_openapi
from graph_service.profiles.linked_places.classes import CLASSES, KINDS
from loaders.iri import SLUG

Described = dict[str, Any]

_STRING = {"type": "string"}
_NUMBERS = {"year_from", "year_to"}
_GEOMETRY = {
    "type": ["object", "null"],
    "required": ["type"],
    "properties": {"type": {"type": "string"}},
}
_FLAT = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string", "format": "uri"},
        "geometry": _GEOMETRY,
        "properties": {
            "type": "object",
            "required": list(PROPERTIES),
            "properties": {
                name: {
                    "type": ["integer" if name in _NUMBERS else "string", "null"],
                    "description": text,
                }
                for name, text in PROPERTIES.items()
            },
        },
    },
}
_LINKED = {
    "type": "object",
    "required": ["@id", "type", "properties", "names", "geometry"],
    "properties": {
        "@id": {"type": "string", "format": "uri"},
        "type": {"const": "Feature"},
        "geometry": _GEOMETRY,
        "names": {"type": "array", "minItems": 1},
        "properties": {
            "type": "object",
            "required": ["title", "ccodes", "fclasses"],
            "properties": {
                "title": _STRING,
                "ccodes": {"type": "array", "items": {"type": "string"}},
                "fclasses": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "string", "enum": list(CLASSES)},
                },
            },
        },
    },
}


def _features(feature: Described) -> Described:
    return {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": feature},
        },
    }


def _content(words: str, **schemas: Described) -> Described:
    return {"description": words, "content": {k: {"schema": v} for k, v in schemas.items()}}


def _in_path(name: str, example: str, schema: Described | None = None) -> Described:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": schema or {"type": "string", "pattern": f"^{SLUG.pattern}$"},
        "example": example,
    }


_BAD = in_openapi("A parameter that there is not, or a value that it cannot have.")
_MISSING = in_openapi("There is no such record; `nearest` lists what may have been meant.")
_GONE = in_openapi("The record was withdrawn; it says why.")
_REFUSED = in_openapi("None of the media types of Accept can be had; `available` lists them.")
_MOVED: Described = {
    "description": "The record has another name, or the path another spelling: see `Location`."
}
_LIST = {
    "200": _content(
        "The places, streamed. With `limit` the field Link and `links` name the next page.",
        **{
            "application/geo+json": _features(_FLAT),
            LINKED.media_type: _features(_LINKED),
            LINKED_LD.media_type: _features(_LINKED),
            "text/tab-separated-values": _STRING,
        },
    ),
    "304": {"description": "Not changed since the ETag of If-None-Match."},
    "400": _BAD,
    "406": _REFUSED,
}
_PARAMETERS = [parameter.open_api() for parameter in PLACES_PARAMETERS]

PLACES: Described = {"parameters": _PARAMETERS, "responses": _LIST}
PLACES_AS: Described = {
    "parameters": [
        _in_path("suffix", "geojson", {"type": "string", "enum": ["geojson", "jsonld", "tsv"]}),
        *_PARAMETERS,
    ],
    "responses": {**_LIST, "308": _MOVED, "404": in_openapi("There is no such format.")},
}
PLACE: Described = {
    "parameters": [
        _in_path("kind", "site", {"type": "string", "enum": sorted(KINDS)}),
        _in_path("slug", "agora-of-smyrna"),
    ],
    "responses": {
        "303": {"description": "See the document of the place, in Linked Places."},
        "308": _MOVED,
        "400": _BAD,
        "404": _MISSING,
        "410": _GONE,
    },
}
_PERIOD: Described = {
    "type": "object",
    "required": ["id", "type", "label"],
    "properties": {
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Period"},
        "label": _STRING,
        "localizedLabels": {"type": "object"},
        "start": {"type": "object", "required": ["in"]},
        "stop": {"type": "object", "required": ["in"]},
        "spatialCoverage": {"type": "array"},
        "sameAs": {"type": "string", "format": "uri"},
    },
}
_AUTHORITIES: Described = {
    "type": "object",
    "required": ["@context", "authorities"],
    "properties": {
        "authorities": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["id", "type", "periods"],
                "properties": {
                    "periods": {"type": "object", "additionalProperties": _PERIOD},
                },
            },
        }
    },
}
PERIODS: Described = {
    "responses": {
        "200": _content(
            "The periods.",
            **{"application/json": _AUTHORITIES, "application/ld+json": _AUTHORITIES},
        ),
        "400": _BAD,
        "406": _REFUSED,
    }
}
PERIOD: Described = {
    "parameters": [_in_path("slug", "hellenistic")],
    "responses": {
        "200": _content(
            "The period.", **{"application/json": _PERIOD, "application/ld+json": _PERIOD}
        ),
        "308": _MOVED,
        "400": _BAD,
        "404": _MISSING,
        "406": _REFUSED,
        "410": _GONE,
    },
}
ROUTES: Described = {
    "responses": {
        "200": _content(
            "The routes.",
            **{
                "application/json": {
                    "type": "object",
                    "required": ["release", "routes"],
                    "properties": {
                        "release": _STRING,
                        "routes": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["iri", "name", "stops", "url", "gpx"],
                            },
                        },
                    },
                }
            },
        ),
        "400": _BAD,
        "406": _REFUSED,
    }
}
_STOP: Described = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {"type": {"const": "Feature"}, "geometry": _GEOMETRY},
}
ROUTE: Described = {
    "parameters": [
        _in_path(
            "slug",
            "8500-years-in-one-day.gpx",
            {"type": "string", "pattern": rf"^{SLUG.pattern}(\.(geojson|gpx))?$"},
        )
    ],
    "responses": {
        "200": _content(
            "The route: its stops in order.",
            **{"application/geo+json": _features(_STOP), "application/gpx+xml": _STRING},
        ),
        "308": _MOVED,
        "400": _BAD,
        "404": _MISSING,
        "406": _REFUSED,
        "410": _GONE,
    },
}
