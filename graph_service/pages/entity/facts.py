"""The box of facts: the plain values of a thing."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph_service.pages.entity.header import districts
from graph_service.pages.entity.model import Fact
from graph_service.pages.entity.scene import Scene
from graph_service.pages.reading import Shown
from graph_service.pages.relations import ELSEWHERE
from loaders.namespaces import CRM, DC, DCT, RDF, SCHEMA, SKOS

_SAID_ELSEWHERE = ELSEWHERE | {
    DC.creator, DCT.issued, SCHEMA.identifier, SCHEMA.isPartOf, SCHEMA.pagination,
}  # fmt: skip
_FROM_VOCABULARIES = ("status", "reliability", "certainty", "facet")


def facts(scene: Scene) -> list[Fact]:
    """District, dates, and whatever else is said in a word or a number."""
    reading, thing = scene.reading, scene.thing
    word = scene.word
    years = reading.years(thing)
    found = [
        Fact(word("district"), [scene.link(node) for node in districts(scene)]),
        Fact(word("dates"), [Shown(years)] if years else []),
        *(
            Fact(reading.relation(scene.ours(term)), reading.links(thing, scene.ours(term)))
            for term in _FROM_VOCABULARIES
        ),
        Fact(word("vocabulary"), reading.links(thing, SKOS.inScheme)),
        *_literals(scene),
        *_numbers(scene),
    ]
    return [fact for fact in found if fact.values]


def _literals(scene: Scene) -> list[Fact]:
    reading, thing = scene.reading, scene.thing
    has_span = bool(reading.values(thing, CRM["P4_has_time-span"]))
    years = {reading.ours("yearFrom"), reading.ours("yearTo")} if has_span else set()
    predicates = dict.fromkeys(
        s.predicate
        for s in reading.description.of(thing)
        if isinstance(s.object, Literal) and s.predicate not in _SAID_ELSEWHERE | years
    )
    facts = []
    for predicate in predicates:
        values = [s for s in reading.values(thing, predicate) if isinstance(s.object, Literal)]
        facts.append(Fact(reading.relation(predicate), [reading.show(s) for s in values]))
    return facts


def _numbers(scene: Scene) -> list[Fact]:
    """Numbers that others gave it: of a list, DOI, ISBN."""
    reading = scene.reading
    found = []
    for statement in reading.values(scene.thing, CRM.P1_is_identified_by):
        node = statement.object
        if not isinstance(node, NamedNode):
            continue
        kinds = reading.links(node, CRM.P2_has_type)
        classes = [s.object for s in reading.values(node, RDF.type)]
        if CRM.E42_Identifier in classes:
            title = kinds[0].text if kinds else scene.word("number")
            values = [reading.show(s) for s in reading.values(node, CRM.P190_has_symbolic_content)]
            found.append(Fact(scene.capital(title), values))
    return found
