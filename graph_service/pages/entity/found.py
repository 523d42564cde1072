"""What search engines read: the thing in schema.org's terms, and the way to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.profiles import schema_org

_LONGEST = 2_000
"""Characters of a geometry that is worth the reader's time."""


def schema(scene: Scene, crumbs: Sequence[Shown]) -> list[Mapping[str, object]]:
    """The thing and its breadcrumb list, as objects of JSON-LD."""
    reading = scene.reading
    thing = schema_org.as_dict(reading.document, scene.mentions, reading.place)
    named = [crumb for crumb in crumbs[:-1] if crumb.url]
    items: list[dict[str, object]] = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.text,
            "item": _absolute(scene, crumb.url or ""),
        }
        for position, crumb in enumerate(named, start=1)
    ]
    here = {"@type": "ListItem", "position": len(items) + 1, "name": crumbs[-1].text}
    trail = {
        "@context": schema_org.CONTEXT_URL,
        "@type": "BreadcrumbList",
        "itemListElement": [*items, here],
    }
    return [_light(thing), trail]


def _light(thing: Mapping[str, object]) -> Mapping[str, object]:
    """Without a long outline: search engines want a point, and the GeoJSON has it all."""
    is_long = len(json.dumps(thing.get("geo"))) > _LONGEST
    return {key: value for key, value in thing.items() if not (is_long and key == "geo")}


def _absolute(scene: Scene, url: str) -> str:
    place = scene.reading.place
    return place.root + url.removeprefix(place.prefix) if url.startswith("/") else url
