"""Addresses and pictures of the page of search and browse."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.explore import strip
from graph_service.pages.explore.address import Address, of_era, short
from graph_service.search.query import Age
from graph_service.search.record import Existence, Record

SCALE = strip.scale(2026)


@given(st.integers(-9999, 2100))
def test_a_year_of_an_era_and_back(year: int) -> None:
    said, era = of_era(str(year))
    assert int(said) > 0  # nobody says year 0
    assert short(urlencode({"year": said, "year_era": era}).encode()) == f"year={year}"


@given(st.dictionaries(st.sampled_from(["q", "kind", "type"]), st.text("aİ =&%+é", max_size=5)))
def test_the_short_address_is_short_already(values: dict[str, str]) -> None:
    once = short(urlencode({**values, "sort": ""}).encode())
    assert once is not None
    assert short(once.encode()) is None
    assert dict(parse_qsl(once)) == {name: text for name, text in values.items() if text.strip()}


def test_what_is_no_year_stays_to_be_refused() -> None:
    for said in ("0", "-5", "five", "1e3", "5.0"):
        assert short(urlencode({"year": said, "year_era": "bce"}).encode()) == f"year={said}"
    assert short(b"year=500&year_era=none") == "year=500"
    assert short(b"q=%FF&sort=") is None
    assert short(b"q=agora&kind=site") is None


def test_every_chip_takes_away_one_value_and_the_page() -> None:
    address = Address({"q": ("agora",), "type": ("han", "bath"), "after": ("abc",)})
    assert address() == "q=agora&type=han&type=bath"
    assert dict((value, rest) for _, value, rest in address.chosen("q", "type")) == {  # noqa: C402
        "agora": "type=han&type=bath",
        "han": "q=agora&type=bath",
        "bath": "q=agora&type=han",
    }


def test_the_steps_of_the_skyline_cover_all_years_once() -> None:
    years = [year for first, last in strip.steps(SCALE) for year in range(first, last + 1)]
    assert years == list(range(-6999, 2026))


def test_the_skyline_is_as_high_as_the_square_root() -> None:
    ages = [Age(-499, -450, 4, 1), Age(-449, -400, 1, 0)]
    picture = str(strip.skyline(ages, SCALE, -499, "tr", "Sonuçlar"))
    assert re.findall(r"v-(\d+)", picture) == ["72", "36", "36"]
    assert 'class="age-year"' in picture
    assert "MÖ 500" in picture
    assert "style=" not in picture


def test_a_strip_tells_certain_from_possible() -> None:
    record = _record(Existence(-499, None, -399, -350, "built"))
    picture = str(strip.strip(record, SCALE))
    assert picture.count("age-possible") == 2  # two stretches of the scale
    assert picture.count("age-certain") == 1
    assert strip.strip(_record(), SCALE) is None


def _record(*existences: Existence) -> Record:
    empty: tuple[str, ...] = ()
    return Record(
        "site/x", {"en": "X"}, (), empty, empty, empty, empty, empty, empty, None, None,
        existences, (), {}, empty, 1.0,
    )  # fmt: skip
