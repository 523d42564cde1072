"""What all tests can use, made once: releases, and services that serve them. To be read only.

The tests of a room stay in one process, so that what is dear to make is made once. What several
rooms need is here; releases are made once for all processes.
"""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph_service.release.build import build
from graph_service.resources.holdings import Holdings
from graph_service.search.index import Index
from graph_service.settings import Settings
from graph_service.store.release import Release, open_current
from tests.releases import Published, publish_three
from tests.servers import Server

ROOT = Path(__file__).parents[1]
DEAREST = ("profiles", "release", "browser", "sparql", "web", "bench", "audit", "feeds", "catalog")
"""The rooms that begin, by the time that they take: no process is left alone with one at the end.

The first of them needs the release of the real data and builds it, while the second does without.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the dearest rooms."""
    rank = {room: number for number, room in enumerate(DEAREST)}
    items.sort(key=lambda item: rank.get(room_of(item.nodeid), len(rank)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep the tests of a room in one process.

    Not by xdist's groups: it writes them into the names of tests, which pytest 9.2 does not read.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Rooms(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return room_of(nodeid)

    return Rooms(config, log)


def room_of(nodeid: str) -> str:
    """Of ``tests/room/test_it.py::test``."""
    return nodeid.split("/")[1]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the test processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built_release(shared: Path) -> Settings:
    """Settings over a release of the real data; `settings.current` points to it.

    Builds wait for each other, and one that finds nothing new ends at once. So with several test
    processes the first builds in the folder that they share, and the others take what is there.
    """
    settings = Settings(source_dir=ROOT, var_dir=shared / "built-release")
    build(settings)
    return settings


@pytest.fixture(scope="session")
def release(built_release: Settings) -> Release:
    return open_current(built_release.current)


@pytest.fixture(scope="session")
def holdings(release: Release) -> Holdings:
    return Holdings(release)


@pytest.fixture(scope="session")
def index(release: Release) -> Index:
    return Index.open(release.search_path, release.id)


@pytest.fixture(scope="session")
def server(built_release: Settings) -> Iterator[Server]:
    """The service over the real data."""
    settings = built_release.model_copy(
        update={"sparql_workers": 1, "contact_email": "heritage@example.org"}
    )
    with Server(settings) as running:
        yield running


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    headers = {"accept-language": "en"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as http:
        yield http


@pytest.fixture(scope="session")
def three_releases(shared: Path) -> Published:
    """A small project after three releases, all of them kept."""
    folder = shared / "three-releases"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / "published.pickle"
        if not known.exists():
            known.write_bytes(pickle.dumps(publish_three(folder / "project")))
        published: Published = pickle.loads(known.read_bytes())
    return published


@pytest.fixture(scope="session")
def three_served(three_releases: Published) -> Iterator[Server]:
    """The service over the last of three releases."""
    settings = three_releases.project.settings(sparql_workers=1)
    with Server(settings) as running:
        yield running
