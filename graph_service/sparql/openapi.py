"""The SPARQL Protocol as OpenAPI 3.1 describes an operation; texts in English, then Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.http.problem import in_openapi
from graph_service.sparql.formats import OFFERS

Schema = dict[str, Any]

_QUERY = "SELECT ?site ?name WHERE { ?site a izm:HeritageSite ; rdfs:label ?name } LIMIT 10"
_IRIS: Schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
_DATASET: Mapping[str, str] = {
    "default-graph-uri": "A graph of the default graph; several are merged. Goes before FROM.\n\n"
    "Varsayılan çizgeye giren bir çizge; birden çoğu birleştirilir. FROM’dan önce gelir.",
    "named-graph-uri": "A graph that GRAPH sees. Goes before FROM NAMED.\n\n"
    "GRAPH’ın gördüğü bir çizge. FROM NAMED’den önce gelir.",
}
_SINGLE: Mapping[str, str] = {
    "query": "The query; without it the answer is the description of the service.\n\n"
    "Sorgu; yoksa yanıt, hizmetin betimlemesidir.",
    "version": "The version of SPARQL that the query is written in.\n\nSorgunun SPARQL sürümü.",
    "_mediatype": "The format of the answer, in the place of Accept.\n\n"
    "Accept yerine, yanıtın biçimi.",
}
_PROBLEMS: Mapping[str, str] = {
    "400": "The request or the query cannot be understood; of a syntax error line, column and text "
    "are told.",
    "403": "An update, or SERVICE with an endpoint that is not on the operator's list.",
    "406": "This form of query has no format that is asked for.",
    "413": "The query is too long.",
    "503": "A limit of time or memory was reached, or the queue is full (then with Retry-After).",
}


def asking() -> Schema:
    """GET: all of it in the address."""
    dataset = [_parameter(name, text, _IRIS) for name, text in _DATASET.items()]
    single = [_parameter(name, text, {"type": "string"}) for name, text in _SINGLE.items()]
    single[0]["example"] = _QUERY
    return {"parameters": [*single, *dataset], "responses": _responses()}


def posting() -> Schema:
    """POST: a form, or the query itself with its dataset in the address."""
    form = {name: {"type": "string", "description": text} for name, text in _SINGLE.items()}
    graphs = {name: _IRIS | {"description": text} for name, text in _DATASET.items()}
    content = {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": form | graphs},
            "encoding": {name: {"style": "form", "explode": True} for name in graphs},
            "example": {"query": _QUERY},
        },
        "application/sparql-query": {"schema": {"type": "string"}, "example": _QUERY},
    }
    unsupported = {"415": in_openapi("The body is of another media type, or not in UTF-8.")}
    return {
        "parameters": [_parameter(name, text, _IRIS) for name, text in _DATASET.items()],
        "requestBody": {"required": False, "content": content},
        "responses": _responses() | unsupported,
    }


def _parameter(name: str, text: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}


def _responses() -> Schema:
    offers = (offer for form in OFFERS.values() for offer in form)
    types = dict.fromkeys(offer.media_type.split(";")[0] for offer in offers)
    found = {
        "description": "The result, or the description of the service.",
        "content": {each: {"schema": {"type": "string"}} for each in (*types, "text/html")},
    }
    return {"200": found, **{status: in_openapi(what) for status, what in _PROBLEMS.items()}}
