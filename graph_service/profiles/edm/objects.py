"""A cultural heritage object: `edm:ProvidedCHO`, its `ore:Aggregation` and its page."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.edm.context import contexts, place_of, span
from graph_service.profiles.edm.terms import EDM, ORE
from graph_service.profiles.edm.tree import Resource
from graph_service.profiles.parts import (
    Phase,
    alternatives,
    described,
    identifiers,
    participations,
    phases,
)
from graph_service.profiles.reading import Reading
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place
from graph_service.resources.representations import HTML
from loaders.namespaces import CRM, DC, DCT, LA, OWL, SCHEMA

PROVIDER = Literal("IzMiras programme", language="en")
"""Who gives the data, under the name by which the licence wants it named."""
LANGUAGES = (Literal("tr"), Literal("en"))
"""The languages of every page."""
RIGHTS = NamedNode(LICENCE.value.replace("https:", "http:", 1))

MAKERS = frozenset({"architect", "builder", "sculptor"})
CONTRIBUTORS = frozenset({"donor", "founder", "patron", "repairer", "restorer"})
_MET = (CRM.P8i_witnessed, CRM.P12i_was_present_at, CRM.P41i_was_classified_by)
_CREATED_BY = (CRM.P108i_was_produced_by, CRM.P92i_was_brought_into_existence_by)


def record(reading: Reading, place: Place) -> Iterator[Resource]:
    """Everything that Europeana gets of one object."""
    page = NamedNode(f"{_document(reading, place)}.{HTML.suffix}")
    told = phases(reading)
    found = place_of(reading)
    provided = _provided(reading, told, found)
    yield provided
    yield _web_resource(page)
    yield from contexts(reading, provided)
    yield from (span(reading, phase) for phase in told if phase.span)
    if found:
        yield found
    yield _aggregation(reading, page)


def _document(reading: Reading, place: Place) -> str:
    path = reading.document.node.value.removeprefix(reading.base)
    return f"{place.root}/{path}"


def _web_resource(page: NamedNode) -> Resource:
    resource = Resource(EDM.WebResource, page.value)
    resource.say(DC.format, [Literal(HTML.media_type)])
    resource.say(DC.language, LANGUAGES)
    resource.say(EDM.rights, [RIGHTS])
    return resource


def _aggregation(reading: Reading, page: NamedNode) -> Resource:
    resource = Resource(ORE.Aggregation, f"{reading.document.node.value}#aggregation")
    resource.say(EDM.aggregatedCHO, [reading.thing])
    resource.say(EDM.dataProvider, [PROVIDER])
    resource.say(EDM.isShownAt, [page])
    resource.say(EDM.provider, [PROVIDER])
    resource.say(EDM.rights, [RIGHTS])
    modified = (s.object for s in reading.document.about if s.predicate == DCT.modified)
    resource.say(DCT.modified, modified)
    return resource


def _provided(reading: Reading, told: tuple[Phase, ...], where: Resource | None) -> Resource:
    thing = reading.thing
    resource = Resource(EDM.ProvidedCHO, thing.value)
    resource.say(DC.title, reading.labels(thing))
    resource.say(DCT.alternative, alternatives(reading))
    resource.say(DC.description, described(reading, thing))
    resource.say(DC.identifier, [Literal(content) for content, _ in identifiers(reading)])
    resource.say(DC.language, LANGUAGES)
    resource.say(DC.type, reading.nodes(thing, CRM.P2_has_type))
    resource.say(EDM.type, [Literal("TEXT")])
    resource.say(OWL.sameAs, reading.nodes(thing, LA.equivalent, SCHEMA.sameAs))
    resource.say(DCT.extent, reading.texts(thing, reading.term("size")))
    _say_relations(reading, resource)
    _say_where(reading, resource, where)
    _say_when(reading, resource, told)
    _say_who(reading, resource)
    return resource


def _say_relations(reading: Reading, resource: Resource) -> None:
    thing = reading.thing
    resource.say(DCT.hasPart, reading.nodes(thing, CRM.P46_is_composed_of))
    resource.say(DCT.isPartOf, reading.nodes(thing, CRM.P46i_forms_part_of))
    waters = [reading.term(name) for name in ("flowsInto", "crosses", "supplies")]
    resource.say(DC.relation, reading.nodes(thing, *waters))
    writings = reading.nodes(thing, CRM.P67i_is_referred_to_by, CRM.P129i_is_subject_of)
    published = [node for node in writings if reading.kind_of(node) == "publication"]
    pages = reading.nodes(thing, SCHEMA.subjectOf)
    sources = reading.nodes(thing, DCT.source)
    resource.say(DCT.isReferencedBy, [*published, *pages, *sources])
    met = reading.nodes(thing, *_MET)
    resource.say(EDM.hasMet, [node for node in met if reading.is_thing(node)])
    near = reading.nodes(thing, CRM.P8_took_place_on_or_within, reading.term("namedAfter"))
    resource.say(EDM.isRelatedTo, near)


def _say_where(reading: Reading, resource: Resource, where: Resource | None) -> None:
    if where:
        resource.say(DCT.spatial, [NamedNode(where.iri)])
    resource.say(DCT.spatial, reading.nodes(reading.thing, CRM.P7_took_place_at))


def _say_when(reading: Reading, resource: Resource, told: tuple[Phase, ...]) -> None:
    """Dates as time-spans; a period alone where it is certain, for it cannot carry a doubt."""
    creations = reading.nodes(reading.thing, *_CREATED_BY)
    for phase in told:
        sure_periods = () if phase.certainty else phase.periods
        when = (phase.span.node,) if phase.span else sure_periods
        if phase.node in creations:
            resource.say(DCT.created, when)
        resource.say(DCT.temporal, [*when, *sure_periods])


def _say_who(reading: Reading, resource: Resource) -> None:
    for part in participations(reading):
        roles = {reading.slug(role) for role in part.roles}
        if part.certainty:
            resource.say(EDM.isRelatedTo, part.agents)
        elif roles & MAKERS:
            resource.say(DC.creator, part.agents)
        elif roles & CONTRIBUTORS:
            resource.say(DC.contributor, part.agents)
        else:
            resource.say(EDM.hasMet, part.agents)
    owners = reading.nodes(reading.thing, CRM.P51_has_former_or_current_owner)
    resource.say(EDM.hasMet, owners)
