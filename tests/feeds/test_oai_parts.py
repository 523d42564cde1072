"""Dates, arguments and tokens of OAI-PMH: whatever comes is read or refused."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.feeds.oai.arguments import Asked, read
from graph_service.feeds.oai.dates import Span, span
from graph_service.feeds.oai.errors import OaiError
from graph_service.feeds.oai.tokens import Seal, Token, key_of

MOMENTS = st.integers(-30_000_000_000, 250_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
"""From the year 1019 to 9892."""
ALMOST = st.tuples(
    st.sampled_from(["2026-", "0000-", "26-"]),
    st.integers(0, 13).map("{:02}-".format),
    st.integers(0, 32).map("{:02}".format),
    st.sampled_from(["", "T00:00:00Z", "T24:00:00Z", "T23:59:60Z", "T12:00Z", "Z", "T12:00:00"]),
).map("".join)
NAMES = st.sampled_from(
    ["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken", "x"]
)
VALUES = st.sampled_from(["ListRecords", "GetRecord", "oai_dc", "2026-01-01", "a:b"]) | st.text()
TOKENS = st.builds(
    Token,
    verb=st.sampled_from(["ListRecords", "ListIdentifiers"]),
    prefix=st.sampled_from(["oai_dc", "rdf"]),
    within=st.none() | st.sampled_from(["kind:site", "district"]),
    since=st.none() | st.just("2026-01-01"),
    until=st.none() | st.just("2026-01-01T10:00:00Z"),
    release=st.text("abc123-.", min_size=1, max_size=30),
    after=st.integers(0, 10**9),
    cursor=st.integers(0, 10**9),
    size=st.integers(1, 10**9),
)
Read = TypeVar("Read")
SEAL = Seal(b"k" * 32)


def second(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def tried(call: Callable[[], Read]) -> Read | str:
    """What is read, or the code of the error."""
    try:
        return call()
    except OaiError as error:
        return error.code


class TestDates:
    @given(MOMENTS, MOMENTS)
    def test_pairs_are_in_order_or_refused(self, one: datetime, other: datetime) -> None:
        for form in (second, lambda moment: second(moment)[:10]):
            since, until = form(one), form(other)
            if since > until:
                with pytest.raises(OaiError, match="after"):
                    span(since, until)
            else:
                found = span(since, until)
                assert (found.since or "")[: len(since)] == since
                assert (found.until or "")[: len(until)] == until
                assert (found.since or "") <= (found.until or "")
        with pytest.raises(OaiError, match="granularity"):
            span(second(min(one, other)), second(max(one, other))[:10])

    @given(ALMOST | st.text())
    def test_any_text_is_a_date_or_refused(self, text: str) -> None:
        found = tried(lambda: span(text, None))
        if isinstance(found, Span):
            assert (found.since or "").startswith(text)
            assert second(datetime.fromisoformat(found.since or "")) == found.since
        else:
            assert found == "badArgument"

    def test_a_day_is_meant_whole(self) -> None:
        found = span("2026-11-22", "2026-11-22")
        assert (found.since, found.until) == ("2026-11-22T00:00:00Z", "2026-11-22T23:59:59Z")
        assert span(None, None) == span(None, None)
        assert span(None, "2026-11-22").since is None


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_any_arguments_are_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    asked = tried(lambda: read(pairs))
    if isinstance(asked, Asked):
        assert sorted([("verb", asked.verb), *asked.arguments.items()]) == sorted(pairs)
    else:
        assert asked in ("badVerb", "badArgument")


class TestTokens:
    @given(TOKENS)
    def test_what_is_written_is_read(self, token: Token) -> None:
        text = SEAL.write(token)
        assert text.isascii()
        assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
        assert SEAL.read(text, token.verb) == token
        assert SEAL.write(replace(token)) == text

    @given(TOKENS, st.data())
    def test_what_was_changed_is_refused(self, token: Token, data: st.DataObject) -> None:
        text = SEAL.write(token)
        at = data.draw(st.integers(0, len(text) - 1))
        put = data.draw(st.sampled_from(["", "A", "_", ".", "ı", text[at] * 2]))
        changed = text[:at] + put + text[at + 1 :]
        if changed != text:
            with pytest.raises(OaiError) as caught:
                SEAL.read(changed, token.verb)
            assert caught.value.code == "badResumptionToken"

    @given(st.text())
    def test_no_other_text_is_a_token(self, text: str) -> None:
        with pytest.raises(OaiError):
            SEAL.read(text, "ListRecords")

    @given(TOKENS)
    def test_another_key_knows_nothing_of_it(self, token: Token) -> None:
        with pytest.raises(OaiError):
            Seal(b"j" * 32).read(SEAL.write(token), token.verb)


class TestKey:
    def test_it_is_made_once_and_kept_to_itself(self, tmp_path: Path) -> None:
        key = key_of(tmp_path, "https://example.org/")
        assert len(key) == 32
        assert key_of(tmp_path, "https://example.org/") == key
        assert [each.name for each in tmp_path.iterdir()] == ["oai.key"]
        assert stat.S_IMODE((tmp_path / "oai.key").stat().st_mode) == 0o600

    def test_without_a_place_to_write_it_is_still_stable(self, tmp_path: Path) -> None:
        nowhere = tmp_path / "missing"
        assert key_of(nowhere, "https://a.org/") == key_of(nowhere, "https://a.org/")
        assert key_of(nowhere, "https://a.org/") != key_of(nowhere, "https://b.org/")
