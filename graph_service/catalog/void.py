"""The dataset in VoID: what is in it, in which terms, and what it links to."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph_service.catalog.about import DESCRIPTION, TITLE, VOCABULARIES
from graph_service.catalog.dataset import Dataset, Graph, Linkset
from graph_service.catalog.saying import About, date, named, short_name, titles
from graph_service.resources.document import LICENCE
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, FOAF, OWL, VOID

_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads")
"""As they are named below `_FORMATS`."""


def void(dataset: Dataset) -> list[Statement]:
    """The description in VoID."""
    about = About()
    _whole(about, dataset)
    _partitions(about, dataset)
    for linkset in dataset.linksets:
        _linkset(about, dataset, linkset)
    for graph in dataset.graphs:
        _graph(about, dataset, graph)
    return about.statements


def _whole(about: About, dataset: Dataset) -> None:
    manifest, numbers, root = dataset.manifest, dataset.numbers, dataset.place.root
    about.say(
        dataset.node,
        *named(DCT.title, TITLE),
        *named(DCT.description, DESCRIPTION),
        (DCT.license, LICENCE),
        (DCT.publisher, _publisher(about, dataset).value),
        (DCT.modified, date(dataset.released)),
        (OWL.versionInfo, Literal(manifest.id)),
        (FOAF.homepage, f"{root}/"),
        (VOID.uriSpace, Literal(f"{manifest.base}id/")),
        (VOID.sparqlEndpoint, f"{root}/sparql"),
        (VOID.triples, numbers.triples),
        (VOID.entities, numbers.entities),
        (VOID.distinctSubjects, numbers.subjects),
        (VOID.distinctObjects, numbers.objects),
        (VOID.classes, len(numbers.classes) or None),
        (VOID.properties, len(numbers.properties) or None),
        *((VOID.dataDump, each.url) for each in dataset.distributions if each.media_type != _CSV),
        *((VOID.exampleResource, example) for example in dataset.examples),
        *((VOID.vocabulary, iri) for iri in (f"{manifest.base}ontology#", *VOCABULARIES)),
        *((VOID.feature, f"{_FORMATS}{name}") for name in _FEATURES),
        a=VOID.Dataset,
    )


_CSV = "text/csv"
"""A dump in VoID is RDF."""


def _publisher(about: About, dataset: Dataset) -> NamedNode:
    name = named(FOAF.name, dataset.publisher.name)
    homepage = (FOAF.homepage, f"{dataset.place.root}/")
    return about.say(dataset.part("publisher"), *name, homepage, a=FOAF.Agent)


def _partitions(about: About, dataset: Dataset) -> None:
    base = dataset.manifest.base
    for iri, number in dataset.numbers.classes.items():
        part = dataset.part(f"class-{short_name(iri, base)}")
        about.say(part, (VOID["class"], iri), (VOID.entities, number), a=VOID.Dataset)
        about.add(dataset.node, VOID.classPartition, part)
    for iri, number in dataset.numbers.properties.items():
        part = dataset.part(f"property-{short_name(iri, base)}")
        about.say(part, (VOID.property, iri), (VOID.triples, number), a=VOID.Dataset)
        about.add(dataset.node, VOID.propertyPartition, part)


def _linkset(about: About, dataset: Dataset, linkset: Linkset) -> None:
    base = dataset.manifest.base
    catalogue = linkset.catalogue.rpartition("/")[2]
    target = about.say(
        dataset.part(f"catalogue-{catalogue}"),
        *titles(linkset.titles),
        (VOID.uriSpace, Literal(linkset.space)),
        (DCT.subject, linkset.catalogue),
        a=VOID.Dataset,
    )
    part = about.say(
        dataset.part(f"links-{catalogue}-{short_name(linkset.predicate, base)}"),
        (VOID.subjectsTarget, dataset.node),
        (VOID.objectsTarget, target),
        (VOID.linkPredicate, linkset.predicate),
        (VOID.triples, linkset.links),
        a=VOID.Linkset,
    )
    about.add(dataset.node, VOID.subset, part)


def _graph(about: About, dataset: Dataset, graph: Graph) -> None:
    about.say(
        graph.iri,
        *titles(graph.titles),
        (DCT.license, graph.licence),
        (DCT.source, graph.source),
        (VOID.triples, graph.triples),
        (VOID.dataDump, graph.dump),
        a=VOID.Dataset,
    )
    about.add(dataset.node, VOID.subset, graph.iri)
