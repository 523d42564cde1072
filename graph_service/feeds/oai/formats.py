"""The formats that records can be had in (OAI-PMH 2.0, section 3.4).

- `oai_dc`: every entity.
- `edm`: cultural heritage objects only. What EDM knows besides, places and people, are parts of
  such records; Europeana takes no record without an object.
- `rdf`: every entity, whole, in CIDOC CRM.

There is no `lido`: it wants each fact within an event or a repository of an object, and would drop
or bend most of what is known here of places, periods and routes.

Of the things that a record mentions, `oai_dc` and `edm` repeat names and positions. When those
change, the record of that thing is changed, and the datestamps of others are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lxml import etree

from graph_service.feeds.oai import crm, dublin_core
from graph_service.feeds.oai.xml import DUBLIN_CORE, OAI, located
from graph_service.profiles import edm
from graph_service.profiles.edm.terms import EDM
from graph_service.resources.document import document
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from graph_service.store.changes import Entry
from loaders.namespaces import RDF

SCHEMA_PATH = "/oai/rdf.xsd"


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format. A schema that begins with a slash is one of ours."""

    prefix: str
    namespace: str
    schema: str
    write: Callable[[Holdings, Entry, Place], etree._Element]
    kinds: frozenset[str] | None = None
    """The kinds of things that it can hold; None for all."""

    def holds(self, kind: str) -> bool:
        return self.kinds is None or kind in self.kinds

    def location(self, place: Place) -> str:
        """The URL of the schema."""
        return f"{place.root}{self.schema}" if self.schema.startswith("/") else self.schema

    def element(self, holdings: Holdings, entry: Entry, place: Place) -> etree._Element:
        """What an entity's `metadata` holds."""
        return located(self.write(holdings, entry, place), self.namespace, self.location(place))


def _dublin_core(holdings: Holdings, entry: Entry, _: Place) -> etree._Element:
    edition = replace(holdings.edition, created=entry.latest.time[:10])
    return dublin_core.element(holdings.release.store, edition, entry.reference)


def _edm(holdings: Holdings, entry: Entry, place: Place) -> etree._Element:
    """With the date of its own change, and not with that of the release."""
    found = holdings.document(Reference.parse(entry.reference))
    if found is None:
        raise OSError(f"{holdings.release.path}: the log has {entry.reference}, the store has not")
    edition = replace(found.edition, created=entry.latest.time[:10])
    told = document(found.description, edition)
    return edm.element(told, holdings.mentions(told), place)


def _rdf(holdings: Holdings, entry: Entry, _: Place) -> etree._Element:
    return crm.element(holdings.release.store, holdings.base, entry)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.prefix: each
        for each in (
            Format("oai_dc", DUBLIN_CORE, f"{OAI}oai_dc.xsd", _dublin_core),
            Format("edm", EDM.iri, f"{EDM.iri}EDM.xsd", _edm, edm.OBJECTS),
            Format("rdf", RDF.iri, SCHEMA_PATH, _rdf),
        )
    }
)
"""All formats, by prefix."""
