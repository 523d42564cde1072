"""Linked Places over the real data: every place-like entity, against the format."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from graph_service.profiles import linked_places
from graph_service.profiles.linked_places import PROFILE, context, tsv
from graph_service.profiles.linked_places.classes import CLASSES, KINDS, feature_classes
from graph_service.profiles.linked_places.feature import feature
from graph_service.profiles.linked_places.times import timespan
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from loaders.dates import Moment
from tests.profiles.linked_places_schema import COLLECTION, FEATURE

HERE = Place("https://example.org/heritage", "/heritage")
BASE = "https://w3id.org/izmiras/"
VALID = Draft202012Validator(COLLECTION)
VALID_SPAN = Draft202012Validator(FEATURE["properties"]["when"])


@pytest.fixture(scope="module")
def features(holdings: Holdings) -> dict[str, dict[str, Any]]:
    """The feature of every place-like entity, by reference."""
    return {str(ref): _feature(holdings, ref) for ref in _references(holdings)}


def _references(holdings: Holdings) -> Iterator[Reference]:
    for kind in KINDS:
        yield from (Reference(kind, slug) for slug in holdings.slugs[kind])


def _feature(holdings: Holdings, reference: Reference) -> dict[str, Any]:
    document = holdings.outline(reference)
    assert document is not None
    return feature(document, holdings.mentions(document))


def _written(holdings: Holdings, name: str) -> bytes:
    document = holdings.document(Reference.parse(name))
    assert document is not None
    return linked_places.write(document, holdings.mentions(document), HERE)


def test_every_place_is_valid(features: dict[str, dict[str, Any]], holdings: Holdings) -> None:
    counted: Counter[str] = Counter()
    head = {"type": "FeatureCollection", "@context": f"{HERE.root}/{context.PATH}"}
    for name, each in features.items():
        wrong = [error.message[:300] for error in VALID.iter_errors({**head, "features": [each]})]
        assert not wrong, (name, wrong)
        counted[name.partition("/")[0]] += 1
    expected = {kind: holdings.release.manifest.entities[kind] for kind in KINDS}
    assert counted == expected
    assert sum(counted.values()) > 1300


def test_identifiers_are_unique_and_titles_are_names(features: dict[str, dict[str, Any]]) -> None:
    assert len({each["@id"] for each in features.values()}) == len(features)
    for name, each in features.items():
        toponyms = {said["toponym"] for said in each["names"]}
        assert each["properties"]["title"] in toponyms, name


def test_a_document_and_a_list_say_the_same(
    features: dict[str, dict[str, Any]], holdings: Holdings
) -> None:
    for name in (*list(features)[::90], "place/konak", "site/ephesus", "route/efes-mimas-yolu"):
        assert json.loads(_written(holdings, name))["features"] == [features[name]], name


def test_years_before_christ_are_iso(features: dict[str, dict[str, Any]]) -> None:
    agora = features["site/agora-of-smyrna"]["when"]
    assert {"start": {"earliest": "-0399"}, "end": {"latest": "-0300"}} in agora["timespans"]
    assert "founding: 4th century BCE" in agora["label"]


def test_periods_have_their_periodo_id_only_on_an_exact_match(
    features: dict[str, dict[str, Any]],
) -> None:
    periods = {p["name"]: p["@id"] for p in features["site/agora-of-smyrna"]["when"]["periods"]}
    assert periods["Hellenistic"] == "http://n2t.net/ark:/99152/p083p5rdh8w"
    # PeriodO's Roman is a close match only: to use its id would be to say that it is the same.
    assert periods["Roman"] == f"{BASE}id/period/roman"


def test_types_are_of_the_aat_where_ours_are_matched(features: dict[str, dict[str, Any]]) -> None:
    types = {t["label"]: t["identifier"] for t in features["site/agora-of-smyrna"]["types"]}
    assert types == {"agora": "aat:300008074", "archaeological site": "aat:300000810"}
    tour = features["route/8500-years-in-one-day"]["types"][0]
    assert tour["identifier"] == f"{BASE}id/type/guided-bus-tour"
    assert {"label": "rehberli otobüs turu", "lang": "tr"} in tour["sourceLabels"]


def test_a_rough_point_says_so(features: dict[str, dict[str, Any]]) -> None:
    shapes = [shape for each in features.values() for shape in _shapes(each)]
    by_precision: dict[str, set[str | None]] = {}
    for shape in shapes:
        if "precision" in shape:
            by_precision.setdefault(shape["precision"], set()).add(shape.get("certainty"))
    assert by_precision == {
        "exact": {"certain"},
        "representative": {"less-certain"},
        "centre-of-settlement": {"less-certain"},
        "extent": {None},
    }


def _shapes(each: dict[str, Any]) -> list[dict[str, Any]]:
    shape = each["geometry"]
    if shape is None:
        return []
    found: list[dict[str, Any]] = shape.get("geometries", [shape])
    return found


def test_what_has_no_point_has_none(features: dict[str, dict[str, Any]]) -> None:
    meles = features["waterway/meles"]
    assert "geometry" in meles
    assert meles["geometry"] is None


def test_only_the_name_of_an_undated_place_has_a_date(
    features: dict[str, dict[str, Any]], holdings: Holdings
) -> None:
    konak = features["place/konak"]
    year = holdings.edition.created
    assert year
    assert "when" not in konak
    assert konak["names"][0]["when"] == {"timespans": [{"start": {"in": year[:4]}}]}
    assert konak["names"][0]["citations"][-1]["@id"] == f"{BASE}dataset"
    assert all("when" not in name for name in konak["names"][1:])
    # A dated place needs no such help.
    assert all("when" not in name for name in features["site/agora-of-smyrna"]["names"])


def test_names_of_all_languages_are_cited(features: dict[str, dict[str, Any]]) -> None:
    names = {n["toponym"]: n for n in features["site/achaion-limen"]["names"]}
    greek = names["Ἀχαιῶν λιμήν"]
    assert greek["lang"] == "grc"
    assert greek["citations"][0]["@id"] == f"{BASE}id/source/pleiades"
    assert greek["when"]["timespans"] == [{"start": {"in": "-0329"}, "end": {"in": "0300"}}]


def test_links_and_relations(features: dict[str, dict[str, Any]]) -> None:
    agora = features["site/agora-of-smyrna"]
    same = {link["identifier"] for link in agora["links"] if link["type"] == "exactMatch"}
    assert same == {"http://www.wikidata.org/entity/Q2827071", "https://sws.geonames.org/9889128/"}
    parts = {(r["relationType"], r["relationTo"]) for r in agora["relations"]}
    assert ("gvp:broaderPartitive", f"{BASE}id/site/smyrna") in parts
    assert ("gvp:broaderPartitive", f"{BASE}id/place/konak") in parts
    articles = [
        link
        for each in features.values()
        for link in each.get("links", ())
        if re.match(r"https://en\.wikipedia", link["identifier"])
    ]
    assert articles
    assert {link["type"] for link in articles} == {"primaryTopicOf"}


def test_a_route_is_its_stops_in_order(features: dict[str, dict[str, Any]]) -> None:
    tour = features["route/8500-years-in-one-day"]
    assert tour["properties"]["fclasses"] == ["R"]
    assert [shape["type"] for shape in tour["geometry"]["geometries"]] == ["Point"] * 5
    stops = [r["label"] for r in tour["relations"] if r["label"].startswith("stop")]
    assert stops[0] == "stop 1: Yeşilova Mound"
    assert len(stops) == 5


def test_feature_classes() -> None:
    assert feature_classes("site", ["ancient-city"]) == ["P", "S"]
    assert feature_classes("site", ["mosque"]) == ["S"]
    assert feature_classes("site", []) == ["S"]
    assert feature_classes("waterway", ["river"]) == ["H"]
    assert feature_classes("waterway", ["fountain", "river"]) == ["H", "S"]
    assert feature_classes("place", ["district"]) == ["A"]


def test_the_table_of_feature_classes_names_types_that_there_are(holdings: Holdings) -> None:
    text = files(linked_places).joinpath("feature-classes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["type"] for row in rows}) == len(rows)
    for row in rows:
        assert row["type"] in holdings.slugs["type"], row
        assert row["fclasses"], row
        assert set(row["fclasses"]) <= set(CLASSES), row


def test_it_is_linked_data(holdings: Holdings) -> None:
    """Read as JSON-LD with our context: by PyLD and by Oxigraph, without the network."""
    written = json.loads(_written(holdings, "site/agora-of-smyrna"))
    assert written["@context"] == f"{HERE.root}/contexts/linked-places-1.jsonld"
    own = json.loads(context.text(holdings.base))
    inline = {**written, **own}
    expanded = jsonld.to_rdf(inline, {"format": "application/n-quads"})
    for text, form in ((expanded, RdfFormat.N_QUADS), (json.dumps(inline), RdfFormat.JSON_LD)):
        triples = {(q.subject.value, q.predicate.value, q.object) for q in parse(text, form)}
        predicates = {predicate for _, predicate, _ in triples}
        assert "http://vocab.getty.edu/aat/300008074" in {
            o.value for _, p, o in triples if p == "http://purl.org/dc/terms/identifier"
        }
        lpo = "https://github.com/LinkedPasts/linked-pasts-ontology/blob/main/lpo_latest.ttl#"
        assert {f"{lpo}name_attestation", f"{lpo}when", f"{lpo}toponym"} <= predicates
        assert f"{BASE}id/site/agora-of-smyrna" in {subject for subject, _, _ in triples}
        assert not any(str(o.value).startswith(("aat:", "gvp:")) for _, _, o in triples)


def test_losses_are_said_in_both_languages() -> None:
    assert PROFILE.losses
    assert all(loss.tr and loss.en and loss.tr != loss.en for loss in PROFILE.losses)


years = st.none() | st.integers(-9999, 2100)


@given(years, years, years, years)
def test_any_bounds_make_a_valid_timespan(
    a: int | None, b: int | None, c: int | None, d: int | None
) -> None:
    bounds = [str(Moment(year)) if year is not None else None for year in (a, b, c, d)]
    found = timespan(*bounds)
    if not any(bounds):
        assert found is None
        return
    VALID_SPAN.validate({"timespans": [found]})
    assert found is not None
    said = {value for point in found.values() for value in point.values()}
    assert said <= set(bounds)  # nothing is made up
    if found["start"] != {"in": bounds[0]} or "end" in found:
        assert said == {bound for bound in bounds if bound}  # and nothing is lost


def test_rows(holdings: Holdings) -> None:
    lines = [tsv.heading()]
    for reference in list(_references(holdings))[::25]:
        document = holdings.outline(reference)
        assert document is not None
        lines.append(tsv.line(tsv.row(document, holdings.mentions(document))))
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(lines) - 1
    for row in rows:
        assert None not in row
        assert all(row[name] for name in ("id", "title", "title_source", "fclasses"))
        assert row["start"] or row["attestation_year"]
        assert bool(row["parent_name"]) == bool(row["parent_id"])
        if row["aat_types"]:
            assert row["types"].count(";") == row["aat_types"].count(";")
        assert re.fullmatch(r"(-?[1-9][0-9]*)?", row["start"])


def test_a_row_counts_years_as_the_format_does(holdings: Holdings) -> None:
    document = holdings.outline(Reference.parse("site/agora-of-smyrna"))
    assert document is not None
    row = tsv.row(document, holdings.mentions(document))
    assert row["start"] == "-400"  # ISO -0399
    assert row["matches"] == "wd:Q2827071;gn:9889128"
    assert (row["lon"], row["lat"]) == ("27.138674", "38.418625")


def test_the_schema_refuses_what_the_format_forbids() -> None:
    good = {
        "@id": f"{BASE}id/site/x",
        "type": "Feature",
        "properties": {"title": "X", "ccodes": ["TR"], "fclasses": ["S"]},
        "when": {"timespans": [{"start": {"in": "-0399"}}]},
        "names": [{"toponym": "X", "citations": [{"label": "S", "@id": f"{BASE}id/source/s"}]}],
        "geometry": None,
    }
    validator = Draft202012Validator(FEATURE)
    assert validator.is_valid(good)
    bad: list[dict[str, Any]] = [
        {**good, "properties": {"title": "X", "ccodes": ["TR"]}},
        {**good, "when": {"timespans": [{"end": {"in": "0100"}}]}},
        {**good, "when": {"timespans": [{"start": {"in": "-399"}}]}},
        {key: value for key, value in good.items() if key != "when"},
        {**good, "names": []},
        {**good, "geometry": {"type": "Point", "coordinates": [38.4]}},
        {**good, "links": [{"type": "sameAs", "identifier": f"{BASE}x"}]},
    ]
    assert not any(validator.is_valid(each) for each in bad)


def test_no_third_party_context() -> None:
    path = Path(str(files(linked_places).joinpath(context.NAME)))
    assert "@import" not in json.loads(path.read_text(encoding="utf-8"))["@context"]
