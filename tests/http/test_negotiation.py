"""RFC 9110, 12.5.1 and 12.5.4: by table, and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.http.negotiation import Offer, choose, choose_language, parse_accept

HTML = Offer("html", "text/html", "html", ("application/xhtml+xml",))
TURTLE = Offer("ttl", "text/turtle", "ttl", ("application/x-turtle",))
COMPACTED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
JSONLD = Offer("jsonld", "application/ld+json", "jsonld", (COMPACTED,))
JSON = Offer("json", "application/json")
OFFERS = (HTML, TURTLE, JSONLD, JSON)

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "html"),
        ("", "html"),
        ("  ", "html"),
        ("*/*", "html"),
        ("text/*", "html"),
        ("application/*", "jsonld"),
        (FIREFOX, "html"),
        (JAVA, "html"),
        (JENA, "ttl"),
        ("*; q=.2", "html"),
        ("text/turtle", "ttl"),
        ("TEXT/TURTLE", "ttl"),
        ("application/x-turtle", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("text/turtle; charset=UTF-8; q=0.3, text/html;q=0.2", "ttl"),
        ("text/turtle;charset=iso-8859-9", None),
        ("text/*;q=0.3, text/html;q=0.1, */*;q=0.2", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("text/turtle;q=0, text/*", "html"),
        ("text/*;q=0, */*;q=0.1", "jsonld"),
        ("application/json", "json"),
        ("application/json;q=0.5, application/ld+json;q=0.4", "json"),
        (COMPACTED, "jsonld"),
        ('application/ld+json;profile="urn:other"', None),
        ('application/ld+json;profile="urn:a,b;q=1", text/turtle;q=0.1', "ttl"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=2, text/html;q=0.1", "html"),
        ("text/turtle;q=x", None),
        ("nonsense, ;;, /, text/, /turtle, */turtle, text/turtle", "ttl"),
        (",,,", None),
        ("text/turtle;q=0.5;ext=1", "ttl"),
    ],
)
def test_choose(accept: str | None, expected: str | None) -> None:
    chosen = choose(accept, OFFERS)
    assert (chosen.key if chosen else None) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (None, "tr"),
        ("", "tr"),
        ("*", "tr"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("de,en;q=0.5,tr;q=0.4", "en"),
        ("de", "tr"),
        ("tr;q=0, *", "en"),
        ("tr;q=0.1, en-US;q=0.7", "en"),
        ("!!, en", "en"),
        ("en;q=0, tr;q=0", "tr"),
    ],
)
def test_choose_language(wanted: str | None, expected: str) -> None:
    assert choose_language(wanted, ("tr", "en")) == expected


RANGES = ("*/*", "text/*", "application/*", *(offer.media_type for offer in OFFERS), "image/png")
weights = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
accepts = st.dictionaries(st.sampled_from(RANGES), weights, min_size=1)
field = st.builds(
    lambda ranges: ", ".join(f"{name};q={weight:.3f}" for name, weight in ranges.items()), accepts
)


def by_the_book(ranges: dict[str, float], media_type: str) -> float:
    kind = media_type.partition("/")[0]
    for name in (media_type, f"{kind}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


@given(accepts)
def test_the_offer_of_the_highest_quality_wins_and_ties_go_by_order(
    ranges: dict[str, float],
) -> None:
    offers = (Offer("html", "text/html"), TURTLE, JSONLD, JSON)
    plain = [Offer(offer.key, offer.media_type) for offer in offers]
    accept = ", ".join(f"{name};q={weight:.3f}" for name, weight in ranges.items())
    qualities = {offer.key: by_the_book(ranges, offer.media_type) for offer in plain}
    chosen = choose(accept, plain)
    if chosen is None:
        assert set(qualities.values()) == {0.0}
    else:
        best = max(qualities.values())
        assert best > 0
        assert chosen.key == next(key for key, quality in qualities.items() if quality == best)


@given(field, st.randoms(use_true_random=False))
def test_the_order_of_the_elements_does_not_matter(accept: str, random) -> None:
    elements = accept.split(", ")
    random.shuffle(elements)
    assert choose(", ".join(elements), OFFERS) == choose(accept, OFFERS)


@given(field, st.text(alphabet="abc;=\"', q", max_size=12).filter(lambda text: "/" not in text))
def test_malformed_elements_change_nothing(accept: str, junk: str) -> None:
    junk = junk.replace('"', "")
    assert choose(f"{accept}, {junk}", OFFERS) == choose(accept, OFFERS)


@given(st.text(max_size=200))
def test_any_text_is_survived(accept: str) -> None:
    choose(accept, OFFERS)
    assert choose_language(accept, ("tr", "en")) in ("tr", "en")


def test_a_long_field_is_read_in_linear_time() -> None:
    assert parse_accept('a"' * 100_000) == ()
    assert choose("," * 100_000, OFFERS) is None
    assert choose('"\\' * 100_000, OFFERS) is None
