"""Change Discovery: the feed read as IIIF Change Discovery 1.0 has it, and what it leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph_service.audit.finding import Notes
from graph_service.audit.manners import (
    GONE,
    MOVED,
    OK,
    check_answer,
    check_head,
    check_problem,
    check_validator,
    check_varies,
)
from graph_service.audit.site import Site
from graph_service.audit.web import Unreachable

SPEC = "IIIF Change Discovery 1.0"
PROTOCOL = "https://iiif.io/api/discovery/"
_JSON = "application/ld+json"
_TYPES = {"Create", "Update", "Move", "Delete"}
_MOST_PAGES = 10_000


@dataclass(slots=True)
class History:
    """What became of entities: those that are there, those withdrawn, and those moved."""

    live: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    latest: str = ""
    """When anything changed last."""

    @property
    def gone(self) -> set[str]:
        return self.withdrawn | set(self.moved)

    def apply(self, activity: dict[str, Any]) -> None:
        name = activity["object"]["id"]
        self.live.discard(name)
        self.withdrawn.discard(name)
        self.moved.pop(name, None)
        match activity["type"]:
            case "Delete":
                self.withdrawn.add(name)
            case "Move":
                self.moved[name] = activity["target"]["id"]
            case _:
                self.live.add(name)


def read_history(site: Site, notes: Notes | None = None) -> History:
    """Walk the feed from its last page to the first, and replay it."""
    notes = notes or Notes("history")
    history, before = History(), ""
    for activity in _activities(site, notes):
        where = str(activity.get("id"))
        kind, time = activity.get("type"), activity.get("endTime", "")
        is_known = kind in _TYPES and isinstance(activity.get("object", {}).get("id"), str)
        if not notes.expect(is_known, where, "an activity with an object", kind, f"{SPEC}, 2.1"):
            continue
        notes.expect(_is_time(time), where, "endTime with a zone", time, f"{SPEC}, 2.1")
        notes.expect(time >= before, where, f"endTime from {before} on", time, f"{SPEC}, 2.3")
        history.latest = before = max(before, time)
        history.apply(activity)
    return history


def audit_changes(site: Site, notes: Notes) -> None:
    """The feed, and that replaying it ends with the dump."""
    if site.service(PROTOCOL) is None:
        notes.not_offered(site.described.url, "a service that conforms to it", SPEC)
        return
    history = read_history(site, notes)
    notes.same_set(site.truth.entities, history.live, "end of the feed", "the dump", SPEC)


def audit_gone(site: Site, notes: Notes) -> None:
    """What is withdrawn answers 410 with a tombstone, and what has moved leads on, for ever."""
    if site.service(PROTOCOL) is None:
        notes.not_offered(site.described.url, "a list of what is withdrawn", SPEC)
        return
    for iri in sorted(site.history.withdrawn):
        thing = site.web.get(site.located(iri), "text/turtle")
        check_problem(thing, GONE, notes)
        for link in thing.linked("original"):
            check_problem(site.web.get(link.target, "text/turtle"), GONE, notes)
    for iri, target in sorted(site.history.moved.items()):
        thing = site.web.get(site.located(iri), "text/turtle")
        moved = notes.expect(
            thing.status in MOVED, thing.url, "301 or 308", thing.status, "RFC 9110, 15.4.9"
        )
        if moved:
            told = thing.location
            notes.same(site.located(target), told, thing.url, "Location", f"{SPEC}: Move")
            notes.expect(_leads_on(site, told or ""), thing.url, "a living target", told, SPEC)


def _leads_on(site: Site, url: str) -> bool:
    try:
        site.followed(url, "text/turtle")
    except Unreachable:
        return False
    return True


def _activities(site: Site, notes: Notes) -> Iterator[dict[str, Any]]:
    entry = site.service(PROTOCOL)
    if entry is None:
        return
    collection = _page(site, entry, "OrderedCollection", notes)
    pages: list[dict[str, Any]] = []
    url = _id(collection.get("last"))
    while url and len(pages) < _MOST_PAGES:
        page = _page(site, url, "OrderedCollectionPage", notes)
        notes.same(entry, _id(page.get("partOf")), url, "partOf", f"{SPEC}, 2.2")
        pages.append(page)
        url = _id(page.get("prev"))
    first = pages[-1].get("id") if pages else None
    notes.same(_id(collection.get("first")), first, entry, "first page", f"{SPEC}, 2.2")
    items = [item for page in reversed(pages) for item in page.get("orderedItems", [])]
    notes.same(collection.get("totalItems"), len(items), entry, "totalItems", f"{SPEC}, 2.2")
    yield from items


def _page(site: Site, url: str, kind: str, notes: Notes) -> dict[str, Any]:
    reply = site.web.get(url, _JSON)
    if not check_answer(reply, notes, OK, _JSON):
        return {}
    check_varies(reply, notes, "Accept")
    check_head(site.web, reply, _JSON, notes)
    check_validator(site.web, reply, _JSON, notes)
    try:
        page = json.loads(reply.body)
    except ValueError as error:
        raise Unreachable(f"{url} is no JSON: {error}") from error
    notes.same(kind, page.get("type"), url, "type", f"{SPEC}, 2.2")
    notes.same(url, page.get("id"), url, "id", f"{SPEC}, 2.2")
    return dict(page)


def _id(said: Any) -> str | None:
    """The address of a page, which may stand alone or as an object."""
    found = said.get("id") if isinstance(said, dict) else said
    return found if isinstance(found, str) else None


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
