"""`types`, `links`, `relations` and `descriptions`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyoxigraph import NamedNode

from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.shapes import stops
from loaders.namespaces import CRM, DCT, LA, SCHEMA, SKOS

AAT = "http://vocab.getty.edu/aat/"

_PART = "gvp:broaderPartitive"
_RELATED = "gvp:tgn3000_related_to"
_WIKIPEDIA = re.compile(r"https?://[a-z-]+\.wikipedia\.org/wiki/")
_OURS = (("flowsInto", "flows into"), ("crosses", "crosses"), ("supplies", "supplies"))


def types(facts: Facts) -> list[dict[str, Any]]:
    """The types: their AAT concepts where ours are matched to one, else our own concepts."""
    return [_type(facts, concept) for concept in facts.nodes(facts.thing, CRM.P2_has_type)]


def aat_of(facts: Facts, concept: NamedNode) -> str | None:
    """The number of the AAT concept that ours matches: exactly, else closely."""
    mention = facts.mention(concept)
    if mention is None:
        return None
    matches = (*mention.nodes(SKOS.exactMatch), *mention.nodes(SKOS.closeMatch))
    found = (node.value.removeprefix(AAT) for node in matches if node.value.startswith(AAT))
    return next(found, None)


def links(facts: Facts) -> list[dict[str, str]]:
    """The same place in other catalogues, and pages about it."""
    return [{"type": kind, "identifier": iri} for kind, iri in dict.fromkeys(_links(facts))]


def relations(facts: Facts) -> list[dict[str, str]]:
    """What the thing is part of, lies in, flows into, crosses, supplies or leads to."""
    found = ((kind, to, words) for kind, to, words in _relations(facts) if facts.label(to))
    return [
        {"relationType": kind, "relationTo": to.value, "label": f"{words} {facts.label(to)}"}
        for kind, to, words in found
    ]


def descriptions(facts: Facts) -> list[dict[str, str]]:
    """What the record says in words, in each language."""
    found = []
    for predicate in (DCT.description, SKOS.note):
        for text in facts.texts(facts.thing, predicate):
            language = {"lang": text.language} if text.language else {}
            found.append({"value": text.value} | language)
    return found


def _type(facts: Facts, concept: NamedNode) -> dict[str, Any]:
    aat = aat_of(facts, concept)
    labels = facts.labels(concept)
    return {
        "identifier": f"aat:{aat}" if aat else concept.value,
        "label": facts.label(concept) or facts.concept(concept),
        "sourceLabels": [{"label": labels[tag], "lang": tag} for tag in sorted(labels)],
    }


def _links(facts: Facts) -> Iterator[tuple[str, str]]:
    for node in facts.nodes(facts.thing, LA.equivalent):
        yield "exactMatch", node.value
    for node in facts.nodes(facts.thing, SCHEMA.subjectOf):
        is_article = _WIKIPEDIA.match(node.value) is not None
        yield ("primaryTopicOf" if is_article else "subjectOf"), node.value
    for node in facts.nodes(facts.thing, DCT.relation):
        yield "seeAlso", node.value


def _relations(facts: Facts) -> Iterator[tuple[str, NamedNode, str]]:
    thing = facts.thing
    for whole in facts.nodes(thing, CRM.P46i_forms_part_of):
        yield _PART, whole, "part of"
    for whole in facts.nodes(thing, CRM.P148i_is_component_of):
        yield _PART, whole, "part of"
    for ground in (thing, *facts.nodes(thing, CRM.P53_has_former_or_current_location)):
        for area in facts.nodes(ground, CRM.P89_falls_within):
            yield _PART, area, "in"
    for term, words in _OURS:
        for other in facts.nodes(thing, facts.ours(term)):
            yield _RELATED, other, words
    for position, item in stops(facts):
        yield _RELATED, item, f"stop {position}:"
