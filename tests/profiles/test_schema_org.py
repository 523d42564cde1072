"""schema.org of every entity: terms that there are, in their domains and ranges, and no more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlparse

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from schema_org.registry import CLASS_METADATA, DATATYPES, PROPERTY_BY_SCHEMA

from graph_service.profiles.schema_org import CONTEXT, CONTEXT_URL, as_dict, write
from graph_service.resources.holdings import Reference
from loaders.iri import KINDS
from tests.profiles.conftest import EXAMPLES, PLACE, Described, literals
from tests.profiles.golden import golden

pytestmark = pytest.mark.slow  # describes every entity of the real data

Json = dict[str, Any]


@pytest.fixture(scope="session")
def told(described: Described) -> dict[Reference, Json]:
    return {
        reference: as_dict(document, mentions, PLACE)
        for reference, (document, mentions) in described.items()
    }


def ancestors(cls: str) -> frozenset[str]:
    """A class and all above it."""
    above = (ancestors(parent) for parent in CLASS_METADATA[cls].parents)
    return frozenset({cls}).union(*above)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def nodes(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        value = [v for k, v in value.items() if not k.startswith("@")]
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


def faults(node: Json) -> Iterator[str]:
    """What schema.org does not allow of one node."""
    classes = listed(node.get("@type", []))
    for unknown in (cls for cls in classes if cls not in CLASS_METADATA):
        yield f"no class {unknown}"
    known = frozenset().union(*(ancestors(cls) for cls in classes if cls in CLASS_METADATA))
    for key, value in node.items():
        if key.startswith("@"):
            continue
        term = PROPERTY_BY_SCHEMA.get(key)
        if term is None:
            yield f"no property {key}"
        elif term.superseded_by:
            yield f"{key} is superseded by {term.superseded_by}"
        elif classes and not known & {*term.domains, "Role"}:  # a role repeats what it qualifies
            yield f"{key} is not of {classes}"
        else:
            yield from (f"{key}: {why}" for why in misfits(value, term.ranges))


def misfits(value: Any, ranges: tuple[str, ...]) -> Iterator[str]:
    for each in listed(value):
        if isinstance(each, dict) and "@value" not in each:
            for cls in listed(each.get("@type", [])):
                if cls in CLASS_METADATA and not ancestors(cls) & {*ranges, "Role"}:
                    yield f"{cls} is not in {ranges}"
        elif not {*ranges} & fitting(each):
            yield f"{each!r} is not in {ranges}"


def fitting(value: Any) -> set[str]:
    """The datatypes that a plain value may be of."""
    if isinstance(value, int):
        return {"Integer", "Number"}
    if isinstance(value, float):
        return {"Float", "Number"}
    if isinstance(value, dict):
        return {"Text"}
    found = {"Text"}
    if urlparse(value).scheme in ("http", "https"):
        found.add("URL")
    if value.lstrip("-")[:4].isdigit():
        found.add("Date")
    return found


def test_the_check_knows_the_vocabulary() -> None:
    assert "Text" in DATATYPES
    assert list(faults({"@type": "Place", "name": "x", "geo": {"@type": "GeoShape"}})) == []
    assert list(faults({"@type": "Plaice"})) == ["no class Plaice"]
    assert list(faults({"@type": "Place", "colour": "red"})) == ["no property colour"]
    assert list(faults({"@type": "Place", "isbn": "1"})) == ["isbn is not of ['Place']"]
    assert list(faults({"@type": "Place", "geo": {"@type": "Person"}}))
    assert list(faults({"@type": "Event", "startDate": "long ago"}))


def test_every_entity_uses_terms_as_schema_org_has_them(told: dict[Reference, Json]) -> None:
    found = Counter(
        fault for thing in told.values() for node in nodes(_plain(thing)) for fault in faults(node)
    )
    assert found == {}
    assert {reference.kind for reference in told} == set(KINDS)


def _plain(thing: Json) -> Json:
    return {key: value for key, value in thing.items() if key != "@context"}


def test_nothing_is_made_up(described: Described, told: dict[Reference, Json]) -> None:
    """Every text is one of the graph, but the address of the page, its release and languages."""
    for reference, thing in told.items():
        document, mentions = described[reference]
        known = literals(document, mentions)
        bounds = {bound for text in known if "/" in text for bound in text.split("/")}
        page = f"{PLACE.root}/doc/{reference}.html"
        for node in nodes(_plain(thing)):
            for key, value in node.items():
                if key in ("@id", "@type", "@language", "polygon", "line", "propertyID"):
                    continue
                for each in listed(value):
                    if isinstance(each, str) and each not in {*known, page, "r1", "tr", "en"}:
                        assert each in bounds, (reference, key, each)


def test_every_address_is_one_that_the_graph_mentions(
    described: Described, told: dict[Reference, Json]
) -> None:
    for reference, thing in told.items():
        document, mentions = described[reference]
        statements = document.statements
        known = {s.subject.value for s in statements} | literals(document, mentions)
        known |= {node.value for node in mentions} | {s.predicate.value for s in statements}
        for node in nodes(_plain(thing)):
            for iri in (*listed(node.get("@id", [])), *listed(node.get("propertyID", []))):
                assert iri in known, (reference, iri)


@pytest.fixture
def no_network() -> Iterator[None]:
    """PyLD gets our part of the context of schema.org from memory, and the rest from nowhere."""

    def load(asked: str, _options: object = None) -> Mapping[str, object]:
        assert asked == CONTEXT_URL
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": asked,
            "document": {"@context": dict(CONTEXT)},
        }

    jsonld.set_document_loader(load)
    yield
    jsonld.set_document_loader(jsonld.dummy_document_loader)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader
@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", EXAMPLES)
def test_readers_of_json_ld_agree(
    described: Described, told: dict[Reference, Json], name: str
) -> None:
    """PyLD, rdflib and pyoxigraph read the same, with the context inside and from schema.org."""
    reference = Reference.parse(name)
    body = write(*described[reference], PLACE)
    embedded = _graph(jsonld.to_rdf(told[reference], {"format": "application/n-quads"}))
    assert len(embedded) > 5
    by_pyld = _graph(jsonld.to_rdf(json.loads(body), {"format": "application/n-quads"}))
    by_oxigraph = "".join(f"{quad.triple} .\n" for quad in parse(body, format=RdfFormat.JSON_LD))
    assert isomorphic(embedded, by_pyld)
    assert isomorphic(embedded, _graph(by_oxigraph))
    assert isomorphic(embedded, Graph().parse(data=body, format="json-ld"))


def _graph(n_triples: str) -> Graph:
    return Graph().parse(data=n_triples, format="nt")


def _of(told: dict[Reference, Json], name: str) -> Json:
    return told[Reference.parse(name)]


def test_years_before_christ(told: dict[Reference, Json]) -> None:
    assert _of(told, "period/archaic")["mainEntityOfPage"]["temporalCoverage"] == "-0724/-0478"


def test_a_beginning_is_said_only_where_it_is_known(told: dict[Reference, Json]) -> None:
    earthquake = _of(told, "event/earthquake-ad-178")
    assert (earthquake["startDate"], earthquake["endDate"]) == ("0178", "0178")
    tour = _of(told, "project/8500-years-in-one-day")
    assert tour["foundingDate"] == "2023-09-02"
    assert "dissolutionDate" not in tour
    for reference, thing in told.items():
        if reference.kind == "event" and "startDate" not in thing:
            begin, _, end = thing["mainEntityOfPage"]["temporalCoverage"].partition("/")
            assert begin != end


def test_a_rough_position_says_so(told: dict[Reference, Json]) -> None:
    shapes = _of(told, "place/konak")["geo"]
    point = next(shape for shape in shapes if shape["@type"] == "GeoCoordinates")
    assert {"@value": "representative point", "@language": "en"} in point["description"]
    assert point["additionalType"].endswith("/representative")
    extent = next(shape for shape in shapes if shape["@type"] == "GeoShape")
    points = extent["polygon"].split(" ")
    assert points[0] == points[-1]
    latitude, longitude = (float(number) for number in points[0].split(","))
    assert 38 < latitude < 39
    assert 26 < longitude < 28


def test_stops_are_in_order(told: dict[Reference, Json]) -> None:
    stops, *_ = listed(_of(told, "route/8500-years-in-one-day")["itinerary"])
    assert [stop["position"] for stop in stops["itemListElement"]] == [1, 2, 3, 4, 5]
    assert stops["numberOfItems"] == 5


def test_the_same_document_has_the_same_bytes(described: Described) -> None:
    for described_once in list(described.values())[::100]:
        assert write(*described_once, PLACE) == write(*described_once, PLACE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(described: Described, name: str) -> None:
    body = write(*described[Reference.parse(name)], PLACE)
    assert body == golden(f"schema_org/{name}.json", body)
