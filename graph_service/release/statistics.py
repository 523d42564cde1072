"""Numbers of a release, counted in the store itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from loaders.iri import KINDS
from loaders.namespaces import RDF, SKOS
from loaders.tables import Package

_DEFAULT = DefaultGraph()


def count(store: Store, package: Package, base: str) -> dict[str, Any]:
    """Triples, quads, entities by kind, classes, properties, graphs and links by catalogue."""
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    graphs: Counter[str] = Counter()
    for quad in store.quads_for_pattern(None, None, None, None):
        if quad.graph_name == _DEFAULT:
            properties[quad.predicate.value] += 1
            if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
                classes[quad.object.value] += 1
        elif isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value] += 1
    return {
        "triples": properties.total(),
        "quads": graphs.total(),
        "entities": _entities(store, package, base),
        "classes": _sorted(classes),
        "properties": _sorted(properties),
        "graphs": _sorted(graphs),
        "links": _links(package),
        "not_used": sum(1 for _ in package["not-used"]),
    }


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
