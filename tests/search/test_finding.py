"""What people type, and what they mean, on the real release."""

from __future__ import annotations

import pytest

from graph_service.search.index import Index
from graph_service.search.query import Query

FIRST = {
    # Turkish letters, on any keyboard and in any case
    "izmir": "place/izmir",
    "IZMIR": "place/izmir",
    "İzmir": "place/izmir",
    "İZMİR": "place/izmir",
    "ızmır": "place/izmir",
    "cesme": "place/cesme",
    "Çeşme": "place/cesme",
    "ÇEŞME": "place/cesme",
    "C\u0327es\u0327me": "place/cesme",
    "foca": "place/foca",
    "odemis": "place/odemis",
    "kizlaragasi hani": "site/kizlaragasi-hani",
    "KIZLARAĞASI HANI": "site/kizlaragasi-hani",
    "kemeralti carsisi": "site/kemeralti-carsisi",
    "yesilova hoyuk": "site/yesilova-hoyugu",
    "Kulturpark": "site/kulturpark",
    "hidirellez": "practice/hidirellez-of-beyler",
    "abdulhamit": "agent/abdulhamid-ii",
    # Greek letters
    "Σμύρνα": "site/smyrna",
    "ΣΜΥΡΝΑ": "site/smyrna",
    "Ἔφεσος": "site/ephesus",
    "Εφεσος": "site/ephesus",
    # Traditions of spelling
    "Cheshme": "place/cesme",
    "Ephesos": "site/ephesus",
    "Ephesus": "site/ephesus",
    "Efes": "site/ephesus",
    "Pergamum": "site/pergamon",
    "Clazomenae": "site/klazomenai",
    "Phocaea": "site/phokaia",
    "Phokaea": "site/phokaia",
    "Erythrae": "site/erythrai",
    "eritrai": "site/erythrai",
    "Colophon": "site/kolophon",
    "Notium": "site/notion",
    "Claros": "site/klaros",
    "Cyme": "site/kyme",
    "Aegae": "site/aigai",
    "Mirina": "site/myrina",
    "Asclepium": "site/asklepieion-pergamon",
    # Former and other names
    "ildiri": "site/erythrai",
    "hermos": "waterway/gediz-river",
    "kaystros": "waterway/kucuk-menderes",
    "red hall bergama": "site/kizil-avlu",
    "büyük iskender": "agent/alexander-the-great",
    "Alexander the Great": "agent/alexander-the-great",
    "asansor": "type/elevator",
    # Typing errors
    "Ephsus": "site/ephesus",
    "Pergamun": "site/pergamon",
    "Klazomanai": "site/klazomenai",
    "kızlaraasi hanı": "site/kizlaragasi-hani",
    "izmir clok tower": "site/izmir-saat-kulesi",
    "Kadifekae": "site/kadifekale",
    "hisar cmaii": "site/hisar-camii",
    # Not finished yet
    "saat kul": "site/izmir-saat-kulesi",
    "klazom": "site/klazomenai",
    "ephesu": "site/ephesus",
    "efes mim": "route/efes-mimas-yolu",
    "panaztep": "site/panaztepe",
    # Both languages, word order, small words
    "hisar mosque": "site/hisar-camii",
    "Hisar Camii": "site/hisar-camii",
    "agora of smyrna": "site/agora-of-smyrna",
    "Smyrna Agorası": "site/agora-of-smyrna",
    "smyrna agora": "site/agora-of-smyrna",
    "the agora of smyrna": "site/agora-of-smyrna",
    "celsus library": "site/library-of-celsus",
    "artemis tapinagi": "site/temple-of-artemis-ephesus",
    "mosque": "type/mosque",
    "cami": "type/mosque",
    "helenistik": "period/hellenistic",
    "ottoman": "period/ottoman",
    "st. polycarp": "site/st-polycarp-kilisesi",
    "limantepe": "site/liman-tepe",
    # Identifiers
    "Q2827071": "site/agora-of-smyrna",
    "site/teos": "site/teos",
    "agora-of-smyrna": "site/agora-of-smyrna",
}
AMONG = {
    "Smirna": ("site/smyrna", 2),
    "Izmr": ("place/izmir", 3),
    "Bergama": ("site/pergamon", 3),
    "halkapinar": ("waterway/halkapinar-kaynaklari", 10),
    "teos antik kenti": ("site/teos", 3),
    "alsancak station": ("site/alsancak-gari", 3),
    "larissa": ("site/larisa-buruncuk", 2),
}


@pytest.mark.parametrize(("asked", "meant"), FIRST.items())
def test_what_is_meant_comes_first(index: Index, asked: str, meant: str) -> None:
    found = index.search(Query(asked, limit=3), facets=False)
    assert [hit.record.reference for hit in found.hits][:1] == [meant]


@pytest.mark.parametrize(("asked", "meant"), AMONG.items())
def test_what_is_meant_is_among_the_first(index: Index, asked: str, meant: tuple[str, int]) -> None:
    reference, place = meant
    found = index.search(Query(asked, limit=place), facets=False)
    assert reference in [hit.record.reference for hit in found.hits]


@pytest.mark.parametrize("asked", ["xyzzy", "qqqq wwww", "Σ", "…", "¿?"])
def test_nonsense_finds_nothing_or_little(index: Index, asked: str) -> None:
    assert index.search(Query(asked, kinds=("route",)), facets=False).total in range(15)


def test_words_that_no_record_has_together_are_given_up(index: Index) -> None:
    found = index.search(Query("claros lighthouse"))
    assert found.is_relaxed
    assert "site/klaros" in [hit.record.reference for hit in found.hits]
    assert not index.search(Query("agora smyrna")).is_relaxed


def test_every_name_finds_its_thing(index: Index) -> None:
    """All names of a hundred sites lead to them, or to one that has the same name."""
    sites = index.search(Query(kinds=("site",), limit=100), facets=False).hits
    for site in sites:
        for name in site.record.names:
            found = [c.record for c in index.candidates(name.text, limit=10)]
            assert site.record in found, name


def test_candidates_say_which_name_matched(index: Index) -> None:
    best = index.candidates("Phocaea", ("site",), 3)[0]
    assert (best.record.reference, best.matched_name.text, best.score) == (
        "site/phokaia", "Phocaea", 1.0,
    )  # fmt: skip
    assert index.candidates("", ("site",)) == []
    assert all(c.record.kind == "place" for c in index.candidates("izmir", ("place",)))
