"""ResourceSync, as the client of its authors uses it, and line by line."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse

from graph_service.feeds.resourcesync import Source, lists
from graph_service.release import publish
from graph_service.resources.place import Place
from graph_service.settings import Settings
from graph_service.store.changes import FILE, ChangeLog
from tests.feeds.dumped import BASE, quads_in_dumps
from tests.feeds.logs import growing
from tests.releases import Published
from tests.servers import Server, get

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "rs": "http://www.openarchives.org/rs/terms/",
}
CLIENT = """
import sys
from resync.client import Client
from resync.client_state import ClientState
ClientState.status_file = sys.argv[4]
client = Client(hashes=["sha-256"] if sys.argv[1] == "baseline" else None)
client.set_mappings([sys.argv[2], sys.argv[3]])
if sys.argv[1] == "baseline":
    client.baseline_or_audit(allow_deletion=True)
else:
    # It cannot compare digests in change lists; and without a time it begins again with what it
    # has seen last, and takes what was created then and deleted since for nothing at all.
    client.incremental(allow_deletion=True, from_datetime=sys.argv[5])
"""


def tree(http: httpx.Client, path: str) -> etree._Element:
    answer = http.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml"
    return etree.fromstring(answer.content)


def urls(root: etree._Element) -> list[str]:
    return [str(each.text) for each in root.iterfind(".//s:loc", NAMES)]


def metadata(element: etree._Element) -> dict[str, str]:
    (found,) = element.iterfind("rs:md", NAMES)
    return {str(name): str(value) for name, value in found.attrib.items()}


def test_everything_is_found_from_the_well_known_address(http: httpx.Client) -> None:
    description = tree(http, "/.well-known/resourcesync")
    assert metadata(description) == {"capability": "description"}
    (capability_list,) = urls(description)
    capabilities = tree(http, capability_list)
    assert metadata(capabilities) == {"capability": "capabilitylist"}
    found = {
        metadata(each)["capability"]: urls(each)[0]
        for each in capabilities.iterfind("s:url", NAMES)
    }
    assert set(found) == {"resourcelist", "changelist", "resourcedump"}
    for name, url in found.items():
        assert metadata(tree(http, url))["capability"] == name


def test_listed_resources_are_as_listed_and_make_the_dump(
    http: httpx.Client, three_releases: Published
) -> None:
    bodies = []
    for each in tree(http, "/resourcesync/resourcelist.xml").iterfind("s:url", NAMES):
        answer = http.get(urls(each)[0])
        said = metadata(each)
        assert said["hash"] == f"sha-256:{hashlib.sha256(answer.content).hexdigest()}"
        assert said["type"] == answer.headers["content-type"]
        bodies.append(answer.content)
    quads = set(parse(b"".join(bodies), format=RdfFormat.N_QUADS))
    assert quads == quads_in_dumps(three_releases.settings.current)


def test_changes_are_listed_with_what_is_gone(http: httpx.Client) -> None:
    listed = tree(http, "/resourcesync/changelist.xml")
    assert "until" not in metadata(listed)
    said = [(urls(each)[0], metadata(each)) for each in listed.iterfind("s:url", NAMES)]
    assert [each["datetime"] for _, each in said] == sorted(each["datetime"] for _, each in said)
    deleted = {url.rpartition("/")[2] for url, each in said if each["change"] == "deleted"}
    assert deleted == {"kadifekale.nq", "temple-of-athena.nq"}
    assert {each["change"] for _, each in said} == {"created", "updated", "deleted"}


def test_packages_hold_all_resources(http: httpx.Client, three_releases: Published) -> None:
    quads = set()
    for url in urls(tree(http, "/resourcesync/resourcedump.xml")):
        answer = http.get(url)
        assert answer.headers["content-type"] == "application/zip"
        assert http.head(url).headers["content-length"] == str(len(answer.content))
        with zipfile.ZipFile(BytesIO(answer.content)) as archive:
            manifest = etree.fromstring(archive.read("manifest.xml"))
            assert metadata(manifest)["capability"] == "resourcedump-manifest"
            for each in manifest.iterfind("s:url", NAMES):
                said = metadata(each)
                body = archive.read(said["path"].removeprefix("/"))
                assert said["hash"] == f"sha-256:{hashlib.sha256(body).hexdigest()}"
                assert said["length"] == str(len(body))
                quads |= set(parse(body, format=RdfFormat.N_QUADS))
    assert quads == quads_in_dumps(three_releases.settings.current)


def test_a_resource_says_what_it_is(http: httpx.Client) -> None:
    path = "/resourcesync/statements/site/old-smyrna.nq"
    answer = http.get(path)
    assert f'<{BASE}id/site/old-smyrna>; rel="describes"' in answer.headers["link"]
    assert "Repr-Digest" in answer.headers
    known = {"if-none-match": answer.headers["etag"]}
    assert http.get(path, headers=known).status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("statements/site/kadifekale.nq", 410),
        ("statements/site/temple-of-athena.nq", 308),
        ("statements/site/nothing.nq", 404),
        ("statements/site/old-smyrna.ttl", 404),
        ("resourcelist/2.xml", 404),
        ("changelist/0.xml", 404),
        ("changelist/1.zip", 404),
        ("resourcedump/99.zip", 404),
    ],
)
def test_what_is_not_there(http: httpx.Client, path: str, status: int) -> None:
    answer = http.get(f"/resourcesync/{path}", follow_redirects=False)
    assert answer.status_code == status
    if status == 308:
        assert answer.headers["location"] == "/resourcesync/statements/site/old-smyrna.nq"


@pytest.fixture
def var(three_releases: Published, tmp_path: Path) -> Settings:
    """The three releases in a folder of its own, where the first is the current one."""
    settings = three_releases.project.settings(var_dir=tmp_path / "var", sparql_workers=1)
    settings.var_dir.mkdir()
    settings.releases_dir.symlink_to(three_releases.settings.releases_dir)
    publish.switch(settings.current, settings.releases_dir / three_releases.made[0].id)
    return settings


@pytest.fixture
def going_on(var: Settings) -> Iterator[Server]:
    """A service that serves the first release, until it is told of the last."""
    with Server(var) as server:
        yield server


def test_the_client_of_its_authors_keeps_a_folder_in_step(
    going_on: Server, var: Settings, three_releases: Published, tmp_path: Path
) -> None:
    """Once for the first release, then by the changes up to the third."""
    folder, state = tmp_path / "copy", tmp_path / "state"

    with ChangeLog.open(three_releases.settings.current / FILE) as log:
        after = log.releases[0].time.replace("00Z", "01Z")

    def client(what: str) -> str:
        words = [
            what,
            f"{going_on.url}/resourcesync",
            str(folder),
            str(state),
            after,
        ]
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", CLIENT, *words],
            capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def copied() -> set[object]:
        lines = b"".join(each.read_bytes() for each in folder.rglob("*.nq"))
        return set(parse(lines, format=RdfFormat.N_QUADS))

    client("baseline")
    assert copied() == quads_in_dumps(var.releases_dir / three_releases.made[0].id)
    publish.switch(var.current, var.releases_dir / three_releases.made[-1].id)
    _until(going_on, three_releases.made[-1].id)
    client("incremental")
    assert copied() == quads_in_dumps(var.releases_dir / three_releases.made[-1].id)
    assert not (folder / "statements/site/temple-of-athena.nq").exists()


def _until(server: Server, release: str) -> None:
    """Wait until a release is served."""
    for _ in range(100):
        if release in get(f"{server.url}/health/ready").text:
            return
        time.sleep(0.1)
    raise TimeoutError(release)


def test_a_full_change_list_is_closed_and_never_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size_of_list = 20
    monkeypatch.setattr(lists, "LIST", size_of_list)
    sizes = (size_of_list - 1, size_of_list, size_of_list + 5)
    open_one, full, longer = (
        Source(log, BASE, Place("https://x", "")) for log in growing(tmp_path, *sizes)
    )
    assert b"until=" not in open_one.changes(1)
    assert b'until="2026-11-22T00:00:00Z"' in full.changes(1)
    assert full.changes(1) == longer.changes(1)
    assert b"until=" not in longer.changes(2)
    assert longer.change_list().count(b"<loc>") == 2
    assert b"sitemapindex" in longer.change_list()
    assert b"sitemapindex" not in full.change_list()
    assert b"sitemapindex" in longer.resource_list()
    parts = [longer.resources(part).count(b"<loc>") for part in (1, 2)]
    assert parts == [size_of_list, 5]
