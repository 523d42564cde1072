"""The data package that others use: valid for Frictionless, and documented as it is."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import frictionless
import pytest

from loaders import documentation
from loaders.tables import Package
from loaders.vocabulary import Vocabularies
from tests.projects import ROOT

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def package() -> Package:
    return Package(DATA)


def test_page_says_what_the_descriptor_says() -> None:
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    page = (DATA / "README.md").read_text(encoding="utf-8")
    assert page == documentation.render(descriptor), "run python -m loaders.documentation"


def test_every_table_of_the_folder_is_described(package: Package) -> None:
    described = {table.path.name for table in package.tables.values()}
    assert {path.name for path in DATA.glob("*.csv")} == described


def test_own_reader_finds_nothing_wrong(package: Package) -> None:
    vocabularies = Vocabularies(ROOT / "ontology" / "vocabularies")
    assert [str(fault) for fault in package.check(vocabularies.by_scheme)] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)
    report = frictionless.Package("datapackage.json").validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(list(DATA.glob("*.csv")))


def test_no_path_of_a_machine_in_any_cell(package: Package) -> None:
    """Sources are named as the world finds them."""
    forbidden = re.compile(r"(^|[\s(])/(work|home|tmp|root|Users)/|facts/|\\\\")
    for table in package.tables.values():
        for row in table:
            for column, cell in row.cells.items():
                assert not forbidden.search(cell), f"{row.cell(column)}: {cell}"


def test_text_is_composed(package: Package) -> None:
    for table in package.tables.values():
        text = table.path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), table.file
        assert "\ufffd" not in text, table.file


def test_one_wikidata_item_for_one_thing_of_a_kind(package: Package) -> None:
    same = Counter(
        (row["of"].partition("/")[0], row["target"])
        for row in package["links"]
        if row["relation"] == "same" and row["catalogue"] == "wikidata"
    )
    assert {key: count for key, count in same.items() if count > 1} == {}


def test_links_have_the_form_of_their_catalogue(package: Package) -> None:
    """An IRI of another form would not be the thing but a page about it (modelling rule 14)."""
    spaces = {
        "wikidata": r"http://www\.wikidata\.org/entity/Q\d+",
        "pleiades": r"https://pleiades\.stoa\.org/places/\d+",
        "periodo": r"http://n2t\.net/ark:/99152/p0[a-z0-9]+",
        "aat": r"http://vocab\.getty\.edu/aat/\d+",
        "tgn": r"http://vocab\.getty\.edu/tgn/\d+",
        "geonames": r"https://sws\.geonames\.org/\d+/",
    }
    for row in package["links"]:
        if row["catalogue"] in spaces:
            assert re.fullmatch(spaces[row["catalogue"]], row["target"]), str(row.cell("target"))


def test_scale_of_the_first_edition(package: Package) -> None:
    """What the collected facts come to; a table that shrinks has lost something."""
    kinds = Counter(entity.partition("/")[0] for entity in package.entities)
    least = {
        "site": 850,
        "waterway": 180,
        "period": 34,
        "event": 60,
        "publication": 175,
        "project": 35,
        "route": 8,
        "agent": 250,
        "research": 100,
    }
    assert {kind: kinds[kind] for kind in least if kinds[kind] < least[kind]} == {}
    wikidata = [r["target"] for r in package["links"] if r["catalogue"] == "wikidata"]
    pleiades = {r["target"] for r in package["links"] if r["catalogue"] == "pleiades"}
    assert len(wikidata) >= 280
    assert len(pleiades) >= 245


def test_geometry_files_are_named(package: Package) -> None:
    used = {
        row["geometry"].partition("#")[0]
        for name in ("places", "waterways")
        for row in package[name]
        if row["geometry"]
    }
    assert used == {path.relative_to(DATA).as_posix() for path in Path(DATA).glob("geo/*")}
