"""LIDO of sites and waters of the real data: valid, and nothing in it is made up."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from graph_service.feeds.described import stated
from graph_service.feeds.oai import lido
from graph_service.feeds.oai.sets import KINDS
from graph_service.profiles.edm.objects import PROVIDER
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.records import Told
from graph_service.settings import Settings
from graph_service.store.release import open_current
from tests.feeds.harvesting import RECORDS
from tests.profiles.conftest import PLACE, literals

pytestmark = pytest.mark.slow  # describes many sites of the real data

AGORA = "site/agora-of-smyrna"
EVERY = 4
"""One in so many is looked at."""
_TERMINOLOGY = re.compile(r"http://terminology\.lido-schema\.org/lido\d{5}")
_DATES = {"earliestDate", "latestDate"}


@pytest.fixture(scope="module")
def records(built_release: Settings) -> dict[str, tuple[Told, etree._Element]]:
    holdings = Holdings(open_current(built_release.current))
    release = holdings.release
    entries = release.changes.entities(kinds=lido.OBJECTS, limit=100_000)
    some = (each for n, each in enumerate(entries) if n % EVERY == 0 or each.reference == AGORA)
    found = {}
    for entry, statements in stated(release, some):
        thing = holdings.iri(Reference.parse(entry.reference))
        told = holdings.records.told(thing, statements, holdings.edition)
        root = etree.fromstring(etree.tostring(lido.element(*told, PLACE)))
        found[entry.reference] = (told, root)
    return found


def test_every_record_is_valid(records: dict[str, tuple[Told, etree._Element]]) -> None:
    schema = RECORDS["lido"]
    wrong = {name: schema.error_log.last_error for name, (_, r) in records.items() if not schema(r)}
    assert wrong == {}
    assert {name.partition("/")[0] for name in records} == lido.OBJECTS


def test_nothing_is_made_up(records: dict[str, tuple[Told, etree._Element]]) -> None:
    """Every text is one of the graph, a bound of an interval, a coordinate, or of the record."""
    for name, ((document, mentions), root) in records.items():
        known = literals(document, mentions) | {name, PROVIDER.value, PLACE.root}
        known |= {iri.value for s in document.statements for iri in (s.subject, s.predicate)}
        known |= {literal.value for literal in KINDS[name.partition("/")[0]].literals}
        known.add(f"{PLACE.root}/doc/{name}.html")
        bounds = {bound for text in known if "/" in text for bound in text.split("/")}
        numbers = " ".join(text for text in known if "(" in text)
        for each in root.iter():
            text = (each.text or "").strip()
            if not text or text in known or _TERMINOLOGY.fullmatch(text):
                continue
            match etree.QName(each).localname:
                case "pos" | "posList":
                    assert all(number in numbers for number in text.split()), (name, text)
                case "description":
                    assert set(text.split(" / ")) <= known, (name, text)
                case tag:
                    assert tag in _DATES, (name, tag, text)
                    assert text in bounds, (name, text)


def test_the_agora(records: dict[str, tuple[Told, etree._Element]]) -> None:
    _, root = records[AGORA]
    events = {
        event.findtext("{*}eventID", "").partition("#")[2]: (
            event.findtext("{*}eventDate/{*}date/{*}earliestDate"),
            event.findtext("{*}eventDate/{*}date/{*}latestDate"),
        )
        for event in root.iterfind(".//{*}event")
    }
    assert events["founded"] == ("-0399", "-0300")
    matches = {each.text for each in root.iterfind(".//{*}objectWorkType/{*}conceptID")}
    assert "http://vocab.getty.edu/aat/300008074" in matches
