"""TimeMaps: every memento of an original, as link-format (RFC 7089, section 5) or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph_service.feeds.memento import LINK_FORMAT, Mementos, timemap_url
from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.resources.representations import JSON


def link_format(mementos: Mementos) -> bytes:
    """As ``application/link-format``."""
    original, place = mementos.original, mementos.place
    bounds = mementos.bounds
    span = f'; from="{bounds[0]}"; until="{bounds[1]}"' if bounds else ""
    here = timemap_url(original, place)
    entries = [
        f'<{place.root}{original}>; rel="original timegate"',
        f'<{here}>; rel="self"; type="{LINK_FORMAT.media_type}"{span}',
        *mementos.entries(),
    ]
    return (",\n".join(entries) + "\n").encode()


def json_form(mementos: Mementos) -> bytes:
    """As JSON, in the form that Memento aggregators share."""
    original, place = mementos.original, mementos.place
    listed = [{"datetime": each.time, "uri": mementos.url(each)} for each in mementos.releases]
    said: dict[str, object] = {
        "original_uri": f"{place.root}{original}",
        "timegate_uri": f"{place.root}{original}",
        "timemap_uri": {
            "link_format": timemap_url(original, place),
            "json_format": timemap_url(original, place, "json"),
        },
    }
    if listed:
        said["mementos"] = {"first": listed[0], "last": listed[-1], "list": listed}
    return json_body(said, indent=1)


FORMS: Mapping[str, tuple[Offer, Callable[[Mementos], bytes]]] = MappingProxyType(
    {"link": (LINK_FORMAT, link_format), "json": (JSON, json_form)}
)
"""How a TimeMap is written, by the part of its address that says so."""
