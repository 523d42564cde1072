"""Contextual resources: `edm:Place`, `edm:Agent`, `edm:TimeSpan` and `skos:Concept`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import shapely
from pyoxigraph import Literal, NamedNode

from graph_service.profiles.edm.terms import EDM, RELATIONS, WGS84
from graph_service.profiles.edm.tree import Resource
from graph_service.profiles.parts import (
    Phase,
    alternatives,
    described,
    positions,
    span_of,
)
from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM, DCT, LA, OWL, SCHEMA, SKOS

CLASS_OF: Mapping[str, NamedNode] = MappingProxyType(
    {
        "place": EDM.Place,
        "agent": EDM.Agent,
        "period": EDM.TimeSpan,
        "type": SKOS.Concept,
    }
)
"""The class of each kind that gives context."""

_SAME: Mapping[NamedNode, tuple[NamedNode, ...]] = MappingProxyType(
    {
        EDM.Place: (LA.equivalent, SCHEMA.sameAs),
        EDM.Agent: (LA.equivalent, SCHEMA.sameAs),
        EDM.TimeSpan: (SKOS.exactMatch,),
    }
)


def contexts(reading: Reading, resource: Resource) -> Iterator[Resource]:
    """What a record tells of the places, people, periods and types that its object points to."""
    pointed = (value for values in resource.said.values() for value in values)
    seen = dict.fromkeys(node for node in pointed if isinstance(node, NamedNode))
    above = dict.fromkeys(node for place in _own_places(reading) for node in _above(reading, place))
    for node in {**seen, **above}:
        if reading.kind_of(node) in CLASS_OF and reading.is_thing(node):
            yield _mentioned(reading, node)


def asked_for(reading: Reading) -> Iterator[Resource]:
    """A place, agent, period or type by itself; a concept scheme as the concepts at its top."""
    if SKOS.ConceptScheme in reading.classes(reading.thing):
        yield from _top_concepts(reading)
        return
    yield _described(reading)


def place_of(reading: Reading) -> Resource | None:
    """Where an object is: its own place, within the places that we know."""
    for node in _own_places(reading):
        resource = Resource(EDM.Place, node.value)
        resource.say(SKOS.prefLabel, reading.labels(node))
        resource.say(DCT.isPartOf, _above(reading, node))
        _say_position(reading, resource)
        return resource
    return None


def span(reading: Reading, phase: Phase) -> Resource:
    """The dates of a phase, within the periods that it falls within."""
    assert phase.span
    resource = Resource(EDM.TimeSpan, phase.span.node.value)
    resource.say(SKOS.prefLabel, phase.span.labels)
    doubts = (label for concept in phase.certainty for label in reading.labels(concept))
    resource.say(SKOS.note, [*doubts, *phase.notes])
    resource.say(DCT.isPartOf, () if phase.certainty else phase.periods)
    _say_bounds(resource, phase.span.begin, phase.span.end)
    return resource


def _own_places(reading: Reading) -> tuple[NamedNode, ...]:
    return reading.nodes(reading.thing, CRM.P53_has_former_or_current_location)[:1]


def _above(reading: Reading, place: NamedNode) -> tuple[NamedNode, ...]:
    return reading.nodes(place, CRM.P89_falls_within)


def _mentioned(reading: Reading, node: NamedNode) -> Resource:
    resource = Resource(CLASS_OF[reading.kind_of(node)], node.value)
    resource.say(SKOS.prefLabel, reading.labels(node))
    for predicate in _SAME.get(resource.cls, ()):
        resource.say(OWL.sameAs, reading.related(node, predicate))
    if resource.cls == SKOS.Concept:
        for predicate in (SKOS.broader, SKOS.exactMatch, SKOS.closeMatch):
            resource.say(predicate, reading.related(node, predicate))
    return resource


def _described(reading: Reading) -> Resource:
    thing = reading.thing
    resource = _mentioned(reading, thing)
    resource.say(SKOS.altLabel, alternatives(reading))
    resource.say(SKOS.note, described(reading, thing))
    if resource.cls == SKOS.Concept:
        resource.say(SKOS.altLabel, reading.texts(thing, SKOS.altLabel))
        resource.say(SKOS.notation, reading.texts(thing, SKOS.notation))
        for predicate in (*RELATIONS, SKOS.inScheme):
            resource.say(predicate, reading.nodes(thing, predicate))
    elif resource.cls == EDM.Place:
        resource.say(DCT.isPartOf, _above(reading, thing))
        _say_position(reading, resource)
    elif resource.cls == EDM.Agent:
        resource.say(SKOS.note, reading.texts(thing, reading.term("active")))
        groups = (CRM.P107i_is_current_or_former_member_of, CRM.P107_has_current_or_former_member)
        resource.say(EDM.isRelatedTo, reading.nodes(thing, *groups))
    else:
        _say_period(reading, resource)
    return resource


def _say_period(reading: Reading, resource: Resource) -> None:
    thing = reading.thing
    resource.say(DCT.hasPart, reading.nodes(thing, CRM.P9_consists_of))
    resource.say(DCT.isPartOf, reading.nodes(thing, CRM.P9i_forms_part_of))
    certainty = reading.nodes(thing, reading.term("certainty"))
    resource.say(SKOS.note, (label for each in certainty for label in reading.labels(each)))
    found = span_of(reading, thing)
    if found:
        _say_bounds(resource, found.begin, found.end)


def _say_bounds(resource: Resource, begin: str | None, end: str | None) -> None:
    for predicate, date in ((EDM.begin, begin), (EDM.end, end)):
        if date:
            resource.say(predicate, [Literal(date)])


def _say_position(reading: Reading, resource: Resource) -> None:
    """The first point, and what it stands for. An extent has no point of its own."""
    for position in positions(reading):
        shape = shapely.from_wkt(position.wkt)
        if isinstance(shape, shapely.Point):
            resource.say(WGS84.lat, [Literal(repr(shape.y))])
            resource.say(WGS84.long, [Literal(repr(shape.x))])
            if position.precision:
                resource.say(SKOS.note, reading.labels(position.precision))
            return


def _top_concepts(reading: Reading) -> Iterator[Resource]:
    scheme = reading.thing
    for node in (*reading.nodes(scheme, SKOS.hasTopConcept), *reading.sayers(SKOS.topConceptOf)):
        resource = _mentioned(reading, node)
        if resource.cls == SKOS.Concept:
            resource.say(SKOS.inScheme, [scheme])
        yield resource
