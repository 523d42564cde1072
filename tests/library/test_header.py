"""A file that is not as it must be is refused when the service starts, and it is said why."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.library.query import Library, LibraryError, LibraryQuery
from loaders.iri import DEFAULT_BASE

GOOD = """# title_en: Things
# title_tr: Varlıklar
# description_en: All things since a year.
# description_tr: Bir yıldan beri bütün varlıklar.
# group: time
# parameter: year integer -499
# year_from: -10000
# year_to: 2100
# year_en: The year.
# year_tr: Yıl.
PREFIX izm: <https://w3id.org/izmiras/ontology#>
SELECT ?thing WHERE {
  VALUES $year { -499 }
  ?thing izm:yearFrom ?from FILTER(?from >= $year)
}
"""


def test_good() -> None:
    query = LibraryQuery.parse("things", GOOD, DEFAULT_BASE)
    assert (query.form, query.columns, query.title.tr) == ("select", ("thing",), "Varlıklar")
    [year] = query.parameters
    assert year.schema == {
        "type": "integer",
        "minimum": -10000,
        "maximum": 2100,
        "default": -499,
    }


def test_another_base() -> None:
    query = LibraryQuery.parse("things", GOOD, "https://example.org/h/")
    assert "PREFIX izm: <https://example.org/h/ontology#>" in query.text.text


@pytest.mark.parametrize("form", ["ask", "graph"])
def test_forms(form: str) -> None:
    clause = "ASK" if form == "ask" else "CONSTRUCT { ?thing a izm:Thing }"
    query = LibraryQuery.parse("things", GOOD.replace("SELECT ?thing", clause), DEFAULT_BASE)
    assert (query.form, query.columns) == (form, ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# title_tr: Varlıklar\n", "", "the header lacks title_tr"),
        ("# description_en: All things since a year.\n", "", "the header lacks description_en"),
        ("# group: time\n", "", "the header lacks group"),
        ("group: time", "group: tmie", "'tmie' is not a group"),
        ("# year_tr: Yıl.\n", "", "the header lacks year_tr"),
        ("# year_from: -10000\n", "", "the header lacks year_from"),
        ("year integer -499", "year integre -499", "'integre' is not a kind of parameter"),
        ("year integer -499", "year integer soon", "the default of year must be a whole number"),
        ("year integer -499", "year integer", "the default of year must be a whole number"),
        ("year integer -499", "year integer -500", "VALUES $year does not hold the default"),
        ("year integer -499", "lang integer -499", "'lang' is taken"),
        ("year integer -499", "a_year integer -499", "'a_year' is not a name"),
        ("VALUES $year { -499 }", "VALUES $yaer { -499 }", "VALUES $yaer does not hold"),
        ("VALUES $year { -499 }", "BIND(-499 AS $year)", "no VALUES block of its own: year"),
        ("SELECT ?thing", "SELECT ?thing $year", "a parameter is no result: year"),
        ("SELECT ?thing", "SELEKT ?thing", "error at"),
        ("# group: time", "# group: time\n# group: time", "not a new field of the header"),
        ("# group: time", "# group time", "not a new field of the header"),
    ],
)
def test_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in GOOD
    (tmp_path / "things.rq").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LibraryError, match=r"^things\.rq: ") as caught:
        Library.read(tmp_path, DEFAULT_BASE)
    assert told in str(caught.value)


def test_name_is_a_slug(tmp_path: Path) -> None:
    (tmp_path / "My Things.rq").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LibraryError, match="no slug"):
        Library.read(tmp_path, DEFAULT_BASE)


def test_kinds_of_things(tmp_path: Path) -> None:
    text = GOOD.replace("year integer -499", "year thing site/x").replace(
        "# year_from: -10000\n# year_to: 2100", "# year_of: site mountain"
    )
    (tmp_path / "things.rq").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match="not kinds of things: mountain"):
        Library.read(tmp_path, DEFAULT_BASE)


def test_no_folder_no_queries(tmp_path: Path) -> None:
    assert len(Library.read(tmp_path / "nowhere", DEFAULT_BASE)) == 0


def test_fingerprint_tells_changes() -> None:
    one = LibraryQuery.parse("things", GOOD, DEFAULT_BASE)
    other = LibraryQuery.parse("things", GOOD.replace(">=", ">"), DEFAULT_BASE)
    assert Library([one]).fingerprint == Library([one]).fingerprint
    assert Library([one]).fingerprint != Library([other]).fingerprint
