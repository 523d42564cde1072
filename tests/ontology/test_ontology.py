"""Our terms are few, described in both languages, and stand on CIDOC CRM 7.1.3."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from loaders.iri import DEFAULT_BASE
from loaders.namespaces import prefixes

ONTOLOGY = Path(__file__).parents[2] / "ontology"
OURS = f"{DEFAULT_BASE}ontology#"
CRM = "http://www.cidoc-crm.org/cidoc-crm/"
LANGUAGES = {"en", "tr"}


@cache
def store(*files: str) -> Store:
    graph = Store()
    for file in files:
        graph.load(path=str(ONTOLOGY / file), format=RdfFormat.TURTLE)
    return graph


@cache
def own() -> Store:
    return store("izmiras.ttl")


def column(graph: Store, query: str) -> list[str]:
    return [row[0].value for row in graph.query(query, prefixes=prefixes(DEFAULT_BASE))]


def terms() -> list[str]:
    return sorted(
        each.subject.value
        for each in own().quads_for_pattern(None, NamedNode(f"{_RDFS}isDefinedBy"), None)
    )


_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def texts(term: str, predicate: str) -> list[Literal]:
    found = own().quads_for_pattern(NamedNode(term), NamedNode(predicate), None)
    return [quad.object for quad in found if isinstance(quad.object, Literal)]


@pytest.mark.parametrize("term", terms())
@pytest.mark.parametrize("predicate", [f"{_RDFS}label", f"{_SKOS}definition"])
def test_every_term_is_described_in_both_languages(term, predicate):
    found = texts(term, predicate)
    assert sorted(each.language or "" for each in found) == sorted(LANGUAGES)


@pytest.mark.parametrize("term", terms())
def test_every_term_has_an_example(term):
    assert texts(term, f"{_SKOS}example")


def test_every_class_is_a_crm_class():
    assert (
        column(own(), "SELECT ?c { ?c a rdfs:Class FILTER NOT EXISTS { ?c rdfs:subClassOf ?s } }")
        == []
    )


def test_a_property_without_crm_property_says_which_path_it_shortens():
    unexplained = column(
        own(),
        """SELECT ?p {
          ?p a owl:ObjectProperty
          FILTER NOT EXISTS { ?p rdfs:subPropertyOf ?super }
          FILTER NOT EXISTS { ?p rdfs:comment ?path }
        }""",
    )
    assert unexplained == [f"{OURS}instanceClass"]  # says something of a type, not of a thing


def test_only_terms_of_crm_7_1_3_are_used():
    graph = store("izmiras.ttl", "cidoc-crm.ttl", "cidoc-crm-terms.ttl")
    unknown = column(
        graph,
        f"""SELECT DISTINCT ?o {{
          ?s ?p ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), "{CRM}") && ?o != <{CRM}>)
          FILTER NOT EXISTS {{ ?o rdfs:isDefinedBy ?model }}
        }}""",
    )
    assert unknown == []


def test_the_list_of_crm_terms_is_whole():
    listed = column(store("cidoc-crm-terms.ttl"), f"SELECT ?t {{ ?t rdfs:isDefinedBy <{CRM}> }}")
    assert len(listed) == 385


@pytest.mark.parametrize("predicate", ["subClassOf", "subPropertyOf", "domain", "range"])
def test_what_a_crm_term_refers_to_is_described_too(predicate):
    missing = column(
        store("cidoc-crm.ttl", "izmiras.ttl"),
        f"""SELECT DISTINCT ?o {{
          ?s rdfs:{predicate} ?o FILTER(STRSTARTS(STR(?o), "{CRM}"))
          FILTER NOT EXISTS {{ ?o rdfs:label ?label }}
        }}""",
    )
    assert missing == []


def test_inverses_go_both_ways():
    one_sided = column(
        store("cidoc-crm.ttl"),
        "SELECT ?p { ?p owl:inverseOf ?q FILTER NOT EXISTS { ?q owl:inverseOf ?p } }",
    )
    assert one_sided == []


def test_a_place_of_an_event_is_not_its_spatial_projection():
    """The one difference of 7.1.3 from 7.1.2."""
    above = column(
        store("cidoc-crm.ttl"), "SELECT ?q { crm:P7_took_place_at rdfs:subPropertyOf ?q }"
    )
    assert above == []


def test_a_site_is_no_place():
    above = column(store("cidoc-crm.ttl"), "SELECT ?q { crm:E27_Site rdfs:subClassOf+ ?q }")
    assert f"{CRM}E18_Physical_Thing" in above
    assert f"{CRM}E53_Place" not in above


def test_a_type_gives_a_class_that_is_described():
    graph = Store()
    for path in [*ONTOLOGY.glob("vocabularies/*.ttl"), ONTOLOGY / "cidoc-crm.ttl"]:
        graph.load(path=str(path), format=RdfFormat.TURTLE)
    unknown = column(
        graph,
        """SELECT DISTINCT ?class {
          ?type izm:instanceClass ?class
          FILTER(CONTAINS(STR(?class), "cidoc-crm.org"))
          FILTER NOT EXISTS { ?class rdfs:label ?label }
        }""",
    )
    assert unknown == []
