"""The change log: three releases in a row, and the rules that hold for any."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.release import clock
from graph_service.release.build import build, heritage_graph
from graph_service.release.changes import Gone, Holding, Recorder
from graph_service.release.descriptions import Described, describe
from graph_service.release.lifecycle import check_lifecycle
from graph_service.release.publish import prune, switch
from graph_service.settings import Settings
from graph_service.store.changes import FILE, Change, ChangeLog
from graph_service.store.release import ReleaseError
from loaders.faults import InvalidData
from tests.projects import SmallProject
from tests.releases import Published

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BASE = "https://w3id.org/izmiras/"


def log_of(settings: Settings) -> ChangeLog:
    return ChangeLog.open(settings.current / FILE)


def told(changes: list[Change]) -> set[tuple[str, str, str | None]]:
    return {(each.activity, each.reference, each.target) for each in changes}


@pytest.fixture(scope="module")
def log(three_releases: Published) -> ChangeLog:
    return log_of(three_releases.settings)


class TestThreeReleases:
    def test_the_first_creates_all_that_it_holds(
        self, three_releases: Published, log: ChangeLog
    ) -> None:
        first = [each for each in log.page() if each.release == three_releases.made[0].id]
        assert {each.activity for each in first} == {"create"}
        schemes = 24  # of concepts: they have addresses too, but are not counted as entities
        assert len(first) == sum(three_releases.made[0].entities.values()) + schemes
        assert {each.time for each in first} == {"2026-11-22T00:00:00Z"}

    def test_the_second_tells_what_it_changed(
        self, three_releases: Published, log: ChangeLog
    ) -> None:
        """And nothing else: the district that now lists another site has not changed itself."""
        second = [each for each in log.page() if each.release == three_releases.made[1].id]
        assert told(second) == {
            ("create", "site/kadifekale", None),
            ("update", "site/old-smyrna", None),
            ("move", "site/temple-of-athena", "site/old-smyrna"),
        }

    def test_the_third_tells_what_it_withdrew(
        self, three_releases: Published, log: ChangeLog
    ) -> None:
        third = [each for each in log.page() if each.release == three_releases.made[2].id]
        assert told(third) == {("delete", "site/kadifekale", None)}

    def test_times_never_go_back(self, log: ChangeLog) -> None:
        times = [each.time for each in log.releases]
        assert times == sorted(set(times))
        assert [each.time for each in log.page()] == sorted(each.time for each in log.page())

    def test_an_older_log_is_the_beginning_of_a_newer(
        self, three_releases: Published, log: ChangeLog
    ) -> None:
        project, made = three_releases.project, three_releases.made
        with ChangeLog.open(project.settings().releases_dir / made[1].id / FILE) as older:
            assert older.page() == log.page(until=older.size)
            assert older.releases == log.releases[:2]

    def test_pages_go_on_where_the_last_ended(self, log: ChangeLog) -> None:
        pages, after = [], 0
        while page := log.page(after, limit=7):
            pages += page
            after = page[-1].sequence
        assert pages == log.page(limit=10_000)
        assert [each.sequence for each in pages] == list(range(1, log.size + 1))
        assert (log.first, log.last) == (pages[0], pages[-1])

    def test_each_entity_is_listed_once_as_it_is_now(self, log: ChangeLog) -> None:
        entries = log.entities(limit=10_000)
        latest = {each.reference: each for each in log.page(limit=10_000)}
        assert {each.reference: each.latest for each in entries} == latest
        assert [each.sequence for each in entries] == sorted(each.sequence for each in entries)
        assert log.count() == len(entries) == len(latest)

    def test_sets(self, log: ChangeLog) -> None:
        entry = log.latest("site/old-smyrna")
        assert entry is not None
        assert entry.sets == (
            "district:konak", "kind:site", "source:a-blog", "source:city-open-data",
        )  # fmt: skip
        assert entry.first == log.releases[0].time < entry.latest.time
        konak = {each.reference for each in log.entities(within="district:konak")}
        assert konak == {"site/old-smyrna", "site/kadifekale", "site/temple-of-athena"}
        assert log.count(within="district:konak") == len(konak)
        assert {"kind:type", "district:konak", "source:a-blog"} <= set(log.sets)

    def test_bounds_of_time_are_inclusive(self, log: ChangeLog) -> None:
        first, second, _ = (each.time for each in log.releases)
        between = log.entities(since=second, until=second)
        assert {each.reference for each in between} == {"site/old-smyrna", "site/temple-of-athena"}
        assert log.count(since=second) == 3
        assert log.count(until=first) == log.count() - 3
        assert log.count(since="2999-01-01T00:00:00Z") == log.count(until="1999-01-01T00:00:00Z")

    def test_tombstones_stay(self, log: ChangeLog) -> None:
        gone = log.latest("site/kadifekale")
        assert gone is not None
        assert gone.latest.activity == "delete"
        assert not gone.latest.is_live
        assert [each.activity for each in log.history("site/kadifekale")] == ["create", "delete"]
        assert log.latest("site/nowhere") is None


class TestABuild:
    @pytest.fixture
    def project(self, three_releases: Published, tmp_path: Path) -> SmallProject:
        """A copy of the project after its three releases."""
        return three_releases.project.copy(tmp_path / "project")

    def test_same_inputs_and_predecessor_give_the_same_bytes(
        self, project: SmallProject, three_releases: Published
    ) -> None:
        made, settings = three_releases.made, project.settings()
        expected = (settings.current / FILE).read_bytes()
        shutil.rmtree(settings.releases_dir / made[2].id)
        settings.current.unlink()
        again = build(settings, now=lambda: START).manifest
        assert replace(again, inputs="") == replace(made[2], inputs="")
        assert (settings.current / FILE).read_bytes() == expected

    def test_the_log_outlives_the_releases(
        self, project: SmallProject, three_releases: Published
    ) -> None:
        settings = project.settings()
        removed = prune(settings.releases_dir, settings.current, keep=1)
        assert removed == [each.id for each in reversed(three_releases.made[:2])]
        with log_of(settings) as log:
            assert [each.id for each in log.releases] == [m.id for m in three_releases.made]
            assert log.first == log_of(three_releases.settings).first

    def test_what_was_published_once_may_never_vanish(self, project: SmallProject) -> None:
        """Not even when its redirect is dropped two releases later."""
        project.rows["redirects"] = []
        project.write()
        with pytest.raises(InvalidData) as caught:
            build(project.settings())
        assert [fault.value for fault in caught.value.faults] == ["site/temple-of-athena"]

    def test_a_concept_may_not_vanish_either(self, project: SmallProject) -> None:
        """But it may be moved to another."""
        lost = "living-human-treasures"
        link = project.folder / "ontology"
        target = link.resolve()
        link.unlink()
        shutil.copytree(target, link)
        path = link / "vocabularies" / "designation-types.ttl"
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        left = [block for block in blocks if not block.startswith(f"type:{lost} ")]
        path.write_text("\n\n".join(left), encoding="utf-8")
        with pytest.raises(InvalidData) as caught:
            build(project.settings())
        assert [fault.value for fault in caught.value.faults] == [f"type/{lost}"]
        assert "data/redirects.csv" in caught.value.faults[0].expected
        project.rows["redirects"] = [
            {"from": f"type/{lost}", "to": "type/castle", "date": "2026-11-26", "reason": "merged"}
        ]
        project.write()
        assert not list(check_lifecycle(heritage_graph(project.settings()), frozenset()))

    def test_a_log_is_made_up_for_a_release_without_one(
        self, project: SmallProject, three_releases: Published
    ) -> None:
        """As for a first release, but with the tombstones and redirects that it has."""
        settings = project.settings(keep_releases=1)
        (settings.current / FILE).unlink()
        for other in three_releases.made[:2]:
            shutil.rmtree(settings.releases_dir / other.id)
        project.row("sites", id="old-smyrna")["note_en"] = "changed"
        project.write()
        build(settings)
        with log_of(settings) as log:
            assert log.releases[0].id == three_releases.made[2].id
            before = log.page(until=log.releases[0].last_sequence)
            assert {each.activity for each in before} == {"create", "move", "delete"}
            assert told(log.page(len(before))) == {("update", "site/old-smyrna", None)}

    def test_the_log_goes_on_from_what_was_seen_last(
        self, project: SmallProject, three_releases: Published
    ) -> None:
        """After going back by hand, what harvesters have seen is not forgotten."""
        settings = project.settings()
        switch(settings.current, settings.releases_dir / three_releases.made[1].id)
        project.row("sites", id="old-smyrna")["note_en"] = "changed"
        project.write()
        build(settings)
        with log_of(settings) as log:
            assert [each.id for each in log.releases][:3] == [
                each.id for each in three_releases.made
            ]
            assert told(log.page(log.releases[2].last_sequence)) == {
                ("update", "site/old-smyrna", None)
            }


def test_no_log_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="not a change log"):
        ChangeLog.open(tmp_path / FILE)
    (tmp_path / FILE).write_text("no database, but long enough to look like something " * 100)
    with pytest.raises(ReleaseError, match="not a change log"):
        ChangeLog.open(tmp_path / FILE)


class TestTheClock:
    def test_the_environment_can_stop_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        assert clock.write(clock.now()) == "2023-11-14T22:13:20Z"

    def test_a_first_release_is_never_of_tomorrow(self) -> None:
        assert clock.release_time("2999-01-01", None, lambda: START) == clock.write(START)
        assert clock.release_time("2020-01-01", None, lambda: START) == "2020-01-01T00:00:00Z"

    def test_a_release_is_known_by_when_it_can_be_seen(self) -> None:
        """Not before: who harvests in between must find it the next time."""
        time = clock.release_time("2020-01-01", "2026-11-22T00:00:00+00:00", lambda: START)
        assert time > clock.write(START)
        late = clock.release_time("2020-01-01", "2027-01-01T00:00:00Z", lambda: START)
        assert late == "2027-01-01T00:00:01Z"

    def test_zones_are_turned_into_utc(self) -> None:
        assert clock.write(clock.read("2026-11-22T03:00:00+03:00")) == "2026-11-22T00:00:00Z"


SLUGS = st.sampled_from(["a", "a-b", "a-b-c", "ab", "b"])
STATES = st.dictionaries(
    SLUGS,
    st.one_of(
        st.tuples(st.sampled_from("xyz"), st.frozensets(st.sampled_from("pqr"))),
        st.just("withdrawn"),
        st.sampled_from(["site/z1", "site/z2"]),
    ),
)
State = dict[str, object]


def holding(state: State) -> Holding:
    described, gone = [], []
    for slug, value in state.items():
        if isinstance(value, tuple):
            sets = ("kind:site", *sorted(f"source:{name}" for name in value[1]))
            described.append(Described("site", slug, str(value[0]), sets))
        else:
            gone.append(Gone(f"site/{slug}", None if value == "withdrawn" else str(value)))
    return Holding(described, gone)


def write_log(folder: Path, number: int, state: State) -> Path:
    """A log that goes on from the one of the number before."""
    here, before = folder / str(number), folder / str(number - 1)
    here.mkdir()
    with Recorder(here / FILE, before if number > 1 else None) as recorder:
        recorder.record(f"r{number}", "", holding(state))
        recorder.date(clock.write(START + timedelta(days=number)))
    return here / FILE


@settings(max_examples=60, deadline=None)
@given(st.lists(STATES, min_size=1, max_size=5))
def test_replaying_the_log_gives_the_last_release(
    tmp_path_factory: pytest.TempPathFactory, states: list[State]
) -> None:
    folder = tmp_path_factory.mktemp("replay")
    path = folder
    for number, state in enumerate(states, start=1):
        path = write_log(folder, number, state)
    with ChangeLog.open(path) as log:
        replayed: dict[str, tuple[str | None, str | None]] = {}
        known: dict[str, set[str]] = {}
        for change in log.page(limit=1000):
            was = replayed.get(change.slug, (None, None))
            assert change.activity != "update" or was[0] is not None
            assert change.activity != "create" or was[0] is None
            replayed[change.slug] = (change.digest, change.target)
        entries = {each.latest.slug: each for each in log.entities(limit=1000)}
        for state in states:
            for slug, value in state.items():
                known.setdefault(slug, set()).update(value[1] if isinstance(value, tuple) else ())
        last = states[-1]
        assert replayed.keys() == known.keys() == entries.keys()
        for slug in known:
            value = last.get(slug, "withdrawn")
            if isinstance(value, tuple):
                assert replayed[slug] == (value[0], None)
                assert set(entries[slug].sets) == {"kind:site"} | {f"source:{s}" for s in value[1]}
            else:
                assert replayed[slug] == (None, None if value == "withdrawn" else value)
        for name in "pqr":
            listed = {each.latest.slug for each in log.entities(within=f"source:{name}")}
            assert listed == {slug for slug, sets in known.items() if name in sets}


@settings(max_examples=200, deadline=None)
@given(
    st.sets(
        st.tuples(
            st.sampled_from(["a", "a-b", "a-b-c", "ab", "a0", "b"]),
            st.sampled_from(["", "#p", "#part-2"]),
            st.sampled_from(["<x> <g:one>", '"x" <g:one>', "<x> <g:inferred>", '"x" <g:inferred>']),
        )
    )
)
def test_descriptions_are_found_in_one_pass(statements: set[tuple[str, str, str]]) -> None:
    lines = sorted(_line(*each) for each in statements)
    counted: dict[str, list[bytes]] = {}
    for slug, fragment, rest in statements:
        if not rest.startswith("<x> <g:inferred"):
            counted.setdefault(slug, []).append(_line(slug, fragment, rest))
    expected = {
        slug: hashlib.sha256(b"".join(sorted(own))).hexdigest() for slug, own in counted.items()
    }
    found = list(describe(lines, BASE, ()))
    assert {each.slug: each.digest for each in found} == expected
    assert len(found) == len(expected)


def _line(slug: str, fragment: str, rest: str) -> bytes:
    rest = rest.replace("<g:", f"<{BASE}graph/")
    return f"<{BASE}id/site/{slug}{fragment}> <p> {rest} .\n".encode()
