"""VoID: every number is what the endpoint counts, every part and link is there."""

from __future__ import annotations

import httpx
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from graph_service.store.release import Manifest
from loaders.namespaces import DCT, VOID
from tests.catalog.conftest import Read

DATASET = "https://w3id.org/izmiras/dataset"
PREFIXES = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dct: <http://purl.org/dc/terms/> "


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    return [tuple(term.value for term in row) for row in store.query(PREFIXES + query)]


def ask(client: httpx.Client, query: str) -> list[dict[str, str]]:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 200, answer.text
    found = answer.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def counted(client: httpx.Client, query: str) -> dict[str, str]:
    return {row["it"]: row["n"] for row in ask(client, query)}


def test_numbers_of_the_whole(client: httpx.Client, read: Read) -> None:
    told = {
        predicate.removeprefix("http://rdfs.org/ns/void#"): value
        for predicate, value in rows(
            read("void"), f"SELECT ?p ?o {{ <{DATASET}> ?p ?o FILTER(isNumeric(?o)) }}"
        )
    }
    (found,) = ask(
        client,
        "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) "
        "(COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?distinctObjects) "
        "{ ?s ?p ?o }",
    )
    (classes,) = ask(client, "SELECT (COUNT(DISTINCT ?c) AS ?classes) { ?s a ?c }")
    things = (
        "SELECT (COUNT(DISTINCT ?s) AS ?entities) { ?s rdfs:label ?l "
        f"FILTER(REGEX(STR(?s), '^{DATASET.removesuffix('dataset')}id/[a-z]+/[^#]+$')) "
        "FILTER NOT EXISTS { ?s a skos:ConceptScheme } }"
    )
    (entities,) = ask(client, things)
    assert told == found | classes | entities


def test_partitions_add_up(client: httpx.Client, read: Read) -> None:
    void = read("void")
    classes = (
        f"SELECT ?c ?n {{ <{DATASET}> void:classPartition [ void:class ?c ; void:entities ?n ] }}"
    )
    told = dict(rows(void, classes))
    assert told == counted(client, "SELECT ?it (COUNT(*) AS ?n) { ?s a ?it } GROUP BY ?it")
    assert len(told) > 50
    properties = "SELECT ?p ?n { [] void:propertyPartition [ void:property ?p ; void:triples ?n ] }"
    told = dict(rows(void, properties))
    assert told == counted(client, "SELECT ?it (COUNT(*) AS ?n) { ?s ?it ?o } GROUP BY ?it")
    (total,) = rows(void, f"SELECT ?n {{ <{DATASET}> void:triples ?n }}")
    assert sum(map(int, told.values())) == int(total[0])


def test_named_graphs_are_subsets_with_licence_and_source(client: httpx.Client, read: Read) -> None:
    void = read("void")
    told = dict(
        rows(
            void,
            f"SELECT ?g ?n {{ <{DATASET}> void:subset ?g . ?g a void:Dataset ; void:triples ?n ; "
            "dct:license ?l ; dct:title ?t }",
        )
    )
    graphs = "SELECT ?it (COUNT(*) AS ?n) { GRAPH ?it { ?s ?p ?o } } GROUP BY ?it"
    assert told == counted(client, graphs)
    sources = rows(void, "SELECT ?g { ?g dct:source ?s ; void:dataDump ?d }")
    assert len(sources) == len(told) - 3  # the graphs that are ours have no source
    dump = next(iter(rows(void, f"SELECT ?d {{ <{DATASET}> void:subset [ void:dataDump ?d ] }}")))
    assert client.get(dump[0]).status_code == 200


def test_linksets_are_counted(client: httpx.Client, read: Read) -> None:
    linksets = rows(
        read("void"),
        "SELECT ?space ?p ?n ?s { ?l a void:Linkset ; void:linkPredicate ?p ; void:triples ?n ; "
        "void:subjectsTarget ?s ; void:objectsTarget [ void:uriSpace ?space ] }",
    )
    assert {"http://www.wikidata.org/entity/", "https://pleiades.stoa.org/places/"} <= {
        space for space, *_ in linksets
    }
    for space, predicate, number, subject in linksets:
        assert subject == DATASET
        (found,) = ask(
            client,
            f"SELECT (COUNT(*) AS ?n) {{ ?s <{predicate}> ?o "
            f"FILTER(isIRI(?o) && STRSTARTS(STR(?o), '{space}')) }}",
        )
        assert found["n"] == number, (space, predicate)


def test_dumps_examples_and_terms_resolve(
    client: httpx.Client, read: Read, manifest: Manifest
) -> None:
    void, node = read("void"), NamedNode(DATASET)

    def values(predicate: NamedNode) -> list[str]:
        found = void.quads_for_pattern(node, predicate, None)
        return sorted(quad.object.value for quad in found)

    dumps = values(VOID.dataDump)
    assert [url.rpartition("/")[2] for url in dumps] == [
        "izmiras.jsonld.gz", "izmiras.nq.gz", "izmiras.nq.zst", "izmiras.rdf.gz",
        "izmiras.trig.gz",
    ]  # fmt: skip
    for url in (*dumps, *values(VOID.sparqlEndpoint)):
        assert client.head(url).status_code == 200
    for example in values(VOID.exampleResource):
        assert client.get(example.replace("https://w3id.org/izmiras", "")).status_code == 303
    assert f"{manifest.base}ontology#" in values(VOID.vocabulary)
    assert values(DCT.license) == ["https://creativecommons.org/licenses/by/4.0/"]


def test_every_node_has_a_name(read: Read) -> None:
    for profile in ("void", "dcat", "schema"):
        for quad in read(profile):
            assert not isinstance(quad.subject, BlankNode)
            assert isinstance(quad.object, NamedNode | Literal)
