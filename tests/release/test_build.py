"""A build: reproducible, atomic, and strict about what it publishes."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_service.release.build import build
from graph_service.release.publish import list_releases, switch
from graph_service.store import Release, open_current
from graph_service.store.release import Manifest, ReleaseError
from loaders.faults import Fault, InvalidData
from tests.projects import SmallProject
from tests.release.conftest import First


@pytest.fixture(scope="module")
def release(first: First) -> Release:
    return open_current(first.project.settings().current)


def faults_of(project: SmallProject) -> list[Fault]:
    project.write()
    with pytest.raises(InvalidData) as caught:
        build(project.settings())
    return list(caught.value.faults)


def dump_bytes(release: Path) -> dict[str, bytes]:
    folder = release / "dumps"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class TestARelease:
    def test_holds_what_the_manifest_says(self, first: First, release: Release) -> None:
        outcome = first.outcome
        assert release.id == outcome.manifest.id
        assert outcome.is_new
        default = sum(1 for _ in release.store.quads_for_pattern(None, None, None, None))
        assert default == release.manifest.triples + release.manifest.quads
        assert release.manifest.entities["site"] == 2
        assert release.manifest.entities["place"] == 2

    def test_dumps_match_their_checksums(self, release: Release) -> None:
        assert release.manifest.files
        for file in release.manifest.files:
            content = (release.path / file.path).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file.sha256
            assert len(content) == file.size
        sums = (release.path / "dumps" / "SHA256SUMS").read_text().splitlines()
        for line in sums:
            digest, name = line.split("  ")
            content = (release.path / "dumps" / name).read_bytes()
            assert hashlib.sha256(content).hexdigest() == digest

    def test_content_hash_is_that_of_the_sorted_quads(self, release: Release) -> None:
        quads = gzip.decompress((release.path / "dumps" / "izmiras.nq.gz").read_bytes())
        assert hashlib.sha256(quads).hexdigest() == release.manifest.content
        lines = quads.splitlines()
        assert lines == sorted(set(lines))
        assert len(lines) == release.manifest.quads

    def test_default_graph_holds_each_triple_once(self, release: Release) -> None:
        """What two graphs hold counts once in the merge."""
        label = "<http://www.w3.org/2000/01/rdf-schema#label>"
        thing = "<https://w3id.org/izmiras/id/site/old-smyrna>"
        answer = release.store.query(f"SELECT ?label {{ {thing} {label} ?label }}")
        assert sorted(s["label"].value for s in answer) == ["Eski Smyrna", "Old Smyrna"]


class TestReproducible:
    def test_same_input_same_bytes(self, first: First, project: SmallProject) -> None:
        one, other = first.outcome, build(project.settings())
        assert one.manifest.content == other.manifest.content
        assert one.manifest.id == other.manifest.id
        ours, others = first.project.settings(), project.settings()
        assert dump_bytes(ours.current) == dump_bytes(others.current)

    def test_nothing_new_makes_no_release(self, first: First, released: SmallProject) -> None:
        again = build(released.settings())
        assert not again.is_new
        assert again.manifest == first.outcome.manifest
        assert len(list_releases(released.settings().releases_dir)) == 1

    def test_forced_build_of_the_same_input_keeps_the_release(
        self, first: First, released: SmallProject
    ) -> None:
        again = build(released.settings(), force=True)
        assert not again.is_new
        assert again.manifest == first.outcome.manifest

    def test_order_of_rows_does_not_matter(self, first: First, project: SmallProject) -> None:
        project.rows["sites"].reverse()
        project.write()
        other = build(project.settings())
        assert first.outcome.manifest.content == other.manifest.content

    def test_another_base_gives_other_addresses(self, project: SmallProject) -> None:
        settings = project.settings(base="https://example.org/heritage/")
        build(settings)
        release = open_current(settings.current)
        quads = gzip.decompress((release.path / "dumps" / "izmiras.nq.gz").read_bytes())
        assert b"<https://example.org/heritage/id/site/old-smyrna>" in quads
        assert b"w3id.org/izmiras/id/" not in quads


class TestARefusedBuild:
    """Every fault is told with file, row, column, value and what is expected."""

    def test_leaves_current_as_it_was(self, released: SmallProject) -> None:
        before = released.settings().current.readlink()
        released.row("sites", id="old-smyrna")["lat"] = "138.4"
        faults_of(released)
        assert released.settings().current.readlink() == before
        assert not list(released.settings().releases_dir.glob(".building-*"))

    def test_bad_coordinate(self, project: SmallProject) -> None:
        project.row("sites", id="old-smyrna")["lat"] = "138.4"
        (fault,) = faults_of(project)
        assert str(fault.where) == "data/sites.csv, row 2, column lat"
        assert fault.value == "138.4"
        assert "at most 40" in fault.expected

    def test_all_faults_at_once(self, project: SmallProject) -> None:
        project.row("sites", id="old-smyrna")["lon"] = "east"
        project.row("sites", id="temple-of-athena")["district"] = "atlantis"
        project.row("phases", id="built")["kind"] = "imagined"
        project.rows["sites"].append(dict(project.row("sites", id="temple-of-athena")))
        told = {str(fault.where): fault.expected for fault in faults_of(project)}
        assert "expected a number" in told["data/sites.csv, row 2, column lon"]
        district = told["data/sites.csv, row 3, column district"]
        assert "'atlantis' is not the id of a place" in district
        assert "is not a concept" in told["data/phases.csv, row 2, column kind"]
        assert told["data/sites.csv, row 4, column id"] == "already used in row 3"

    def test_violation_of_a_shape_is_told_by_its_cell(self, project: SmallProject) -> None:
        """A museum is no part of a period: the loaders cannot see it, the gate does."""
        project.row("phases", id="built").update(
            wording="", start_earliest="-0639", end_latest="-0639"
        )
        project.rows["sites"][0]["part_of"] = "site/temple-of-athena"
        faults = faults_of(project)
        cyclic = [fault for fault in faults if fault.where.file == "data/sites.csv"]
        assert {fault.where.row for fault in cyclic} == {2, 3}
        assert all(fault.where.column in {"part_of", None} for fault in cyclic)

    def test_bounds_out_of_order(self, project: SmallProject) -> None:
        project.row("phases", id="built").update(start_earliest="1900", end_latest="1850")
        faults = faults_of(project)
        assert [str(fault.where) for fault in faults] == [
            "data/phases.csv, row 2, column start_earliest"
        ]
        assert "start_earliest 1900 is after end_latest 1850" in faults[0].expected

    def test_half_a_point(self, project: SmallProject) -> None:
        project.row("sites", id="old-smyrna")["lat"] = ""
        faults = faults_of(project)
        assert "data/sites.csv, row 2, column lat" in {str(fault.where) for fault in faults}

    def test_published_id_may_not_vanish(self, released: SmallProject) -> None:
        released.rows["sites"] = [
            r for r in released.rows["sites"] if r["id"] != "temple-of-athena"
        ]
        released.rows["phases"] = []
        (fault,) = faults_of(released)
        assert fault.value == "site/temple-of-athena"
        assert "data/redirects.csv" in fault.expected

    @pytest.mark.parametrize(
        ("table", "row"),
        [
            (
                "redirects",
                {
                    "from": "site/temple-of-athena",
                    "to": "site/old-smyrna",
                    "date": "2026-11-22",
                    "reason": "merged",
                },
            ),
            (
                "withdrawn",
                {
                    "entity": "site/temple-of-athena",
                    "label_tr": "Athena Tapınağı",
                    "label_en": "Temple of Athena",
                    "date": "2026-11-22",
                    "reason_tr": "Yanlış kayıt.",
                    "reason_en": "Recorded in error.",
                },
            ),
        ],
    )
    def test_unless_it_is_redirected_or_withdrawn(
        self, released: SmallProject, table: str, row: dict[str, str]
    ) -> None:
        released.rows["sites"] = [
            r for r in released.rows["sites"] if r["id"] != "temple-of-athena"
        ]
        released.rows["phases"] = []
        released.rows[table].append(row)
        released.write()
        assert build(released.settings()).is_new
        release = open_current(released.settings().current)
        known = {**release.redirects, **release.tombstones}
        assert "site/temple-of-athena" in known

    def test_redirect_of_a_living_entity(self, project: SmallProject) -> None:
        project.rows["redirects"].append(
            {
                "from": "site/old-smyrna",
                "to": "site/nowhere",
                "date": "2026-11-22",
                "reason": "merged",
            }
        )
        columns = {fault.where.column for fault in faults_of(project)}
        assert columns == {"from", "to"}

    def test_broken_ontology_is_told_by_its_line(self, project: SmallProject) -> None:
        link = project.folder / "ontology"
        target = link.resolve()
        link.unlink()
        link.mkdir()
        (link / "vocabularies").symlink_to(target / "vocabularies")
        (link / "izmiras.ttl").write_text("@prefix a: <http://a/> .\n\na:b a:c ; .\n")
        (fault,) = faults_of(project)
        assert fault.where.file == "ontology/izmiras.ttl"
        assert fault.where.row == 3


class TestLifeOfReleases:
    def test_keeps_the_last_ones_and_the_current(self, released: SmallProject) -> None:
        settings = released.settings(keep_releases=2)
        made = []
        for number in range(3):  # after a first one
            released.row("sites", id="old-smyrna")["note_en"] = f"edition {number}"
            released.write()
            made.append(build(settings).manifest.id)
        kept = {manifest.id for manifest in list_releases(settings.releases_dir)}
        assert kept == set(made[-2:])
        assert open_current(settings.current).id == made[-1]

    def test_going_back_to_old_data_is_a_release_of_its_own(
        self, first: First, released: SmallProject
    ) -> None:
        """Its content is the old one; but it comes later, and its log says so."""
        begun = first.outcome.manifest
        released.row("sites", id="old-smyrna")["note_en"] = "changed"
        released.write()
        second = build(released.settings()).manifest
        released.row("sites", id="old-smyrna")["note_en"] = ""
        released.write()
        third = build(released.settings()).manifest
        assert third.content == begun.content != second.content
        assert third.id == f"{begun.id}-2" == open_current(released.settings().current).id
        assert begun.built < second.built < third.built

    def test_going_on_after_going_back_by_hand(self, first: First, released: SmallProject) -> None:
        """What was published last is still there: it becomes current again, as it is."""
        begun = first.outcome.manifest
        released.row("sites", id="old-smyrna")["note_en"] = "changed"
        released.write()
        second = build(released.settings()).manifest
        switch(released.settings().current, released.settings().releases_dir / begun.id)
        outcome = build(released.settings())
        assert not outcome.is_new
        assert outcome.manifest == second
        assert open_current(released.settings().current).id == second.id

    def test_a_killed_build_leaves_current_and_is_cleaned_up(self, released: SmallProject) -> None:
        before = released.settings().current.readlink()
        released.row("sites", id="old-smyrna")["note_en"] = "never published"
        released.write()
        environment = {
            **os.environ,
            "IZMIRAS_SOURCE_DIR": str(released.folder),
            "IZMIRAS_VAR_DIR": str(released.folder / "var"),
        }
        child = subprocess.Popen(
            [sys.executable, "-m", "graph_service.cli", "build"],
            env=environment,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        releases = released.settings().releases_dir
        deadline = time.monotonic() + 60
        while not list(releases.glob(".building-*/store")) and time.monotonic() < deadline:
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert released.settings().current.readlink() == before
        assert Release(released.settings().current).manifest.id == before.name
        build(released.settings())
        assert not list(releases.glob(".building-*"))

    def test_no_release_is_said_plainly(self, tmp_path: Path) -> None:
        with pytest.raises(ReleaseError, match="izmiras build"):
            open_current(tmp_path / "current")

    def test_half_a_manifest_is_no_release(self, tmp_path: Path) -> None:
        path = tmp_path / "manifest.json"
        path.write_text('{"id": "1"}')
        with pytest.raises(ReleaseError, match="not the manifest"):
            Manifest.read(path)
