"""schema.org/Dataset: what Google Dataset Search and the Dutch heritage network (NDE) ask for.

Neither ships its rules as a package, so they stand here as checklists, from Google's page on
Dataset structured data and from NDE's Requirements for Datasets 1.14.
"""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from tests.catalog.conftest import parsed

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@pytest.fixture(scope="module", params=["en", "tr"])
def embedded(request: pytest.FixtureRequest, client: httpx.Client) -> dict[str, Any]:
    """What a search engine finds in the page."""
    page = client.get("/dataset", headers={"accept": "text/html", "accept-language": request.param})
    (found,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.text, flags=re.DOTALL
    )
    value: dict[str, Any] = json.loads(found)
    return value


@pytest.fixture(scope="module")
def graph(client: httpx.Client) -> rdflib.Graph:
    answer = client.get("/dataset.jsonld?_profile=schema")
    return parsed(answer.content)


def test_google_finds_what_it_requires(embedded: dict[str, Any]) -> None:
    assert embedded["@type"] == "Dataset"
    assert isinstance(embedded["name"], str)
    assert 50 <= len(embedded["description"]) <= 5000


def test_google_finds_what_it_recommends(embedded: dict[str, Any]) -> None:
    assert embedded["creator"]["@type"] == embedded["publisher"]["@type"] == "Organization"
    assert embedded["license"] == LICENCE
    assert embedded["isAccessibleForFree"] is True
    assert embedded["identifier"] == "https://w3id.org/izmiras/dataset"
    assert embedded["includedInDataCatalog"]["@type"] == "DataCatalog"
    assert all(isinstance(keyword, str) for keyword in embedded["keywords"])
    assert re.fullmatch(r"-?\d{4}/-?\d{4}", embedded["temporalCoverage"])
    assert isinstance(embedded["spatialCoverage"]["name"], str)
    assert embedded["url"].endswith("/dataset")
    assert embedded["version"]
    for file in embedded["distribution"]:
        assert file["@type"] == "DataDownload"
        assert file["contentUrl"].startswith("http")
        assert MEDIA_TYPE.fullmatch(file["encodingFormat"].partition(";")[0])


def test_both_languages_tell_the_same(client: httpx.Client) -> None:
    found = []
    for language in ("en", "tr"):
        page = client.get(f"/dataset.html?lang={language}").text
        text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        found.append(json.loads(text))
    assert found[0]["name"] != found[1]["name"]
    assert [each["contentUrl"] for each in found[0]["distribution"]] == [
        each["contentUrl"] for each in found[1]["distribution"]
    ]


def test_nde_finds_what_it_requires(graph: rdflib.Graph) -> None:
    schema = rdflib.Namespace("https://schema.org/")
    (dataset,) = graph.subjects(rdflib.RDF.type, schema.Dataset)
    names = list(graph.objects(dataset, schema.name))
    assert {name.language for name in names} == {"tr", "en"}
    descriptions = list(graph.objects(dataset, schema.description))
    assert sorted(text.language for text in descriptions) == ["en", "tr"]
    assert all(len(text) <= 2000 for text in descriptions)
    assert [str(each) for each in graph.objects(dataset, schema.license)] == [LICENCE]
    for role in (schema.publisher, schema.creator):
        (agent,) = graph.objects(dataset, role)
        assert isinstance(agent, rdflib.URIRef)
        assert graph.value(agent, schema.name, any=True)
        (contact,) = graph.objects(agent, schema.contactPoint)
        assert graph.value(contact, schema.name, any=True)
        assert str(graph.value(contact, schema.email)) == "heritage@example.org"
    for moment in (schema.dateModified, schema.datePublished):
        (value,) = graph.objects(dataset, moment)
        assert value.datatype == schema.Date
        assert ISO_DATE.fullmatch(str(value))
    assert {str(each) for each in graph.objects(dataset, schema.inLanguage)} == {"tr", "en"}
    (place,) = graph.objects(dataset, schema.spatialCoverage)
    assert rdflib.URIRef("https://sws.geonames.org/311044/") in graph.objects(place, schema.sameAs)


def test_nde_can_use_every_distribution(client: httpx.Client, graph: rdflib.Graph) -> None:
    schema = rdflib.Namespace("https://schema.org/")
    dataset = rdflib.URIRef("https://w3id.org/izmiras/dataset")
    files = services = 0
    for node in graph.objects(dataset, schema.distribution):
        assert isinstance(node, rdflib.URIRef)
        url = str(graph.value(node, schema.contentUrl))
        media_type = str(graph.value(node, schema.encodingFormat))
        assert not media_type.startswith("application/x-")
        assert media_type != "application/gzip"
        if graph.value(node, schema.usageInfo) is not None:
            services += 1
            continue
        files += 1
        answer = client.head(url)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert int(answer.headers["content-length"]) > 0
        size = str(graph.value(node, schema.contentSize))
        assert size == f"{answer.headers['content-length']} B"
        assert graph.value(node, schema.dateModified) is not None
    assert files >= 6
    assert services >= 3
    sparql = rdflib.URIRef("https://www.w3.org/TR/sparql11-protocol/")
    assert (None, schema.usageInfo, sparql) in graph


def test_every_form_is_the_same_graph(client: httpx.Client, graph: rdflib.Graph) -> None:
    turtle = client.get("/dataset.ttl?_profile=schema").content
    assert set(parse(turtle, format=RdfFormat.TURTLE)) == set(
        parse(client.get("/dataset.jsonld?_profile=schema").content, format=RdfFormat.JSON_LD)
    )
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(graph)
    # No context has to be fetched: a processor without a network reads it too.
    document = client.get("/dataset.jsonld?_profile=schema").json()
    expanded = jsonld.expand(document, {"documentLoader": None})
    assert expanded[0]["@type"] == ["https://schema.org/Dataset"]
