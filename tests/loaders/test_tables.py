"""Every kind of fault in the tables is found and told: file, row, column, value, expectation."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.column import Column
from loaders.faults import Cell, Fault, InvalidData
from loaders.tables import Package, Row, Table
from loaders.vocabulary import Vocabularies
from tests.projects import ROOT, SmallProject

VOCABULARIES = Vocabularies(ROOT / "ontology" / "vocabularies").by_scheme


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path / "project")


def faults(project: SmallProject) -> list[Fault]:
    return list(Package(project.data).check(VOCABULARIES))


def told(project: SmallProject) -> list[str]:
    return [str(fault) for fault in faults(project)]


def edit(project: SmallProject, table: str, change: Callable[[bytes], bytes]) -> None:
    path = project.data / f"{table}.csv"
    path.write_bytes(change(path.read_bytes()))


def test_sound_tables_have_no_faults(project: SmallProject) -> None:
    assert told(project) == []


# --- one wrong cell -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "expected"),
    [
        ("sites", 2, "label_tr", "", "must not be empty"),
        ("sites", 2, "source", "", "must not be empty"),
        ("sites", 2, "label_en", " Old Smyrna", "expected no blanks at the ends"),
        ("sites", 2, "label_en", "Old Smyrna ", "expected no blanks at the ends"),
        ("sites", 2, "label_en", "Old  Smyrna", "no double blanks"),
        ("sites", 2, "label_en", "Old\tSmyrna", "no tabs or line breaks"),
        ("sites", 2, "label_en", "Old\nSmyrna", "no tabs or line breaks"),
        ("sites", 2, "label_en", "Old\u00a0Smyrna", "no double blanks"),
        ("sites", 2, "label_tr", unicodedata.normalize("NFD", "Çeşme"), "normal form NFC"),
        ("sites", 2, "lat", "north", "expected a number"),
        ("sites", 2, "lat", "38,46", "expected a number"),
        ("sites", 2, "lat", "nan", "expected a number"),
        ("sites", 2, "lat", "1e1", "expected a number"),
        ("sites", 2, "lat", "3_8", "expected a number"),
        ("sites", 2, "lat", "91.5", "expected at most"),
        ("sites", 2, "lat", "-38.4", "expected at least"),
        ("sites", 2, "type", "spaceport", "'spaceport' is not a concept of ontology/vocabularies/"),
        ("sites", 2, "district", "atlantis", "'atlantis' is not the id of a place"),
        ("sites", 2, "district", "Konak!", "expected a slug of kind place"),
        ("sites", 2, "district", "konak;konak", "several separated by '; '"),
        ("sites", 2, "source", "city-open-data; no-such", "'no-such' is not the id of a source"),
        ("sites", 3, "part_of", "site/gone", "'site/gone' is not the id of a site"),
        ("sites", 3, "part_of", "gone", "expected kind/slug of kind"),
        ("sites", 2, "periods", "jurassic", "'jurassic' is not the id of a period"),
        ("sites", 2, "id", "Eski Smyrna", "expected the form"),
        ("sites", 3, "id", "old-smyrna", "already used in row 2"),
        ("names", 2, "from", "17.5", "expected a whole number"),
        ("names", 2, "from", "1_000", "expected a whole number"),
        ("names", 2, "of", "site/gone", "'site/gone' is not the id of a"),
        ("names", 2, "alternative_of", "no-name", "has no name or phase of this id"),
        ("phases", 2, "start_earliest", "640 BC", "expected the form"),
        ("phases", 2, "kind", "vanished", "is not a concept of ontology/vocabularies/phase-kinds"),
        ("links", 2, "checked", "22.11.2026", "expected a date, YYYY-MM-DD"),
        ("links", 2, "checked", "20261122", "expected a date, YYYY-MM-DD"),
        ("links", 2, "checked", "2026-W47-1", "expected a date, YYYY-MM-DD"),
        ("links", 2, "checked", "2026-11-31", "expected a day that the calendar has"),
        ("links", 2, "target", "pleiades 550771", "expected the form"),
    ],
)
def test_a_wrong_cell_is_told(
    project: SmallProject, *, table: str, row: int, column: str, value: str, expected: str
) -> None:
    project.rows[table][row - 2][column] = value
    project.write()
    at_cell = [f for f in faults(project) if f.where == Cell(f"data/{table}.csv", row, column)]
    assert len(at_cell) == 1
    assert expected in at_cell[0].expected
    assert at_cell[0].value == value
    assert str(at_cell[0]).startswith(f"data/{table}.csv, row {row}, column {column}: ")


def test_value_outside_an_enumeration(project: SmallProject) -> None:
    redirect = {"from": "site/smyrna", "to": "site/old-smyrna", "date": "2026-11-22"}
    project.rows["redirects"] = [{**redirect, "reason": "bored"}]
    project.write()
    assert told(project) == [
        "data/redirects.csv, row 2, column reason: 'bored': expected one of renamed, merged, alias"
    ]


def test_same_key_twice(project: SmallProject) -> None:
    project.rows["links"] *= 2
    project.write()
    assert told(project) == [
        (
            "data/links.csv, row 3, column relation: 'site/old-smyrna + "
            "https://pleiades.stoa.org/places/550771 + same': already used in row 2"
        )
    ]


def test_fragment_of_a_name_used_for_a_phase(project: SmallProject) -> None:
    project.rows["phases"][0] |= {"of": "site/old-smyrna", "id": "name-grc"}
    project.write()
    assert told(project) == [
        (
            "data/phases.csv, row 2, column id: 'name-grc': "
            "the fragment is already used (data/names.csv, row 2, column id)"
        )
    ]


def test_role_in_a_phase_that_is_not_there(project: SmallProject) -> None:
    agent = {"id": "mason", "kind": "person", "label_tr": "Usta", "label_en": "Mason"}
    role = {"agent": "mason", "role": "builder", "of": "site/old-smyrna", "phase": "built"}
    for table, row in (("agents", agent), ("roles", role)):
        project.rows[table] = [{**row, "source": "a-blog"}]
    project.write()
    assert told(project) == [
        (
            "data/roles.csv, row 2, column phase: 'built': "
            "site/old-smyrna has no name or phase of this id"
        )
    ]
    project.rows["roles"][0]["of"] = "site/temple-of-athena"
    project.write()
    assert told(project) == []


def test_a_vocabulary_that_is_missing_is_told_cell_by_cell(project: SmallProject) -> None:
    without = {name: slugs for name, slugs in VOCABULARIES.items() if name != "asset-types"}
    found = list(Package(project.data).check(without))
    assert {fault.where.column for fault in found} == {"type"}
    assert [fault.value for fault in found] == ["ancient-city", "temple"]


# --- a wrong file ---------------------------------------------------------------------------------


def test_missing_table(project: SmallProject) -> None:
    (project.data / "sites.csv").unlink()
    assert told(project) == ["data/sites.csv: the table is missing"]


def test_wrong_column(project: SmallProject) -> None:
    edit(project, "places", lambda content: content.replace(b"label_en", b"label_english", 1))
    (fault,) = faults(project)
    assert fault.where == Cell("data/places.csv", 1)
    assert "label_english" in fault.value
    assert fault.expected.startswith("expected the columns id, type, label_tr, label_en, ")


def test_empty_table(project: SmallProject) -> None:
    edit(project, "places", lambda _: b"")
    (fault,) = faults(project)
    assert (fault.where, fault.value) == (Cell("data/places.csv", 1), "")


@pytest.mark.parametrize(
    ("line", "found"), [(b"one,two\n", 2), (b"\n", 0), (b",".join([b"x"] * 40) + b"\n", 40)]
)
def test_wrong_number_of_cells(project: SmallProject, line: bytes, found: int) -> None:
    edit(project, "sites", lambda content: content + line)
    wanted = len(Package(project.data)["sites"].columns)
    assert told(project) == [f"data/sites.csv, row 4: expected {wanted} cells, found {found}"]


def test_text_in_another_encoding(project: SmallProject) -> None:
    edit(project, "places", lambda content: content.replace("İzmir".encode(), b"\xddzmir"))
    (fault,) = faults(project)
    assert fault.where == Cell("data/places.csv")
    assert "expected UTF-8" in fault.expected


def test_broken_quotes(project: SmallProject) -> None:
    edit(project, "places", lambda content: content + b'"never closed')
    (fault,) = faults(project)
    assert fault.where == Cell("data/places.csv")
    assert "expected comma-separated values" in fault.expected


def test_byte_order_mark_and_windows_lines_are_fine(project: SmallProject) -> None:
    edit(project, "sites", lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert told(project) == []
    assert [row["id"] for row in Package(project.data)["sites"]] == [
        "old-smyrna",
        "temple-of-athena",
    ]


# --- all faults at once ---------------------------------------------------------------------------


def test_all_faults_are_told(project: SmallProject) -> None:
    project.rows["sites"][0] |= {"lat": "north", "lon": "200", "type": "spaceport"}
    project.rows["sites"][1] |= {"id": "old-smyrna", "label_tr": "", "district": "atlantis"}
    project.rows["phases"][0] |= {"start_earliest": "long ago", "source": "hearsay"}
    project.write()
    edit(project, "links", lambda content: content + b"short\n")
    found = {(f.where.file, f.where.row, f.where.column) for f in faults(project)}
    assert found == {
        ("data/sites.csv", 2, "lat"),
        ("data/sites.csv", 2, "lon"),
        ("data/sites.csv", 2, "type"),
        ("data/sites.csv", 3, "id"),
        ("data/sites.csv", 3, "label_tr"),
        ("data/sites.csv", 3, "district"),
        ("data/phases.csv", 2, "of"),
        ("data/phases.csv", 2, "start_earliest"),
        ("data/phases.csv", 2, "source"),
        ("data/links.csv", 3, None),
    }


def test_faults_of_several_broken_files_are_told(project: SmallProject) -> None:
    (project.data / "sites.csv").unlink()
    edit(project, "places", lambda content: content + b"\xff\n")
    edit(project, "periods", lambda content: content.replace(b"id,", b"key,", 1))
    assert {fault.where.file for fault in faults(project)} == {
        "data/sites.csv",
        "data/places.csv",
        "data/periods.csv",
    }


def test_invalid_data_carries_faults_in_the_order_of_the_files() -> None:
    found = [
        Fault(Cell("data/sites.csv", 3, "lat"), "x", "expected a number"),
        Fault(Cell("data/sites.csv", 2, "lon"), "", "must not be empty"),
        Fault(Cell("data/sites.csv"), "", "the table is missing"),
        Fault(Cell("data/agents.csv", 9), "", "expected 3 cells, found 2"),
    ]
    invalid = InvalidData(found)
    assert [str(fault) for fault in invalid.faults] == [
        "data/agents.csv, row 9: expected 3 cells, found 2",
        "data/sites.csv: the table is missing",
        "data/sites.csv, row 2, column lon: must not be empty",
        "data/sites.csv, row 3, column lat: 'x': expected a number",
    ]
    assert str(invalid) == "4 faults in the data"


# --- reading --------------------------------------------------------------------------------------


def test_rows_give_their_values(project: SmallProject) -> None:
    package = Package(project.data)
    smyrna, temple = package["sites"]
    assert (smyrna.number, smyrna["label_tr"]) == (2, "Eski Smyrna")
    assert smyrna.references("source") == ["source/city-open-data", "source/a-blog"]
    assert smyrna.values("source") == ["city-open-data", "a-blog"]
    assert smyrna.reference("district") == "place/konak"
    assert smyrna.reference("part_of") is None
    assert temple.reference("part_of") == "site/old-smyrna"
    assert temple.values("periods") == []
    (name,) = package["names"]
    assert (name.integer("from"), name.integer("to")) == (-749, 640)
    assert str(temple.cell("lat")) == "data/sites.csv, row 3, column lat"


def test_integer_of_an_empty_cell_is_none(project: SmallProject) -> None:
    project.rows["names"][0]["to"] = ""
    project.write()
    (name,) = Package(project.data)["names"]
    assert name.integer("to") is None


def test_row_number_is_the_line_of_a_spreadsheet(project: SmallProject) -> None:
    """A cell may hold a line break; a spreadsheet still counts one row."""
    project.rows["sites"][0]["note_en"] = "two\nlines"
    project.write()
    rows: list[Row] = list(Package(project.data)["sites"])
    assert [row.number for row in rows] == [2, 3]


def test_entities_are_the_rows_of_the_tables_of_entities(project: SmallProject) -> None:
    assert Package(project.data).entities == {
        "source/city-open-data",
        "source/a-blog",
        "place/izmir-province",
        "place/konak",
        "period/archaic",
        "site/old-smyrna",
        "site/temple-of-athena",
    }


def test_files_are_all_that_the_build_reads(project: SmallProject) -> None:
    (project.data / "geo").mkdir()
    (project.data / "geo" / "districts.geojson").write_text("{}", encoding="utf-8")
    (project.data / "notes.txt").write_text("not part of it", encoding="utf-8")
    names = [path.relative_to(project.data).as_posix() for path in Package(project.data).files()]
    assert names == sorted(names)
    assert {"datapackage.json", "sites.csv", "geo/districts.geojson"} <= set(names)
    assert "notes.txt" not in names
    assert len(names) == len(project.resources) + 2


def test_package_knows_its_version(project: SmallProject) -> None:
    descriptor = json.loads((project.data / "datapackage.json").read_text(encoding="utf-8"))
    package = Package(project.data)
    assert (package.version, package.created) == (descriptor["version"], descriptor["created"])


# --- columns and tables, as a descriptor says -----------------------------------------------------


def column(**described: object) -> Column:
    return Column.of({"name": "x", "type": "string", "description": "X.", **described})


@pytest.mark.parametrize(
    ("described", "text", "complaint"),
    [
        ({}, "anything; at all", None),
        ({}, "", None),
        ({"constraints": {"required": True}}, "", "must not be empty"),
        ({"type": "integer"}, "-12", None),
        ({"type": "integer"}, "+12", "expected a whole number"),
        ({"type": "number"}, "-0.5", None),
        ({"type": "number"}, ".5", "expected a number"),
        ({"type": "number", "constraints": {"minimum": 0}}, "-0.5", "expected at least 0"),
        ({"type": "integer", "constraints": {"maximum": 9}}, "10", "expected at most 9"),
        ({"type": "integer", "constraints": {"minimum": 0, "maximum": 9}}, "9", None),
        ({"type": "date"}, "2024-02-29", None),
        ({"type": "date"}, "2023-02-29", "expected a day that the calendar has"),
        ({"constraints": {"enum": ["a", "b"]}}, "c", "expected one of a, b"),
        ({"constraints": {"pattern": "[a-z]+"}}, "abc", None),
        ({"constraints": {"pattern": "[a-z]+"}}, "abc1", "expected the form [a-z]+"),
    ],
)
def test_complaints_of_a_column(described: dict, text: str, complaint: str | None) -> None:
    assert column(**described).complaint(text) == complaint


def test_lists_and_references_of_a_column() -> None:
    one = column(list=True, references=["place"])
    assert one.values("konak; buca") == ["konak", "buca"]
    assert one.values("") == []
    assert one.qualify("konak") == "place/konak"
    several = column(references=["site", "waterway"])
    assert several.values("site/a; b") == ["site/a; b"]
    assert several.qualify("site/a") == "site/a"


def test_two_unique_columns_are_both_checked(tmp_path: Path) -> None:
    fields = [
        {"name": name, "type": "string", "description": "", "constraints": {"unique": True}}
        for name in ("id", "number")
    ]
    schema = {"fields": fields, "primaryKey": ["id"]}
    resource = {"name": "registers", "path": "registers.csv", "title": "R", "schema": schema}
    (tmp_path / "registers.csv").write_text("id,number\na,1\nb,1\na,\nc,\n", encoding="utf-8")
    table = Table(tmp_path, resource)
    assert table.kind is None
    assert [(f.where.row, f.where.column, f.value, f.expected) for f in table.check()] == [
        (3, "number", "1", "already used in row 2"),
        (4, "id", "a", "already used in row 2"),
    ]
