"""Linked Art: how records read. That every one is valid is tested with every entity."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from graph_service.profiles import PROFILES
from graph_service.profiles.linked_art import CONTEXT, MEDIA_TYPE, PROFILE, parts, write
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from tests.profiles.linked_art_api import faults

PLACE = Place("https://example.org/kg", "/kg")

Json = dict[str, object]


def written(holdings: Holdings, path: str) -> Json:
    document = holdings.document(Reference.parse(path))
    assert document
    found = json.loads(write(document, holdings.mentions(document), PLACE))
    assert isinstance(found, dict)
    return found


def test_a_building_is_an_object_with_its_history(holdings: Holdings) -> None:
    mosque = written(holdings, "site/ayse-kadin-camii")
    assert (mosque["@context"], mosque["type"]) == (CONTEXT, "HumanMadeObject")
    assert mosque["_label"] == "Ayşe Kadın Mosque"
    (ours, aat) = mosque["classified_as"]  # type: ignore[misc]
    assert (ours["_label"], aat["id"]) == ("mosque", "http://vocab.getty.edu/aat/300007544")
    production = mosque["produced_by"]
    assert isinstance(production, dict)
    assert [part["type"] for part in production["part"]] == ["Production", "Production"]
    assert all("timespan" in part for part in production["part"])
    location = mosque["current_location"]
    assert isinstance(location, dict)
    assert location["type"] == "Place"


def test_a_ruined_city_is_a_place_with_coordinates(holdings: Holdings) -> None:
    agora = written(holdings, "site/agora-of-smyrna")
    assert agora["type"] == "Place"
    assert agora["defined_by"] == "POINT(27.138674 38.418625)"
    assert {each["_label"] for each in agora["part_of"]} == {"Konak", "Smyrna"}  # type: ignore[attr-defined]
    said = {each["content"] for each in agora["referred_to_by"]}  # type: ignore[attr-defined]
    assert {"founding: 4th century BCE", "kuruluş: MÖ 4. yüzyıl"} <= said


def test_years_before_christ_are_those_of_iso(holdings: Holdings) -> None:
    hellenistic = written(holdings, "period/hellenistic")
    span = hellenistic["timespan"]
    assert isinstance(span, dict)
    assert hellenistic["type"] == "Period"
    assert str(span["begin_of_the_begin"]).startswith("-03")
    assert str(span["begin_of_the_begin"]).endswith("-01-01T00:00:00Z")
    assert {name["content"] for name in span["identified_by"]} >= {
        "334/323 – 133/30 BCE",
        "MÖ 334/323 – 133/30",
    }


def test_a_route_tells_its_stops_in_order(holdings: Holdings) -> None:
    route = written(holdings, "route/8500-years-in-one-day")
    assert route["type"] == "PropositionalObject"
    said = [each["content"] for each in route["referred_to_by"]]  # type: ignore[attr-defined]
    assert any(text.startswith("1. Yeşilova Mound\n2. Yassıtepe Mound\n3.") for text in said)


def test_links_lead_to_the_record_and_to_its_other_forms(holdings: Holdings) -> None:
    links = written(holdings, "agent/alexander-the-great")["_links"]
    assert isinstance(links, dict)
    here = f"{PLACE.root}/doc/agent/alexander-the-great"
    assert links["self"] == {"href": f"{here}.jsonld?_profile=linked-art", "type": MEDIA_TYPE}
    assert links["alternate"][0] == {"href": f"{here}.html", "type": "text/html"}
    assert links["la:apiVersion"]["name"] == "v1.0.0"


def test_the_same_bytes_every_time(holdings: Holdings) -> None:
    document = holdings.document(Reference("site", "pergamon"))
    assert document
    mentioned = holdings.mentions(document)
    assert write(document, mentioned, PLACE) == write(document, mentioned, PLACE)


def test_terms_of_the_patterns_are_those_of_linked_art() -> None:
    """`cromulent` is Linked Art's own library; it knows the terms by number and name."""
    folder = Path(str(files("cromulent"))) / "data"
    known = {
        (entry["id"], entry["label"])
        for name in ("vocab_classes.json", "vocab_instances.json")
        for entry in json.loads((folder / name).read_text(encoding="utf-8")).values()
        if "id" in entry
    }
    used = {
        parts.PRIMARY_NAME, parts.BRIEF_TEXT, parts.DESCRIPTION, parts.NOTE, parts.SOURCE,
        parts.PAGINATION, parts.PUBLISHING, parts.WEB_PAGE, *parts.LANGUAGES.values(),
    }  # fmt: skip
    assert used <= known


def test_our_languages_have_the_same_match_in_the_graph(holdings: Holdings) -> None:
    for tag, (number, _) in parts.LANGUAGES.items():
        record = written(holdings, f"type/lang-{tag}")
        equivalent = record["equivalent"]
        assert isinstance(equivalent, list)
        assert f"{parts.AAT}{number}" in {each["id"] for each in equivalent}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "Palace"}, "has no endpoint"),
        ({"@context": "https://schema.org"}, "not the context"),
        ({"colour": "red"}, "there is no colour"),
        ({"part_of": {"id": "https://example.org/x", "type": "Place"}}, "not a list"),
        ({"part_of": [{"id": "https://example.org/x", "type": "Person"}]}, "a reference to"),
        ({"part_of": [{"type": "Place"}]}, "no member id"),
        ({"defined_by": "27 38"}, "is no wkt"),
        ({"identified_by": [{"type": "Name", "content": " "}]}, "is no text"),
        ({"identified_by": [{"type": "Name"}]}, "no member content"),
        ({"identified_by": [{"type": "Type"}]}, "is wanted"),
        ({"id": "urn:x"}, "is no iri"),
    ],
)
def test_the_reader_of_records_is_strict(change: Json, fault: str) -> None:
    good: Json = {
        "@context": CONTEXT,
        "id": "https://example.org/izmir",
        "type": "Place",
        "_label": "İzmir",
        "part_of": [{"id": "https://example.org/x", "type": "Place"}],
    }
    assert faults(good) == []
    assert any(fault in mistake for mistake in faults(good | change))


def test_the_profile_is_offered() -> None:
    assert PROFILES["linked-art"] is PROFILE
    assert PROFILE.uris == (CONTEXT,)
