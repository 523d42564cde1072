"""The documents of ResourceSync: from the source description down to lists of resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.feeds.sitemap_xml import Attributes, Listed, sitemap
from graph_service.feeds.spans import entries, parts
from graph_service.resources.place import Place
from graph_service.resources.representations import N_QUADS
from graph_service.resources.signposts import STATEMENTS
from graph_service.store.changes import Change, ChangeLog, Entry

WELL_KNOWN = "/.well-known/resourcesync"
ROOT = "/resourcesync"
LIST = 10_000
"""Changes that a list has room for. It is part of the meaning of the URL of a change list."""
PACKAGE = 500
"""Resources in a package, at most."""
_ACTIVITIES = {"create": "created", "update": "updated", "move": "deleted", "delete": "deleted"}
CAPABILITIES = ("resourcelist", "changelist", "resourcedump")


@dataclass(frozen=True, slots=True)
class Source:
    """The source that a log is, as seen from a place. `base` is that of the identifiers."""

    log: ChangeLog
    base: str
    place: Place

    def description(self) -> bytes:
        """The source description: the one set of resources there is."""
        about = {"rel": "describedby", "href": f"{self.place.root}/dataset"}
        listed = Listed(self.url("capabilitylist"), metadata={"capability": "capabilitylist"})
        return sitemap([listed], "urlset", {"capability": "description"}, [about])

    def capabilities(self) -> bytes:
        """The capability list: the lists there are."""
        listed = [Listed(self.url(name), metadata={"capability": name}) for name in CAPABILITIES]
        links = [
            {"rel": "up", "href": f"{self.place.root}{WELL_KNOWN}"},
            {"rel": "describedby", "href": f"{self.place.root}/dataset"},
        ]
        return sitemap(listed, "urlset", {"capability": "capabilitylist"}, links)

    def resource_list(self) -> bytes:
        """The resource list; if it has several parts, their index."""
        found = list(parts(self.log, LIST))
        if len(found) == 1:
            return self.resources(found[0], is_whole=True)
        listed = [
            Listed(self.url("resourcelist", part), metadata={"at": self._now}) for part in found
        ]
        said = {"capability": "resourcelist", "at": self._now}
        return sitemap(listed, "sitemapindex", said, [self._up])

    def resources(self, part: int, *, is_whole: bool = False) -> bytes:
        """A part of the resource list, or the whole of it."""
        live = (each for each in entries(self.log, part, LIST) if each.latest.is_live)
        said = {"capability": "resourcelist", "at": self._now}
        return sitemap(
            map(self._resource, live), "urlset", said, self._above("resourcelist", is_whole)
        )

    def change_list(self) -> bytes:
        """The change list; if it has several parts, their index, oldest first.

        Clients are known that read no index of change lists.
        """
        if self.change_lists == 1:
            return self.changes(1, is_whole=True)
        listed = [
            Listed(self.url("changelist", part), metadata=self._span(part))
            for part in range(1, self.change_lists + 1)
        ]
        said = {"capability": "changelist", "from": self.log.releases[0].time}
        return sitemap(listed, "sitemapindex", said, [self._up])

    @property
    def change_lists(self) -> int:
        return -(-self.log.size // LIST)

    def is_closed(self, part: int) -> bool:
        """Whether a change list is full, so that it never changes again."""
        return part * LIST <= self.log.size

    def changes(self, part: int, *, is_whole: bool = False) -> bytes:
        """A part of the change list, oldest first. `part` is from 1 to `change_lists`."""
        changes = self.log.page((part - 1) * LIST, part * LIST, LIST)
        said = {"capability": "changelist", **self._span(part)}
        return sitemap(
            map(self._change, changes), "urlset", said, self._above("changelist", is_whole)
        )

    def dump_index(self) -> bytes:
        """The resource dump: packages of resources."""
        listed = [
            Listed(
                f"{self.place.root}{ROOT}/resourcedump/{part}.zip",
                metadata={"type": "application/zip", "at": self._now},
            )
            for part in parts(self.log, PACKAGE)
        ]
        said = {"capability": "resourcedump", "at": self._now}
        return sitemap(listed, "urlset", said, [self._up])

    def manifest(self, held: Iterator[tuple[Entry, str, int]]) -> bytes:
        """The manifest of a package: each entity with its path and its length in bytes."""
        listed = (self._resource(entry, path, length) for entry, path, length in held)
        said = {"capability": "resourcedump-manifest", "at": self._now}
        return sitemap(listed, "urlset", said, [self._up])

    def url(self, name: str, part: int | None = None) -> str:
        below = "" if part is None else f"/{part}"
        return f"{self.place.root}{ROOT}/{name}{below}.xml"

    def resource_url(self, reference: str) -> str:
        """Where the description of an entity is."""
        return f"{self.place.root}{STATEMENTS}/{reference}.nq"

    def _resource(self, entry: Entry, path: str | None = None, length: int | None = None) -> Listed:
        said = {"hash": f"sha-256:{entry.latest.digest}", "type": N_QUADS.media_type}
        if length is not None:
            said["length"] = str(length)
        if path is not None:
            said["path"] = path
        url = self.resource_url(entry.reference)
        return Listed(url, entry.latest.time, said, self._links(entry.reference))

    def _change(self, change: Change) -> Listed:
        said = {"change": _ACTIVITIES[change.activity], "datetime": change.time}
        url = self.resource_url(change.reference)
        if not change.is_live:
            return Listed(url, None, said)
        said |= {"hash": f"sha-256:{change.digest}", "type": N_QUADS.media_type}
        return Listed(url, change.time, said, self._links(change.reference))

    def _links(self, reference: str) -> tuple[Attributes, ...]:
        document = f"{self.place.root}/doc/{reference}"
        return (
            {"rel": "describes", "href": f"{self.base}id/{reference}"},
            {"rel": "alternate", "href": f"{document}.ttl", "type": "text/turtle"},
            {"rel": "alternate", "href": f"{document}.jsonld", "type": "application/ld+json"},
        )

    def _span(self, part: int) -> dict[str, str]:
        """The time of a change list: that of the first change, and of the last if it is full."""
        (first,) = self.log.page((part - 1) * LIST, limit=1)
        if not self.is_closed(part):
            return {"from": first.time}
        (last,) = self.log.page(part * LIST - 1, limit=1)
        return {"from": first.time, "until": last.time}

    def _above(self, name: str, is_whole: bool) -> list[Attributes]:
        return [self._up] if is_whole else [self._up, {"rel": "index", "href": self.url(name)}]

    @property
    def _up(self) -> Attributes:
        return {"rel": "up", "href": self.url("capabilitylist")}

    @property
    def _now(self) -> str:
        return self.log.releases[-1].time
