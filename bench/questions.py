"""What is asked: documents of things, and queries small and large."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from bench.load import Stream, encoded
from graph_service.store.release import Release

RESULTS_JSON = "application/sparql-results+json"
DOCUMENTS = {"Turtle": "text/turtle", "JSON-LD": "application/ld+json", "HTML": "text/html"}

_CRM = "http://www.cidoc-crm.org/cidoc-crm/"
SEARCHED = ("smyrna", "agora", "cami", "efes", "bergama", "klazomenai", "tire", "hamam", "han")
"""Words that names have."""
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_BY_LENGTH = (
    f"SELECT ?thing (COUNT(*) AS ?count) WHERE {{ ?thing {_LABEL} ?label ; ?predicate ?object "
    "FILTER(STRSTARTS(STR(?thing), 'BASEid/site/') && !CONTAINS(STR(?thing), '#')) } "
    "GROUP BY ?thing ORDER BY DESC(?count) ?thing"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query; with entities, it is asked of another one each time and never repeats."""

    text: str
    entities: tuple[str, ...] = ()
    accept: str = RESULTS_JSON

    def at(self, path: str) -> Stream:
        """As requests to an endpoint at this path."""
        return Stream(f"{path}?query={encoded(self.text)}", self.accept, self.entities)


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions to one release."""

    base: str
    thing: str
    entities: tuple[str, ...]

    @classmethod
    def of(cls, release: Release) -> Questions:
        """Ask for a site of average length, and for all sites."""
        base = release.manifest.base
        found = Store.read_only(str(release.store_path)).query(_BY_LENGTH.replace("BASE", base))
        assert isinstance(found, QuerySolutions)
        names = [solution["thing"].value.removeprefix(f"{base}id/") for solution in found]
        return cls(base, names[len(names) // 2], tuple(sorted(names)))

    def document(self, accept: str) -> Stream:
        return Stream(f"/doc/{self.thing}", accept)

    def describe(self, accept: str) -> Question:
        kind = accept if accept != DOCUMENTS["HTML"] else DOCUMENTS["Turtle"]
        return Question(f"DESCRIBE <{self.base}id/{self.thing}>", accept=kind)

    def repeated(self) -> Question:
        return Question(
            f"SELECT ?predicate ?object WHERE {{ <{self.base}id/{self.thing}> ?predicate ?object }}"
        )

    def small(self) -> Question:
        return Question(
            f"SELECT ?type ?label WHERE {{ <{self.base}id/{{entity}}> a ?type ; {_LABEL} ?label "
            'FILTER(?label != "{number}") }',
            self.entities,
        )

    def search(self) -> Stream:
        """Search by a word of a name; the box holds everything, and is never the same."""
        path = "/api/search?q={entity}&limit=20&bbox=-179.{number},-90,180,90"
        return Stream(path, "application/json", SEARCHED)

    def by_name(self) -> Question:
        """The nearest that SPARQL has: a part of a name, as it is spelled."""
        return Question(
            "SELECT DISTINCT ?thing ?name WHERE { "
            f"?node <{_CRM}P190_has_symbolic_content> ?name ; <{_CRM}P1i_identifies> ?thing "
            'FILTER(CONTAINS(LCASE(STR(?name)), "{entity}") && STR(?name) != "{number}") } '
            "LIMIT 20",
            SEARCHED,
        )

    def rows(self, count: int) -> Question:
        """Many rows, and never the same query: nobody can answer it from a cache."""
        text = 'SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(?o != "{number}") } LIMIT '
        return Question(text + str(count), self.entities)


def rows_in(body: bytes) -> int:
    """How many solutions an answer in JSON has."""
    return len(json.loads(body)["results"]["bindings"])
