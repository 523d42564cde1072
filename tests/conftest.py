"""What all tests can use: a release of the project's own data, built once for the whole run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph_service.release.build import build
from graph_service.settings import Settings
from tests.releases import Published, publish_three

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(tryfirst=True)  # before groups become part of names
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a room in one process: what is dear to make is made once."""
    for item in items:
        room = item.path.relative_to(Path(__file__).parent).parts[0]
        item.add_marker(pytest.mark.xdist_group(room))


@pytest.fixture(scope="session")
def built_release(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a release of the real data; `settings.current` points to it.

    Builds wait for each other, and one that finds nothing new ends at once. So with several test
    processes the first builds in the folder that they share, and the others take what is there.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    settings = Settings(source_dir=ROOT, var_dir=shared / "built-release")
    build(settings)
    return settings


@pytest.fixture(scope="session")
def three_releases(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A small project after three releases, all of them kept. To be read only."""
    return publish_three(tmp_path_factory.mktemp("three") / "project")
