"""Which places a list holds: those that a search finds, in a stable order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graph_service.resources.holdings import Reference
from graph_service.search.index import Index

if TYPE_CHECKING:
    from graph_service.collections.asking import Page

KINDS = ("site", "waterway", "place")
"""The kinds that the list of places holds, in its order."""

Slugs = Mapping[str, tuple[str, ...]]


def references(page: Page, slugs: Slugs, index: Index) -> Iterator[Reference]:
    """Those after `page.after`, by kind and slug; found while they are read."""
    candidates = _candidates(page, slugs)
    if page.is_open:
        yield from candidates
        return
    for found in index.passing(page.query, map(str, candidates)):
        yield Reference.parse(found)


def _candidates(page: Page, slugs: Slugs) -> Iterator[Reference]:
    after = page.after
    for kind in KINDS:
        if kind not in page.query.kinds:
            continue
        first = 0
        if after is not None:
            if KINDS.index(kind) < KINDS.index(after.kind):
                continue
            if kind == after.kind:
                first = bisect_left(slugs.get(kind, ()), f"{after.slug}\0")
        yield from (Reference(kind, slug) for slug in slugs.get(kind, ())[first:])
