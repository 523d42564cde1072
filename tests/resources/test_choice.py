"""Content Negotiation by Profile, with a conversion that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.http.negotiation import Offer
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.resources.asked import Asked
from graph_service.resources.choice import Chooser
from graph_service.resources.document import Document
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.lifecycle import Resources
from graph_service.resources.links import alternates, document_links
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import BOUNDED, DEFAULT, LABELS, Conversion, Profile
from graph_service.store.release import open_current
from tests.web.conftest import var

__all__ = ["var"]

BASE = "https://w3id.org/izmiras/"
PLACE = Place("https://example.org/kg", "/kg")
TREE = "https://example.org/trees"
NAMED = f'application/ld+json;profile="{TREE}"'
HERE = "https://example.org/kg/doc/site/smyrna"


def write(document: Document, mentioned: Mentions, place: Place) -> bytes:
    return f"{document.thing.value} {len(mentioned)} {place.root}".encode()


TREES = Profile(
    "trees",
    Text("Ağaçlar", "Trees"),
    Text("Ağaç olarak.", "As a tree."),
    conversions=(
        Conversion(Offer("tree", "application/ld+json", "jsonld", ("application/json",)), write),
        Conversion(Offer("tree-xml", "application/rdf+xml", "rdf"), write),
    ),
    uris=(TREE, "https://example.org/old-trees"),
    kinds=frozenset({"site"}),
)
PROFILES = {profile.token: profile for profile in (DEFAULT, BOUNDED, LABELS, TREES)}


def chooser(kind: str = "site") -> Chooser:
    return Chooser(PROFILES, kind, BASE, HERE)


@pytest.mark.parametrize(
    ("wishes", "key", "media_type"),
    [
        ({}, "html crm", "text/html"),
        ({"profile": "trees"}, "tree trees", NAMED),
        ({"profile": TREE}, "tree trees", NAMED),
        ({"profile": f"{BASE}profile/trees"}, "tree trees", NAMED),
        ({"profile": "trees", "accept": "application/ld+json"}, "tree trees", NAMED),
        ({"profile": "trees", "accept": "application/json"}, "tree trees", NAMED),
        ({"profile": "trees", "media_type": "rdf"}, "tree-xml trees", "application/rdf+xml"),
        ({"profile": "trees", "accept": "application/rdf+xml, */*;q=0.1"}, "tree-xml trees", None),
        ({"accept_profile": f"<{TREE}>"}, "tree trees", NAMED),
        ({"accept_profile": f"<{TREE}>", "accept": "text/html"}, "html crm", "text/html"),
        ({"accept_profile": f"<{TREE}>;q=0.4, <{BASE}profile/labels>"}, "turtle labels", None),
        (
            {"accept_profile": f"<{BASE}profile/labels>;q=0.4, <{TREE}>", "accept": "text/turtle"},
            "turtle labels",
            None,
        ),
        ({"accept_profile": f"<{TREE}>;q=0"}, "html crm", None),
        ({"accept": NAMED}, "tree trees", NAMED),
        ({"accept": f"{NAMED}, text/turtle;q=0.9"}, "tree trees", NAMED),
        ({"accept": f"{NAMED};q=0.2, text/turtle;q=0.9"}, "turtle crm", None),
        ({"media_type": NAMED}, "tree trees", NAMED),
        (
            {"accept": 'application/ld+json; profile="https://example.org/old-trees"'},
            "tree trees",
            'application/ld+json;profile="https://example.org/old-trees"',
        ),
        ({"accept": "application/ld+json"}, "json-ld crm", "application/ld+json"),
        ({"accept": "application/*"}, "json-ld crm", "application/ld+json"),
        (
            {"accept": f'application/ld+json;profile="{BASE}profile/crm"'},
            "json-ld crm",
            f'application/ld+json;profile="{BASE}profile/crm"',
        ),
        (
            {"accept": f'application/ld+json;profile="{BASE}profile/labels"'},
            "json-ld labels",
            f'application/ld+json;profile="{BASE}profile/labels"',
        ),
        (
            {"profile": "labels", "media_type": "jsonld"},
            "json-ld labels",
            f'application/ld+json;profile="{BASE}profile/labels"',
        ),
    ],
)
def test_what_is_chosen(wishes: dict[str, str], key: str, media_type: str | None) -> None:
    found = chooser().negotiated(Asked(PLACE, **wishes))
    assert found.key == key
    assert media_type is None or found.offer.media_type == media_type


@pytest.mark.parametrize(
    ("kind", "wishes", "slug", "available"),
    [
        ("site", {"profile": "none"}, "unsupported-format", ["crm", "cbd", "labels", "trees"]),
        ("agent", {"profile": "trees"}, "not-acceptable", ["crm", "cbd", "labels"]),
        ("agent", {"profile": TREE}, "not-acceptable", ["crm", "cbd", "labels"]),
        (
            "agent",
            {"accept_profile": f"<{TREE}>, <{BASE}profile/crm>;q=0"},
            "not-acceptable",
            ["crm", "cbd", "labels"],
        ),
        (
            "site",
            {"profile": "trees", "accept": "text/turtle"},
            "not-acceptable",
            [NAMED, "application/rdf+xml"],
        ),
        (
            "site",
            {"profile": "trees", "media_type": "ttl"},
            "unsupported-format",
            [NAMED, "application/rdf+xml"],
        ),
    ],
)
def test_refusals_name_what_there_is(
    kind: str, wishes: dict[str, str], slug: str, available: list[str]
) -> None:
    with pytest.raises(Problem) as raised:
        chooser(kind).negotiated(Asked(PLACE, **wishes))
    assert raised.value.slug == slug
    listed = raised.value.extensions["available"]
    assert isinstance(listed, list)
    assert [each["type"] for each in listed] == available
    if slug == "not-acceptable" and kind == "site":
        assert listed[0]["url"] == f"{HERE}.jsonld?_profile=trees"


def test_a_kind_that_it_cannot_describe_gets_the_default() -> None:
    asked = Asked(PLACE, accept=f"{NAMED}, */*;q=0.1", accept_profile=f"<{TREE}>")
    assert chooser("agent").negotiated(asked).key == "html crm"


def test_suffixes_stay_in_the_profile_that_the_url_names() -> None:
    asked = Asked(PLACE, accept=NAMED, accept_profile=f"<{TREE}>")
    assert chooser().fixed("jsonld", asked).key == "json-ld crm"
    found = chooser().fixed("rdf", Asked(PLACE, profile="trees"))
    assert (found.key, chooser().url(found)) == ("tree-xml trees", f"{HERE}.rdf?_profile=trees")


def test_links_name_the_profile_and_the_other_forms() -> None:
    served = chooser().negotiated(Asked(PLACE, profile="trees"))
    fields = dict(document_links(f"{BASE}id/site/smyrna", chooser(), served))
    ours = f"{BASE}profile/trees"
    assert fields["Content-Profile"] == f"<{TREE}>, <https://example.org/old-trees>, <{ours}>"
    assert f'<{TREE}>; rel="profile", ' in fields["Link"]
    assert f'<{HERE}.ttl>; rel="alternate"; type="text/turtle", ' in fields["Link"]
    assert f"{HERE}.jsonld?_profile=trees" not in fields["Link"]
    other = f'<{HERE}.rdf?_profile=trees>; rel="alternate"; type="application/rdf+xml"'
    assert f'{other}; profile="{TREE}"; formats="{TREE}"' in fields["Link"]
    assert (
        f'<{HERE}?_profile=alt>; rel="linkset"; type="application/linkset+json"' in (fields["Link"])
    )


def test_the_list_of_all_forms_maps_tokens_to_profiles() -> None:
    answer = alternates(f"{BASE}id/site/smyrna", chooser(), (), Asked(PLACE))
    assert f'<{BASE}profile/trees>; rel="item"; token="trees"' in (answer.field("Link") or "")
    assert isinstance(answer.body, bytes)
    assert f"{HERE}.rdf?_profile=trees".encode() in answer.body
    of_agent = alternates("urn:x", chooser("agent"), (), Asked(PLACE))
    assert isinstance(of_agent.body, bytes)
    assert b"trees" not in of_agent.body


def test_a_conversion_is_written_and_kept(var: Path) -> None:
    holdings = Holdings(open_current(var / "current"))
    resources = Resources(holdings, lambda *_: b"", "e1", PROFILES)
    smyrna, asked = Reference("site", "smyrna"), Asked(PLACE, profile="trees")
    assert not resources.is_quick(smyrna, None, asked)
    answer = resources.document(smyrna, asked)
    document = holdings.document(smyrna)
    assert document
    assert answer.body == write(document, holdings.mentions(document), PLACE)
    assert answer.field("Content-Type") == NAMED
    assert answer.field("Content-Location") == "/kg/doc/site/smyrna.jsonld?_profile=trees"
    assert answer.field("Vary") == "Accept, Accept-Language, Accept-Profile"
    assert resources.is_quick(smyrna, None, asked)
    again = resources.fixed(smyrna, "jsonld", asked)
    assert (again.body, again.field("ETag")) == (answer.body, answer.field("ETag"))
    others = [resources.fixed(smyrna, s, Asked(PLACE)).field("ETag") for s in ("jsonld", "rdf")]
    assert len({answer.field("ETag"), *others}) == 3
