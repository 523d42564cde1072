"""What befell an object, and who had a part in it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from pyoxigraph import Literal, NamedNode

from graph_service.feeds.oai.lido.terms import (
    UNSPECIFIED,
    URI,
    add,
    add_concept,
    add_identified,
    add_names,
    say_id,
)
from graph_service.profiles.parts import (
    Participation,
    Phase,
    Span,
    participations,
    phases,
    span_of,
)
from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM


def add_events(parent: etree._Element, reading: Reading) -> None:
    """Each phase and each part that somebody had."""
    told, roles = phases(reading), participations(reading)
    owners = reading.nodes(reading.thing, CRM.P51_has_former_or_current_owner)
    if not (told or roles or owners):
        return
    events = add(parent, "eventWrap")
    for phase in told:
        _add_phase(add(add(events, "eventSet"), "event"), reading, phase)
    for part in roles:
        _add_part(add(add(events, "eventSet"), "event"), reading, part)
    for owner in owners:
        event = add(add(events, "eventSet"), "event")
        _add_type(event, reading, ())
        _add_role(event, reading, owner, CRM.P51_has_former_or_current_owner)


def _add_phase(event: etree._Element, reading: Reading, phase: Phase) -> None:
    say_id(event, "eventID", phase.node.value, URI)
    _add_type(event, reading, phase.kinds)
    add_names(event, "eventName", phase.labels)
    _add_date(event, phase.span)
    for period in () if phase.certainty else phase.periods:
        add_concept(event, "periodName", reading, period)
    doubts = (label for concept in phase.certainty for label in reading.labels(concept))
    _add_notes(event, [*doubts, *phase.notes])


def _add_part(event: etree._Element, reading: Reading, part: Participation) -> None:
    say_id(event, "eventID", part.node.value, URI)
    _add_type(event, reading, ())
    for agent in part.agents:
        actor = _actor(event, reading, agent)
        for role in part.roles:
            add_concept(actor, "roleActor", reading, role)
        for concept in part.certainty:
            for label in reading.labels(concept):
                add(actor, "attributionQualifierActor", label)
    _add_date(event, span_of(reading, part.node))


def _add_role(event: etree._Element, reading: Reading, agent: NamedNode, role: NamedNode) -> None:
    actor = _actor(event, reading, agent)
    say_id(add(actor, "roleActor"), "conceptID", role.value, URI, "CIDOC CRM")


def _actor(event: etree._Element, reading: Reading, agent: NamedNode) -> etree._Element:
    in_role = add(add(event, "eventActor"), "actorInRole")
    actor = add_identified(in_role, "actor", "actorID", reading, agent)
    add_names(actor, "nameActorSet", reading.labels(agent))
    return in_role


def _add_type(event: etree._Element, reading: Reading, kinds: tuple[NamedNode, ...]) -> None:
    """LIDO has one type an event."""
    if kinds:
        add_concept(event, "eventType", reading, kinds[0])
    else:
        say_id(add(event, "eventType"), "conceptID", UNSPECIFIED, URI)


def _add_date(event: etree._Element, span: Span | None) -> None:
    if span is None or not (span.begin or span.end or span.labels):
        return
    dated = add(event, "eventDate")
    for label in span.labels:
        add(dated, "displayDate", label)
    if span.begin or span.end:
        date = add(dated, "date")
        for name, bound in (("earliestDate", span.begin), ("latestDate", span.end)):
            if bound:
                add(date, name, bound)


def _add_notes(event: etree._Element, notes: Iterable[Literal]) -> None:
    for note in notes:
        add(add(event, "eventDescriptionSet"), "descriptiveNoteValue", note)
