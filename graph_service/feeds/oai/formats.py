"""The formats that records can be had in (OAI-PMH 2.0, section 3.4).

- `oai_dc`: every entity.
- `edm`: cultural heritage objects only. What EDM knows besides, places and people, are parts of
  such records; Europeana takes no record without an object.
- `rdf`: every entity, whole, in CIDOC CRM.
- `lido`: sites and waters, which are objects. It would bend places, periods, people and routes.

What a record says, and what of it is repeated of others, is said in
`graph_service.resources.records`. The change log watches both, so a datestamp is the time of the
latest change of a record, also where only a name that it repeats has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lxml import etree
from pyoxigraph import Triple

from graph_service.feeds.oai import crm, dublin_core, lido
from graph_service.feeds.oai.xml import DUBLIN_CORE, OAI, located
from graph_service.profiles import edm
from graph_service.profiles.edm.terms import EDM
from graph_service.resources.holdings import Holdings, Reference
from graph_service.resources.place import Place
from graph_service.resources.records import Told
from graph_service.store.changes import Entry
from loaders.namespaces import RDF

SCHEMA_PATH = "/oai/rdf.xsd"


@dataclass(frozen=True, slots=True)
class Item:
    """An entity that is there, as records in every format are made of it."""

    entry: Entry
    stated: Sequence[Triple]
    """Its description (`graph_service.feeds.described`)."""
    holdings: Holdings
    place: Place

    @property
    def told(self) -> Told:
        """Its document with the date of its own change, and not with that of the release."""
        edition = replace(self.holdings.edition, created=self.entry.latest.time[:10])
        thing = self.holdings.iri(Reference.parse(self.entry.reference))
        return self.holdings.records.told(thing, self.stated, edition)


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format. A schema that begins with a slash is one of ours."""

    prefix: str
    namespace: str
    schema: str
    write: Callable[[Item], etree._Element]
    kinds: frozenset[str] | None = None
    """The kinds of things that it can hold; None for all."""

    def holds(self, kind: str) -> bool:
        return self.kinds is None or kind in self.kinds

    def location(self, place: Place) -> str:
        """The URL of the schema."""
        return f"{place.root}{self.schema}" if self.schema.startswith("/") else self.schema

    def element(self, item: Item) -> etree._Element:
        """What an entity's `metadata` holds."""
        return located(self.write(item), self.namespace, self.location(item.place))


def _dublin_core(item: Item) -> etree._Element:
    return dublin_core.element(*item.told)


def _edm(item: Item) -> etree._Element:
    return edm.element(*item.told, item.place)


def _lido(item: Item) -> etree._Element:
    return lido.element(*item.told, item.place)


def _rdf(item: Item) -> etree._Element:
    return crm.element(item.stated, item.holdings.base, item.entry)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.prefix: each
        for each in (
            Format("oai_dc", DUBLIN_CORE, f"{OAI}oai_dc.xsd", _dublin_core),
            Format("edm", EDM.iri, f"{EDM.iri}EDM.xsd", _edm, edm.OBJECTS),
            Format("lido", lido.LIDO, lido.SCHEMA, _lido, lido.OBJECTS),
            Format("rdf", RDF.iri, SCHEMA_PATH, _rdf),
        )
    }
)
"""All formats, by prefix."""
