"""Time-spans of rows: which bounds are stated, and what the graph says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.dates import Moment, Span
from loaders.iri import Minter
from loaders.namespaces import CRM, XSD
from loaders.statements import Assertions
from loaders.tables import Package, Row
from loaders.timespan import BOUNDS, say_time_span, stated_span
from tests.projects import SmallProject

OWNER = Minter().thing("site/temple-of-athena", "built")


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path / "project")


def phase(project: SmallProject, wording: str, *bounds: str) -> Row:
    cells = {"wording": wording, **dict(zip(BOUNDS, bounds, strict=False))}
    project.rows["phases"][0] |= cells
    project.write()
    (row,) = Package(project.data)["phases"]
    return row


def said(row: Row, span: Span | None, owner: NamedNode = OWNER) -> tuple[Assertions, dict]:
    says = Assertions(row, Minter(), ["city-open-data"])
    say_time_span(says, owner, span)
    stated: dict[str, list[str]] = {}
    for each in says.statements:
        term = each.predicate.value.rpartition("#")[2].rpartition("/")[2]
        value = each.object
        tag = f"@{value.language}" if isinstance(value, Literal) and value.language else ""
        stated.setdefault(term, []).append(f"{value.value}{tag}")
    return says, stated


def test_bounds_win_over_wording(project: SmallProject) -> None:
    row = phase(project, "under Nero (AD 54-68)", "0054", "", "", "0068-06-09")
    assert stated_span(row) == Span(Moment(54), None, None, Moment(68, 6, 9))


def test_wording_is_read_where_no_bound_is_given(project: SmallProject) -> None:
    assert stated_span(phase(project, "640 BC")) == Span.within(Moment(-639))


@pytest.mark.parametrize("wording", ["", "Hellenistic", "1314 (calendar not stated)"])
def test_unread_wording_gives_no_span(project: SmallProject, wording: str) -> None:
    assert stated_span(phase(project, wording)) is None


def test_rows_without_wording_have_only_bounds(project: SmallProject) -> None:
    (period,) = Package(project.data)["periods"]
    assert stated_span(period) == Span(Moment(-724), Moment(-699), Moment(-493), Moment(-478))


def test_the_example_of_the_modelling_rules(project: SmallProject) -> None:
    row = phase(project, "725/700 – 494/479 BCE")
    _, stated = said(row, stated_span(row))
    assert stated == {
        "wording": ["725/700 – 494/479 BCE"],
        "P4_has_time-span": [f"{OWNER.value}-span"],
        "type": [CRM["E52_Time-Span"].value],
        "label": ["MÖ 725/700 – 494/479@tr", "725/700 – 494/479 BCE@en"],
        "P82a_begin_of_the_begin": ["-0724-01-01T00:00:00Z"],
        "P81a_end_of_the_begin": ["-0699-12-31T23:59:59Z"],
        "P81b_begin_of_the_end": ["-0493-01-01T00:00:00Z"],
        "P82b_end_of_the_end": ["-0478-12-31T23:59:59Z"],
        "yearFrom": ["-724"],
        "yearTo": ["-478"],
        "temporal": ["-0724/-0478"],
    }


def test_without_certain_core_only_the_outer_bounds_are_said(project: SmallProject) -> None:
    row = phase(project, "13th-14th c.")
    _, stated = said(row, stated_span(row))
    assert stated["P82a_begin_of_the_begin"] == ["1201-01-01T00:00:00Z"]
    assert stated["P82b_end_of_the_end"] == ["1400-12-31T23:59:59Z"]
    assert not {"P81a_end_of_the_begin", "P81b_begin_of_the_end"} & stated.keys()


@pytest.mark.parametrize(
    ("wording", "terms", "temporal"),
    [
        ("before 1856", {"P82b_end_of_the_end", "yearTo"}, "../1856"),
        ("after 1415", {"P82a_begin_of_the_begin", "yearFrom"}, "1415/.."),
        (
            "330 BC - present",
            {"P82a_begin_of_the_begin", "P81a_end_of_the_begin", "yearFrom"},
            "-0329/..",
        ),
        ("until 1923", {"P81b_begin_of_the_end", "P82b_end_of_the_end", "yearTo"}, "../1923"),
    ],
)
def test_unknown_sides_are_left_out(
    project: SmallProject, wording: str, terms: set[str], temporal: str
) -> None:
    row = phase(project, wording)
    _, stated = said(row, stated_span(row))
    always = {"wording", "P4_has_time-span", "type", "label", "temporal"}
    assert stated.keys() - always == terms
    assert stated["temporal"] == [temporal]


def test_bounds_are_date_times_and_years_integers(project: SmallProject) -> None:
    row = phase(project, "1867-1886")
    says, _ = said(row, stated_span(row))
    types = {
        each.predicate.value.rpartition("/")[2]: each.object.datatype
        for each in says.statements
        if isinstance(each.object, Literal) and not each.object.language
    }
    dated = {types[f"P8{term}"] for term in BOUND_TERMS}
    assert dated == {XSD.dateTime}
    assert types["ontology#yearFrom"] == types["ontology#yearTo"] == XSD.integer


BOUND_TERMS = ("2a_begin_of_the_begin", "1a_end_of_the_begin", "1b_begin_of_the_end")


def test_unread_wording_is_kept(project: SmallProject) -> None:
    row = phase(project, "Late Antiquity")
    _, stated = said(row, stated_span(row))
    assert stated == {"wording": ["Late Antiquity"]}


def test_nothing_is_said_of_an_empty_span(project: SmallProject) -> None:
    _, stated = said(phase(project, ""), Span())
    assert stated == {}


def test_the_span_of_a_thing_is_its_fragment(project: SmallProject) -> None:
    row = phase(project, "640 BC")
    thing = Minter().thing("event/fire-of-1922")
    _, stated = said(row, stated_span(row), thing)
    assert stated["P4_has_time-span"] == [f"{thing.value}#span"]


def test_bounds_out_of_order_are_a_fault(project: SmallProject) -> None:
    row = phase(project, "1886-1867", "1886", "1886", "1867", "1867")
    says, stated = said(row, stated_span(row))
    assert [str(fault) for fault in says.faults] == [
        (
            "data/phases.csv, row 2, column start_earliest: '1886': "
            "expected bounds in order: start_earliest 1886 is after end_latest 1867"
        )
    ]
    assert stated == {"wording": ["1886-1867"]}
