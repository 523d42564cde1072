"""What pages say, without a server."""

from __future__ import annotations

import pytest

from graph_service.pages.collation import sort_key
from graph_service.pages.words import KINDS, OURS, RELATIONS, WORDS
from graph_service.pages.years import say_year, say_years


@pytest.mark.parametrize(
    ("year", "tr", "en"),
    [
        (-499, "MÖ 500", "500 BCE"),
        (0, "MÖ 1", "1 BCE"),
        (1, "MS 1", "1 CE"),
        (324, "MS 324", "324 CE"),
        (1922, "1922", "1922"),
    ],
)
def test_years_are_those_of_readers(year: int, tr: str, en: str) -> None:
    assert say_year(year, "tr") == tr
    assert say_year(year, "en") == en


@pytest.mark.parametrize(
    ("first", "last", "tr", "en"),
    [
        (-749, -549, "MÖ 750–550", "750–550 BCE"),
        (-749, 640, "MÖ 750 – MS 640", "750 BCE – 640 CE"),
        (284, 700, "MS 284–700", "284–700 CE"),
        (1304, 1402, "1304–1402", "1304–1402"),
        (1886, 1886, "1886", "1886"),
        (None, -29, "… – MÖ 30", "… – 30 BCE"),
        (None, None, "", ""),
    ],
)
def test_stretches_of_years(first: int | None, last: int | None, tr: str, en: str) -> None:
    assert say_years(first, last, "tr") == tr
    assert say_years(first, last, "en") == en


def test_turkish_names_are_in_turkish_order() -> None:
    names = ["Zeytin", "İnciraltı", "Işık", "Şirince", "Selçuk", "Çeşme", "Cuma", "Örnek", "Odun"]
    expected = [
        "Cuma",
        "Çeşme",
        "Işık",
        "İnciraltı",
        "Odun",
        "Örnek",
        "Selçuk",
        "Şirince",
        "Zeytin",
    ]
    assert sorted(names, key=lambda name: sort_key(name, "tr")) == expected
    stops = ["Durak 10", "Durak 2"]
    assert sorted(stops, key=lambda name: sort_key(name, "tr")) == ["Durak 2", "Durak 10"]
    assert sorted(["Zeus", "Éphèse", "Fire"], key=lambda name: sort_key(name, "en")) == [
        "Éphèse", "Fire", "Zeus",
    ]  # fmt: skip


def test_every_word_is_there_in_both_languages() -> None:
    for table in (WORDS, KINDS, RELATIONS, OURS):
        for name, text in table.items():
            assert text.tr, name
            assert text.en, name
