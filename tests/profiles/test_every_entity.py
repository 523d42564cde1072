"""Every entity of the release, in one pass: its RDF is one graph, its Linked Art is valid."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from graph_service.profiles.linked_art import write
from graph_service.resources import context
from graph_service.resources.document import Document
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.representations import (
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    WRITERS,
)
from loaders.iri import KINDS
from tests.profiles.conftest import Described
from tests.profiles.linked_art_api import faults
from tests.profiles.linked_art_crm import Entailment, inlined, read

PLACE = Place("https://example.org/kg", "/kg")
FORMATS = {
    TURTLE.key: RdfFormat.TURTLE,
    N_TRIPLES.key: RdfFormat.N_TRIPLES,
    RDF_XML.key: RdfFormat.RDF_XML,
    TRIG.key: RdfFormat.TRIG,
    N_QUADS.key: RdfFormat.N_QUADS,
    JSON_LD.key: RdfFormat.JSON_LD,
}
SEED = 8500
SAMPLE = 2
"""How many of each kind are read by slower readers too."""

Faults = dict[str, list[str]]
Json = dict[str, object]


@dataclass
class Pass:
    """What one look at every entity found."""

    seen: Counter[str] = field(default_factory=Counter)
    rdf: Faults = field(default_factory=dict)
    records: Faults = field(default_factory=dict)
    classes: dict[str, object] = field(default_factory=dict)
    """The class of each record, by its IRI."""
    referred: dict[str, set[object]] = field(default_factory=dict)
    """The classes by which records refer to ours, by IRI."""


@pytest.fixture(scope="module")
def found(holdings: Holdings, described: Described) -> Pass:
    made = Pass()
    ours = json.loads(context.text(holdings.base))
    for reference, (document, mentioned) in described.items():
        made.seen[reference.kind] += 1
        _note(made.rdf, str(reference), _differences(document, ours))
        record = write(document, mentioned, PLACE)
        _note(made.records, str(reference), _seen_record(made, record, holdings.base))
    return made


def _note(into: Faults, name: str, faults: list[str]) -> None:
    if faults:
        into[name] = faults


def _differences(document: Document, ours: Json) -> list[str]:
    """The formats that do not hold exactly the statements of the document."""
    triples = {statement.triple for statement in document.statements}
    wrong = []
    for key, rdf_format in FORMATS.items():
        body = WRITERS[key](document, PLACE)
        if key == JSON_LD.key:
            body = json.dumps(json.loads(body) | ours).encode()
        quads = list(parse(body, format=rdf_format))
        if {quad.triple for quad in quads} != triples:
            wrong.append(key)
    return wrong


def _seen_record(made: Pass, body: bytes, base: str) -> list[str]:
    record = json.loads(body)
    made.classes[record["id"]] = record["type"]
    for each in _objects({key: record[key] for key in record if key != "_links"}):
        iri = str(each.get("id", ""))
        if iri.startswith(base):
            made.referred.setdefault(iri, set()).add(each["type"])
    return faults(record)


def _objects(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)


@pytest.mark.slow
def test_every_entity_was_seen(found: Pass, holdings: Holdings) -> None:
    assert found.seen == {kind: len(holdings.slugs[kind]) for kind in KINDS}


@pytest.mark.slow
def test_the_rdf_formats_hold_the_same_graph(found: Pass) -> None:
    assert found.rdf == {}


@pytest.mark.slow
def test_linked_art_records_are_valid(found: Pass) -> None:
    assert found.records == {}


@pytest.mark.slow
def test_linked_art_refers_to_records_by_their_class(found: Pass) -> None:
    """What a record refers to is there, and is what its own record says that it is."""
    wrong = {
        iri: classes
        for iri, classes in found.referred.items()
        if classes != {found.classes.get(iri)}
    }
    assert wrong == {}


def _sample(holdings: Holdings, size: int = SAMPLE) -> list[Document]:
    chance = random.Random(SEED)
    names = [
        Reference(kind, slug)
        for kind in KINDS
        for slug in chance.sample(holdings.slugs[kind], min(size, len(holdings.slugs[kind])))
    ]
    documents = [holdings.document(name) for name in names]
    return [document for document in documents if document]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
def test_other_readers_find_the_same_graph_without_network(holdings: Holdings) -> None:
    """PyLD and rdflib with our context at hand, and nothing from outside."""
    ours = json.loads(context.text(holdings.base))
    for document in _sample(holdings):
        turtle = Graph().parse(data=WRITERS[TURTLE.key](document, PLACE), format="turtle")
        value = json.loads(WRITERS[JSON_LD.key](document, PLACE)) | ours
        quads = jsonld.to_rdf(value, {"format": "application/n-quads"})
        assert isomorphic(turtle, Graph().parse(data=quads, format="nt"))
        assert isomorphic(turtle, Graph().parse(data=json.dumps(value), format="json-ld"))


def test_pyld_reads_linked_art_as_pyoxigraph_does(holdings: Holdings) -> None:
    for document in _sample(holdings)[::2]:
        mentioned: Mentions = holdings.mentions(document)
        body = write(document, mentioned, PLACE)
        quads = jsonld.to_rdf(inlined(body), {"format": "application/n-quads"})
        count = sum(len(said) for said in read(body).values())
        assert len(Graph().parse(data=quads, format="nt")) == count > 0


def test_linked_art_says_nothing_that_our_graph_does_not(holdings: Holdings) -> None:
    entailment = Entailment(holdings.release.store, holdings.base)
    unsaid = {}
    for document in _sample(holdings, 10):
        graph = read(write(document, holdings.mentions(document), PLACE))
        assert len(graph[document.thing]) > 3
        if found := entailment.unsaid(graph, document.thing):
            unsaid[document.thing.value] = found
    assert unsaid == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("defined_by", "POINT(0 0)"),
        ("part_of", [{"id": "https://example.org/x", "type": "Place"}]),
        ("classified_as", [{"id": "http://vocab.getty.edu/aat/300007466", "type": "Type"}]),
        ("identified_by", [{"type": "Name", "content": "Atlantis"}]),
        ("destroyed_by", {"type": "Destruction"}),
    ],
)
def test_what_our_graph_does_not_say_is_noticed(
    holdings: Holdings, key: str, value: object
) -> None:
    document = holdings.document(Reference("site", "agora-of-smyrna"))
    assert document
    record = json.loads(write(document, holdings.mentions(document), PLACE)) | {key: value}
    entailment = Entailment(holdings.release.store, holdings.base)
    assert entailment.unsaid(read(json.dumps(record).encode()), document.thing)
