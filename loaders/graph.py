"""All tables as one stream of statements, in a fixed order; faults are gathered, not thrown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Quad

from loaders import activities, agents, documents, links, names, periods, places, things
from loaders.context import Context
from loaders.descriptions import Descriptions
from loaders.faults import Fault, InvalidData
from loaders.geometry import GeometryFiles
from loaders.iri import Minter
from loaders.phases import Phases
from loaders.provenance import provenance
from loaders.statements import Assertions, Statement
from loaders.tables import Package, Row
from loaders.vocabulary import Vocabularies


class HeritageGraph:
    """The graph that the curated tables state.

    Nothing is kept: each iteration reads the tables again, so that a graph of any size is built
    in little memory, and a violation found later can be traced back to its cell.
    """

    def __init__(self, data: Path, ontology: Path, minter: Minter) -> None:
        self.package = Package(data)
        self.vocabularies = Vocabularies(ontology / "vocabularies")
        self.minter = minter
        self.context = Context(self.package, self.vocabularies, GeometryFiles(data), minter)

    def check(self) -> None:
        """Raise InvalidData with every fault of the tables, or return."""
        faults = list(self.package.check(self.vocabularies.by_scheme))
        if faults:
            raise InvalidData(faults)

    def statements(self) -> Iterator[Statement]:
        """Every statement of the tables. Raises InvalidData at the end if rows were at fault."""
        faults: list[Fault] = []
        for table, load in self._loaders().items():
            for row in self.package[table]:
                says = load(row, self.context)
                faults.extend(says.faults)
                yield from says.statements
        if faults:
            raise InvalidData(faults)
        yield from Descriptions(self.context).statements()

    def quads(self) -> Iterator[Quad]:
        """Every quad of the tables, with the provenance of its graphs."""
        for statement in self.statements():
            yield from statement.quads(self.minter)
        yield from provenance(self.context)

    def _loaders(self) -> Mapping[str, Callable[[Row, Context], Assertions]]:
        return {
            "sources": documents.source,
            "periods": periods.period,
            "places": places.place,
            "sites": things.site,
            "waterways": things.waterway,
            "names": names.name,
            "phases": Phases(self.context),
            "agents": agents.agent,
            "roles": agents.role,
            "affiliations": agents.affiliation,
            "events": activities.event,
            "research": activities.research,
            "publications": documents.publication,
            "projects": activities.project,
            "routes": documents.Routes(self.context),
            "stops": documents.stop,
            "designations": activities.designation,
            "practices": activities.practice,
            "links": links.link,
        }
