"""Every path of the service, once at least: what the contract is checked on."""

from __future__ import annotations

DOC = "/doc/site/agora-of-smyrna"
GRAPH = "https://w3id.org/izmiras/graph/guide"
EXAMPLES: dict[str, tuple[str, ...]] = {
    "/": ("/", "/?lang=en"),
    "/.well-known/void": ("/.well-known/void",),
    "/api/periods": ("/api/periods", "/api/periods?from=1"),
    "/api/periods/{slug}": ("/api/periods/hellenistic", "/api/periods/none"),
    "/api/places": (
        "/api/places",
        "/api/places?limit=1",
        "/api/places?_profile=places",
        "/api/places?_profile=none",
        "/api/places?bbox=1",
    ),
    "/api/places.{suffix}": (
        "/api/places.geojson",
        "/api/places.jsonld",
        "/api/places.tsv",
        "/api/places.none",
    ),
    "/api/places/{kind}/{slug}": (
        "/api/places/site/agora-of-smyrna",
        "/api/places/site/old-agora",
        "/api/places/site/atlantis",
        "/api/places/agent/homer",
    ),
    "/api/routes": ("/api/routes",),
    "/api/routes/{slug}": (
        "/api/routes/culture-walk",
        "/api/routes/culture-walk.gpx",
        "/api/routes/none",
    ),
    "/api/at": ("/api/at?year=150", "/api/at"),
    "/api/nearby": ("/api/nearby?lat=38.4&lon=27.1", "/api/nearby?lat=x"),
    "/api/resolve": (
        "/api/resolve?uri=https://w3id.org/izmiras/id/site/agora-of-smyrna",
        "/api/resolve?uri=https://w3id.org/izmiras/id/site/old-agora",
        "/api/resolve?uri=https://w3id.org/izmiras/id/site/atlantis",
        "/api/resolve?wikidata=Q1",
        "/api/resolve",
    ),
    "/api/search": ("/api/search?q=smyrna", "/api/search?kind=none"),
    "/assets/{name}": ("/assets/none",),
    "/atlas/{edition}/{name}": ("/atlas/none/base.tr.json", "/atlas/none/none.json"),
    "/contexts/izmiras-1.jsonld": ("/contexts/izmiras-1.jsonld",),
    "/contexts/linked-places-1.jsonld": ("/contexts/linked-places-1.jsonld",),
    "/dataset": (
        "/dataset",
        "/dataset?_mediatype=ttl",
        "/dataset?_mediatype=none",
        "/dataset?_profile=dcat",
        "/dataset?_profile=none",
    ),
    "/dataset.{suffix}": (
        "/dataset.ttl",
        "/dataset.html",
        "/dataset.none",
        "/dataset.jsonld?_profile=schema",
    ),
    "/doc/{kind}/{slug}": (
        DOC,
        f"{DOC}.html",
        f"{DOC}.ttl",
        f"{DOC}?_mediatype=jsonld",
        f"{DOC}?_profile=labels",
        f"{DOC}?_profile=linked-art",
        f"{DOC}?_profile=alt",
        f"{DOC}.geojson?_profile=places",
        f"{DOC}?_profile=none",
        f"{DOC}.nt?_profile=cbd",
        "/doc/site/old-agora",
        "/doc/site/atlantis",
        "/doc/site/nothing",
    ),
    "/dumps": ("/dumps",),
    "/dumps/{release}": ("/dumps/r1", "/dumps/latest", "/dumps/none"),
    "/dumps/{release}/{name:path}": (
        "/dumps/r1/izmiras.nq.gz",
        "/dumps/latest/SHA256SUMS",
        "/dumps/latest/none",
    ),
    "/favicon.ico": ("/favicon.ico",),
    "/favicon.svg": ("/favicon.svg",),
    "/graph/{name}": ("/graph/guide", "/graph/none"),
    "/graphs": ("/graphs", "/graphs?default", f"/graphs?graph={GRAPH}", "/graphs?graph=x y"),
    "/health/live": ("/health/live",),
    "/health/ready": ("/health/ready",),
    "/id/{kind}/{slug}": (
        "/id/site/agora-of-smyrna",
        "/id/site/agora-of-smyrna?_mediatype=ttl",
        "/id/site/old-agora",
        "/id/site/atlantis",
        "/id/site/twin",
        "/id/site/nothing",
    ),
    "/metrics": ("/metrics",),
    "/ontology": ("/ontology",),
    "/ontology.{suffix}": ("/ontology.ttl", "/ontology.none"),
    "/openapi.json": ("/openapi.json",),
    "/problems": ("/problems",),
    "/problems/{slug}": ("/problems/gone", "/problems/none"),
    "/profile/{token}": ("/profile/labels", "/profile/linked-art", "/profile/none"),
    "/robots.txt": ("/robots.txt",),
    "/search": ("/search?q=smyrna", "/search?lang=tr", "/search?sort=none"),
    "/shapes": ("/shapes",),
    "/shapes.{suffix}": ("/shapes.nt",),
    "/sparql": (
        "/sparql",
        "/sparql?lang=en",
        "/sparql?example=none",
        "/sparql?query=ASK{}",
        "/sparql?query=x",
        "/sparql?update=x",
    ),
}
"""Examples by route. Those of the query library are checked beside it."""
ELSEWHERE = ("/api/queries", "/queries")
"""Where routes begin that have a table of their own."""
UNROUTED = ("/nowhere", "/doc/site/agora-of-smyrna/", "//graphs", "/%ff")
PATHS = (*(path for paths in EXAMPLES.values() for path in paths), *UNROUTED)
