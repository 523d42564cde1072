"""Who says what: each named graph is an entity of PROV, derived from its source (rule 13)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from loaders.context import Context
from loaders.namespaces import DCT, PROV, RDF, RDFS, SKOS, XSD
from loaders.periods import SCHEME

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_SCHEME_LABELS = {"en": "Periods of Izmir", "tr": "İzmir’in dönemleri"}
_OWN_GRAPHS = {
    "inferred": ("Derived at build", "Derleme sırasında türetilenler"),
    "ontology": ("Ontology and vocabularies", "Ontoloji ve sözlükler"),
    "provenance": ("Provenance of the graphs", "Grafların kökeni"),
}


def provenance(context: Context) -> Iterator[Quad]:
    """Quads of `/graph/provenance`: one description for each graph of the release."""
    minter = context.minter
    here = minter.graph("provenance")

    def say(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, here)

    created = Literal(context.package.created, datatype=XSD.dateTime)
    for row in context.package["sources"]:
        graph = minter.graph(row["id"])
        source = minter.thing(f"source/{row['id']}")
        yield say(graph, RDF.type, PROV.Entity)
        yield say(graph, RDFS.label, Literal(row["title"]))
        yield say(graph, PROV.wasDerivedFrom, source)
        yield say(graph, PROV.generatedAtTime, created)
        licence = NamedNode(row["licence"]) if row["licence"] else LICENCE
        yield say(graph, DCT.license, licence)
    for name, (english, turkish) in _OWN_GRAPHS.items():
        graph = minter.graph(name)
        yield say(graph, RDF.type, PROV.Entity)
        yield say(graph, RDFS.label, Literal(english, language="en"))
        yield say(graph, RDFS.label, Literal(turkish, language="tr"))
        yield say(graph, PROV.generatedAtTime, created)
        yield say(graph, DCT.license, LICENCE)
    yield from _scheme(context)


def _scheme(context: Context) -> Iterator[Quad]:
    scheme, here = context.minter.concept(SCHEME), context.minter.graph("ontology")
    yield Quad(scheme, RDF.type, SKOS.ConceptScheme, here)
    for language, label in _SCHEME_LABELS.items():
        yield Quad(scheme, SKOS.prefLabel, Literal(label, language=language), here)
        yield Quad(scheme, RDFS.label, Literal(label, language=language), here)
