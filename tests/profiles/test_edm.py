"""EDM of every entity: valid by the schema, by Europeana's rules, and true to the graph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from pyoxigraph import Literal as OurLiteral
from rdflib import Graph, Literal, URIRef

from graph_service.profiles.edm import CONTEXTS, OBJECTS, PROFILE, element, write
from graph_service.profiles.edm.objects import LANGUAGES, PROVIDER, record
from graph_service.profiles.edm.terms import EDM, NAMESPACES, ORE
from graph_service.profiles.edm.tree import Resource, rdf
from graph_service.profiles.reading import Reading
from graph_service.resources.holdings import Reference
from loaders.namespaces import RDF, SKOS
from tests.profiles.conftest import EXAMPLES, PLACE, Described, literals
from tests.profiles.golden import golden

pytestmark = pytest.mark.slow  # describes every entity of the real data

SCHEMA = Path(__file__).parent / "edm_schema" / "rdf.xsd"
NS = dict(NAMESPACES)
ABOUT = f"{{{RDF.iri}}}about"
RESOURCE = f"{{{RDF.iri}}}resource"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OWN_EXAMPLES = [name for name in EXAMPLES if PROFILE.describes(name.partition("/")[0])]
OURS = {PROVIDER.value, "TEXT", "text/html", *(language.value for language in LANGUAGES)}
"""The texts that the graph does not say: of the page, and of who gives the data."""


@pytest.fixture(scope="session")
def written(described: Described) -> dict[Reference, bytes]:
    return {
        reference: write(told, mentions, PLACE)
        for reference, (told, mentions) in described.items()
        if PROFILE.describes(reference.kind)
    }


@pytest.fixture(scope="session")
def trees(written: dict[Reference, bytes]) -> dict[Reference, etree._Element]:
    return {reference: etree.fromstring(body) for reference, body in written.items()}


def test_every_entity_is_valid(trees: dict[Reference, etree._Element]) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    failures = {str(r): schema.error_log.last_error for r, t in trees.items() if not schema(t)}
    assert failures == {}
    assert Counter(reference.kind for reference in trees).keys() == OBJECTS | CONTEXTS


def test_the_schema_refuses_what_europeana_refuses(trees: dict[Reference, etree._Element]) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    whole = etree.tostring(trees[Reference.parse("site/agora-of-smyrna")], encoding="unicode")
    assert schema(etree.fromstring(whole))
    for old, new in (
        ("<edm:type>TEXT</edm:type>", ""),
        ("<edm:type>TEXT</edm:type>", "<edm:type>PLACE</edm:type>"),
        ("<edm:begin>-0399</edm:begin>", "<edm:begin>400 BC</edm:begin>"),
        ("<wgs84_pos:lat>38", "<wgs84_pos:lat>138"),
        ("edm:isShownAt", "edm:isShownBy"),
    ):
        assert old in whole
        assert not schema(etree.fromstring(whole.replace(old, new)))


def test_records_keep_the_rules_of_europeana(trees: dict[Reference, etree._Element]) -> None:
    """What its Schematron asks of a record."""
    for reference, tree in trees.items():
        if reference.kind not in OBJECTS:
            continue
        (provided,) = tree.findall("edm:ProvidedCHO", NS)
        (aggregation,) = tree.findall("ore:Aggregation", NS)
        assert provided.find("dc:title", NS) is not None, reference
        about = ("dc:subject", "dc:type", "dcterms:temporal", "dcterms:spatial")
        assert any(provided.find(name, NS) is not None for name in about), reference
        assert {each.text for each in provided.findall("dc:language", NS)} == {"tr", "en"}
        shown = aggregation.find("edm:isShownAt", NS)
        assert shown is not None
        assert shown.get(RESOURCE) == f"{PLACE.root}/doc/{reference}.html"
        assert aggregation.find("edm:aggregatedCHO", NS).get(RESOURCE) == provided.get(ABOUT)
        (rights,) = {each.get(RESOURCE) for each in tree.iterfind(".//edm:rights", NS)}
        assert rights == "http://creativecommons.org/licenses/by/4.0/"


def test_contexts_have_one_name_a_language(trees: dict[Reference, etree._Element]) -> None:
    for reference, tree in trees.items():
        for resource in tree:
            names = resource.findall("skos:prefLabel", NS)
            tags = [name.get(LANGUAGE) for name in names]
            assert len(tags) == len(set(tags)), (reference, resource.get(ABOUT))
            if resource.tag not in {f"{{{EDM.iri}}}ProvidedCHO", f"{{{ORE.iri}}}Aggregation"}:
                assert names or resource.tag == f"{{{EDM.iri}}}WebResource", reference


def test_a_record_describes_the_context_that_it_points_to(
    trees: dict[Reference, etree._Element],
) -> None:
    for reference, tree in trees.items():
        if reference.kind in OBJECTS:
            about = {resource.get(ABOUT) for resource in tree}
            provided = tree.find("edm:ProvidedCHO", NS)
            assert provided is not None
            for name in ("dc:type", "dc:creator", "dc:contributor", "dcterms:created"):
                pointed = {each.get(RESOURCE) for each in provided.findall(name, NS)}
                assert pointed <= about, (reference, name)


def test_nothing_is_made_up(described: Described, trees: dict[Reference, etree._Element]) -> None:
    """Every text is one of the graph, or a bound of one of its intervals, or a coordinate."""
    for reference, tree in trees.items():
        known = literals(*described[reference])
        bounds = {bound for text in known if "/" in text for bound in text.split("/")}
        numbers = " ".join(text for text in known if "(" in text)
        for each in tree.iter():
            text = (each.text or "").strip()
            if not text or text in known or text in OURS:
                continue
            place = etree.QName(each).localname
            if place in ("begin", "end"):
                assert text in bounds, (reference, text)
            else:
                assert place in ("lat", "long"), (reference, place, text)
                assert text in numbers, (reference, text)


@pytest.mark.parametrize("name", OWN_EXAMPLES)
def test_rdflib_reads_what_was_meant(described: Described, name: str) -> None:
    told, mentions = described[Reference.parse(name)]
    tree = element(told, mentions, PLACE)
    read = Graph().parse(data=etree.tostring(tree), format="xml")
    meant = set()
    for resource in tree:
        subject = URIRef(resource.get(ABOUT))
        meant.add((subject, URIRef(RDF.type.value), _iri(resource)))
        for said in resource:
            iri = said.get(RESOURCE)
            value = URIRef(iri) if iri else Literal(said.text, lang=said.get(LANGUAGE))
            meant.add((subject, _iri(said), value))
    assert set(read) == meant


def test_values_become_statements(described: Described) -> None:
    """From the values that the modules put together to RDF, past XML."""
    told, mentions = described[Reference.parse("site/agora-of-smyrna")]
    resources = list(record(Reading.of(told, mentions), PLACE))
    read = Graph().parse(data=etree.tostring(rdf(resources)), format="xml")
    meant = set()
    for resource in resources:
        subject = URIRef(resource.iri)
        meant.add((subject, URIRef(RDF.type.value), URIRef(resource.cls.value)))
        for predicate, values in resource.said.items():
            for value in values:
                ours = isinstance(value, OurLiteral)
                term = Literal(value.value, lang=value.language) if ours else URIRef(value.value)
                meant.add((subject, URIRef(predicate.value), term))
    assert set(read) == meant


def _iri(each: etree._Element) -> URIRef:
    name = etree.QName(each)
    return URIRef(f"{name.namespace}{name.localname}")


def test_the_same_document_has_the_same_bytes(
    described: Described, written: dict[Reference, bytes]
) -> None:
    for reference in list(written)[::50]:
        assert write(*described[reference], PLACE) == written[reference]


def test_a_doubtful_date_says_so(trees: dict[Reference, etree._Element]) -> None:
    """Doubt stands beside the dates, and a doubtful period is not said of the thing."""
    noted = [
        note.text
        for tree in trees.values()
        for span in tree.findall("edm:TimeSpan", NS)
        for note in span.findall("skos:note", NS)
        if "#" in span.get(ABOUT, "")
    ]
    assert {"disputed", "probable", "tartışmalı"} & set(noted)


def test_a_rough_position_says_so(trees: dict[Reference, etree._Element]) -> None:
    konak = trees[Reference.parse("place/konak")]
    notes = [note.text for note in konak.iterfind(".//skos:note", NS)]
    assert "representative point" in notes


def test_a_scheme_comes_as_its_top_concepts(trees: dict[Reference, etree._Element]) -> None:
    tree = trees[Reference.parse("type/water-types")]
    about = {resource.get(ABOUT) for resource in tree}
    assert "https://w3id.org/izmiras/id/type/water-supply" in about
    assert "https://w3id.org/izmiras/id/type/water-types" not in about


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    resource = Resource(EDM.Place, "https://example.org/x")
    resource.say(SKOS.prefLabel, [OurLiteral("a\x0bb\ufffe<&>", language="en")])
    read = etree.fromstring(etree.tostring(rdf([resource])))
    assert read.findtext("edm:Place/skos:prefLabel", namespaces=NS) == "ab<&>"


@pytest.mark.parametrize("name", OWN_EXAMPLES)
def test_examples(written: dict[Reference, bytes], name: str) -> None:
    assert written[Reference.parse(name)] == golden(
        f"edm/{name}.xml", written[Reference.parse(name)]
    )
