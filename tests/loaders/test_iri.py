"""Addresses of things, concepts, graphs and terms; slugs of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.iri import DEFAULT_BASE, KINDS, SLUG, Minter, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Kızlarağası Hanı", "kizlaragasi-hani"),
        ("İzmir", "izmir"),
        ("IZMIR", "izmir"),
        ("Isparta", "isparta"),
        ("Çeşme Kalesi", "cesme-kalesi"),
        ("Göztepe’deki köşk", "goztepedeki-kosk"),
        ("Şadırvanaltı Camii (1636)", "sadirvanalti-camii-1636"),
        ("Çelebizâde Çeşmesi", "celebizade-cesmesi"),
        ("St. John’s Basilica", "st-johns-basilica"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("  --a__b--  ", "a-b"),
        ("Σμύρνα", ""),
        ("", ""),
    ],
)
def test_slugify(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(max_size=60))
def test_slugify_gives_a_slug_or_nothing(name: str) -> None:
    slug = slugify(name)
    assert slug == "" or SLUG.fullmatch(slug)
    assert slugify(slug) == slug


def test_addresses() -> None:
    minter = Minter()
    addresses = {
        minter.thing("site/agora-of-smyrna"): "id/site/agora-of-smyrna",
        minter.thing("site/agora-of-smyrna", "built"): "id/site/agora-of-smyrna#built",
        minter.concept("agora"): "id/type/agora",
        minter.graph("city-open-data"): "graph/city-open-data",
        minter.ontology(): "ontology",
        minter.ontology("yearFrom"): "ontology#yearFrom",
    }
    assert {iri.value: DEFAULT_BASE + path for iri, path in addresses.items()} == {
        iri.value: iri.value for iri in addresses
    }


def test_another_base_is_used_throughout() -> None:
    minter = Minter("http://localhost:8000/")
    assert minter.thing("place/konak").value == "http://localhost:8000/id/place/konak"
    assert minter.ontology("wording").value == "http://localhost:8000/ontology#wording"


def test_kinds_are_slugs_and_none_twice() -> None:
    assert all(SLUG.fullmatch(kind) for kind in KINDS)
    assert len(KINDS) == len(set(KINDS))
