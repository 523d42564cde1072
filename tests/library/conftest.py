"""The library as it stands, over a release of the project's own data."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph_service.library.query import Library
from graph_service.store.release import Release
from loaders.iri import DEFAULT_BASE
from tests.projects import ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.read(ROOT / "queries", DEFAULT_BASE)


@pytest.fixture(scope="session")
def store(release: Release) -> Store:
    return release.store
