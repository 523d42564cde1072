"""Read a release for what its dataset description says."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from graph_service.catalog.about import COVERED, PUBLISHER
from graph_service.catalog.dataset import (
    Coverage,
    Dataset,
    Distribution,
    Graph,
    Linkset,
    Numbers,
    Publisher,
)
from graph_service.catalog.dumps import CHECKSUMS, dump_url, name_of, names
from graph_service.catalog.formats import PACKINGS, content_of, format_of, served_as
from graph_service.catalog.services import offered
from graph_service.http.problem_types import Text
from graph_service.resources.description import labels_of
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from graph_service.store.release import DumpFile, Manifest, Release
from loaders.namespaces import DCT, PROV, SCHEMA

_TURTLE_OF_GRAPHS = "graphs/"


def survey(
    holdings: Holdings,
    place: Place,
    paths: Container[str],
    examples: Sequence[NamedNode],
    email: str | None = None,
) -> Dataset:
    """The dataset of a release, as it is served at `place` by an application with these `paths`."""
    release = holdings.release
    manifest, counted = release.manifest, _statistics(release)
    return Dataset(
        manifest=manifest,
        place=place,
        publisher=Publisher(PUBLISHER, email),
        numbers=_numbers(manifest, counted),
        distributions=[_distribution(file, manifest, place) for file in whole(manifest)],
        services=offered(paths),
        graphs=_graphs(release.store, manifest, place, counted.get("graphs", {})),
        linksets=[_linkset(release.store, row) for row in counted.get("linksets", ())],
        coverage=_coverage(holdings, counted.get("years", {})),
        examples=examples,
    )


def whole(manifest: Manifest) -> list[DumpFile]:
    """The dumps that hold everything: those that are not below a folder of parts."""
    return [file for file in names(manifest) if name_of(file) != CHECKSUMS and _is_whole(file)]


def _is_whole(file: DumpFile) -> bool:
    return "/" not in name_of(file)


def _statistics(release: Release) -> Mapping[str, Any]:
    try:
        return release.statistics
    except (OSError, json.JSONDecodeError):  # a description with fewer numbers, but a description
        return {}


def _numbers(manifest: Manifest, counted: Mapping[str, Any]) -> Numbers:
    nodes = counted.get("nodes", {})
    return Numbers(
        triples=manifest.triples,
        entities=sum(manifest.entities.values()),
        subjects=nodes.get("subjects"),
        objects=nodes.get("objects"),
        classes=counted.get("classes", {}),
        properties=counted.get("properties", {}),
    )


def _distribution(file: DumpFile, manifest: Manifest, place: Place) -> Distribution:
    media_type, packing = content_of(file)
    return Distribution(
        name=name_of(file),
        url=dump_url(place, manifest.id, file),
        page=f"{place.root}/dumps/{manifest.id}",
        media_type=media_type,
        packing=packing,
        served_as=served_as(file),
        size=file.size,
        sha256=file.sha256,
        records=file.records,
        title=_title(media_type, packing),
    )


def _title(media_type: str, packing: str) -> Text:
    found = format_of(media_type, packing)
    if found is None:
        return Text(media_type, media_type)
    packed = f" ({packing})" if packing in PACKINGS else ""
    return Text(
        f"{found.name}{packed}: {found.about.tr}", f"{found.name}{packed}: {found.about.en}"
    )


def _graphs(
    store: Store, manifest: Manifest, place: Place, counted: Mapping[str, int]
) -> list[Graph]:
    dumped = {name_of(file): file for file in names(manifest)}
    start = f"{manifest.base}graph/"
    found = []
    for iri, triples in sorted(counted.items()):
        node = NamedNode(iri)
        file = dumped.get(f"{_TURTLE_OF_GRAPHS}{iri.removeprefix(start)}.ttl.gz")
        found.append(
            Graph(
                iri=iri,
                titles=_titles(store, node),
                licence=next(_named(store, node, DCT.license), None),
                source=next(_named(store, node, PROV.wasDerivedFrom), None),
                triples=triples,
                dump=dump_url(place, manifest.id, file) if file else None,
            )
        )
    return found


def _linkset(store: Store, row: Mapping[str, Any]) -> Linkset:
    titles = _titles(store, NamedNode(row["catalogue"]))
    return Linkset(row["catalogue"], titles, row["space"], row["predicate"], row["number"])


def _coverage(holdings: Holdings, years: Mapping[str, int]) -> Coverage:
    first, last = years.get("first"), years.get("last")
    covered = Reference.parse(COVERED)
    if not holdings.holds(covered):
        return Coverage(first_year=first, last_year=last)
    node, store = holdings.iri(covered), holdings.release.store
    same = tuple(_named(store, node, SCHEMA.sameAs))
    return Coverage(node.value, _titles(store, node), same, first, last)


def _titles(store: Store, node: NamedNode) -> Mapping[str, str]:
    return {label.language or "": label.value for label in labels_of(store, node)}


def _named(store: Store, node: NamedNode, predicate: NamedNode) -> Iterator[str]:
    found = store.quads_for_pattern(node, predicate, None, DefaultGraph())
    yield from sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode))
