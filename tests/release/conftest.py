"""A small project before its first release, and after it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from graph_service.release.build import Outcome, build
from tests.projects import SmallProject


class First(NamedTuple):
    """A project after its first release. To be read only."""

    project: SmallProject
    outcome: Outcome


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path / "project")


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    project = SmallProject(tmp_path_factory.mktemp("first") / "project")
    return First(project, build(project.settings()))


@pytest.fixture
def released(first: First, tmp_path: Path) -> SmallProject:
    """A copy of the project after its first release, to go on with."""
    return first.project.copy(tmp_path / "released")
