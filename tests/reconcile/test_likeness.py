"""Names and values, one by one: how they are read, and how alike they are."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.reconcile.forms import forms_of
from graph_service.reconcile.likeness import SAME, SOUNDS_THE_SAME, likeness
from graph_service.reconcile.values import Unfit, coordinates, identifiers, years

NAMES = st.text(max_size=60)


def alike(one: str, other: str) -> float:
    return likeness(forms_of(one), forms_of(other)).value


class TestForms:
    def test_of_a_gazetteer(self) -> None:
        def written(name: str) -> set[str]:
            return {" ".join(form.words) for form in forms_of(name)}

        assert {"ephesus arsinoeia", "ephesus", "arsinoeia"} <= written("Ephesus/Arsinoe(ia)")
        assert {"hales river", "hales"} <= written("Hales (river)")
        assert written("*Boneita") == {"boneita"}
        assert written("Erythras?") == {"erythras"}

    def test_what_is_left_out_is_remembered(self) -> None:
        bare = next(form for form in forms_of("Hales (river)") if form.key == "hales")
        assert bare.aside == ("river",)

    @settings(max_examples=50, deadline=None)
    @given(NAMES)
    def test_any_text_has_forms_or_no_words(self, text: str) -> None:
        forms = forms_of(text)
        assert all(form.words and form.key for form in forms)
        assert len({(form.words, form.aside) for form in forms}) == len(forms)


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("İZMİR", "izmir"), ("Çeşme", "Cesme"), ("Σμύρνα", "Smyrna"), ("ısparta", "Isparta"),
         ("Agora of Smyrna", "Smyrna Agora"), ("Hisar Câmii", "camii hisar")],
    )  # fmt: skip
    def test_the_same(self, one: str, other: str) -> None:
        assert alike(one, other) == SAME

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Clazomenae", "Klazomenai"), ("Smirna", "Smyrna"), ("Phokaia", "Phocaea")],
    )
    def test_spelled_otherwise(self, one: str, other: str) -> None:
        assert SOUNDS_THE_SAME <= alike(one, other) < SAME

    @pytest.mark.parametrize(
        ("asked", "near", "far"),
        [
            ("Kolophn", "Kolophon", "Klaros"),
            ("Kizlaragsi Hani", "Kızlarağası Hanı", "Karaosmanoğlu Hanı"),
            ("Temple of Athena Polias", "Temple of Athena Polias (Erythrai)", "Temple of Hadrian"),
            ("Ephesus/Arsinoe", "Ephesus", "Arsinoe-Taşköprü"),
        ],
    )
    def test_nearer_is_more_alike(self, asked: str, near: str, far: str) -> None:
        assert alike(asked, far) < alike(asked, near) <= SAME

    @settings(max_examples=50, deadline=None)
    @given(NAMES, NAMES)
    def test_lies_between_nothing_and_the_same(self, one: str, other: str) -> None:
        assert 0 <= alike(one, other) <= SAME

    @settings(max_examples=50, deadline=None)
    @given(NAMES)
    def test_what_is_itself_is_the_same(self, name: str) -> None:
        assert alike(name, name) == (SAME if forms_of(name) else 0)


class TestValues:
    @pytest.mark.parametrize(
        ("text", "span"),
        [("-499", (-499, -499)), ("500 BCE", (-499, -499)), ("MÖ 500", (-499, -499)),
         ("1 BC", (0, 0)), ("AD 20", (20, 20)), ("MS 20", (20, 20)), ("1850", (1850, 1850)),
         ("-599/-399", (-599, -399)), ("600 BCE/400 BCE", (-599, -399)), ("İÖ 500", (-499, -499))],
    )  # fmt: skip
    def test_years(self, text: str, span: tuple[int, int]) -> None:
        assert years(text) == span

    @pytest.mark.parametrize("text", ["", "long ago", "5/3", "12345678", "9999", "-499/", "5 ZZ"])
    def test_what_is_no_year(self, text: str) -> None:
        with pytest.raises(Unfit):
            years(text)

    @pytest.mark.parametrize(
        "text", ["38.42,27.14", "38.42, 27.14", "38.42 27.14", "POINT(27.14 38.42)",
                 "point ( 27.14  38.42 )"],
    )  # fmt: skip
    def test_coordinates(self, text: str) -> None:
        assert coordinates(text) == (38.42, 27.14)

    @pytest.mark.parametrize("text", ["", "38", "91,0", "0,181", "a,b", "POINT(1)", "POINT(e -)"])
    def test_what_is_no_point(self, text: str) -> None:
        with pytest.raises(Unfit):
            coordinates(text)

    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        for read in (years, coordinates):
            with contextlib.suppress(Unfit):
                assert all(abs(number) <= 100_000 for number in read(text))
        assert all(identifiers(text))

    def test_identifiers(self) -> None:
        wikidata = "http://www.wikidata.org/entity/Q47611"
        assert identifiers("Q47611") == identifiers("wikidata:Q47611") == (wikidata,)
        assert identifiers("599612", "pleiades") == ("https://pleiades.stoa.org/places/599612",)
        assert len(identifiers("1018", "unesco")) == 2  # the list and the tentative list
        assert identifiers("https://example.org/x") == ("https://example.org/x",)
        for nothing in ("Ephesus", "", "pleiades:", "http://[", "://"):
            assert identifiers(nothing) == ()
