"""The service's description of itself: SPARQL 1.1 Service Description.

All of it has names; there is no blank node. The numbers come from the release that is served.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph_service.sparql.formats import Form
from loaders.namespaces import DCT, RDF, RDFS, VOID, XSD, Namespace, prefixes

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
_SPARQL = Namespace("http://www.w3.org/ns/sparql#")
_VERSIONS = ("1.0", "1.1", "1.2-basic", "1.2")
"""Labels of RDF 1.2 Concepts; 1.1 knows versions only as languages of their own."""
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_GEOF = "http://www.opengis.net/def/function/geosparql/"

GEO_FUNCTIONS = (
    "area",
    "asGeoJSON",
    "centroid",
    "convexHull",
    "coordinateDimension",
    "difference",
    "dimension",
    "distance",
    "ehContains",
    "ehCoveredBy",
    "ehCovers",
    "ehDisjoint",
    "ehEquals",
    "ehInside",
    "ehMeet",
    "ehOverlap",
    "envelope",
    "getSRID",
    "intersection",
    "isEmpty",
    "isSimple",
    "length",
    "perimeter",
    "rcc8dc",
    "rcc8ec",
    "rcc8eq",
    "rcc8ntpp",
    "rcc8ntppi",
    "rcc8po",
    "rcc8tpp",
    "rcc8tppi",
    "relate",
    "sfContains",
    "sfCrosses",
    "sfDisjoint",
    "sfEquals",
    "sfIntersects",
    "sfOverlaps",
    "sfTouches",
    "sfWithin",
    "spatialDimension",
    "symDifference",
    "union",
)
"""Functions of GeoSPARQL 1.1, as local names; `tests/sparql` holds that each one is there."""

_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "TriG",
    "N-Quads",
)
SERIALISATIONS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "rdf": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
        "trig": RdfFormat.TRIG,
        "nq": RdfFormat.N_QUADS,
    }
)

_EXECUTABLES: Mapping[Form, tuple[NamedNode, NamedNode]] = MappingProxyType(
    {
        "select": (SH.SPARQLSelectExecutable, SH.select),
        "ask": (SH.SPARQLAskExecutable, SH.ask),
        "graph": (SH.SPARQLConstructExecutable, SH.construct),
    }
)
"""For each form of query the class of its examples, and the property that holds their text."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query worth asking, with its description in Turkish and English."""

    name: str
    query: str
    title_tr: str
    title_en: str
    form: Form = "select"


@dataclass(frozen=True, slots=True)
class Described:
    """What there is to say: the endpoint as clients reach it, the release, its counts."""

    endpoint: str
    base: str
    release: str = ""
    triples: int = 0
    graphs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    examples: Sequence[Example] = ()
    federated: bool = False


def describe(facts: Described, key: str) -> bytes:
    """The description, serialised in the format of this key."""
    names = {
        **prefixes(facts.base),
        "sd": SD.iri,
        "sh": SH.iri,
        "sparql": _SPARQL.iri,
        "formats": _FORMATS.iri,
        "geof": _GEOF,
    }
    serialised = serialize(statements(facts), format=SERIALISATIONS[key], prefixes=names)
    return serialised or b""


def statements(facts: Described) -> Iterator[Triple]:
    """The description as triples."""
    service = NamedNode(f"{facts.endpoint}#service")
    yield from _service(service, facts)
    yield from _dataset(NamedNode(f"{facts.endpoint}#dataset"), facts)
    for example in facts.examples:
        yield from _example(example, facts)


def _service(service: NamedNode, facts: Described) -> Iterator[Triple]:
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, NamedNode(facts.endpoint))
    yield Triple(service, SD.url, NamedNode(facts.endpoint))
    yield Triple(service, RDFS.label, Literal("Izmir Heritage Graph: SPARQL", language="en"))
    yield Triple(service, RDFS.label, Literal("İzmir Miras Grafı: SPARQL", language="tr"))
    for language in (SD.SPARQLQuery, SD.SPARQL10Query, SD.SPARQL11Query):
        yield Triple(service, SD.supportedLanguage, language)
    for version in _VERSIONS:
        yield Triple(service, SD.supportedVersion, _SPARQL[f"version-{version}"])
    for name in _RESULT_FORMATS:
        yield Triple(service, SD.resultFormat, _FORMATS[name])
    yield Triple(service, SD.feature, SD.UnionDefaultGraph)
    if facts.federated:
        yield Triple(service, SD.feature, SD.BasicFederatedQuery)
    for name in GEO_FUNCTIONS:
        function = NamedNode(_GEOF + name)
        yield Triple(service, SD.extensionFunction, function)
        yield Triple(function, RDF.type, SD.Function)
    yield Triple(service, SD.defaultDataset, NamedNode(f"{facts.endpoint}#dataset"))


def _dataset(dataset: NamedNode, facts: Described) -> Iterator[Triple]:
    default = NamedNode(f"{facts.endpoint}#default-graph")
    yield Triple(dataset, RDF.type, SD.Dataset)
    if facts.release:
        yield Triple(dataset, DCT.hasVersion, Literal(facts.release))
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    yield Triple(default, VOID.triples, _integer(facts.triples))
    for name, triples in facts.graphs.items():
        named = NamedNode(f"{facts.endpoint}#{_fragment(name, facts.base)}")
        graph = NamedNode(f"{named.value}-graph")
        yield Triple(dataset, SD.namedGraph, named)
        yield Triple(named, RDF.type, SD.NamedGraph)
        yield Triple(named, SD.name, NamedNode(name))
        yield Triple(named, SD.graph, graph)
        yield Triple(graph, RDF.type, SD.Graph)
        yield Triple(graph, VOID.triples, _integer(triples))


def _example(example: Example, facts: Described) -> Iterator[Triple]:
    node = NamedNode(f"{facts.base}queries/{example.name}")
    executable, text = _EXECUTABLES[example.form]
    yield Triple(node, RDF.type, SH.SPARQLExecutable)
    yield Triple(node, RDF.type, executable)
    yield Triple(node, RDFS.comment, Literal(example.title_en, language="en"))
    yield Triple(node, RDFS.comment, Literal(example.title_tr, language="tr"))
    yield Triple(node, text, Literal(example.query))
    yield Triple(node, SCHEMA.target, NamedNode(facts.endpoint))


def _fragment(name: str, base: str) -> str:
    """A fragment for a graph: its path below the base, or the whole name, with dashes."""
    local = name.removeprefix(f"{base}graph/") if name.startswith(base) else name
    return "graph-" + "".join(each if each.isalnum() and each.isascii() else "-" for each in local)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
