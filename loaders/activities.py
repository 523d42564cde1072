"""Events, research, projects, practices and designations: what happened around the things."""

from __future__ import annotations

from pyoxigraph import NamedNode

from loaders.agents import participation
from loaders.context import Context
from loaders.dates import Moment, Span
from loaders.namespaces import CRM, CRMARCHAEO, RDF, SCHEMA, SKOS
from loaders.statements import Assertions
from loaders.tables import Row
from loaders.timespan import say_time_span, stated_span


def event(row: Row, context: Context) -> Assertions:
    """A row of events.csv (E5)."""
    says, iri = _dated(row, context, context.minter.ontology("HistoricEvent"), CRM.E5_Event)
    _say_where(says, iri, "places", context)
    context.refer(says, iri, CRM.P12_occurred_in_the_presence_of, "affected")
    # "may have affected" is a claim about a relation, not the relation (modelling rule 13).
    for number, reference in enumerate(row.references("affected_uncertain"), start=1):
        node = NamedNode(f"{iri.value}#possibly-{number}")
        column = "affected_uncertain"
        says.say(node, RDF.type, CRM.E13_Attribute_Assignment, column)
        says.say(node, CRM.P140_assigned_attribute_to, iri, column)
        relation = CRM.P12_occurred_in_the_presence_of
        says.say(node, CRM.P177_assigned_property_of_type, relation, column)
        says.say(node, CRM.P141_assigned, context.minter.thing(reference), column)
        says.say(node, CRM.P2_has_type, context.minter.concept("possible"), column)
    return says


def research(row: Row, context: Context) -> Assertions:
    """A row of research.csv: a programme, or a campaign with its directors (E7, A9)."""
    classes = context.vocabularies[row["type"]].classes
    ours = context.minter.ontology("ResearchActivity")
    says, iri = _dated(row, context, ours, CRM.E7_Activity, *classes)
    for reference in row.references("sites"):
        thing = context.minter.thing(reference)
        says.say(iri, CRM.P8_took_place_on_or_within, thing, "sites")
        if CRMARCHAEO.A9_Archaeological_Excavation in classes:
            says.say(iri, CRMARCHAEO.AP3_investigated, thing, "sites")
    context.refer(says, iri, CRM.P9i_forms_part_of, "part_of")
    context.refer(says, iri, CRM.P14_carried_out_by, "institutions")
    for slug in row.values("directors"):
        who = context.minter.thing(f"agent/{slug}")
        says.say(iri, CRM.P14_carried_out_by, who, "directors")
        node = NamedNode(f"{iri.value}#director-{slug}")
        participation(says, node, who, "director", context)
        says.say(node, CRM.P9i_forms_part_of, iri, "directors")
    says.english(iri, context.minter.ontology("results"), "results_en")
    return says


def project(row: Row, context: Context) -> Assertions:
    """A row of projects.csv (E7)."""
    ours = context.minter.ontology("Project")
    says, iri = _dated(row, context, ours, CRM.E7_Activity, SCHEMA.Project)
    context.refer(says, iri, CRM.P14_carried_out_by, "leads")
    context.refer(says, iri, CRM.P11_had_participant, "partners")
    context.refer(says, iri, CRM.P7_took_place_at, "places")
    context.refer(says, iri, CRM.P8_took_place_on_or_within, "sites")
    context.refer(says, iri, CRM.P9i_forms_part_of, "part_of")
    return says


def practice(row: Row, context: Context) -> Assertions:
    """A row of practices.csv: intangible heritage (E7 with its type, modelling rule 1)."""
    ours = context.minter.ontology("Practice")
    says, iri = context.entity(row, ours, CRM.E7_Activity)
    context.types(says, iri)
    context.name(says, iri)
    for column in ("districts", "places"):
        context.refer(says, iri, CRM.P7_took_place_at, column)
    context.refer(says, iri, CRM.P8_took_place_on_or_within, "things")
    says.english(iri, SKOS.note, "note_en")
    return says


def designation(row: Row, context: Context) -> Assertions:
    """A row of designations.csv: a status is given by an event (E17, modelling rule 12)."""
    ours = context.minter.ontology("Designation")
    says, iri = context.entity(row, ours, CRM.E17_Type_Assignment)
    context.types(says, iri)
    says.say(iri, CRM.P42_assigned, context.minter.concept(row["type"]), "type")
    context.refer(says, iri, CRM.P41_classified, "thing")
    context.refer(says, iri, CRM.P14_carried_out_by, "body")
    if row["date"]:
        say_time_span(says, iri, Span.within(Moment.parse(row["date"])))
    if row["number"]:
        node = NamedNode(f"{iri.value}#number")
        says.say(iri, CRM.P1_is_identified_by, node, "number")
        says.say(node, RDF.type, CRM.E42_Identifier, "number")
        says.say(node, CRM.P190_has_symbolic_content, row["number"], "number")
    ontology = context.minter.ontology
    says.say(iri, ontology("criteria"), row["criteria"], "criteria")
    says.english(iri, ontology("category"), "category")
    says.decimal(iri, ontology("areaInHectares"), "area_ha")
    if row["url"]:
        says.say(iri, SCHEMA.url, NamedNode(row["url"]), "url")
    says.english(iri, SKOS.note, "note_en")
    return says


def _dated(row: Row, context: Context, *classes: NamedNode) -> tuple[Assertions, NamedNode]:
    says, iri = context.entity(row, *classes)
    context.types(says, iri)
    context.name(says, iri)
    context.certainty(says, iri)
    says.english(iri, SKOS.note, "note_en")
    say_time_span(says, iri, stated_span(row))
    return says, iri


def _say_where(says: Assertions, iri: NamedNode, column: str, context: Context) -> None:
    """P7 for places, P8 for things (the commonest confusion: modelling rule 16)."""
    for reference in says.row.references(column):
        at_place = reference.startswith("place/")
        predicate = CRM.P7_took_place_at if at_place else CRM.P8_took_place_on_or_within
        says.say(iri, predicate, context.minter.thing(reference), column)
