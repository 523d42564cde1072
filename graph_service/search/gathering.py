"""Records of the things of a store, one after the other, in the order in which they are named."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial

import shapely
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_service.search.existence import Phase, existences, span
from graph_service.search.record import Existence, Link, Name, Point, Record
from loaders.namespaces import CRM, DCT, GEO, LA, RDF, RDFS, SCHEMA, SKOS, Namespace

_DEFAULT = DefaultGraph()
_MATCHES = {
    LA.equivalent: "same",
    SKOS.exactMatch: "exact-match",
    SKOS.closeMatch: "close-match",
    SKOS.broadMatch: "broad-match",
    SKOS.narrowMatch: "narrow-match",
    SKOS.relatedMatch: "related-match",
    DCT.relation: "related",
    SCHEMA.subjectOf: "page",
}
_DESCRIBING = (DCT.description, SKOS.definition, SKOS.note)
_HUBS = frozenset(("type", "place", "period", "agent", "source"))
"""Kinds that much points to, and whose inverse statements are therefore not read."""
_LOCATING = (CRM.P53_has_former_or_current_location, CRM.P7_took_place_at)
_STATED = (
    *(RDFS.label, SKOS.altLabel, CRM.P1_is_identified_by, CRM.P2_has_type),
    *(*_DESCRIBING, *_MATCHES, DCT.source, DCT.issued, CRM["P4_has_time-span"], *_LOCATING),
)
_OF_NAMES = (CRM.P2_has_type, CRM.P190_has_symbolic_content)
_OF_SPANS = (CRM.P81a_end_of_the_begin, CRM.P81b_begin_of_the_end)
_YEAR = re.compile(r"([+-]?\d+)")
_WKT = re.compile(r"(?:<[^>]*>\s*)?(.+)", re.DOTALL)

_WEIGHTS: Mapping[str, float] = {
    "site": 1.3, "place": 1.3, "waterway": 1.2, "period": 1.2, "route": 1.1, "practice": 1.1,
    "agent": 1.0, "event": 1.0, "project": 0.9, "research": 0.9, "designation": 0.8,
    "publication": 0.4, "type": 0.8, "source": 0.1,
}  # fmt: skip
_MOST = 2.0

Terms = dict[NamedNode, list[NamedNode | Literal]]


def boost(kind: str, evidence: int) -> float:
    """How much a thing weighs among others that match as well.

    By its kind, and by its evidence, the number of its sources and links: each doubling counts
    an eighth, twice the weight at most.
    """
    return round(_WEIGHTS[kind] * min(_MOST, 1 + math.log2(1 + evidence) / 8), 4)


class Gathering:
    """Reads the records of a store. What many things share is remembered, within bounds."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._things = f"{base}id/"
        self._ours = ours = Namespace(f"{base}ontology#")
        self._of_phases = (
            *(CRM.P2_has_type, CRM.P10_falls_within, CRM["P4_has_time-span"]),
            *(ours.certainty, ours.yearFrom, ours.yearTo),
        )
        self._of_spans = (*_OF_SPANS, ours.yearFrom, ours.yearTo)
        self._catalogues = self._uri_spaces()
        self._broader = lru_cache(maxsize=8192)(partial(self._chain, SKOS.broader))
        self._within = lru_cache(maxsize=65536)(partial(self._chain, CRM.P89_falls_within))
        self._labels = lru_cache(maxsize=65536)(self._label_texts)
        self._is_district = lru_cache(maxsize=65536)(self._has_district_type)

    def records(self, references: Iterable[str]) -> Iterator[Record]:
        """The record of each ``kind/slug`` that the store says anything of."""
        for reference in references:
            thing = NamedNode(self._things + reference)
            is_hub = reference.partition("/")[0] in _HUBS
            terms = self._stated(thing, _STATED) if is_hub else self._terms(thing)
            if terms:
                yield self._record(reference, thing, terms)

    def concepts(self) -> Iterator[str]:
        """``type/slug`` of every concept, in no order."""
        start = f"{self._things}type/"
        for quad in self._store.quads_for_pattern(None, RDF.type, SKOS.Concept, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(start):
                yield quad.subject.value.removeprefix(self._things)

    def _record(self, reference: str, thing: NamedNode, terms: Terms) -> Record:
        kind = reference.partition("/")[0]
        labels = _by_language(terms.get(RDFS.label, []))
        links = tuple(self._links(terms))
        types = self._slugs(_nodes(terms, CRM.P2_has_type), "type")
        own = [thing] if kind in {"period", "type"} else []
        phases, periods = self._phases(thing)
        periods += own if kind == "period" else []
        places = self._places(kind, thing, terms)
        point, bbox = self._geometry(thing, terms)
        concepts = [*_nodes(terms, CRM.P2_has_type), *(own if kind == "type" else [])]
        sources = len(terms.get(DCT.source, []))
        districts = [place for place in places if self._is_district(place)]
        broader, wider = self._closed(concepts), self._closed(periods)
        return Record(
            reference=reference,
            labels=labels,
            names=tuple(self._names(terms, labels)),
            types=types,
            broader=self._slugs(broader, "type"),
            districts=self._slugs(districts, "place"),
            places=self._slugs(places, "place"),
            periods=self._slugs(wider, "period"),
            designations=self._slugs(self._designated(thing), "type"),
            point=point,
            bbox=bbox,
            existences=existences(phases) or self._own_years(kind, terms),
            links=links,
            descriptions=self._descriptions(terms),
            context=self._context({*broader, *wider, *districts} - {thing}),
            boost=boost(kind, sources + len(links)),
        )

    def _terms(self, node: NamedNode) -> Terms:
        found: Terms = {}
        for quad in self._store.quads_for_pattern(node, None, None, _DEFAULT):
            if isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.predicate, []).append(quad.object)
        return found

    def _stated(self, node: NamedNode, predicates: Iterable[NamedNode]) -> Terms:
        """What these say of a node: quicker than all of it where classes are many."""
        found: Terms = {}
        for predicate in predicates:
            for quad in self._store.quads_for_pattern(node, predicate, None, _DEFAULT):
                if isinstance(quad.object, NamedNode | Literal):
                    found.setdefault(predicate, []).append(quad.object)
        return found

    def _subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        found = self._store.quads_for_pattern(None, predicate, value, _DEFAULT)
        nodes = [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]
        return sorted(nodes, key=lambda node: node.value)

    def _slugs(self, nodes: Iterable[NamedNode], kind: str) -> tuple[str, ...]:
        start = f"{self._things}{kind}/"
        values = {node.value for node in nodes}
        return tuple(sorted(v.removeprefix(start) for v in values if v.startswith(start)))

    def _chain(self, predicate: NamedNode, node: NamedNode) -> frozenset[NamedNode]:
        """The node and everything above it."""
        found, waiting = {node}, [node]
        while waiting:
            quads = self._store.quads_for_pattern(waiting.pop(), predicate, None, _DEFAULT)
            for quad in quads:
                if isinstance(quad.object, NamedNode) and quad.object not in found:
                    found.add(quad.object)
                    waiting.append(quad.object)
        return frozenset(found)

    def _closed(self, concepts: Iterable[NamedNode]) -> set[NamedNode]:
        return {each for concept in concepts for each in self._broader(concept)}

    # Names and words ----------------------------------------------------------------------------

    def _names(self, terms: Terms, labels: Mapping[str, str]) -> Iterator[Name]:
        listed = dict.fromkeys(Name(text, tag, "name-label") for tag, text in labels.items())
        for part in sorted(_nodes(terms, CRM.P1_is_identified_by), key=lambda node: node.value):
            said = self._stated(part, _OF_NAMES)
            kinds = self._slugs(_nodes(said, CRM.P2_has_type), "type")
            kind = min((k for k in kinds if k.startswith("name-")), default="identifier")
            for text in _literals(said, CRM.P190_has_symbolic_content):
                listed.setdefault(Name(text.value, text.language or "", kind))
        for text in _literals(terms, SKOS.altLabel):
            listed.setdefault(Name(text.value, text.language or "", "name-variant"))
        yield from listed

    def _descriptions(self, terms: Terms) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for predicate in _DESCRIBING:
            for tag, text in _by_language(terms.get(predicate, [])).items():
                found.setdefault(tag, text)
        return dict(sorted(found.items()))

    def _context(self, nodes: Iterable[NamedNode]) -> tuple[str, ...]:
        return tuple(sorted({label for node in nodes for label in self._labels(node)}))

    def _label_texts(self, node: NamedNode) -> tuple[str, ...]:
        found = self._store.quads_for_pattern(node, RDFS.label, None, _DEFAULT)
        return tuple(quad.object.value for quad in found if isinstance(quad.object, Literal))

    # Links --------------------------------------------------------------------------------------

    def _links(self, terms: Terms) -> Iterator[Link]:
        for predicate, match in _MATCHES.items():
            for value in sorted({node.value for node in _nodes(terms, predicate)}):
                if not value.startswith(self._base):
                    yield Link(value, match, self.catalogue(value))

    def catalogue(self, iri: str) -> str:
        """The slug of the catalogue that an IRI belongs to; empty if it is none of ours."""
        fitting = [space for space in self._catalogues if iri.startswith(space)]
        return self._catalogues[max(fitting, key=len)] if fitting else ""

    def _uri_spaces(self) -> Mapping[str, str]:
        found = self._store.quads_for_pattern(None, self._ours.uriSpace, None, _DEFAULT)
        return {
            quad.object.value: quad.subject.value.rpartition("/")[2]
            for quad in found
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
        }

    # Places -------------------------------------------------------------------------------------

    def _places(self, kind: str, thing: NamedNode, terms: Terms) -> set[NamedNode]:
        start = f"{self._things}place/"
        located = [node for predicate in _LOCATING for node in _nodes(terms, predicate)]
        if kind == "place":
            located.append(thing)
        if kind == "route":
            located += _nodes(terms, CRM.P67_refers_to)
        for site in _nodes(terms, CRM.P8_took_place_on_or_within):
            located += [
                quad.object
                for quad in self._store.quads_for_pattern(site, _LOCATING[0], None, _DEFAULT)
                if isinstance(quad.object, NamedNode)
            ]
        above = {place for node in located for place in self._within(node)}
        return {place for place in above if place.value.startswith(start)}

    def _has_district_type(self, place: NamedNode) -> bool:
        district = NamedNode(f"{self._things}type/district")
        found = self._store.quads_for_pattern(place, CRM.P2_has_type, district, _DEFAULT)
        return next(iter(found), None) is not None

    def _designated(self, thing: NamedNode) -> Iterator[NamedNode]:
        for designation in self._subjects(CRM.P41_classified, thing):
            said = self._stated(designation, (CRM.P42_assigned,))
            yield from _nodes(said, CRM.P42_assigned)

    def _geometry(
        self, thing: NamedNode, terms: Terms
    ) -> tuple[Point | None, tuple[float, float, float, float] | None]:
        """The best point, the default one first, and the box around all geometries."""
        default = _nodes(terms, GEO.hasDefaultGeometry)
        others = [*_nodes(terms, GEO.hasGeometry), *self._subjects(CRM.P189_approximates, thing)]
        points: list[Point] = []
        boxes: list[tuple[float, float, float, float]] = []
        for node in dict.fromkeys([*default, *sorted(others, key=lambda each: each.value)]):
            said = self._stated(node, (self._ours.precision, GEO.asWKT))
            precision = min(self._slugs(_nodes(said, self._ours.precision), "type"), default="")
            for text in _literals(said, GEO.asWKT):
                found = _WKT.fullmatch(text.value)
                assert found is not None  # `.+` matches whatever a literal of the gate holds
                shape = shapely.from_wkt(found[1])
                west, south, east, north = (round(bound, 7) for bound in shape.bounds)
                boxes.append((west, south, east, north))
                if shape.geom_type == "Point":
                    points.append(Point(west, south, precision))
        return (points[0] if points else None, _around(boxes) if boxes else None)

    # Years --------------------------------------------------------------------------------------

    def _phases(self, thing: NamedNode) -> tuple[list[Phase], list[NamedNode]]:
        """The phases of a thing, and the periods that they fall within."""
        phases: list[Phase] = []
        periods: list[NamedNode] = []
        start = f"{thing.value}#"
        for node in self._subjects(CRM.P8_took_place_on_or_within, thing):
            if not node.value.startswith(start):
                continue
            said = self._stated(node, self._of_phases)
            periods += _nodes(said, CRM.P10_falls_within)
            kinds = self._slugs(_nodes(said, CRM.P2_has_type), "type")
            phases.append(self._dated(node.value.removeprefix(start), said, kinds))
        return phases, periods

    def _own_years(self, kind: str, terms: Terms) -> tuple[Existence, ...]:
        """The time-span of the thing itself; the year in which a text was published."""
        years = _years([terms], DCT.issued)
        if years:
            return span(Phase("", "issued", min(years), min(years)))
        return span(self._dated("", terms, (kind,)))

    def _dated(self, fragment: str, said: Terms, kinds: tuple[str, ...]) -> Phase:
        spans = [
            self._stated(node, self._of_spans) for node in _nodes(said, CRM["P4_has_time-span"])
        ]
        certainty = self._slugs(_nodes(said, self._ours.certainty), "type")
        every = [said, *spans]
        return Phase(
            fragment=fragment,
            kind=next((k for k in kinds if k not in certainty), ""),
            year_from=min(_years(every, self._ours.yearFrom), default=None),
            year_to=max(_years(every, self._ours.yearTo), default=None),
            inner_from=max(_years(spans, CRM.P81a_end_of_the_begin), default=None),
            inner_to=min(_years(spans, CRM.P81b_begin_of_the_end), default=None),
            certainty=min(certainty, default=""),
        )


def _nodes(terms: Terms, predicate: NamedNode) -> list[NamedNode]:
    return [node for node in terms.get(predicate, ()) if isinstance(node, NamedNode)]


def _literals(terms: Terms, predicate: NamedNode) -> list[Literal]:
    found = [text for text in terms.get(predicate, ()) if isinstance(text, Literal)]
    if len(found) > 1:
        found.sort(key=lambda text: (text.language or "", text.value))
    return found


def _by_language(values: Iterable[NamedNode | Literal]) -> dict[str, str]:
    texts = sorted((v.language or "", v.value) for v in values if isinstance(v, Literal))
    return dict(sorted(dict(reversed(texts)).items()))


def _years(every: Iterable[Terms], predicate: NamedNode) -> list[int]:
    """The years of integers, dates and moments: what they begin with."""
    texts = (text.value for terms in every for text in _literals(terms, predicate))
    return [int(found[1]) for text in texts if (found := _YEAR.match(text))]


def _around(
    boxes: list[tuple[float, float, float, float]],
) -> tuple[float, float, float, float]:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
