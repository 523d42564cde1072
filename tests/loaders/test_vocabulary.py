"""Vocabularies as the loaders read them, from files of the test and from the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.tables import Package
from loaders.vocabulary import Vocabularies
from tests.projects import ROOT

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .
@prefix izm: <https://w3id.org/izmiras/ontology#> .
@prefix type: <https://w3id.org/izmiras/id/type/> .
type:SCHEME a skos:ConceptScheme ; skos:prefLabel "Ş"@tr , "S"@en .
"""
MOSQUE = """
type:mosque a skos:Concept ; skos:inScheme type:SCHEME ;
    skos:prefLabel "cami"@tr , "mosque"@en ;
    izm:instanceClass crm:E22_Human-Made_Object .
"""
GREEK = """
type:lang-grc a skos:Concept ; skos:inScheme type:languages ; skos:notation "grc" ;
    skos:prefLabel "Eski Yunanca"@tr , "Ancient Greek"@en .
"""


def write(folder: Path, name: str, *concepts: str) -> None:
    turtle = (PREFIXES + "".join(concepts)).replace("SCHEME", name)
    (folder / f"{name}.ttl").write_text(turtle, encoding="utf-8")


def test_concepts_have_labels_classes_and_scheme(tmp_path: Path) -> None:
    write(tmp_path, "asset-types", MOSQUE)
    mosque = Vocabularies(tmp_path)["mosque"]
    assert (mosque.slug, mosque.scheme, mosque.notation) == ("mosque", "asset-types", None)
    assert (mosque.label("tr"), mosque.label("en")) == ("cami", "mosque")
    classes = [iri.value for iri in mosque.classes]
    assert classes == ["http://www.cidoc-crm.org/cidoc-crm/E22_Human-Made_Object"]


def test_languages_are_found_by_their_tag(tmp_path: Path) -> None:
    write(tmp_path, "languages", GREEK)
    write(tmp_path, "asset-types", MOSQUE)
    found = Vocabularies(tmp_path)
    assert found.languages == {"grc": "lang-grc"}
    assert found.by_scheme == {
        "asset-types": frozenset({"mosque"}),
        "languages": frozenset({"lang-grc"}),
    }
    assert "mosque" in found
    assert "church" not in found
    with pytest.raises(KeyError):
        found["church"]


def test_a_concept_in_two_vocabularies_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "asset-types", MOSQUE)
    write(tmp_path, "water-types", MOSQUE)
    with pytest.raises(ValueError, match=r"water-types\.ttl: mosque is already in asset-types"):
        Vocabularies(tmp_path)


def test_a_foreign_subject_is_refused(tmp_path: Path) -> None:
    stray = '<https://example.org/x> skos:prefLabel "x"@en .'
    write(tmp_path, "asset-types", stray)
    with pytest.raises(ValueError, match=r"asset-types\.ttl: <https://example\.org/x>"):
        Vocabularies(tmp_path)


@pytest.fixture(scope="module")
def real() -> Vocabularies:
    return Vocabularies(ROOT / "ontology" / "vocabularies")


def test_every_vocabulary_that_a_column_names_is_there(real: Vocabularies) -> None:
    columns = [c for table in Package(ROOT / "data").tables.values() for c in table.columns]
    named = {column.vocabulary for column in columns if column.vocabulary}
    assert named - real.by_scheme.keys() == set()
    assert all(real.by_scheme[name] for name in named)


def test_real_concepts_have_two_labels(real: Vocabularies) -> None:
    for scheme, slugs in real.by_scheme.items():
        for slug in slugs:
            concept = real[slug]
            assert concept.scheme == scheme
            assert concept.label_tr.strip(), slug
            assert concept.label_en.strip(), slug


def test_asset_types_say_what_class_their_things_have(real: Vocabularies) -> None:
    types = {**{slug: real[slug] for slug in real.by_scheme["asset-types"]}}
    assert {slug for slug, concept in types.items() if not concept.classes} == set()
