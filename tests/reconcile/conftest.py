"""The reconciler of the service, without HTTP."""

from __future__ import annotations

import pytest

from graph_service.reconcile.gazetteer import Reconcilers
from graph_service.reconcile.reconciler import Reconciler
from graph_service.resources.holdings import Holdings
from graph_service.search.index import Index


@pytest.fixture(scope="session")
def reconciler(holdings: Holdings, index: Index) -> Reconciler:
    return Reconcilers().of(holdings, index)
