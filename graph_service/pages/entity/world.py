"""What a page must know beyond its document: the release around the thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QuerySolution,
    QuerySolutions,
    Triple,
    Variable,
)
from shapely.geometry.base import BaseGeometry

from graph_service.pages.atlas.atlas import Atlas
from graph_service.pages.atlas.periods import Period
from graph_service.pages.atlas.points import Point
from graph_service.pages.colours import families
from graph_service.resources.holdings import Holdings
from loaders.namespaces import prefixes


@dataclass(frozen=True)
class World:
    """A release, its atlas, and where its keeper can be reached."""

    holdings: Holdings
    atlas: Atlas
    contact: str | None = None
    """An address that starts with ``mailto:`` or ``https:``."""

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The things that a property leads to."""
        return [each for each in self._objects(subject, predicate) if isinstance(each, NamedNode)]

    def literals(self, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
        """The texts and numbers of a property."""
        return [each for each in self._objects(subject, predicate) if isinstance(each, Literal)]

    def ask(self, name: str, **terms: NamedNode) -> Iterator[QuerySolution]:
        """The solutions of ``queries/{name}.rq`` for these values of its variables."""
        values: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(variable): term for variable, term in terms.items()
        }
        solutions = self.holdings.release.store.query(
            query_text(name), prefixes=prefixes(self.holdings.base), substitutions=values
        )
        assert isinstance(solutions, QuerySolutions)
        return iter(solutions)

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """The located things, by ``kind/slug``."""
        return {str(point.thing): point for point in self.atlas.points}

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """The periods, by slug."""
        return {period.slug: period for period in self.atlas.periods}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """The family of colours of each period, by slug."""
        return families(self.atlas.periods)

    @property
    def province(self) -> BaseGeometry | None:
        """The outline of the province; None if the release has none."""
        shape = self.atlas.base_map.province
        return None if shape.is_empty else shape

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> Iterator[object]:
        store = self.holdings.release.store
        for quad in store.quads_for_pattern(subject, predicate, None, DefaultGraph()):
            yield quad.object


@cache
def query_text(name: str) -> str:
    """A query beside this module."""
    return files(__package__).joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
