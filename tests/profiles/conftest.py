"""Every entity of the real release, described once for all tests of conversions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import pytest
from pyoxigraph import Literal, NamedNode, Store

from graph_service.resources.document import Document, document
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.store.release import Release

PLACE = Place("https://example.org/kg", "/kg")

Described = Mapping[Reference, tuple[Document, Mentions]]

THINGS = """
    SELECT DISTINCT ?thing {
        ?thing a ?class .
        FILTER(STRSTARTS(STR(?thing), "https://w3id.org/izmiras/id/"))
        FILTER(!CONTAINS(STR(?thing), "#"))
    }
"""


class InMemory(Release):
    """A release whose store was read into memory: there all of it is read in half of the time."""

    @cached_property
    def store(self) -> Store:
        store = Store()
        store.bulk_extend(Store.read_only(str(self.store_path)))
        return store


@pytest.fixture(scope="session")
def holdings(release: Release) -> Holdings:
    return Holdings(InMemory(release.path))


@pytest.fixture(scope="session")
def described(holdings: Holdings) -> Described:
    """Each entity with what it mentions, as a release of no date and of the name `r1`."""
    found: dict[Reference, tuple[Document, Mentions]] = {}
    for (thing,) in holdings.release.store.query(THINGS):
        assert isinstance(thing, NamedNode)
        reference = Reference.parse(thing.value.removeprefix(f"{holdings.base}id/"))
        read = holdings.document(reference)
        assert read
        edition = replace(read.edition, release="r1", created="2026-01-01")
        told = document(read.description, edition)
        found[reference] = (told, holdings.mentions(told))
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def literals(told: Document, mentions: Mentions) -> set[str]:
    """Every text that a conversion may use: what the graph says, and the languages it says."""
    objects = [s.object for s in told.statements]
    own = {value.value for value in objects}
    own |= {value.language for value in objects if isinstance(value, Literal) and value.language}
    named = {label.value for found in told.description.terms.values() for label in found}
    known = {v.value for m in mentions.values() for values in m.values.values() for v in values}
    return own | named | known


EXAMPLES = (
    "agent/raymond-charles-pere",
    "designation/ephesus-world-heritage-inscription",
    "event/earthquake-ad-178",
    "period/archaic",
    "place/konak",
    "practice/glass-bead-making",
    "project/8500-years-in-one-day",
    "publication/bagnall-2016-graffiti-basilica-agora-smyrna",
    "research/smyrna-agora-excavation-1932",
    "route/8500-years-in-one-day",
    "site/agora-of-smyrna",
    "source/pleiades",
    "type/agora",
    "waterway/gaffarzade-sebili",
)
"""One of each kind."""
