"""Whole harvests by OAI-PMH, with sickle, also while releases change."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse
from sickle import Sickle
from sickle.oaiexceptions import BadResumptionToken, NoRecordsMatch

from graph_service.feeds.oai.formats import FORMATS
from graph_service.feeds.oai.provider import Provider
from graph_service.settings import Settings
from graph_service.store.changes import ChangeLog
from tests.feeds.harvesting import (
    BASE,
    PREFIXES,
    START,
    Straight,
    check_record,
    checked,
    listed,
    provider,
    told,
    triples_of,
)
from tests.releases import Published
from tests.servers import Server, get
from tests.web.conftest import make_current


def folders(published: Published) -> list[Path]:
    return [published.settings.releases_dir / each.id for each in published.made]


@pytest.fixture(scope="module")
def newest(three_releases: Published) -> ChangeLog:
    return provider(folders(three_releases)[-1], 1).log


def described_in(release: Path) -> set[Triple]:
    """The statements of a dump that make descriptions of entities."""
    packed = (release / "dumps" / "izmiras.nq.gz").read_bytes()
    inferred = f"{BASE}graph/inferred"
    kinds = tuple(f"{BASE}id/{kind}/" for kind in ("site", "place", "period", "type", "source"))
    return {
        quad.triple
        for quad in parse(gzip.decompress(packed), format=RdfFormat.N_QUADS)
        if quad.subject.value.startswith(kinds)
        and (quad.graph_name.value != inferred or str(quad.object).startswith('"'))
    }


class TestEverything:
    @pytest.mark.parametrize("prefix", PREFIXES)
    @pytest.mark.parametrize("size", [7, 100, 1000])
    def test_from_every_format(
        self, three_releases: Published, newest: ChangeLog, prefix: str, size: int
    ) -> None:
        client = Straight([provider(folders(three_releases)[-1], size)])
        records = list(client.ListRecords(metadataPrefix=prefix))
        kinds = FORMATS[prefix].kinds
        assert told([each.header for each in records]) == list(listed(newest, kinds=kinds))
        headers = list(client.ListIdentifiers(metadataPrefix=prefix))
        assert told(headers) == told([each.header for each in records])
        if size == 100:
            for each in records:
                check_record(each.xml, prefix)
        for body in client.bodies:
            checked(body)

    def test_one_by_one(self, three_releases: Published, newest: ChangeLog) -> None:
        client = Straight([provider(folders(three_releases)[-1], 1)])
        headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
        assert told(headers) == list(listed(newest))
        assert len(client.bodies) == len(headers)
        records = list(client.ListRecords(metadataPrefix="edm", set="kind:site"))
        within = {"within": "kind:site", "left": False}
        assert told([each.header for each in records]) == list(listed(newest, **within))

    @pytest.mark.parametrize("size", [2, 1000])
    def test_from_every_set(self, three_releases: Published, newest: ChangeLog, size: int) -> None:
        client = Straight([provider(folders(three_releases)[-1], size)])
        sets = [each.setSpec for each in client.ListSets()]
        assert len(set(sets)) == len(sets)
        assert set(sets) == {*newest.sets, *(spec.partition(":")[0] for spec in newest.sets)}
        everything = {each.reference: each for each in newest.entities(limit=100_000)}
        for spec in sets:
            headers = list(client.ListIdentifiers(metadataPrefix="oai_dc", set=spec))
            members = {
                f"{START}{reference}"
                for reference, entry in everything.items()
                if any(f"{each}:".startswith(f"{spec}:") for each in entry.sets)
            }
            assert Counter(each.identifier for each in headers) == Counter(members)

    def test_all_records_together_are_the_dump(self, three_releases: Published) -> None:
        release = folders(three_releases)[-1]
        client = Straight([provider(release, 100)])
        found: set[Triple] = set()
        for record in client.ListRecords(metadataPrefix="rdf", ignore_deleted=True):
            triples = triples_of(record)
            assert triples
            assert not triples & found
            found |= triples
        assert found == described_in(release)

    def test_the_dublin_core_of_a_site(self, three_releases: Published) -> None:
        client = Straight([provider(folders(three_releases)[-1], 100)])
        identifier = f"{START}site/old-smyrna"
        record = client.GetRecord(metadataPrefix="oai_dc", identifier=identifier)
        said: dict[str, Any] = record.metadata
        assert {"Old Smyrna", "Eski Smyrna", "Σμύρνα"} == set(said["title"])
        assert said["identifier"][0] == f"{BASE}id/site/old-smyrna"
        assert "https://pleiades.stoa.org/places/550771" in said["relation"]
        assert {"Konak", "Archaic", "Arkaik Dönem"} <= set(said["coverage"])
        assert said["type"] == ["ancient city", "antik kent"]
        assert "Excavated since 1948." in said["description"]
        assert said["rights"] == ["https://creativecommons.org/licenses/by/4.0/"]
        assert {"en", "tr"} <= set(said["language"])


class TestWhileReleasesChange:
    """The second release creates, changes and merges; the third withdraws."""

    @given(data=st.data())
    @settings(max_examples=12, deadline=None)
    def test_a_list_is_of_the_release_it_began_with(
        self, three_releases: Published, data: st.DataObject
    ) -> None:
        providers, ends = harvesters(three_releases, data)
        client = Straight(providers)
        client.before = lambda count: turn(client, ends, count)
        headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
        assert told(headers) == list(listed(providers[0].log))
        mirror = {each.identifier: not each.deleted for each in headers}
        client.before = lambda _: None
        client.now = 2
        self.follow(client, mirror, max(each.datestamp for each in headers))
        assert mirror == self.now(providers)

    @given(data=st.data())
    @settings(max_examples=12, deadline=None)
    def test_nothing_is_lost_when_old_releases_are_removed(
        self, three_releases: Published, data: st.DataObject
    ) -> None:
        providers, ends = harvesters(three_releases, data)
        client = Straight(providers)
        client.before = lambda count: turn(client, ends, count)
        client.kept = lambda at: at == client.now
        headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
        mirror = {each.identifier: not each.deleted for each in headers}
        known = providers[client.now]
        assert mirror == self.now([known])
        twice = {name for name, n in Counter(h.identifier for h in headers).items() if n > 1}
        changed = {f"{START}{each.reference}" for each in known.log.page(providers[0].log.size)}
        assert twice <= changed
        assert len({(each.identifier, each.datestamp) for each in headers}) == len(headers)

    @staticmethod
    def follow(client: Sickle, mirror: dict[str, bool], last: str) -> None:
        """Bring a mirror up to date from the last date on."""
        bounds = {"from": last}
        for each in client.ListIdentifiers(metadataPrefix="oai_dc", **bounds):
            mirror[each.identifier] = not each.deleted

    @staticmethod
    def now(providers: list[Provider]) -> dict[str, bool]:
        return {name: not deleted for name, _, deleted in listed(providers[-1].log)}

    def test_over_http(self, three_releases: Published, tmp_path: Path) -> None:
        (tmp_path / "releases").symlink_to(three_releases.settings.releases_dir)
        made = folders(three_releases)
        make_current(tmp_path, made[0])
        with Server(Settings(var_dir=tmp_path, sparql_workers=1, oai_page_size=7)) as server:
            client = Sickle(f"{server.url}/oai")
            records = client.ListRecords(metadataPrefix="rdf", set="source")
            headers = client.ListIdentifiers(metadataPrefix="oai_dc")
            found = [next(headers) for _ in range(10)]
            become(server, tmp_path, made[1])
            found += [next(headers) for _ in range(10)]
            become(server, tmp_path, made[2])
            found += list(headers)
            old, new = (provider(release, 1).log for release in (made[0], made[2]))
            assert told(found) == list(listed(old))
            assert told([each.header for each in records]) == list(
                listed(old, within="source", left=False)
            )
            assert len(found) > 100
            bounds = {"from": max(each.datestamp for each in found)[:10]}
            mirror = {each.identifier: each.deleted for each in found}
            for each in client.ListRecords(metadataPrefix="oai_dc", **bounds):
                mirror[each.header.identifier] = each.deleted
            assert mirror == {name: deleted for name, _, deleted in listed(new)}
            assert mirror[f"{START}site/temple-of-athena"]
            assert mirror[f"{START}site/kadifekale"]
            assert not mirror[f"{START}site/old-smyrna"]


def harvesters(published: Published, data: st.DataObject) -> tuple[list[Provider], list[int]]:
    """The releases, and before which requests the second and the third become current."""
    size = data.draw(st.integers(20, 200))
    ends = sorted(data.draw(st.lists(st.integers(0, 12), min_size=2, max_size=2)))
    return [provider(folder, size) for folder in folders(published)], [max(1, n) for n in ends]


def turn(client: Straight, ends: list[int], count: int) -> None:
    client.now = sum(count >= end for end in ends)


def become(server: Server, var: Path, release: Path) -> None:
    """Make a release current, and wait until it is served."""
    make_current(var, release)
    for _ in range(100):
        if release.name in get(f"{server.url}/health/ready").text:
            return
        time.sleep(0.1)
    raise TimeoutError(release.name)


class TestDates:
    @pytest.fixture
    def client(self, three_releases: Published) -> Straight:
        return Straight([provider(folders(three_releases)[-1], 100)])

    def test_both_granularities_and_both_ends_count(
        self, client: Straight, newest: ChangeLog
    ) -> None:
        for each in newest.releases:
            day = each.time[:10]
            for text, since, until in (
                (each.time, each.time, each.time),
                (day, f"{day}T00:00:00Z", f"{day}T23:59:59Z"),
            ):
                bounds = {"from": text, "until": text}
                headers = client.ListIdentifiers(metadataPrefix="oai_dc", **bounds)
                expected = list(listed(newest, since=since, until=until))
                assert expected
                assert told(list(headers)) == expected

    def test_before_and_after_all(self, client: Straight, newest: ChangeLog) -> None:
        every = list(listed(newest))
        early = client.ListIdentifiers(metadataPrefix="oai_dc", **{"from": "1000-01-01"})
        assert told(list(early)) == every
        for bounds in ({"until": "1999-12-31"}, {"from": "2999-01-01T00:00:00Z"}):
            with pytest.raises(NoRecordsMatch):
                client.ListIdentifiers(metadataPrefix="oai_dc", **bounds)

    def test_earliest_datestamp_is_true(self, client: Straight, newest: ChangeLog) -> None:
        first = client.Identify().earliestDatestamp
        assert first == min(time for _, time, _ in listed(newest))


def test_an_unknown_release_ends_a_list(three_releases: Published) -> None:
    """As after a restart with an empty folder: there is no way to go on, so it is said."""
    made = folders(three_releases)
    later, earlier = provider(made[2], 5), provider(made[0], 5)
    first = Straight([later])
    records = first.ListIdentifiers(metadataPrefix="oai_dc")
    with pytest.raises(BadResumptionToken):
        Straight([earlier]).ListIdentifiers(resumptionToken=records.resumption_token.token)


def test_tokens_can_be_sent_again(three_releases: Published) -> None:
    client = Straight([provider(folders(three_releases)[-1], 10)])
    token = client.ListRecords(metadataPrefix="rdf").resumption_token
    assert (token.cursor, int(token.complete_list_size) > 10) == ("0", True)
    again = [list(client.ListRecords(resumptionToken=token.token))[:10] for _ in range(2)]
    assert [each.raw for each in again[0]] == [each.raw for each in again[1]]
