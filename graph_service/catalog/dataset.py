"""The dataset described by itself: a VoID document, read by people and machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.http.problem_types import Text
from graph_service.resources.document import LICENCE
from graph_service.resources.representations import Place
from graph_service.resources.statements import Statement
from graph_service.store.release import DumpFile, Manifest
from loaders.namespaces import DCT, FOAF, OWL, RDF, VOID, XSD

TITLE = Text("İzmir Miras Grafı", "Izmir Heritage Graph")
DESCRIPTION = Text(
    "İzmir’in 8.500 yıllık mirası bağlantılı açık veri olarak: alanlar, dönemler, su yolları, "
    "rotalar, projeler, araştırmalar ve yayınlar. Her bilgi kaynağıyla birlikte verilir; "
    "CIDOC CRM ile anlatılır ve SHACL ile denetlenir.",
    "8,500 years of Izmir’s heritage as linked open data: sites, periods, waterways, routes, "
    "projects, research and publications. Every fact has its source; all is told in CIDOC CRM "
    "and checked by SHACL.",
)
_FEATURES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads")
"""As they are named below `_FORMATS`."""
_FORMATS = "http://www.w3.org/ns/formats/"
_VOCABULARIES = (
    "http://www.cidoc-crm.org/cidoc-crm/",
    "http://www.opengis.net/ont/geosparql#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/prov#",
)

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Dataset:
    """A release as a dataset, and where it is served."""

    manifest: Manifest
    place: Place
    examples: Sequence[NamedNode]

    @property
    def node(self) -> NamedNode:
        return NamedNode(f"{self.manifest.base}dataset")

    @property
    def dumps(self) -> list[tuple[DumpFile, str]]:
        """The dumps of the whole graph, each with its URL."""
        return [(file, dump_url(self.place, self.manifest.id, file)) for file in _whole(self)]

    def statements(self) -> list[Statement]:
        """Everything that is said of the dataset, and what it has in it besides."""
        return [Statement(self.node, predicate, value, ()) for predicate, value in self._said()]

    def _said(self) -> Iterator[tuple[NamedNode, Value]]:
        manifest, root = self.manifest, self.place.root
        yield RDF.type, VOID.Dataset
        for language in ("en", "tr"):
            yield DCT.title, Literal(TITLE[language], language=language)
            yield DCT.description, Literal(DESCRIPTION[language], language=language)
        yield DCT.license, LICENCE
        yield OWL.versionInfo, Literal(manifest.id)
        if manifest.created:
            yield DCT.modified, Literal(manifest.created[:10], datatype=XSD.date)
        yield FOAF.homepage, NamedNode(f"{root}/")
        yield VOID.triples, Literal(manifest.triples)
        yield VOID.entities, Literal(sum(manifest.entities.values()))
        yield VOID.uriSpace, Literal(f"{manifest.base}id/")
        yield VOID.sparqlEndpoint, NamedNode(f"{root}/sparql")
        for _, url in self.dumps:
            yield VOID.dataDump, NamedNode(url)
        for example in self.examples:
            yield VOID.exampleResource, example
        for vocabulary in (f"{manifest.base}ontology#", *_VOCABULARIES):
            yield VOID.vocabulary, NamedNode(vocabulary)
        for name in _FEATURES:
            yield VOID.feature, NamedNode(f"{_FORMATS}{name}")


def dump_url(place: Place, release: str, file: DumpFile) -> str:
    """Where a dump is served."""
    return f"{place.root}/{_below(file)[0]}/{release}/{_below(file)[1]}"


def _below(file: DumpFile) -> tuple[str, str]:
    folder, _, name = file.path.partition("/")
    return folder, name


def _whole(dataset: Dataset) -> list[DumpFile]:
    """The dumps that hold everything: those that are not below a folder of parts."""
    found = (file for file in dataset.manifest.files if "/" not in _below(file)[1])
    return [file for file in found if not file.path.endswith("SHA256SUMS")]
