"""What each kind of thing says of itself in schema.org."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.parts import (
    Phase,
    identifiers,
    participations,
    phases,
    positions,
    span_of,
)
from graph_service.profiles.reading import Reading
from graph_service.profiles.schema_org.classes import classes_of
from graph_service.profiles.schema_org.values import (
    Json,
    geo,
    named,
    property_value,
    reference,
    references,
    text,
    texts,
    tidy,
)
from loaders.namespaces import CRM, DC, DCT, SCHEMA, SKOS

_WHERE = (CRM.P7_took_place_at, CRM.P8_took_place_on_or_within)
_WHO = (CRM.P14_carried_out_by, CRM.P11_had_participant)


def physical(reading: Reading) -> Json:
    """A site or a water: a Place with its phases and people as property values."""
    thing = reading.thing
    own = reading.nodes(thing, CRM.P53_has_former_or_current_location)
    above = [node for place in own for node in reading.nodes(place, CRM.P89_falls_within)]
    wholes = reading.nodes(thing, CRM.P46i_forms_part_of)
    happened = reading.nodes(thing, CRM.P12i_was_present_at, CRM.P8i_witnessed)
    events = [node for node in happened if reading.kind_of(node) == "event"]
    designations = reading.nodes(thing, CRM.P41i_was_classified_by)
    granted = [n for n in designations if classes_of(reading, n) == ("Certification",)]
    return {
        "geo": geo(reading, positions(reading)),
        "containedInPlace": references(reading, [*wholes, *above]),
        "containsPlace": references(reading, reading.nodes(thing, CRM.P46_is_composed_of)),
        "event": references(reading, events),
        "hasCertification": references(reading, granted),
        "subjectOf": references(reading, [n for n in designations if n not in granted]),
        "additionalProperty": list(_properties(reading)),
    }


def _properties(reading: Reading) -> Iterator[Json]:
    for phase in phases(reading):
        yield from _phase(reading, phase)
    for part in participations(reading):
        doubts = [label for each in part.certainty for label in reading.labels(each)]
        for role in part.roles[:1]:
            for agent in part.agents:
                yield property_value(
                    role,
                    reading.labels(role),
                    reading.labels(agent),
                    node=part.node,
                    description=doubts,
                    about=[agent.value],
                )
    for name in ("presentUse", "neighbourhood", "size"):
        term = reading.term(name)
        for value in reading.texts(reading.thing, term):
            yield property_value(term, _called(reading, term), [value])
    for name in ("flowsInto", "crosses", "supplies", "namedAfter"):
        term = reading.term(name)
        for node in reading.nodes(reading.thing, term):
            labels = reading.labels(node)
            yield property_value(term, _called(reading, term), labels, about=[node.value])


def _phase(reading: Reading, phase: Phase) -> Iterator[Json]:
    when = [*phase.span.labels] if phase.span else []
    periods = [label for period in phase.periods for label in reading.labels(period)]
    doubts = [label for each in phase.certainty for label in reading.labels(each)]
    for kind in phase.kinds[:1]:
        yield property_value(
            kind,
            phase.labels,
            when or periods,
            node=phase.node,
            description=[*doubts, *phase.notes],
            about=references(reading, phase.periods),
        )


def _called(reading: Reading, term: NamedNode) -> tuple[Literal, ...]:
    return reading.document.description.terms.get(term, ())


def place(reading: Reading) -> Json:
    return {
        "geo": geo(reading, positions(reading)),
        "containedInPlace": references(reading, reading.nodes(reading.thing, CRM.P89_falls_within)),
    }


def concept(reading: Reading) -> Json:
    """A type or a period as a term of its set; a scheme as the set."""
    thing = reading.thing
    if SKOS.ConceptScheme in reading.classes(thing):
        terms = (*reading.nodes(thing, SKOS.hasTopConcept), *reading.sayers(SKOS.topConceptOf))
        return {"hasDefinedTerm": references(reading, terms)}
    sets = reading.nodes(thing, SKOS.inScheme)
    return {
        "inDefinedTermSet": [{**reference(reading, n), "@type": "DefinedTermSet"} for n in sets],
        "termCode": [code.value for code in reading.texts(thing, SKOS.notation)],
        "alternateName": texts(reading.texts(thing, SKOS.altLabel)),
    }


def event(reading: Reading) -> Json:
    span = span_of(reading, reading.thing)
    present = reading.nodes(reading.thing, CRM.P12_occurred_in_the_presence_of)
    return {
        "startDate": span.starts if span else None,
        "endDate": span.ends if span else None,
        "location": references(reading, reading.nodes(reading.thing, *_WHERE)),
        "about": references(reading, present),
    }


def practice(reading: Reading) -> Json:
    if classes_of(reading, reading.thing) != ("EventSeries",):
        return {}
    return {"location": references(reading, reading.nodes(reading.thing, *_WHERE))}


def project(reading: Reading) -> Json:
    """A project or research: in schema.org an organization that comes and goes."""
    thing = reading.thing
    span = span_of(reading, thing)
    return {
        "foundingDate": span.starts if span else None,
        "dissolutionDate": span.ends if span else None,
        "location": references(reading, reading.nodes(thing, *_WHERE)),
        "parentOrganization": references(reading, reading.nodes(thing, CRM.P9i_forms_part_of)),
        "subOrganization": references(reading, reading.nodes(thing, CRM.P9_consists_of)),
        "member": list(_members(reading)),
    }


def _members(reading: Reading) -> Iterator[Json]:
    """With their role where a source gives one."""
    known = []
    for part in participations(reading):
        for agent in part.agents:
            known.append(agent)
            roles = [label for role in part.roles for label in reading.labels(role)]
            yield tidy(
                {
                    "@type": "OrganizationRole",
                    "@id": part.node.value,
                    "roleName": texts(roles),
                    "member": reference(reading, agent),
                }
            )
    others = (agent for agent in reading.nodes(reading.thing, *_WHO) if agent not in known)
    yield from references(reading, others)


def agent(reading: Reading) -> Json:
    thing = reading.thing
    groups = references(reading, reading.nodes(thing, CRM.P107i_is_current_or_former_member_of))
    members = references(reading, reading.nodes(thing, CRM.P107_has_current_or_former_member))
    return {
        "description": texts(reading.texts(thing, reading.term("active"))),
        "memberOf": groups,
        "member": members,
    }


def route(reading: Reading) -> Json:
    thing = reading.thing
    made_by = references(reading, reading.nodes(thing, reading.term("madeBy")))
    wholes = references(reading, reading.nodes(thing, CRM.P148i_is_component_of))
    parts = references(reading, reading.nodes(thing, CRM.P148_has_component))
    through = references(reading, reading.nodes(thing, CRM.P67_refers_to))
    stops = [_stops(reading, node) for node in reading.nodes(thing, SCHEMA.itinerary)]
    return {
        "provider": made_by,
        "partOfTrip": wholes,
        "subTrip": parts,
        "itinerary": [*stops, *through],
    }


def _stops(reading: Reading, node: NamedNode) -> Json:
    stops = reading.nodes(node, SCHEMA.itemListElement)
    return {
        "@type": "ItemList",
        "@id": node.value,
        "numberOfItems": len(stops),
        "itemListElement": sorted((_stop(reading, stop) for stop in stops), key=_position),
    }


def _stop(reading: Reading, node: NamedNode) -> Json:
    return tidy(
        {
            "@type": "ListItem",
            "@id": node.value,
            "position": int(reading.text(node, SCHEMA.position) or 0),
            "name": texts(reading.labels(node)),
            "description": texts(reading.texts(node, SKOS.note)),
            "item": references(reading, reading.nodes(node, SCHEMA.item)),
        }
    )


def _position(stop: Json) -> int:
    position = stop["position"]
    assert isinstance(position, int)
    return position


def publication(reading: Reading) -> Json:
    thing = reading.thing
    classes = classes_of(reading, thing)
    titles = reading.texts(thing, DCT.title)
    numbers = identifiers(reading)
    isbn = [number for number, kinds in numbers if "id-isbn" in map(reading.slug, kinds)]
    pages = [each.value for each in reading.texts(thing, SCHEMA.pagination)]
    return {
        "author": [named(each.value) for each in reading.texts(thing, DC.creator)],
        "datePublished": [each.value for each in reading.texts(thing, DCT.issued)],
        "publisher": [named(each.value) for each in reading.texts(thing, DC.publisher)],
        "isPartOf": [
            {"@type": "CreativeWork", "name": each.value}
            for each in reading.texts(thing, SCHEMA.isPartOf)
        ],
        "pagination": pages if set(classes) & _PAGED else None,
        "inLanguage": list(dict.fromkeys(t.language for t in titles if t.language)),
        "identifier": [
            property_value(kind, reading.labels(kind), [Literal(number)])
            for number, kinds in numbers
            for kind in kinds
        ],
        "isbn": isbn if "Book" in classes else None,
        "sameAs": [each.value for each in reading.texts(thing, SCHEMA.identifier)],
        "url": [each.value for each in reading.nodes(thing, SCHEMA.url)],
        "about": references(reading, reading.nodes(thing, CRM.P129_is_about)),
        "keywords": texts(reading.texts(thing, reading.term("citedFor"))),
    }


_PAGED = frozenset({"ScholarlyArticle", "Report", "Chapter"})


def designation(reading: Reading) -> Json:
    thing = reading.thing
    span = span_of(reading, thing)
    issuers = references(reading, reading.nodes(thing, CRM.P14_carried_out_by))
    is_granted = classes_of(reading, thing) == ("Certification",)
    number = [content for content, _ in identifiers(reading)]
    return {
        "about": references(reading, reading.nodes(thing, CRM.P41_classified)),
        "issuedBy": issuers if is_granted else None,
        "creator": None if is_granted else issuers,
        "certificationIdentification": number if is_granted else None,
        "identifier": None if is_granted else number,
        "datePublished": span.starts if span else None,
        "url": [each.value for each in reading.nodes(thing, SCHEMA.url)],
    }


def source(reading: Reading) -> Json:
    thing = reading.thing
    return {
        "publisher": [named(each.value) for each in reading.texts(thing, DC.publisher)],
        "license": [each.value for each in reading.nodes(thing, DCT.license)],
        "creditText": [text(each) for each in reading.texts(thing, reading.term("attribution"))],
        "url": [each.value for each in reading.nodes(thing, SCHEMA.url)],
    }


SAYINGS: Mapping[str, Callable[[Reading], Json]] = MappingProxyType(
    {
        "agent": agent,
        "designation": designation,
        "event": event,
        "period": concept,
        "place": place,
        "practice": practice,
        "project": project,
        "publication": publication,
        "research": project,
        "route": route,
        "site": physical,
        "source": source,
        "type": concept,
        "waterway": physical,
    }
)
"""How each kind is told."""
