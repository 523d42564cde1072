"""People, institutions, and what they did for things (modelling rule 11)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from loaders.context import Context
from loaders.namespaces import CRM, RDF, SCHEMA, SKOS
from loaders.statements import Assertions
from loaders.tables import Row

_CLASSES = {
    "person": (CRM.E21_Person, SCHEMA.Person),
    "group": (CRM.E74_Group, SCHEMA.Organization),
    "people": (CRM.E74_Group,),
}
# Roles in which somebody took part without carrying anything out.
_PASSIVE = {"owner", "user", "dedicatee", "resident", "buried-person", "other-role"}


def agent(row: Row, context: Context) -> Assertions:
    """A row of agents.csv. Of living people only name and role are given."""
    says, iri = context.entity(row, *_CLASSES[row["kind"]])
    context.name(says, iri)
    says.english(iri, context.minter.ontology("active"), "active")
    says.english(iri, SKOS.note, "note_en")
    return says


def affiliation(row: Row, context: Context) -> Assertions:
    """A row of affiliations.csv."""
    says = Assertions(row, context.minter, row.values("source"))
    person = context.minter.thing(f"agent/{row['person']}")
    context.refer(says, person, CRM.P107i_is_current_or_former_member_of, "group")
    return says


def role(row: Row, context: Context) -> Assertions:
    """A row of roles.csv: a participation with one role and one agent."""
    says = Assertions(row, context.minter, row.values("source"))
    thing = context.minter.thing(row["of"])
    who = context.minter.thing(f"agent/{row['agent']}")
    if row["role"] == "named-after":
        says.say(thing, context.minter.ontology("namedAfter"), who, "agent")
        return says
    node = NamedNode(f"{thing.value}#role-{row['role']}-{row['agent']}")
    participation(says, node, who, row["role"], context)
    says.say(node, CRM.P12_occurred_in_the_presence_of, thing, "of")
    if row["phase"]:
        phase = NamedNode(f"{thing.value}#{row['phase']}")
        says.say(node, CRM.P9i_forms_part_of, phase, "phase")
    if row["role"] == "owner":
        says.say(thing, CRM.P51_has_former_or_current_owner, who, "agent")
    context.certainty(says, node)
    says.english(node, SKOS.note, "note_en")
    return says


def participation(
    says: Assertions, node: NamedNode, who: NamedNode, role_slug: str, context: Context
) -> None:
    """One agent in one role, as an event or activity of its own (instead of CRM's P14.1)."""
    passive = role_slug in _PASSIVE
    says.say(node, RDF.type, context.minter.ontology("Participation"))
    says.say(node, RDF.type, CRM.E5_Event if passive else CRM.E7_Activity)
    says.say(node, CRM.P11_had_participant if passive else CRM.P14_carried_out_by, who)
    says.say(node, CRM.P2_has_type, context.minter.concept(role_slug))
