"""The page about a thing: a `WebPage` with licence, release, sources, and the times and places."""

from __future__ import annotations

from graph_service.profiles.parts import phases, span_of
from graph_service.profiles.reading import Reading
from graph_service.profiles.schema_org.values import Json, references, tidy
from graph_service.resources.document import LICENCE
from graph_service.resources.place import Place
from graph_service.resources.representations import HTML
from loaders.namespaces import CRM, DCT

LANGUAGES = ("tr", "en")
"""The languages of every page."""


def page(reading: Reading, place: Place) -> Json:
    """What `mainEntityOfPage` says."""
    document = reading.document
    path = document.node.value.removeprefix(reading.base)
    modified = [s.object.value for s in document.about if s.predicate == DCT.modified]
    return tidy(
        {
            "@type": "WebPage",
            "@id": document.node.value,
            "url": f"{place.root}/{path}.{HTML.suffix}",
            "inLanguage": LANGUAGES,
            "license": LICENCE.value,
            "version": document.edition.release,
            "dateModified": modified,
            "isPartOf": {"@type": "Dataset", "@id": f"{reading.base}dataset"},
            "temporalCoverage": _times(reading),
            "spatialCoverage": _places(reading),
            "citation": references(reading, reading.nodes(reading.thing, DCT.source)),
        }
    )


def _times(reading: Reading) -> list[str]:
    """The intervals that the page tells of: ISO 8601, so ``-0399`` is 400 BCE."""
    own = span_of(reading, reading.thing)
    spans = [own] if own else [phase.span for phase in phases(reading)]
    return list(dict.fromkeys(span.interval for span in spans if span))


def _places(reading: Reading) -> list[Json]:
    """Where the thing is or was practised, for those kinds that cannot say it themselves."""
    if reading.kind not in ("period", "practice", "designation"):
        return []
    where = (CRM.P7_took_place_at, CRM.P8_took_place_on_or_within)
    return references(reading, reading.nodes(reading.thing, *where))
