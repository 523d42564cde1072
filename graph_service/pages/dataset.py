"""What the page of the dataset shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalog.about import TITLE
from graph_service.catalog.dataset import Dataset
from graph_service.catalog.saying import short_name
from graph_service.pages.words import LICENCES
from graph_service.pages.years import say_years
from graph_service.resources.document import LICENCE

GRAPHS_SHOWN = 50
"""The largest; the page of dumps has every one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class GraphRow:
    """A named graph."""

    graph: Link
    source: str | None
    licence: Link | None
    triples: int
    dump: str | None


@dataclass(frozen=True, slots=True)
class LinksetRow:
    """The links into one catalogue by one predicate."""

    catalogue: Link
    predicate: Link
    links: int


class DatasetPage:
    """The dataset in one language."""

    def __init__(
        self, dataset: Dataset, labels: Sequence[Mapping[str, str]], language: str
    ) -> None:
        self.dataset = dataset
        self._labels = labels
        self._language = language

    @property
    def citation(self) -> str:
        """How to cite the release: author, year, title, version, identifier, licence."""
        dataset, language = self.dataset, self._language
        year = f" ({dataset.released[:4]})" if dataset.released else ""
        version = "Sürüm" if language == "tr" else "Version"
        return (
            f"{dataset.publisher.name[language]}{year}. {TITLE[language]}. "
            f"{version} {dataset.manifest.id}. {dataset.node.value}. {LICENCES[LICENCE.value]}."
        )

    @property
    def years(self) -> str:
        """The years that the dataset covers; empty if unknown."""
        coverage = self.dataset.coverage
        return say_years(coverage.first_year, coverage.last_year, self._language)

    @property
    def place(self) -> Link | None:
        """The place that the dataset covers."""
        coverage = self.dataset.coverage
        if coverage.place is None:
            return None
        return Link(self._best(coverage.names or {}, coverage.place), self._local(coverage.place))

    @property
    def examples(self) -> list[Link]:
        """Some of the things in it."""
        return [
            Link(self._best(names, node.value), self._local(node.value))
            for node, names in zip(self.dataset.examples, self._labels, strict=True)
        ]

    @property
    def classes(self) -> list[tuple[Link, int]]:
        """Classes with the number of their instances."""
        return [(self._term(iri), number) for iri, number in self.dataset.numbers.classes.items()]

    @property
    def properties(self) -> list[tuple[Link, int]]:
        """Properties with the number of their triples."""
        found = self.dataset.numbers.properties.items()
        return [(self._term(iri), number) for iri, number in found]

    @property
    def graphs(self) -> list[GraphRow]:
        """The named graphs, those with most triples first."""
        rows = [
            GraphRow(
                graph=Link(self._best(each.titles, each.iri), self._local(each.iri)),
                source=self._local(each.source) if each.source else None,
                licence=_licence(each.licence),
                triples=each.triples,
                dump=each.dump,
            )
            for each in self.dataset.graphs
        ]
        return sorted(rows, key=lambda row: (-row.triples, row.graph.text))

    @property
    def linksets(self) -> list[LinksetRow]:
        """The linksets, those with most links first."""
        return [
            LinksetRow(
                catalogue=Link(
                    self._best(each.titles, each.catalogue), self._local(each.catalogue)
                ),
                predicate=self._term(each.predicate),
                links=each.links,
            )
            for each in self.dataset.linksets
        ]

    def _term(self, iri: str) -> Link:
        name = short_name(iri, self.dataset.manifest.base).replace("-", ":", 1)
        return Link(name if ":" in name else iri, self._local(iri))

    def _best(self, names: Mapping[str, str], iri: str) -> str:
        other = "en" if self._language == "tr" else "tr"
        found = (names.get(language) for language in (self._language, "", other))
        return next(filter(None, found), iri)

    def _local(self, iri: str) -> str:
        """Where one of our IRIs is served here; others stay as they are."""
        base = self.dataset.manifest.base
        below = iri.removeprefix(base)
        return iri if below == iri else f"{self.dataset.place.prefix}/{below}"


def _licence(iri: str | None) -> Link | None:
    return None if iri is None else Link(LICENCES.get(iri, iri), iri)
