"""What an object belongs to, leads to, and is written about in."""

from __future__ import annotations

from lxml import etree

from graph_service.feeds.oai.lido.terms import URI, add, say_id
from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM, DCT
from loaders.namespaces import SCHEMA as SCHEMA_ORG

_OURS = ("flowsInto", "crosses", "supplies")
_RELATIONS = (
    CRM.P46i_forms_part_of,
    CRM.P46_is_composed_of,
    CRM.P67i_is_referred_to_by,
    CRM.P129i_is_subject_of,
    SCHEMA_ORG.subjectOf,
    DCT.source,
)


def add_relations(parent: etree._Element, reading: Reading) -> None:
    """Related works: each by its address, and by the property that relates it."""
    predicates = (*_RELATIONS, *(reading.term(name) for name in _OURS))
    found = [
        (predicate, node)
        for predicate in predicates
        for node in reading.nodes(reading.thing, predicate)
    ]
    if not found:
        return
    works = add(add(parent, "objectRelationWrap"), "relatedWorksWrap")
    for predicate, node in found:
        related = add(works, "relatedWorkSet")
        work = add(add(related, "relatedWork"), "object")
        say_id(work, "objectID", node.value, URI)
        say_id(add(related, "relatedWorkRelType"), "conceptID", predicate.value, URI)
