"""A FeatureCollection of Linked Places, piece by piece: any number of features, little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph_service.profiles.linked_places import context
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place


def collection(
    features: Iterable[Mapping[str, Any]], place: Place, members: Mapping[str, Any] | None = None
) -> Iterator[bytes]:
    """The collection as JSON; `members` are written after those that the format wants."""
    head = {
        "type": "FeatureCollection",
        "@context": f"{place.root}/{context.PATH}",
        "license": LICENCE.value,
        **(members or {}),
    }
    yield from feature_collection(features, head)


def feature_collection(
    features: Iterable[Mapping[str, Any]], head: Mapping[str, Any]
) -> Iterator[bytes]:
    """Any GeoJSON collection: the members of `head`, then the features, one a line."""
    written = json.dumps(head, ensure_ascii=False)
    yield f'{written[:-1]}, "features": ['.encode()
    separator = "\n"
    for each in features:
        yield f"{separator}{json.dumps(each, ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"\n]}\n"
