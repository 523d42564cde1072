"""LIDO 1.1: sites and waters as objects, each phase of their life as an event of its own.

What is what:

- The thing is the object; its CRM class is the category, its types are the object type, with their
  matches in the AAT and elsewhere. Published identifiers are its address and those of others.
- Where it is, is told as LIDO wants it of architecture and archaeological sites: as the location
  of the repository, with every geometry in longitude and latitude, and what each stands for.
- Each phase is an event with the kind, dates and period that it has; who had a part, with the role
  and how sure it is, is an actor in an event that is not specified further, for no source says in
  which phase it was.
- What the thing belongs to, flows into, or is written about in, are related works, by the property
  of CIDOC CRM that relates them. So are its sources.

Not said: a second CRM class; which source says what; the kinds of names, their years and how sure
they are; the wording of dates; the periods of doubtful phases (their dates come with a note that
says so); what designations, events and research there were.

Other kinds have no LIDO. It describes objects, and would bend places, periods, people, practices
and routes. Nor is it a profile of documents: those are RDF or JSON, and LIDO is neither.
Years are those of ISO 8601: ``-0399`` is 400 BCE.
"""

from __future__ import annotations

from lxml import etree

from graph_service.feeds.oai.lido.events import add_events
from graph_service.feeds.oai.lido.identification import add_classification, add_identification
from graph_service.feeds.oai.lido.relations import add_relations
from graph_service.feeds.oai.lido.terms import LIDO, LOCAL, NSMAP, SCHEMA, URI, add, say_id
from graph_service.profiles.edm.objects import PROVIDER
from graph_service.profiles.reading import Reading
from graph_service.resources.document import LICENCE, Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.representations import HTML
from loaders.namespaces import CRM, DCT, LA
from loaders.namespaces import SCHEMA as SCHEMA_ORG

__all__ = ["LIDO", "OBJECTS", "SCHEMA", "element"]

OBJECTS = frozenset({"site", "waterway"})
"""The kinds that are objects."""
_LANGUAGES = "mul"
"""Of a whole record: each text in it names its own (ISO 639-2)."""
_ITEM = "http://terminology.lido-schema.org/lido00141"
"""A record of a single thing."""
_SAME = (LA.equivalent, SCHEMA_ORG.sameAs)


def element(document: Document, mentions: Mentions, place: Place) -> etree._Element:
    """A record (`graph_service.resources.records`) as a ``lido:lido`` element."""
    reading = Reading.of(document, mentions)
    root = etree.Element(f"{{{LIDO}}}lido", nsmap=dict(NSMAP))
    thing = reading.thing
    say_id(root, "lidoRecID", _local(reading), LOCAL, PROVIDER.value)
    for node in (thing, *reading.nodes(thing, *_SAME)):
        say_id(root, "objectPublishedID", node.value, URI)
    _add_category(root, reading)
    described = add(root, "descriptiveMetadata", language=_LANGUAGES)
    add_classification(described, reading)
    add_identification(described, reading)
    add_events(described, reading)
    add_relations(described, reading)
    _add_record(root, reading, place)
    return root


def _local(reading: Reading) -> str:
    return reading.thing.value.removeprefix(f"{reading.base}id/")


def _add_category(root: etree._Element, reading: Reading) -> None:
    """A class that is stated, for LIDO has room for one; a site before what it is besides."""
    stated = reading.classes(reading.thing)
    classes = sorted(cls.value for cls in stated if cls.value.startswith(CRM.iri))
    found = [CRM.E27_Site.value] if CRM.E27_Site in stated else classes
    for cls in found[:1]:
        say_id(add(root, "category"), "conceptID", cls, URI, "CIDOC CRM")


def _add_record(root: etree._Element, reading: Reading, place: Place) -> None:
    record = add(add(root, "administrativeMetadata", language=_LANGUAGES), "recordWrap")
    say_id(record, "recordID", _local(reading), LOCAL)
    say_id(add(record, "recordType"), "conceptID", _ITEM, URI)
    source = add(record, "recordSource")
    add(add(source, "legalBodyName"), "appellationValue", PROVIDER)
    add(source, "legalBodyWeblink", place.root)
    rights = add(add(record, "recordRights"), "rightsType")
    say_id(rights, "conceptID", LICENCE.value, URI)
    told = add(record, "recordInfoSet")
    path = reading.document.node.value.removeprefix(reading.base)
    link = add(told, "recordInfoLink", f"{place.root}/{path}.{HTML.suffix}")
    link.set(f"{{{LIDO}}}formatResource", HTML.media_type)
    for date in (s.object for s in reading.document.about if s.predicate == DCT.modified):
        add(told, "recordMetadataDate", date.value)
