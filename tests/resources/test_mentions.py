"""What conversions know of the things that a document only mentions."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from graph_service.resources.mentions import mentions
from loaders.namespaces import CRM, RDF, SKOS
from tests.resources.test_representations import BASE, FIXTURE, described, stored


def thing(path: str) -> NamedNode:
    return NamedNode(f"{BASE}id/{path}")


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(FIXTURE)


def test_mentioned_things_have_names_classes_and_types(store: Store) -> None:
    found = mentions(store, described(store, "site/agora-of-smyrna"))
    smyrna = found[thing("site/smyrna")]
    assert smyrna.labels == {"en": "Smyrna", "tr": "Smyrna"}
    assert CRM.E27_Site in smyrna.classes
    assert smyrna.wkt is None
    agora = found[thing("type/agora")]
    assert agora.nodes(SKOS.exactMatch) == (NamedNode("http://vocab.getty.edu/aat/300007609"),)
    assert agora.nodes(CRM.P2_has_type) == ()


def test_only_things_of_ours_that_are_not_described_are_mentioned(store: Store) -> None:
    document = described(store, "site/agora-of-smyrna")
    found = mentions(store, document)
    assert found
    assert all(node.value.startswith(f"{BASE}id/") for node in found)
    assert not found.keys() & {document.thing, *document.description.parts}


def test_the_owner_of_a_mentioned_part_is_mentioned() -> None:
    alien = f"{BASE}id/site/pergamon#phase"
    trig = (
        f"{FIXTURE}\n<{BASE}graph/guide> {{ <{BASE}id/site/smyrna> "
        f"<http://www.cidoc-crm.org/cidoc-crm/P67_refers_to> <{alien}> . }}"
    )
    store = stored(trig)
    found = mentions(store, described(store, "site/smyrna"))
    assert found.keys() >= {NamedNode(alien), thing("site/pergamon")}
    assert found[NamedNode(alien)].labels == {}


def test_where_a_mentioned_thing_is() -> None:
    geo = "http://www.opengis.net/ont/geosparql#"
    point = f"<{BASE}id/site/smyrna#geometry>"
    trig = (
        f"{FIXTURE}\n<{BASE}graph/guide> {{ <{BASE}id/site/smyrna> "
        f"<{geo}hasDefaultGeometry> {point} . "
        f'{point} <{geo}asWKT> "POINT(27.1 38.4)"^^<{geo}wktLiteral> . }}'
    )
    store = stored(trig)
    found = mentions(store, described(store, "site/agora-of-smyrna"))
    assert found[thing("site/smyrna")].wkt == "POINT(27.1 38.4)"


def test_they_are_in_order_and_cannot_be_changed(store: Store) -> None:
    found = mentions(store, described(store, "site/smyrna"))
    assert list(found) == sorted(found, key=lambda node: node.value)
    with pytest.raises(TypeError):
        next(iter(found.values())).values[RDF.type] = ()  # type: ignore[index]
