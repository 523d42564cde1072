"""Every representation of a thing says the same."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse

import pytest
from pyld import jsonld
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from graph_service.resources import context
from graph_service.resources.description import Describer
from graph_service.resources.document import Document, Edition, document
from graph_service.resources.neighbourhood import MOST_LINKS
from graph_service.resources.place import Place
from graph_service.resources.representations import WRITERS
from loaders.namespaces import OWL

BASE = "https://w3id.org/izmiras/"
PLACE = Place("https://example.org/kg", "/kg")
FIXTURE = (Path(__file__).parent / "fixture.trig").read_text(encoding="utf-8")
THINGS = (
    "site/agora-of-smyrna",
    "site/smyrna",
    "period/hellenistic",
    "place/konak",
    "type/agora",
    "source/guide",
    "publication/naumann-1950",
    "route/culture-walk",
    "agent/alexander",
)


def stored(trig: str) -> Store:
    quads = list(parse(trig, format=RdfFormat.TRIG))
    store = Store()
    store.extend(quads)
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    return store


def described(store: Store, thing: str) -> Document:
    inverses: dict[NamedNode, set[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, OWL.inverseOf, None, DefaultGraph()):
        inverses.setdefault(quad.subject, set()).add(quad.object)
        inverses.setdefault(quad.object, set()).add(quad.subject)
    frozen = {term: frozenset(found) for term, found in inverses.items()}
    description = Describer(store, BASE, frozen).describe(NamedNode(f"{BASE}id/{thing}"))
    assert description
    return document(description, Edition(BASE, "r1", "2026-11-22"))


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(FIXTURE)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyLD and rdflib get our context from memory, and anything else from nowhere."""
    url = f"{PLACE.root}/{context.PATH}"
    text = context.text(BASE)

    def load(asked: str, _options: object = None) -> dict[str, object]:
        assert asked == url
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": asked,
            "document": json.loads(text),
        }

    jsonld.set_document_loader(load)

    def source(asked: object, *_: object, **__: object) -> tuple[object, None]:
        assert urlparse(str(asked)).path.endswith(context.NAME)
        return json.loads(text), None

    monkeypatch.setattr("rdflib.plugins.shared.jsonld.context.source_to_json", source)


def graph(data: bytes | str, media_type: str) -> Graph:
    found = Graph()
    found.parse(data=data, format=media_type)
    return found


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("key", ["json-ld", "n-triples", "rdf-xml"])
def test_they_are_isomorphic_to_turtle(
    store: Store, thing: str, key: str, no_network: None
) -> None:
    written = described(store, thing)
    formats = {"json-ld": "json-ld", "n-triples": "nt", "rdf-xml": "xml"}
    turtle = graph(WRITERS["turtle"](written, PLACE), "turtle")
    assert len(turtle) == len(written.statements)
    assert isomorphic(turtle, graph(WRITERS[key](written, PLACE), formats[key]))


@pytest.mark.parametrize("thing", THINGS)
def test_json_ld_expands_in_pyld_without_network(
    store: Store, thing: str, no_network: None
) -> None:
    written = described(store, thing)
    value = json.loads(WRITERS["json-ld"](written, PLACE))
    quads = jsonld.to_rdf(value, {"format": "application/n-quads"})
    turtle = graph(WRITERS["turtle"](written, PLACE), "turtle")
    assert isomorphic(turtle, graph(quads, "nt"))


@pytest.mark.parametrize("thing", THINGS)
def test_trig_and_n_quads_say_the_same_with_their_graphs(store: Store, thing: str) -> None:
    written = described(store, thing)
    turtle = set(parse(WRITERS["turtle"](written, PLACE), format=RdfFormat.TURTLE))
    trig = set(parse(WRITERS["trig"](written, PLACE), format=RdfFormat.TRIG))
    n_quads = set(parse(WRITERS["n-quads"](written, PLACE), format=RdfFormat.N_QUADS))
    assert trig == n_quads
    assert {quad.triple for quad in trig} == {quad.triple for quad in turtle}
    outside = {quad.subject for quad in trig if quad.graph_name == DefaultGraph()}
    assert outside == {written.node}


@pytest.mark.parametrize("key", sorted(WRITERS))
def test_the_same_bytes_every_time(key: str) -> None:
    forth = described(stored(FIXTURE), THINGS[0])
    quads = sorted(parse(FIXTURE, format=RdfFormat.TRIG), key=str, reverse=True)
    store = Store()
    store.extend(quads)
    store.extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    assert WRITERS[key](forth, PLACE) == WRITERS[key](described(store, THINGS[0]), PLACE)


def test_turtle_is_grouped_and_prefixed(store: Store) -> None:
    text = WRITERS["turtle"](described(store, THINGS[0]), PLACE).decode()
    blocks = text.split("\n\n")
    assert blocks[0].startswith("@prefix crm:")
    assert blocks[1].startswith(f"<{BASE}id/site/agora-of-smyrna>\n    a crm:E1_CRM_Entity,")
    assert "this:built-span" in text
    assert blocks[2].startswith("this:built\n")
    assert "izm:yearFrom -324 ;" in text
    assert text.count(f"\n<{BASE}id/site/agora-of-smyrna>\n") == 1


def test_json_ld_reads_like_json(store: Store) -> None:
    value = json.loads(WRITERS["json-ld"](described(store, THINGS[0]), PLACE))
    assert value["@context"] == f"{PLACE.root}/contexts/izmiras-1.jsonld"
    assert value["id"] == f"{BASE}id/site/agora-of-smyrna"
    assert value["label"] == {"en": "Agora of Smyrna", "tr": "Smyrna Agorası"}
    assert value["partOf"][0]["label"]["tr"] == "Smyrna"
    names = {text for name in value["identifiedBy"] for text in name["content"].values()}
    assert "Ἀγορά" in names
    built = next(phase for phase in value["witnessed"] if phase["id"].endswith("#built"))
    assert built["timeSpan"][0]["yearFrom"] == -324
    assert value["document"]["license"][0]["id"].startswith("https://creativecommons.org/")


def test_geojson_has_longitude_first_and_null_when_unknown(store: Store) -> None:
    feature = json.loads(WRITERS["geojson"](described(store, THINGS[0]), PLACE))
    assert feature["geometry"] == {"type": "Point", "coordinates": [27.1388, 38.4186]}
    assert feature["properties"]["name_tr"] == "Smyrna Agorası"
    assert feature["properties"]["precision"] == f"{BASE}id/type/exact"
    without = json.loads(WRITERS["geojson"](described(store, "site/smyrna"), PLACE))
    assert without["geometry"] is None


def test_many_links_are_cut_and_the_document_says_so() -> None:
    total = MOST_LINKS + 30
    more = "".join(
        f"<{BASE}id/publication/p{n}> <http://www.cidoc-crm.org/cidoc-crm/P129_is_about> "
        f"<{BASE}id/site/smyrna> .\n"
        for n in range(total)
    )
    written = described(stored(f"{FIXTURE}\n<{BASE}graph/guide> {{ {more} }}"), "site/smyrna")
    (cut,) = written.description.cuts
    assert (cut.shown, cut.total, cut.inverse) == (MOST_LINKS, total, True)
    assert f"Lists {MOST_LINKS} of the {total} links" in WRITERS["turtle"](written, PLACE).decode()


def test_the_context_can_be_based_elsewhere() -> None:
    moved = json.loads(context.text("https://example.org/lod/"))["@context"]
    assert moved["@vocab"] == "https://example.org/lod/ontology#"
    assert not any(BASE in str(value) for value in moved.values())


def test_what_a_thing_says_itself_is_not_said_again_by_others(store: Store) -> None:
    written = described(store, "site/smyrna")
    assert not [s for s in written.description.inverse if "P46i" in s.predicate.value]
    assert [s for s in written.description.own if "P46_" in s.predicate.value]


def test_a_hub_is_described_with_bounded_work() -> None:
    """Thousands of links: a hundred are read and listed, and their number is said."""
    total = 3000
    crm = "http://www.cidoc-crm.org/cidoc-crm/"
    agora, sites = f"<{BASE}id/type/agora>", [f"<{BASE}id/site/h{n}>" for n in range(total)]
    stated = "".join(f"{site} <{crm}P2_has_type> {agora} .\n" for site in sites)
    derived = "".join(f"{agora} <{crm}P2i_is_type_of> {site} .\n" for site in sites)
    trig = f"{FIXTURE}\n<{BASE}graph/guide> {{ {stated} }}\n<{BASE}graph/inferred> {{ {derived} }}"
    written = described(stored(trig), "type/agora")
    cuts = [(cut.inverse, cut.shown, cut.total) for cut in written.description.cuts]
    assert all(shown == MOST_LINKS for _, shown, _ in cuts)
    assert any(count >= total for _, _, count in cuts)
    assert len(written.description.inverse) + len(written.description.own) < 3 * MOST_LINKS + 50
