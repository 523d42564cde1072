"""Every shape lets its good case pass, and catches its bad ones; and no other shape does."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store
from rdflib.namespace import RDFS, SH

from graph_service.release.closure import close
from graph_service.release.gate import check_shapes, validate
from loaders.iri import DEFAULT_BASE, Minter
from tests.shapes.reading import (
    CASES,
    ONTOLOGY,
    ROOT,
    SHAPES,
    WORLD,
    also,
    bad_cases,
    is_domain_or_range,
    local_name,
    named_shapes,
    read_shapes,
)

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
BAD = [path for folder in FOLDERS for path in bad_cases(folder)]
LANGUAGES = {"en", "tr"}


def name(path: Path) -> str:
    return path.name if path.is_dir() else f"{path.parent.name}/{path.stem}"


@pytest.fixture(autouse=True)
def _quiet_about_dates_before_christ() -> None:
    """rdflib cannot read them, and says so with a traceback for each."""
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)


@cache
def hierarchy() -> rdflib.Graph:
    """The class hierarchy, which pySHACL follows from the types that a case states."""
    graph = rdflib.Graph(bind_namespaces="none")
    for file in ("cidoc-crm.ttl", "izmiras.ttl"):
        ontology = rdflib.Graph(bind_namespaces="none").parse(ONTOLOGY / file, format="turtle")
        for triple in ontology.triples((None, RDFS.subClassOf, None)):
            graph.add(triple)
    return graph


@cache
def vocabularies() -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    for path in sorted(ONTOLOGY.glob("vocabularies/*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def add_concepts(graph: rdflib.Graph) -> None:
    """The concepts that the graph uses, and those above them."""
    known: set[rdflib.term.Node] = set()
    while new := set(graph.objects(unique=True)) - known:
        known |= new
        for concept in new:
            for triple in vocabularies().triples((concept, None, None)):
                graph.add(triple)


@cache
def world() -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(WORLD, format="turtle")


def read_case(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    graph += hierarchy()
    graph.parse(path, format="turtle")
    if is_domain_or_range(path.parent.name):
        return graph
    graph += world()
    shared = path.parent / "shared.ttl"
    if shared.exists():
        graph.parse(shared, format="turtle")
    add_concepts(graph)
    return graph


def failing(path: Path) -> set[str]:
    """The shapes that the case fails. Domains and ranges are tried alone, on two bare nodes."""
    alone = is_domain_or_range(path.parent.name)
    shapes = shapes_as_the_gate_has_them("domain-range" if alone else "*")
    return {local_name(finding.rule) for finding in validate(read_case(path), shapes)}


@cache
def shapes_as_the_gate_has_them(name: str) -> rdflib.Graph:
    """A graph of its own, as the gate takes shapes to pieces."""
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")
    graph += read_shapes(name)
    return graph


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_good_case_passes(folder):
    assert failing(folder / "good.ttl") == set()


@pytest.mark.parametrize("path", BAD, ids=name)
def test_a_bad_case_fails_exactly_its_shape(path):
    part = path.stem.removeprefix("bad")
    own = named_shapes()[path.parent.name]
    shape = path.parent.name + part
    expected = {shape if shape in own else path.parent.name}
    assert failing(path) == expected | also(path)


def test_every_shape_has_cases():
    assert {folder.name for folder in FOLDERS} == set(named_shapes())


@pytest.mark.parametrize("shape", sorted(named_shapes()))
def test_every_part_of_a_shape_has_a_bad_case(shape):
    parts = {shape + path.stem.removeprefix("bad") for path in bad_cases(CASES / shape)}
    assert named_shapes()[shape] <= parts


@pytest.mark.parametrize("kind", [SH.NodeShape, SH.PropertyShape], ids=local_name)
def test_every_shape_has_a_name_in_both_languages(kind):
    shapes = read_shapes()
    naming = RDFS.label if kind == SH.NodeShape else SH.name
    for shape in shapes.subjects(rdflib.RDF.type, kind):
        assert str(shape).startswith(SHAPES)
        assert {label.language for label in shapes.objects(shape, naming)} == LANGUAGES, shape


def test_every_constraint_says_what_to_do_in_both_languages():
    shapes = read_shapes()
    for shape, parts in named_shapes().items():
        for part in parts:
            messages = list(shapes.objects(rdflib.URIRef(SHAPES + part), SH.message))
            assert {message.language for message in messages} == LANGUAGES, (shape, part)
            assert len(messages) == len(LANGUAGES), (shape, part)


def test_every_property_shape_belongs_to_one_shape():
    shapes = read_shapes()
    for part in shapes.subjects(rdflib.RDF.type, SH.PropertyShape):
        assert len(list(shapes.subjects(SH.property, part))) == 1, part


def test_the_world_passes_with_everything_derived(tmp_path):
    """Closed lists of classes must allow what the closure adds."""
    store = Store()
    for path in [WORLD, *ONTOLOGY.glob("*.ttl"), *ONTOLOGY.glob("vocabularies/*.ttl")]:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    close(store, Minter().graph("inferred"), DEFAULT_BASE, tmp_path)
    merge = store.quads_for_pattern(None, None, None, DefaultGraph())
    assert check_shapes(merge, ROOT / "shapes", DEFAULT_BASE) == []
