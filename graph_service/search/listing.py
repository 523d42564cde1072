"""What search and lookup answer, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_service.pages.words import KINDS
from graph_service.pages.years import say_years
from graph_service.search.finding import Neighbours
from graph_service.search.index import Index
from graph_service.search.query import Cell, Count, Page
from graph_service.search.record import Existence, Record

_OF_FACET = {
    "type": "type",
    "period": "period",
    "district": "place",
    "linked": "type",
    "designation": "type",
}
"""The kind of the things that the values of a facet are."""

_DIGITS = 5
"""About a metre."""

Labels = Mapping[str, str]


class Listing:
    """Writes answers of one index: `base` is what our IRIs begin with."""

    def __init__(self, index: Index, base: str) -> None:
        self._index = index
        self._base = base

    def search(self, page: Page, next_url: str | None, year: int | None = None) -> dict[str, Any]:
        """A page of results with its facets; with a `year`, how sure each existed then."""
        return {
            "total": page.total,
            "relaxed": page.is_relaxed,
            "results": [
                self.thing(hit.record)
                | ({"score": round(hit.score, 3)} if hit.score else {})
                | ({} if year is None else self._sure(hit.record, year))
                for hit in page.hits
            ],
            "facets": {name: self.counts(name, found) for name, found in page.facets.items()},
            "next": next_url,
        }

    def nearby(self, neighbours: Neighbours, next_url: str | None) -> dict[str, Any]:
        """What is nearby, with the distance in metres."""
        return {
            "results": [
                self.thing(each.record) | {"metres": round(each.metres, 1)}
                for each in neighbours.found
            ],
            "next": next_url,
        }

    def at(self, page: Page, year: int, next_url: str | None) -> dict[str, Any]:
        """What existed in a year, how sure that is, and because of which phases."""
        return {
            "year": year,
            "total": page.total,
            "results": [self.thing(hit.record) | self._sure(hit.record, year) for hit in page.hits],
            "next": next_url,
        }

    def cells(
        self, found: Sequence[Cell], total: int, located: int, language: str
    ) -> dict[str, Any]:
        """Rows for a map: what a cell holds, by its place, number and weightiest thing.

        ``rows`` has longitude, latitude, number, how many are certain, reference, name and kind of
        the weightiest, 1 if its point is exact, and the box of the cell if it holds several.
        """
        records = {r.reference: r for r in self._index.records(cell.top for cell in found)}
        return {
            "total": total,
            "located": located,
            "columns": ["lon", "lat", "number", "certain", "top", "label", "kind", "exact", "bbox"],
            "rows": [
                [
                    round(cell.lon, _DIGITS),
                    round(cell.lat, _DIGITS),
                    cell.number,
                    cell.certain,
                    cell.top,
                    (top := records[cell.top]).label(language),
                    KINDS[top.kind][language],
                    int(top.point is not None and not top.point.is_rough),
                    [round(each, _DIGITS) for each in cell.bbox] if cell.number > 1 else None,
                ]
                for cell in found
            ],
        }

    def suggestions(self, page: Page, language: str) -> dict[str, Any]:
        """What a name that is being typed may become: our IRI and path, label, kind and years."""
        return {
            "suggestions": [
                {
                    "id": self.iri(record.reference),
                    "path": record.reference,
                    "label": record.label(language),
                    "kind": KINDS[record.kind][language],
                    "years": say_years(record.earliest, record.latest, language),
                }
                for record in (hit.record for hit in page.hits)
            ]
        }

    def thing(self, record: Record) -> dict[str, Any]:
        """A thing in short. What is not known is not there."""
        written: dict[str, Any] = {
            "id": self.iri(record.reference),
            "kind": record.kind,
            "label": dict(record.labels),
        }
        if record.descriptions:
            written["description"] = dict(record.descriptions)
        lists = {"types": ("type", record.types), "districts": ("place", record.districts)}
        for name, (kind, slugs) in lists.items():
            if slugs:
                written[name] = self._named(kind, slugs)
        if record.existences:
            written["years"] = _years(record)
        if record.point:
            point = record.point
            written["point"] = {"lon": point.lon, "lat": point.lat, "precision": point.precision}
        return written

    def counts(self, facet: str, counts: Sequence[Count]) -> list[dict[str, Any]]:
        """The values of a facet with their labels and numbers."""
        labels = self.facet_labels(facet, [count.value for count in counts])
        return [
            {"value": count.value, "label": dict(labels[count.value]), "count": count.number}
            for count in counts
        ]

    def facet_labels(self, facet: str, values: Iterable[str]) -> Mapping[str, Labels]:
        """The labels of the values of a facet."""
        wanted = list(values)
        if facet == "kind":
            return {each: {"tr": KINDS[each].tr, "en": KINDS[each].en} for each in wanted}
        kind = _OF_FACET[facet]
        records = self._index.records(f"{kind}/{each}" for each in wanted)
        return {each: {} for each in wanted} | {r.slug: r.labels for r in records}

    def iri(self, reference: str) -> str:
        return f"{self._base}id/{reference}"

    def _named(self, kind: str, slugs: Sequence[str]) -> list[dict[str, Any]]:
        records = self._index.records(f"{kind}/{slug}" for slug in slugs)
        return [{"id": self.iri(r.reference), "label": dict(r.labels)} for r in records]

    def _sure(self, record: Record, year: int) -> dict[str, Any]:
        found = record.sure(year)
        if found is None:  # pragma: no cover - the index has found it for this year
            return {}
        sure, because = found
        return {"sure": sure, "because": self._because(record, because)}

    def _because(self, record: Record, existence: Existence) -> dict[str, Any]:
        here = self.iri(record.reference)
        written: dict[str, Any] = {
            "kind": existence.kind,
            "from": existence.earliest,
            "to": existence.latest,
            "phases": [f"{here}#{fragment}" for fragment in existence.basis],
        }
        if existence.sure_from is not None:
            written |= {"certainFrom": existence.sure_from, "certainTo": existence.sure_to}
        return written


def _years(record: Record) -> dict[str, int | None]:
    """From the first to the last year in which it may have existed; `to` null: no known end."""
    written: dict[str, int | None] = {"from": record.earliest, "to": record.latest}
    if record.sure_from is not None:
        written |= {"certainFrom": record.sure_from, "certainTo": record.sure_to}
    return written
