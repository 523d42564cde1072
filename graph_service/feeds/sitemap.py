"""The sitemap: every page that a search engine may list, with the day of its last change.

The page of an entity is listed by its canonical address, with the addresses that fix a language.
Only what answers 200 is listed, so nothing that has moved or was withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.feeds.sitemap_xml import Listed, sitemap
from graph_service.feeds.spans import entries, parts
from graph_service.resources.place import Place
from graph_service.store.changes import ChangeLog

PATH = "/sitemap.xml"
PART = 10_000
"""Changes that a sitemap has room for; sitemaps.org allows 50,000 addresses."""
OF_RELEASE = ("/", "/dataset", "/dumps")
"""Pages that change with each release."""
OTHERS = ("/ontology", "/sparql")
_LANGUAGES = ("tr", "en")


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """The sitemaps of a log, as seen from a place."""

    log: ChangeLog
    place: Place

    def index(self) -> bytes:
        """The index of all sitemaps."""
        last = self.log.releases[-1].time
        listed = [Listed(self.url("pages"), last)]
        for part in parts(self.log, PART):
            latest = self.log.page(min(part * PART, self.log.size) - 1, limit=1)[0]
            listed.append(Listed(self.url(str(part)), latest.time))
        return sitemap(listed, "sitemapindex")

    def pages(self) -> bytes:
        """The pages that are not about an entity."""
        last = self.log.releases[-1].time
        listed = [self._page(path, last) for path in OF_RELEASE]
        return sitemap([*listed, *(self._page(path, None) for path in OTHERS)])

    def part(self, number: int) -> bytes:
        """The pages of the entities of one part."""
        live = (each for each in entries(self.log, number, PART) if each.latest.is_live)
        return sitemap(self._page(f"/doc/{each.reference}", each.latest.time) for each in live)

    def url(self, name: str) -> str:
        return f"{self.place.root}/sitemaps/{name}.xml"

    def _page(self, path: str, modified: str | None) -> Listed:
        url = f"{self.place.root}{path}"
        languages = [(language, f"{url}?lang={language}") for language in _LANGUAGES]
        return Listed(url, modified, languages=(*languages, ("x-default", url)))
