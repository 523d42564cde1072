"""The change log as ActivityStreams: IIIF Change Discovery 1.0, level 2, as Linked Art reads it.

Activities stand in the order of the log. Page *n* holds the same `PAGE` activities for ever, so a
page that has a next one never changes; a client walks back from the last page to what it knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_service.http.negotiation import Offer
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place
from graph_service.resources.representations import JSON
from graph_service.store.changes import Change, ChangeLog
from loaders.namespaces import CRM, RDFS

PATH = "/changes"
PAGE = 500
"""Activities on a page. It is part of the meaning of a page's URL, so it may never change."""

CONTEXT = "http://iiif.io/api/discovery/1/context.json"
ACTIVITY_STREAM = Offer(
    "activity-stream",
    f'application/ld+json;profile="{CONTEXT}"',
    None,
    ("application/ld+json", "application/activity+json"),
)
OFFERS = (ACTIVITY_STREAM, JSON)

_TYPES: Mapping[str, str] = MappingProxyType(
    {"create": "Create", "update": "Update", "move": "Move", "delete": "Delete"}
)
_OURS: Mapping[str, str] = MappingProxyType(
    {
        "site": "HeritageSite",
        "period": "HistoricPeriod",
        "waterway": "Waterway",
        "route": "Route",
        "project": "Project",
        "research": "ResearchActivity",
        "publication": "Publication",
        "event": "HistoricEvent",
        "practice": "Practice",
        "designation": "Designation",
        "source": "Source",
    }
)
"""The class of our ontology that all entities of a kind have."""
_THEIRS: Mapping[str, str] = MappingProxyType(
    {"place": CRM.E53_Place.value, "agent": CRM.E39_Actor.value}
)
_ANYTHING = RDFS.Resource.value
"""Concepts and their schemes have no nearer class in common."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of a log, for a place that it is read at. `base` is that of the identifiers."""

    log: ChangeLog
    base: str
    place: Place

    @property
    def pages(self) -> int:
        """How many pages there are; they are counted from 1."""
        return -(-self.log.size // PAGE)

    def collection(self) -> dict[str, object]:
        """The entry point, an `OrderedCollection`."""
        found: dict[str, object] = {
            "@context": CONTEXT,
            **self._collection(),
            "totalItems": self.log.size,
            "rights": LICENCE.value,
            "seeAlso": [
                {
                    "id": f"{self.place.root}/dataset.ttl",
                    "type": "Dataset",
                    "format": "text/turtle",
                    "label": {
                        "en": ["Description of the dataset"],
                        "tr": ["Veri kümesinin tanımı"],
                    },
                }
            ],
        }
        if self.pages:
            found |= {"first": self._page(1), "last": self._page(self.pages)}
        return found

    def page(self, number: int) -> dict[str, object]:
        """A page, oldest activity first; `number` is from 1 to `pages`."""
        start = (number - 1) * PAGE
        changes = self.log.page(start, limit=PAGE)
        found: dict[str, object] = {
            "@context": CONTEXT,
            **self._page(number),
            "partOf": self._collection(),
            "startIndex": start,
        }
        if number > 1:
            found["prev"] = self._page(number - 1)
        if number < self.pages:
            found["next"] = self._page(number + 1)
        return found | {"orderedItems": [self._activity(change) for change in changes]}

    def edition(self, number: int) -> str:
        """Names the content of a page that has a next one: as long as it is the same, for ever."""
        (last,) = self.log.page(number * PAGE - 1, limit=1)
        return f"{self.log.releases[0].id} {last.release} {last.time}"

    def links(self, number: int | None = None) -> tuple[str, ...]:
        """Values of the Link field of the collection, or of a page.

        A page does not name the last one: that would change.
        """
        if number is None:
            beside = {"first": 1, "last": self.pages}
        else:
            beside = {"first": 1, "prev": number - 1, "next": number + 1}
        found = [
            f'<{self._url(other)}>; rel="{relation}"'
            for relation, other in beside.items()
            if 1 <= other <= self.pages
        ]
        if number is not None:
            found.append(f'<{self.place.root}{PATH}>; rel="collection"')
        return tuple(found)

    def _activity(self, change: Change) -> dict[str, object]:
        thing = self._thing(change.reference)
        if change.is_live:
            thing["seeAlso"] = [
                {
                    "id": f"{self.place.root}/doc/{change.reference}.jsonld",
                    "type": "Dataset",
                    "format": "application/ld+json",
                }
            ]
        found: dict[str, object] = {
            "id": f"{self._url((change.sequence - 1) // PAGE + 1)}#{change.sequence}",
            "type": _TYPES[change.activity],
            "object": thing,
        }
        if change.target is not None:
            found["target"] = self._thing(change.target)
        return found | {"endTime": change.time}

    def _thing(self, reference: str) -> dict[str, object]:
        iri = f"{self.base}id/{reference}"
        return {"id": iri, "canonical": iri, "type": self._class(reference.partition("/")[0])}

    def _class(self, kind: str) -> str:
        ours = _OURS.get(kind)
        return f"{self.base}ontology#{ours}" if ours else _THEIRS.get(kind, _ANYTHING)

    def _collection(self) -> dict[str, object]:
        return {"id": f"{self.place.root}{PATH}", "type": "OrderedCollection"}

    def _page(self, number: int) -> dict[str, object]:
        return {"id": self._url(number), "type": "OrderedCollectionPage"}

    def _url(self, number: int) -> str:
        return f"{self.place.root}{PATH}/{number}"
