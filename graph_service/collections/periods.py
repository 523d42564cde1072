"""The periods of Izmir as an authority of PeriodO writes them.

Years are ISO years with four digits and a sign, in quotes, as in PeriodO. A bound that is known
as one year has `year`; a fuzzy one has `earliestYear` and `latestYear`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode

from graph_service.profiles.linked_places.facts import Facts
from graph_service.profiles.linked_places.times import PERIODO, timespan
from graph_service.resources.document import LICENCE
from graph_service.resources.holdings import Holdings, Reference
from loaders.dates import Moment
from loaders.namespaces import CRM, DCT, RDFS, SKOS

_SPAN = CRM["P4_has_time-span"]
_MATCHES = (
    ("exactMatch", SKOS.exactMatch),
    ("closeMatch", SKOS.closeMatch),
    ("broadMatch", SKOS.broadMatch),
    ("narrowMatch", SKOS.narrowMatch),
    ("relatedMatch", SKOS.relatedMatch),
)
CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "periodo": "http://n2t.net/ark:/99152/p0v#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Authority": "skos:ConceptScheme",
    "Period": "skos:Concept",
    "authorities": {"@id": "rdfs:member", "@container": "@index"},
    "periods": {"@reverse": "skos:inScheme", "@container": "@index"},
    "label": "skos:prefLabel",
    "localizedLabels": {"@id": "skos:altLabel", "@container": "@language"},
    "languageTag": "dcterms:language",
    "start": "time:intervalStartedBy",
    "stop": "time:intervalFinishedBy",
    "in": "time:hasDateTimeDescription",
    "year": {"@id": "time:year", "@type": "xsd:gYear"},
    "earliestYear": {"@id": "periodo:earliestYear", "@type": "xsd:gYear"},
    "latestYear": {"@id": "periodo:latestYear", "@type": "xsd:gYear"},
    "spatialCoverage": {"@id": "dcterms:spatial", "@container": "@set"},
    "spatialCoverageDescription": "periodo:spatialCoverageDescription",
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "note": "skos:note",
    "source": {"@id": "dcterms:source", "@container": "@set"},
    "title": "dcterms:title",
    "license": {"@id": "dcterms:license", "@type": "@id"},
    # PeriodO's key; what we know is that the concepts match, so that is what it means here.
    "sameAs": {"@id": "skos:exactMatch", "@type": "@id"},
    **{name: {"@id": f"skos:{name}", "@type": "@id", "@container": "@set"} for name, _ in _MATCHES},
}


def periods(holdings: Holdings) -> dict[str, Any]:
    """All periods, as one authority."""
    found = {}
    for slug in holdings.slugs["period"]:
        written = period(holdings, Reference("period", slug))
        if written is not None:
            found[written["id"]] = written
    authority = f"{holdings.base}id/type/periods-of-izmir"
    return {
        "@context": CONTEXT,
        "authorities": {
            authority: {
                "id": authority,
                "type": "Authority",
                "source": {"title": "Izmir Heritage Graph", "id": f"{holdings.base}dataset"},
                "license": LICENCE.value,
                "periods": found,
            }
        },
    }


def one(holdings: Holdings, reference: Reference) -> dict[str, Any] | None:
    """One period, with its context."""
    found = period(holdings, reference)
    return {"@context": CONTEXT, **found} if found is not None else None


def period(holdings: Holdings, reference: Reference) -> dict[str, Any] | None:
    """A period of the release; what its record does not say is left out."""
    document = holdings.outline(reference)
    if document is None:
        return None
    facts = Facts(document, holdings.mentions(document))
    labels = facts.labels(facts.thing)
    found: dict[str, Any] = {
        "id": facts.thing.value,
        "type": "Period",
        "label": labels.get("en") or next(iter(labels.values()), reference.slug),
        "languageTag": "en" if "en" in labels else next(iter(labels), None),
        "localizedLabels": {tag: [text] for tag, text in labels.items()},
        **_bounds(facts),
        "spatialCoverage": _coverage(facts),
        "broader": next((node.value for node in facts.nodes(facts.thing, SKOS.broader)), None),
        "note": facts.value(facts.thing, SKOS.note),
        "source": list(_sources(facts)),
        **_matches(facts),
    }
    return {key: value for key, value in found.items() if value}


def _bounds(facts: Facts) -> dict[str, Any]:
    for span in facts.nodes(facts.thing, _SPAN):
        first, _, last = (facts.value(span, DCT.temporal) or "../..").partition("/")
        found = timespan(
            _year(first),
            _year(facts.value(span, CRM.P81a_end_of_the_begin)),
            _year(facts.value(span, CRM.P81b_begin_of_the_end)),
            _year(last),
        )
        if found:
            label = {text.language: text.value for text in facts.texts(span, RDFS.label)}.get("en")
            written = {"start": _bound(found["start"], label)}
            return written | ({"stop": _bound(found["end"], label)} if "end" in found else {})
    return {}


def _bound(point: Mapping[str, str], label: str | None) -> dict[str, Any]:
    named = {"in": "year", "earliest": "earliestYear", "latest": "latestYear"}
    years = {named[key]: value for key, value in point.items()}
    return {"in": years} | ({"label": label} if label else {})


def _year(date: str | None) -> str | None:
    """The year of a date or moment, with four digits; None for an open end."""
    if date is None or date == "..":
        return None
    return str(Moment(Moment.parse(date.partition("T")[0]).year))


def _coverage(facts: Facts) -> list[dict[str, str]]:
    places = facts.nodes(facts.thing, CRM.P7_took_place_at)
    return [{"id": node.value, "label": facts.label(node) or node.value} for node in places]


def _sources(facts: Facts) -> Iterator[dict[str, str]]:
    for node in facts.nodes(facts.thing, DCT.source):
        label = facts.label(node)
        yield {"id": node.value} | ({"title": label} if label else {})


def _matches(facts: Facts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, predicate in _MATCHES:
        nodes: tuple[NamedNode, ...] = facts.nodes(facts.thing, predicate)
        if nodes:
            found[name] = [node.value for node in nodes]
    exact = [iri for iri in found.get("exactMatch", ()) if iri.startswith(PERIODO)]
    return ({"sameAs": exact[0]} if exact else {}) | found
