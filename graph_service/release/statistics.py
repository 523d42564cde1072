"""Numbers of a release, counted in the store itself."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from typing import Any, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from loaders.iri import KINDS
from loaders.namespaces import RDF, SKOS, XSD, prefixes
from loaders.tables import Package

_DEFAULT = DefaultGraph()


def count(store: Store, package: Package, base: str) -> dict[str, Any]:
    """Triples, quads, entities by kind, classes, properties, graphs, links and years."""
    classes, properties = _tally(store, "classes"), _tally(store, "properties")
    graphs = _tally(store, "graphs")
    (nodes,), (years,) = _rows(store, "nodes", base), _rows(store, "years", base)
    return {
        "triples": sum(properties.values()),
        "quads": sum(graphs.values()),
        "entities": _entities(store, package, base),
        "classes": classes,
        "properties": properties,
        "graphs": graphs,
        "links": _links(package),
        "linksets": _rows(store, "linksets", base),
        "nodes": nodes,
        "years": years,
        "not_used": sum(1 for _ in package["not-used"]),
    }


def _tally(store: Store, name: str) -> dict[str, int]:
    """What a query of `counts/` counts: IRI → number, the most frequent first."""
    solutions = cast("QuerySolutions", store.query(_query(name)))
    counted = {row["counted"].value: int(row["number"].value) for row in solutions}
    return _sorted(Counter(counted))


def _rows(store: Store, name: str, base: str) -> list[dict[str, str | int]]:
    """The rows of a query of `counts/`, by the names of its variables; what is unbound is not."""
    solutions = cast("QuerySolutions", store.query(_query(name), prefixes=prefixes(base)))
    names = [variable.value for variable in solutions.variables]
    return [
        {each: _value(row[each]) for each in names if row[each] is not None} for row in solutions
    ]


def _value(term: object) -> str | int:
    if isinstance(term, Literal) and term.datatype == XSD.integer:
        return int(term.value)
    return cast("NamedNode | Literal", term).value


def _query(name: str) -> str:
    return (resources.files(__package__) / "counts" / f"{name}.rq").read_text("utf-8")


def _entities(store: Store, package: Package, base: str) -> dict[str, int]:
    counted = Counter(entity.partition("/")[0] for entity in package.entities)
    concepts = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, RDF.type, SKOS.Concept, _DEFAULT)
        if isinstance(quad.subject, NamedNode)
    }
    counted["type"] = sum(1 for iri in concepts if iri.startswith(f"{base}id/type/"))
    return {kind: counted[kind] for kind in KINDS}


def _links(package: Package) -> dict[str, int]:
    return _sorted(Counter(row["catalogue"] for row in package["links"]))


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
