"""Folding: what counts as the same name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.search.folding import fold, fold_any, sound, spelling, telling, words
from graph_service.search.greek import romanise

TURKISH = st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ '’-")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İZMİR", "izmir"),
        ("IZMIR", "izmir"),
        ("ızmır", "izmir"),
        ("i\u0307zmi\u0307r", "izmir"),
        ("Çeşme", "cesme"),
        ("Kızlarağası Hanı", "kizlaragasi hani"),
        ("Kâhyaoğlu Hüdavendigâr", "kahyaoglu hudavendigar"),
        ("İzmir’in", "izmirin"),
        ("St. John's", "st johns"),
        ("Σμύρνα", "smyrna"),
        ("ΣΜΥΡΝΑ", "smyrna"),
        ("Ἔφεσος", "ephesos"),
        ("Ἁλικαρνασσός", "halikarnassos"),
        ("Ἀχαιῶν λιμήν", "achaion limen"),
        ("Ῥόδος", "rhodos"),
        ("ἄγγελος", "angelos"),
        ("Εὔρυμος", "eurymos"),
        ("Αἱμόνιοι", "haimonioi"),
        ("Straße", "strasse"),
        ("  Agora_of--Smyrna ", "agora of smyrna"),
        ("", ""),
        ("–", ""),
    ],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smyrna", "Smirna"),
        ("Klazomenai", "Clazomenae"),
        ("Phokaia", "Phocaea"),
        ("Pergamon", "Pergamum"),
        ("Ephesos", "Ephesus"),
        ("Erythrai", "Erythrae"),
        ("Kolophon", "Colophon"),
        ("Çeşme", "Cheshme"),
        ("Karşıyaka", "Karshiyaka"),
        ("Thyateira", "Thyatira"),
        ("Herakleia", "Heraclea"),
        ("Mehmet", "Mehmed"),
        ("Larissa", "Larisa"),
        ("Agora of Smyrna", "Smyrna, Agora"),
        ("Aigai", "Aegae"),
        ("Notion", "Notium"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Teos", "Tire"), ("Urla", "Ulu"), ("Foça", "Efes"), ("Köy", "Kale"), ("Kaya", "Kale")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composition_does_not_count(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)


@given(TURKISH)
def test_capitals_do_not_count_in_turkish(text: str) -> None:
    turkish_upper = text.replace("i", "İ").replace("ı", "I").upper()
    turkish_lower = text.replace("I", "ı").replace("İ", "i").lower()
    assert fold(text) == fold(turkish_upper) == fold(turkish_lower)
    assert fold(text) == fold(text.upper()) == fold(text.lower())


@given(TURKISH)
def test_turkish_folds_to_ascii(text: str) -> None:
    assert fold(text).isascii()


@given(st.text(alphabet="αβγδεζηθικλμνξοπρσςτυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώ ", min_size=1))
def test_greek_folds_to_latin(text: str) -> None:
    assert fold(text).isascii()
    assert romanise(text).isascii()


@given(st.text())
def test_words_are_what_stands_between_spaces(text: str) -> None:
    assert " ".join(words(text)) == fold(text)
    assert all(sound(word) for word in words(text))


def test_small_words_count_only_alone() -> None:
    assert telling(("agora", "of", "smyrna")) == ("agora", "smyrna")
    assert telling(("ve", "the")) == ("ve", "the")


@given(st.one_of(TURKISH, st.text(), st.text(alphabet=[chr(c) for c in range(0x20, 0x180)])))
def test_the_quick_way_folds_as_the_other(text: str) -> None:
    assert fold(text) == fold_any(text)
