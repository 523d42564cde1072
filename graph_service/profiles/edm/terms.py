"""The terms of external EDM, and the order in which its schema wants them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from loaders.namespaces import DC, DCT, OWL, RDF, SKOS, Namespace

EDM = Namespace("http://www.europeana.eu/schemas/edm/")
ORE = Namespace("http://www.openarchives.org/ore/terms/")
WGS84 = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "dc": DC.iri,
        "dcterms": DCT.iri,
        "edm": EDM.iri,
        "ore": ORE.iri,
        "owl": OWL.iri,
        "rdf": RDF.iri,
        "skos": SKOS.iri,
        "wgs84_pos": WGS84.iri,
    }
)
"""The prefixes that Europeana writes."""

CLASSES = (
    EDM.ProvidedCHO,
    EDM.WebResource,
    EDM.Agent,
    EDM.Place,
    EDM.TimeSpan,
    SKOS.Concept,
    ORE.Aggregation,
)
"""The classes that we write, in the order in which a record has them."""

RELATIONS = (
    SKOS.broader,
    SKOS.narrower,
    SKOS.related,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    SKOS.exactMatch,
    SKOS.closeMatch,
)
"""What concepts are to each other."""

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.note)

ORDER: Mapping[NamedNode, tuple[NamedNode, ...]] = MappingProxyType(
    {
        EDM.ProvidedCHO: (
            DC.contributor,
            DC.creator,
            DC.description,
            DC.identifier,
            DC.language,
            DC.relation,
            DC.title,
            DC.type,
            DCT.alternative,
            DCT.created,
            DCT.extent,
            DCT.hasPart,
            DCT.isPartOf,
            DCT.isReferencedBy,
            DCT.spatial,
            DCT.temporal,
            EDM.hasMet,
            EDM.isRelatedTo,
            EDM.type,
            OWL.sameAs,
        ),
        EDM.WebResource: (DC.format, DC.language, EDM.rights),
        EDM.Agent: (*_LABELS, EDM.isRelatedTo, OWL.sameAs),
        EDM.Place: (WGS84.lat, WGS84.long, *_LABELS, DCT.isPartOf, OWL.sameAs),
        EDM.TimeSpan: (*_LABELS, DCT.hasPart, DCT.isPartOf, EDM.begin, EDM.end, OWL.sameAs),
        SKOS.Concept: (
            *_LABELS[:2],
            *RELATIONS,
            SKOS.note,
            SKOS.notation,
            SKOS.inScheme,
        ),
        ORE.Aggregation: (
            EDM.aggregatedCHO,
            EDM.dataProvider,
            EDM.isShownAt,
            EDM.provider,
            EDM.rights,
            DCT.modified,
        ),
    }
)
"""The properties of each class in the order of the schema; what is not here cannot be said."""
