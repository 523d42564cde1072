"""The link report: what a release links to in other catalogues, and what it does not link yet.

Read from the release alone: whether the other end still exists is for those who crawl it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import cast

from pyoxigraph import NamedNode, QuerySolutions, Store

from graph_service.resources.description import labels_of
from graph_service.resources.holdings import Holdings, Reference
from loaders.iri import KINDS
from loaders.namespaces import LA, OWL, SCHEMA, SKOS, prefixes

MATCHES: Mapping[str, tuple[NamedNode, ...]] = {
    "same": (LA.equivalent, SCHEMA.sameAs, OWL.sameAs, SKOS.exactMatch),
    "close": (SKOS.closeMatch,),
    "broad": (SKOS.broadMatch,),
    "narrow": (SKOS.narrowMatch,),
    "related": (SKOS.relatedMatch,),
}
"""What a link says: how far both ends are the same. Whatever else links is a page about it."""
OTHER = "page"


@dataclass(frozen=True, slots=True)
class Target:
    """A catalogue that is linked to: entities of each kind, and links of each kind of match."""

    catalogue: str
    titles: Mapping[str, str]
    links: int
    matches: Mapping[str, int]
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of a kind: how many things there are, how many are linked, and those that are not."""

    kind: str
    all: int
    unlinked: Sequence[Reference]

    @property
    def linked(self) -> int:
        return self.all - len(self.unlinked)


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing of a catalogue that several of ours are said to be."""

    target: str
    things: Sequence[Reference]


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The links of a release."""

    release: str
    targets: Sequence[Target]
    coverage: Sequence[Coverage]
    shared: Sequence[Shared]


Row = tuple[Reference, str, str, str]
"""Thing, IRI of the catalogue, kind of match, and the IRI there."""


def link_report(holdings: Holdings) -> LinkReport:
    """Read the links of a release."""
    rows = _rows(holdings)
    linked = {thing for thing, *_ in rows}
    coverage = [
        Coverage(kind, len(slugs), [each for each in _all(kind, slugs) if each not in linked])
        for kind, slugs in holdings.slugs.items()
        if any(thing.kind == kind for thing in linked)
    ]
    return LinkReport(
        holdings.release.id, _targets(rows, holdings.release.store), coverage, _shared(rows)
    )


def as_json(report: LinkReport, root: str) -> dict[str, object]:
    """The report for machines; `root` is the URL of the service, without a slash."""
    return {
        "release": report.release,
        "catalogues": [
            {
                "catalogue": each.catalogue,
                "title": dict(each.titles),
                "links": each.links,
                "matches": dict(each.matches),
                "kinds": dict(each.kinds),
            }
            for each in report.targets
        ],
        "coverage": [
            {
                "kind": each.kind,
                "all": each.all,
                "linked": each.linked,
                "unlinked": [f"{root}/id/{thing}" for thing in each.unlinked],
            }
            for each in report.coverage
        ],
        "shared": [
            {"target": each.target, "things": [f"{root}/id/{thing}" for thing in each.things]}
            for each in report.shared
        ],
    }


def _all(kind: str, slugs: Sequence[str]) -> list[Reference]:
    return [Reference(kind, slug) for slug in slugs]


def _rows(holdings: Holdings) -> list[Row]:
    query = files(__package__).joinpath("links.rq").read_text(encoding="utf-8")
    names = prefixes(holdings.base)
    found = cast("QuerySolutions", holdings.release.store.query(query, prefixes=names))
    match = {predicate: kind for kind, group in MATCHES.items() for predicate in group}
    start = f"{holdings.base}id/"
    rows: set[Row] = set()
    for row in found:
        thing, catalogue, predicate, target = (cast("NamedNode", term) for term in row)
        own = thing.value.partition("#")[0].removeprefix(start)
        kind = match.get(predicate, OTHER)
        if own != thing.value:
            rows.add((Reference.parse(own), catalogue.value, kind, target.value))
    return sorted(rows, key=str)


def _targets(rows: Sequence[Row], store: Store) -> list[Target]:
    found = []
    for catalogue in sorted({row[1] for row in rows}):
        own = [row for row in rows if row[1] == catalogue]
        titles = {
            each.language or "": each.value for each in labels_of(store, NamedNode(catalogue))
        }
        matches = Counter(kind for _, _, kind, _ in own)
        kinds = Counter(thing.kind for thing in {row[0] for row in own})
        ordered = {kind: kinds[kind] for kind in KINDS if kinds[kind]}
        shown = {kind: matches[kind] for kind in (*MATCHES, OTHER) if matches[kind]}
        found.append(Target(catalogue, titles, len(own), shown, ordered))
    return sorted(found, key=lambda each: -each.links)


def _shared(rows: Sequence[Row]) -> list[Shared]:
    """Two things cannot be the same thing of a catalogue: one of them is a mistake, or a part."""
    same: dict[str, set[Reference]] = {}
    for thing, _, kind, target in rows:
        if kind == "same":
            same.setdefault(target, set()).add(thing)
    return [
        Shared(target, sorted(things, key=str))
        for target, things in sorted(same.items())
        if len(things) > 1
    ]
