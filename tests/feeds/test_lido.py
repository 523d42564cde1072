"""LIDO: what a record of a site says, and what the schema would refuse."""

from __future__ import annotations

import pytest
from lxml import etree
from pyoxigraph import Literal, NamedNode, Triple

from graph_service.feeds.oai import lido
from graph_service.resources.holdings import Reference
from loaders.namespaces import CRM, GEO, RDF, RDFS, XSD
from tests.feeds.harvesting import BASE, PLACE, RECORDS, START, Straight, provider
from tests.releases import Published

NS = {"lido": lido.LIDO, "gml": "http://www.opengis.net/gml"}
SITE = "site/old-smyrna"
OUTER = "(27.1 38.1, 27.9 38.1, 27.9 38.9, 27.1 38.1)"


@pytest.fixture(scope="module")
def record(three_releases: Published) -> etree._Element:
    release = three_releases.settings.releases_dir / three_releases.made[-1].id
    client = Straight([provider(release, 10)])
    found = client.GetRecord(identifier=f"{START}{SITE}", metadataPrefix="lido")
    (root,) = found.xml.find("{http://www.openarchives.org/OAI/2.0/}metadata")
    return etree.fromstring(etree.tostring(root))


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [each.text for each in root.iterfind(path, NS)]


class TestASite:
    def test_what_it_is_and_is_called(self, record: etree._Element) -> None:
        assert texts(record, "lido:lidoRecID") == [SITE]
        assert texts(record, "lido:objectPublishedID") == [
            f"{BASE}id/{SITE}",
            "https://pleiades.stoa.org/places/550771",
        ]
        assert texts(record, "lido:category/lido:conceptID") == [CRM.E27_Site.value]
        assert set(texts(record, ".//lido:objectWorkType/lido:term")) >= {"ancient city"}
        names = {
            (each.text, each.get("{http://www.w3.org/XML/1998/namespace}lang"))
            for each in record.iterfind(".//lido:titleSet/lido:appellationValue", NS)
        }
        assert names == {("Old Smyrna", "en"), ("Eski Smyrna", "tr"), ("Σμύρνα", "grc")}

    def test_where_it_is(self, record: etree._Element) -> None:
        (location,) = record.iterfind(".//lido:repositoryLocation", NS)
        assert texts(location, ".//gml:pos") == ["27.17 38.464"]
        assert texts(location, "lido:partOfPlace/lido:placeID") == [f"{BASE}id/place/konak"]

    def test_what_befell_it(self, record: etree._Element) -> None:
        (event,) = record.iterfind(".//lido:event", NS)
        assert texts(event, "lido:eventType/lido:conceptID") == [f"{BASE}id/type/in-period"]
        assert texts(event, "lido:periodName/lido:conceptID") == [f"{BASE}id/period/archaic"]

    def test_whose_record_it_is(self, record: etree._Element) -> None:
        (told,) = record.iterfind(".//lido:recordWrap", NS)
        assert texts(told, "lido:recordRights//lido:conceptID") == [
            "https://creativecommons.org/licenses/by/4.0/"
        ]
        link = f"{PLACE.root}/doc/{SITE}.html"
        assert texts(told, "lido:recordInfoSet/lido:recordInfoLink") == [link]

    def test_it_names_its_sources(self, record: etree._Element) -> None:
        related = set(texts(record, ".//lido:relatedWork//lido:objectID"))
        assert {f"{BASE}id/source/city-open-data", f"{BASE}id/source/a-blog"} <= related


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("27.17 38.464", "38.464 27.17"),
        ("<lido:lidoRecID lido:type", "<lido:lidoRecID lido:label"),
        ('<lido:descriptiveMetadata xml:lang="mul">', "<lido:descriptiveMetadata>"),
        ("lido:eventType>", "lido:culture>"),
        ("lido:recordType>", "lido:recordKind>"),
    ],
)
def test_the_schema_refuses_what_lido_refuses(record: etree._Element, old: str, new: str) -> None:
    whole = etree.tostring(record, encoding="unicode")
    RECORDS["lido"].assertValid(etree.fromstring(whole))
    assert old in whole
    assert not RECORDS["lido"](etree.fromstring(whole.replace(old, new)))


@pytest.mark.parametrize(
    ("wkt", "drawn"),
    [
        ("POINT(27.1 38.4)", ["Point"]),
        ("LINESTRING(27.1 38.4, 27.2 38.5)", ["LineString"]),
        ("MULTIPOINT((27.1 38.4), (27.2 38.5))", ["Point", "Point"]),
        (f"POLYGON({OUTER}, (27.6 38.3, 27.7 38.3, 27.7 38.4, 27.6 38.3))", ["Polygon"]),
        (
            f"GEOMETRYCOLLECTION(POINT(27.1 38.4), MULTIPOLYGON(({OUTER})))",
            ["Point", "Polygon"],
        ),
    ],
)
def test_every_geometry_is_drawn(three_releases: Published, wkt: str, drawn: list[str]) -> None:
    release = three_releases.settings.releases_dir / three_releases.made[-1].id
    holdings = provider(release, 10).holdings
    thing = holdings.iri(Reference.parse(SITE))
    place, shape = (NamedNode(f"{thing.value}#{name}") for name in ("place", "shape"))
    stated = [
        Triple(thing, CRM.P53_has_former_or_current_location, place),
        Triple(thing, GEO.hasDefaultGeometry, shape),
        Triple(thing, RDFS.label, Literal("x")),
        Triple(shape, RDF.type, GEO.Geometry),
        Triple(shape, GEO.asWKT, Literal(wkt, datatype=XSD.string)),
    ]
    told = holdings.records.told(thing, stated, holdings.edition)
    root = etree.fromstring(etree.tostring(lido.element(*told, PLACE)))
    RECORDS["lido"].assertValid(root)
    found = [etree.QName(each).localname for each in root.iterfind(".//lido:gml/*", NS)]
    assert found == drawn
