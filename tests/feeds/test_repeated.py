"""A record that repeats a name has a new date when that name changes, in every feed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from sickle.oaiexceptions import NoRecordsMatch

from graph_service.feeds.oai.formats import FORMATS
from graph_service.feeds.oai.provider import Provider
from graph_service.release.build import build
from graph_service.release.changes import Recorder
from graph_service.store.changes import FILE, Change
from tests.feeds.harvesting import OAI, START, Straight, check_record, provider
from tests.projects import SmallProject
from tests.releases import Published, Years

SITE = "site/old-smyrna"


def rename(project: SmallProject) -> None:
    """The district is called otherwise, and the site is dug: two things it does not say itself."""
    project.row("places", id="konak")["label_en"] = "Konak District"
    project.rows["publications"].append(
        {
            "id": "akurgal-1983-alt-smyrna",
            "type": "book",
            "title": "Alt-Smyrna I",
            "year": "1983",
            "about": SITE,
            "source": "a-blog",
        }
    )
    project.write()


@pytest.fixture(scope="module")
def before_and_after(
    three_releases: Published, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Provider, Provider]:
    """The third release, and a fourth after it."""
    folder = tmp_path_factory.mktemp("renamed") / "project"
    shutil.copytree(three_releases.project.folder, folder, symlinks=True)
    project = SmallProject.__new__(SmallProject)
    project.__dict__.update(vars(three_releases.project))
    project.folder, project.data = folder, folder / "data"
    project.rows = {name: [dict(r) for r in rows] for name, rows in project.rows.items()}
    rename(project)
    now = Years()
    now.time = now.time.replace(year=2031)
    made = build(project.settings(), now=now).manifest
    releases = project.settings().releases_dir
    return tuple(provider(releases / each.id, 50) for each in (three_releases.made[-1], made))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def changed(before_and_after: tuple[Provider, Provider]) -> dict[str, Change]:
    before, after = (each.log for each in before_and_after)
    return {each.reference: each for each in after.page(before.size)}


def harvest(client: Straight, prefix: str, since: str | None = None) -> dict[str, bytes]:
    """Every record as it came, by identifier; those that are deleted without metadata."""
    bounds = {"from": since} if since else {}
    try:
        records = list(client.ListRecords(metadataPrefix=prefix, **bounds))
    except NoRecordsMatch:
        return {}
    for each in records:
        check_record(each.xml, prefix)
    return {each.header.identifier: etree.tostring(each.xml) for each in records}


@pytest.mark.parametrize("prefix", FORMATS)
def test_what_changed_is_all_that_differs(
    before_and_after: tuple[Provider, Provider], prefix: str
) -> None:
    """A harvest before and one of what changed since is a harvest after, byte for byte."""
    old, new = (Straight([each]) for each in before_and_after)
    held = harvest(old, prefix)
    since = before_and_after[1].log.releases[-1].time
    news = harvest(new, prefix, since)
    whole = harvest(new, prefix)
    assert held | news == whole
    assert 0 < len(news) < len(whole)
    assert f"{START}{SITE}" in news


def test_dates_are_told_to_those_who_repeat(changed: dict[str, Change]) -> None:
    assert {each.activity for each in changed.values()} == {"create", "update"}
    assert changed[SITE].activity == "update"
    assert set(changed) == {
        "place/konak",
        "publication/akurgal-1983-alt-smyrna",
        SITE,
    }


def test_the_name_is_in_the_record(before_and_after: tuple[Provider, Provider]) -> None:
    for provider_, name in zip(before_and_after, ("Konak", "Konak District"), strict=True):
        client = Straight([provider_])
        record = client.GetRecord(identifier=f"{START}{SITE}", metadataPrefix="oai_dc")
        assert name in record.metadata["coverage"]
        record = client.GetRecord(identifier=f"{START}{SITE}", metadataPrefix="edm")
        (metadata,) = record.xml.find(f"{OAI}metadata")
        cited = b"akurgal-1983" in etree.tostring(metadata)
        assert cited == (name == "Konak District")


def test_a_log_that_knew_nothing_of_records_is_carried_on(
    three_releases: Published, tmp_path: Path
) -> None:
    """As those of releases that were built before records were compared."""
    last = three_releases.settings.releases_dir / three_releases.made[-1].id
    older = tmp_path / "older"
    shutil.copytree(last, older)
    wanted = compared(older / FILE)
    with closing(sqlite3.connect(older / FILE)) as database:
        database.execute("ALTER TABLE entities DROP COLUMN links")
        database.execute("ALTER TABLE entities DROP COLUMN repeated")
    with Recorder(tmp_path / FILE, older):
        pass
    assert compared(tmp_path / FILE) == wanted


def compared(log: Path) -> list[tuple[str, ...]]:
    query = "SELECT kind, slug, links, repeated FROM entities ORDER BY 1, 2"
    with closing(sqlite3.connect(log)) as database:
        return list(database.execute(query))
