"""Which class of Linked Art a thing of ours has, by its CRM classes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pyoxigraph import NamedNode

from loaders.namespaces import CRM, SKOS

CONTEXT = "https://linked.art/ns/v1/linked-art.json"
"""The JSON-LD context of Linked Art, by which the world also knows its profile."""

_BY_CLASS = (
    (CRM.E21_Person, "Person"),
    (CRM.E74_Group, "Group"),
    (CRM.E39_Actor, "Group"),
    (CRM.E56_Language, "Language"),
    (CRM.E55_Type, "Type"),
    (SKOS.ConceptScheme, "Set"),
    (CRM.E53_Place, "Place"),
    (CRM.E27_Site, "Place"),
    (CRM["E24_Physical_Human-Made_Thing"], "HumanMadeObject"),
    (CRM.E26_Physical_Feature, "Place"),
    (CRM.E18_Physical_Thing, "HumanMadeObject"),
    (CRM.E7_Activity, "Activity"),
    (CRM.E5_Event, "Event"),
    (CRM.E4_Period, "Period"),
    (CRM.E29_Design_or_Procedure, "PropositionalObject"),
    (CRM.E73_Information_Object, "LinguisticObject"),
    (CRM.E89_Propositional_Object, "PropositionalObject"),
)
"""The first that fits decides: a ruined city is E27 and E25, an aqueduct E25 and so also E26."""


def class_of(classes: AbstractSet[NamedNode]) -> str | None:
    """The Linked Art class of a thing with these classes; None if it has no record there."""
    return next((name for each, name in _BY_CLASS if each in classes), None)
