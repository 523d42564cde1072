"""What the API says of the library: the list of queries, and their parameters in OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from graph_service.http.problem_types import Text
from graph_service.library.parameter import Parameter
from graph_service.library.query import GROUPS, Library, LibraryQuery
from graph_service.sparql.formats import HTML, OFFERS

PATH = "/api/queries"

Group = tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]
"""A group of a listing, and the queries in it."""


def listing(library: Library, root: str, release: str) -> dict[str, Any]:
    """All queries, for ``GET /api/queries``; `root` is the service's URL, without a slash."""
    return {
        "release": release,
        "groups": [{"id": name, "label": _both(label)} for name, label in GROUPS.items()],
        "queries": [entry(query, root) for query in library],
    }


def grouped(found: Mapping[str, Any]) -> list[Group]:
    """The queries of a listing group by group; empty groups are left out."""
    groups = (
        (group, [query for query in found["queries"] if query["group"] == group["id"]])
        for group in found["groups"]
    )
    return [(group, queries) for group, queries in groups if queries]


def entry(query: LibraryQuery, root: str) -> dict[str, Any]:
    """One query: what it is about, what can be set, where its answers are."""
    here = f"{root}{PATH}/{query.name}"
    return {
        "name": query.name,
        "url": here,
        "title": _both(query.title),
        "description": _both(query.description),
        "group": query.group,
        "form": query.form,
        "columns": list(query.columns),
        "parameters": [_parameter(each) for each in query.parameters],
        "example": example_url(query, root),
        "formats": [
            {"type": offer.media_type.split(";")[0], "url": f"{here}.{offer.key}"}
            for offer in (*OFFERS[query.form], HTML)
        ],
        "sparql": {"type": "application/sparql-query", "url": f"{here}.rq"},
    }


def example_url(query: LibraryQuery, root: str) -> str:
    """The address of a query with every parameter written out."""
    pairs = [(each.name, value) for each in query.parameters for value in each.default]
    written = urlencode(pairs, quote_via=quote, safe="/:,")
    return f"{root}{PATH}/{query.name}{'?' if written else ''}{written}"


def open_api_parameters(query: LibraryQuery) -> list[dict[str, Any]]:
    """The parameters of a query as OpenAPI has them, with the defaults as examples."""
    written: list[dict[str, Any]] = []
    for each in query.parameters:
        schema = dict(each.schema)
        written.append(
            {
                "name": each.name,
                "in": "query",
                "required": False,
                "description": f"{each.description.en}\n\n{each.description.tr}",
                "schema": schema,
                "example": schema["default"],
            }
        )
    return written


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: Mapping[str, object] = parameter.schema
    return {
        "name": parameter.name,
        "kind": parameter.kind.name,
        "description": _both(parameter.description),
        "allowed": _both(parameter.kind.allowed),
        "default": schema["default"],
        "schema": dict(schema),
    }


def _both(text: Text) -> dict[str, str]:
    return {"tr": text.tr, "en": text.en}
