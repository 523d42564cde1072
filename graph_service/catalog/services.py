"""The services that the dataset may be asked by: those that the application has are described."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from graph_service.http.problem_types import Text


@dataclass(frozen=True, slots=True)
class Protocol:
    """A way to ask: its path, what it is, and where it describes itself."""

    path: str
    token: str
    title: Text
    description: Text
    standard: str
    """IRI of the specification."""
    standard_name: str
    described_at: str
    """Path of the description that machines read."""
    answers: str
    """A media type that it answers with."""


_OPEN_API = ("https://spec.openapis.org/oas/v3.1.0", "OpenAPI 3.1")

PROTOCOLS = (
    Protocol(
        "/sparql",
        "sparql",
        Text("SPARQL uç noktası", "SPARQL endpoint"),
        Text(
            "SPARQL 1.1 sorguları; hizmet kendini RDF ile betimler.",
            "SPARQL 1.1 queries; the service describes itself in RDF.",
        ),
        "https://www.w3.org/TR/sparql11-protocol/",
        "SPARQL 1.1 Protocol",
        "/sparql",
        "application/sparql-results+json",
    ),
    Protocol(
        "/graphs",
        "graph-store",
        Text("Graf deposu", "Graph store"),
        Text(
            "Adıyla istenen tek bir graf ya da hepsinin birleşimi; yalnızca okunur.",
            "One graph by its name, or all of them merged; for reading only.",
        ),
        "https://www.w3.org/TR/sparql11-http-rdf-update/",
        "SPARQL 1.1 Graph Store HTTP Protocol",
        "/openapi.json",
        "text/turtle",
    ),
    Protocol(
        "/api/queries",
        "queries",
        Text("Sorgu kitaplığı", "Query library"),
        Text(
            "Hazır sorgular; her birinin adresi, parametreleri ve biçimleri vardır.",
            "Ready-made queries, each with an address, parameters and formats.",
        ),
        *_OPEN_API,
        "/openapi.json",
        "application/json",
    ),
    Protocol(
        "/search",
        "search",
        Text("Arama", "Search"),
        Text(
            "Türkçeyi bilen metin araması ve süzgeçler.",
            "Text search that knows Turkish, with facets.",
        ),
        *_OPEN_API,
        "/openapi.json",
        "application/json",
    ),
    Protocol(
        "/reconcile",
        "reconcile",
        Text("Eşleştirme hizmeti", "Reconciliation service"),
        Text(
            "Adlardan kayıtlara: OpenRefine ve benzeri araçlar için.",
            "From names to records, for OpenRefine and tools like it.",
        ),
        "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
        "Reconciliation Service API 0.2",
        "/reconcile",
        "application/json",
    ),
    Protocol(
        "/oai",
        "oai-pmh",
        Text("OAI-PMH", "OAI-PMH"),
        Text(
            "Kayıtları toplamak için; silinenleri de bildirir.",
            "For harvesting records; it tells of deleted ones too.",
        ),
        "http://www.openarchives.org/OAI/openarchivesprotocol.html",
        "OAI-PMH 2.0",
        "/oai?verb=Identify",
        "text/xml",
    ),
    Protocol(
        "/ldes",
        "ldes",
        Text("Bağlantılı veri olay akışı", "Linked Data Event Stream"),
        Text("Her kaydın her hâli, zaman sırasıyla.", "Every version of every record, in time."),
        "https://w3id.org/ldes/specification",
        "Linked Data Event Streams",
        "/ldes",
        "application/trig",
    ),
    Protocol(
        "/changes",
        "changes",
        Text("Değişiklik akışı", "Change discovery"),
        Text("Kayıtlardaki değişiklikler, sırayla.", "What changed in the records, in order."),
        "https://iiif.io/api/discovery/1.0/",
        "IIIF Change Discovery API 1.0",
        "/changes",
        "application/ld+json",
    ),
    Protocol(
        "/.well-known/resourcesync",
        "resourcesync",
        Text("ResourceSync", "ResourceSync"),
        Text("Belgeleri eşit tutmak için.", "For keeping copies of the documents in step."),
        "http://www.openarchives.org/rs/1.1/resourcesync",
        "ResourceSync 1.1",
        "/.well-known/resourcesync",
        "application/xml",
    ),
)
"""Every service that there may be. Another one is another row here."""


def offered(paths: Container[str]) -> Sequence[Protocol]:
    """The services whose paths the application has."""
    return [each for each in PROTOCOLS if each.path in paths]
