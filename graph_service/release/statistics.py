"""Numbers of a release, counted in the store itself."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from typing import Any, cast

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store

from loaders.iri import KINDS
from loaders.namespaces import RDF, SKOS
from loaders.tables import Package

_DEFAULT = DefaultGraph()


def count(store: Store, package: Package, base: str) -> dict[str, Any]:
    """Triples, quads, entities by kind, classes, properties, graphs and links by catalogue."""
    classes, properties = _tally(store, "classes"), _tally(store, "properties")
    graphs = _tally(store, "graphs")
    return {
        "triples": sum(properties.values()),
        "quads": sum(graphs.values()),
        "entities": _entities(store, package, base),
        "classes": classes,
        "properties": properties,
        "graphs": graphs,
        "links": _links(package),
        "not_used": sum(1 for _ in package["not-used"]),
    }


def _tally(store: Store, name: str) -> dict[str, int]:
    """What a query of `counts/` counts: IRI → number, the most frequent first."""
    text = (resources.files(__package__) / "counts" / f"{name}.rq").read_text("utf-8")
    solutions = cast("QuerySolutions", store.query(text))
    counted = {row["counted"].value: int(row["number"].value) for row in solutions}
    return _sorted(Counter(counted))


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
