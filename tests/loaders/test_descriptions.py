"""The line about each thing: composed from its own rows, right in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.graph import HeritageGraph
from loaders.iri import Minter
from loaders.namespaces import DCT
from tests.projects import ROOT, SmallProject


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path / "project")


def lines(project: SmallProject, reference: str) -> dict[str, str]:
    project.write()
    graph = HeritageGraph(project.data, ROOT / "ontology", Minter())
    graph.check()
    iri = graph.minter.thing(reference)
    said = (each for each in graph.statements() if each.predicate == DCT.description)
    return {each.object.language: each.object.value for each in said if each.subject == iri}


def test_kind_place_whole_and_date(project: SmallProject) -> None:
    assert lines(project, "site/temple-of-athena") == {
        "en": "Temple in Konak, Izmir, part of Old Smyrna, built 640 BCE.",
        "tr": "Eski Smyrna kapsamında, İzmir’in Konak ilçesinde yer alan tapınak; yapım: MÖ 640.",
    }


def test_periods_where_there_is_no_date(project: SmallProject) -> None:
    assert lines(project, "site/old-smyrna") == {
        "en": "Ancient city in Konak, Izmir; period: Archaic.",
        "tr": "İzmir’in Konak ilçesinde yer alan antik kent; dönem: Arkaik Dönem.",
    }


def test_sources_that_differ_are_both_said(project: SmallProject) -> None:
    project.row("phases", id="built")["certainty"] = "disputed"
    other = {**project.row("phases", id="built"), "id": "built-2", "wording": "7th c. BC"}
    project.rows["phases"].append({**other, "source": "a-blog"})
    said = lines(project, "site/temple-of-athena")
    assert said["en"].endswith("built 7th century BCE or 640 BCE (disputed).")
    assert said["tr"].endswith("yapım: MÖ 7. yüzyıl veya MÖ 640 (tartışmalı).")


def test_what_came_after_is_said_in_order(project: SmallProject) -> None:
    built = project.row("phases", id="built")
    project.rows["phases"] += [
        {**built, "id": "rebuilt", "kind": "rebuilt", "wording": "590-580 BC"},
        {**built, "id": "founded", "kind": "founded", "wording": "8th c. BC"},
    ]
    said = lines(project, "site/temple-of-athena")
    assert said["en"].endswith("founded 8th century BCE, rebuilt 590–580 BCE.")


def test_a_thing_of_no_known_place_and_date_is_only_named_by_its_kind(
    project: SmallProject,
) -> None:
    project.rows["phases"] = []
    project.row("sites", id="temple-of-athena").update(district="", part_of="", type="island")
    assert lines(project, "site/temple-of-athena") == {"en": "Island.", "tr": "Ada."}


def test_turkish_capital_of_i(project: SmallProject) -> None:
    project.rows["phases"] = []
    project.row("sites", id="temple-of-athena").update(district="", part_of="", type="pier")
    assert lines(project, "site/temple-of-athena") == {"en": "Pier.", "tr": "İskele."}
