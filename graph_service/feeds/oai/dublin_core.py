"""Entities in unqualified Dublin Core (`oai_dc`), the format that every record has.

A record is made of what the change log watches (`graph_service.resources.records`), with the names
of the types, periods, people and places that it leads to. Names, notes and labels keep their
languages; `dc:language` has those of a publication's title, or of the texts of the
record. What a source calls doubtful is left out: Dublin Core has no way to say so.
Years are those of ISO 8601: ``-0399`` is 400 BCE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from pyoxigraph import Literal, NamedNode

from graph_service.feeds.oai.sets import KINDS
from graph_service.feeds.oai.xml import DUBLIN_CORE, LANGUAGE, clean
from graph_service.profiles.edm.objects import CONTRIBUTORS, MAKERS, PROVIDER
from graph_service.profiles.parts import (
    Phase,
    alternatives,
    described,
    identifiers,
    participations,
    phases,
    span_of,
)
from graph_service.profiles.reading import Reading
from graph_service.resources.document import LICENCE, Document
from graph_service.resources.mentions import Mentions
from loaders.namespaces import CRM, DC, DCT, LA, OWL, SCHEMA, SKOS

_SAME = (LA.equivalent, OWL.sameAs, SCHEMA.sameAs, SKOS.exactMatch)
_WITHIN = (CRM.P89_falls_within, CRM.P7_took_place_at)
_LOCATED = CRM.P53_has_former_or_current_location
_PART_OF = (CRM.P46i_forms_part_of, CRM.P9i_forms_part_of, CRM.P148i_is_component_of)
_UNDETERMINED = Literal("und")
"""Code of ISO 639-2 for texts in a language that nobody has said."""

Value = NamedNode | Literal
Said = Iterator[tuple[str, Iterable[Value]]]


def element(document: Document, mentions: Mentions) -> etree._Element:
    """A record (`graph_service.resources.records`) as an ``oai_dc:dc`` element."""
    reading, root = Reading.of(document, mentions), dublin_core()
    for name, values in _said(reading):
        for value in dict.fromkeys(values):
            say(root, name, value)
    return root


def dublin_core() -> etree._Element:
    """An empty ``oai_dc:dc`` element."""
    return etree.Element(f"{{{DUBLIN_CORE}}}dc", nsmap={"oai_dc": DUBLIN_CORE, "dc": DC.iri})


def say(root: etree._Element, name: str, value: Value) -> None:
    """Add an element of Dublin Core."""
    child = etree.SubElement(root, f"{{{DC.iri}}}{name}")
    child.text = clean(value.value)
    if isinstance(value, Literal) and value.language:
        child.set(LANGUAGE, value.language)


def _said(reading: Reading) -> Said:
    thing = reading.thing
    titles = (*reading.labels(thing), *alternatives(reading))
    texts = described(reading, thing)
    yield "title", titles
    yield from _people(reading)
    yield "subject", _names(reading, CRM.P129_is_about)
    yield "description", texts
    yield "publisher", reading.texts(thing, DC.publisher) or (PROVIDER,)
    yield "date", reading.texts(thing, DCT.issued)
    yield "type", _names(reading, CRM.P2_has_type) or KINDS[reading.kind].literals
    yield "identifier", (thing, *(Literal(number) for number, _ in identifiers(reading)))
    yield "source", reading.nodes(thing, DCT.source)
    spoken = titles if reading.kind == "publication" else (*titles, *texts)
    yield "language", _languages(spoken) or (_UNDETERMINED,)
    yield "relation", reading.nodes(thing, *_PART_OF, *_SAME)
    yield "coverage", _coverage(reading)
    yield "rights", (LICENCE,)


def _people(reading: Reading) -> Said:
    sure = [part for part in participations(reading) if not part.certainty]
    for name, roles in (("creator", MAKERS), ("contributor", CONTRIBUTORS)):
        agents = (a for p in sure if roles & set(map(reading.slug, p.roles)) for a in p.agents)
        labels = [label for agent in agents for label in reading.labels(agent)]
        stated = reading.texts(reading.thing, DC.creator) if name == "creator" else ()
        yield name, (*stated, *labels)


def _coverage(reading: Reading) -> Iterator[Value]:
    places = reading.nodes(reading.thing, _LOCATED)
    for where in (reading.thing, *places):
        for place in reading.nodes(where, *_WITHIN):
            yield from reading.labels(place)
    own = span_of(reading, reading.thing)
    if own and (own.begin or own.end):
        yield Literal(own.interval)
    for phase in phases(reading):
        if not phase.certainty:
            yield from _when(reading, phase)


def _when(reading: Reading, phase: Phase) -> Iterator[Value]:
    if phase.span and (phase.span.begin or phase.span.end):
        yield Literal(phase.span.interval)
    for period in phase.periods:
        yield from reading.labels(period)


def _names(reading: Reading, *predicates: NamedNode) -> tuple[Literal, ...]:
    nodes = reading.nodes(reading.thing, *predicates)
    return tuple(label for node in nodes for label in reading.labels(node))


def _languages(texts: Iterable[Literal]) -> tuple[Literal, ...]:
    found = dict.fromkeys(text.language for text in texts if text.language)
    return tuple(Literal(language) for language in found)
