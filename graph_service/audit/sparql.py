"""Counting by SPARQL 1.1, as any client may."""

from __future__ import annotations

import json
from importlib import resources
from urllib.parse import urlencode

from graph_service.audit.web import Unreachable, Web

RESULTS = "application/sparql-results+json"


def tally(web: Web, endpoint: str, name: str) -> dict[str, int]:
    """What a query of `counts/` counts, by its key; one without keys has the key ``""``."""
    query = (resources.files(__package__) / "counts" / f"{name}.rq").read_text("utf-8")
    reply = web.get(f"{endpoint}?{urlencode({'query': query})}", RESULTS)
    if reply.status != 200 or reply.media_type != RESULTS:  # noqa: PLR2004
        raise Unreachable(f"{endpoint} answers {reply.status}, {reply.media_type} to {name}.rq")
    try:
        rows = json.loads(reply.body)["results"]["bindings"]
        return {row.get("key", {}).get("value", ""): int(row["n"]["value"]) for row in rows}
    except (ValueError, KeyError) as error:
        raise Unreachable(f"{endpoint} answers no SPARQL results to {name}.rq: {error}") from error
