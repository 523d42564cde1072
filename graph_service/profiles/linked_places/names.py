"""`names`: every name that the record has, with its language, sources and years of use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.times import use
from loaders.namespaces import CRM

_CERTAINTY = {
    "certain": "certain",
    "less-certain": "less-certain",
    "probable": "less-certain",
    "disputed": "uncertain",
    "needs-citation": "uncertain",
    "possible": "uncertain",
    "tradition": "uncertain",
}
"""Our concepts of certainty as the three words of Linked Places."""


def names(facts: Facts) -> list[dict[str, Any]]:
    """All names of the thing, the preferred ones first."""
    nodes = facts.nodes(facts.thing, CRM.P1_is_identified_by)
    ordered = sorted(nodes, key=lambda node: not _is_preferred(facts, node))
    return [name for node in ordered for name in _name(facts, node)]


def certainty(facts: Facts, node: NamedNode) -> dict[str, str]:
    """How sure a part is, in the words of Linked Places; nothing if nothing is said."""
    concepts = facts.nodes(node, facts.ours("certainty"))
    words = [_CERTAINTY.get(facts.concept(concept)) for concept in concepts]
    return {"certainty": words[0]} if words and words[0] else {}


def _is_preferred(facts: Facts, node: NamedNode) -> bool:
    kinds = facts.nodes(node, CRM.P2_has_type)
    return "name-label" in {facts.concept(kind) for kind in kinds}


def _name(facts: Facts, node: NamedNode) -> Iterator[dict[str, Any]]:
    for statement in facts.statements(node, CRM.P190_has_symbolic_content):
        if not isinstance(statement.object, Literal):
            continue
        name: dict[str, Any] = {"toponym": statement.object.value}
        if statement.object.language:
            name["lang"] = statement.object.language
        citations = facts.citations(facts.sources(statement))
        if citations:
            name["citations"] = citations
        when = use(facts, node)
        if when:
            name["when"] = when
        yield name | certainty(facts, node)
