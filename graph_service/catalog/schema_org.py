"""The dataset in schema.org, as Google Dataset Search and the Dutch heritage network (NDE) want it.

It is written once as JSON-LD whose context is inside, so that nobody has to fetch one; pages carry
it as it is, and the RDF forms are read from it. Every node has an IRI.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph_service.catalog.about import CATALOGUE_TITLE, DESCRIPTION, KEYWORDS, TITLE
from graph_service.catalog.dataset import Dataset, Distribution
from graph_service.catalog.saying import iso_year
from graph_service.catalog.services import Protocol
from graph_service.http.problem_types import Text
from graph_service.resources.document import LICENCE
from graph_service.resources.statements import Statement

_IRIS = (
    "about", "contentUrl", "license", "sameAs", "url", "usageInfo", "isBasedOn",
)  # fmt: skip
_DATES = ("dateModified", "datePublished")
_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in _IRIS},
    **{name: {"@type": "https://schema.org/Date"} for name in _DATES},
}


def schema_org(dataset: Dataset, language: str | None = None) -> dict[str, Any]:
    """The description as JSON-LD: in one language, as plain strings, or else in all that there are.

    Search engines read the first, which stands in pages; the second is for everybody else.
    """
    return _Writing(dataset, language).whole()


def statements(dataset: Dataset) -> list[Statement]:
    """The same, in all languages, as statements."""
    found = parse(json.dumps(schema_org(dataset)), format=RdfFormat.JSON_LD)
    return [
        Statement(quad.subject, quad.predicate, quad.object, ())
        for quad in found
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    ]


@dataclass(frozen=True, slots=True)
class _Writing:
    dataset: Dataset
    language: str | None

    def whole(self) -> dict[str, Any]:
        dataset, root = self.dataset, self.dataset.place.root
        return {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "@id": dataset.node.value,
            "name": self.text(TITLE),
            "description": self.text(DESCRIPTION),
            "url": f"{root}/dataset",
            "identifier": dataset.node.value,
            "license": LICENCE.value,
            "isAccessibleForFree": True,
            "version": dataset.manifest.id,
            **self.dates(),
            "inLanguage": ["tr", "en"],
            "keywords": [each for keyword in KEYWORDS for each in self.texts(keyword)],
            "creator": self.publisher(),
            "publisher": self.publisher(),
            **self.coverage(),
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "@id": dataset.part("catalog").value,
                "name": self.text(CATALOGUE_TITLE),
                "url": f"{root}/",
            },
            "distribution": [
                *map(self.file, dataset.distributions),
                *map(self.service, dataset.services),
            ],
        }

    def publisher(self) -> dict[str, Any]:
        dataset, publisher = self.dataset, self.dataset.publisher
        contact = {
            "@type": "ContactPoint",
            "@id": dataset.part("contact").value,
            "name": self.text(publisher.name),
            "url": f"{dataset.place.root}/",
            **({"email": publisher.email} if publisher.email else {}),
        }
        return {
            "@type": "Organization",
            "@id": dataset.part("publisher").value,
            "name": self.text(publisher.name),
            "url": f"{dataset.place.root}/",
            "contactPoint": contact,
        }

    def coverage(self) -> dict[str, Any]:
        coverage, found = self.dataset.coverage, dict[str, Any]()
        if coverage.place is not None:
            found["spatialCoverage"] = {
                "@type": "Place",
                "@id": coverage.place,
                "name": self.labels(coverage.names or {}),
                "sameAs": list(coverage.same_as),
            }
        if coverage.first_year is not None and coverage.last_year is not None:
            first, last = iso_year(coverage.first_year), iso_year(coverage.last_year)
            found["temporalCoverage"] = f"{first}/{last}"
        return found

    def file(self, file: Distribution) -> dict[str, Any]:
        return {
            "@type": "DataDownload",
            "@id": self.dataset.part(file.name).value,
            "name": self.text(file.title),
            "contentUrl": file.url,
            "encodingFormat": file.served_as,
            "contentSize": f"{file.size} B",
            "sha256": file.sha256,
            "license": LICENCE.value,
            **self.dates(),
        }

    def service(self, service: Protocol) -> dict[str, Any]:
        return {
            "@type": "DataDownload",
            "@id": self.dataset.part(f"service-{service.token}").value,
            "name": self.text(service.title),
            "description": self.text(service.description),
            "contentUrl": f"{self.dataset.place.root}{service.path}",
            "encodingFormat": service.answers,
            "usageInfo": service.standard,
            "license": LICENCE.value,
        }

    def dates(self) -> dict[str, str]:
        released = self.dataset.released
        return {"dateModified": released, "datePublished": released} if released else {}

    def text(self, text: Text) -> Any:
        return self.labels({"en": text.en, "tr": text.tr})

    def texts(self, text: Text) -> list[Any]:
        found = self.text(text)
        return found if isinstance(found, list) else [found]

    def labels(self, values: Mapping[str, str]) -> Any:
        if self.language is not None and self.language in values:
            return values[self.language]
        return [
            {"@value": text, **({"@language": language} if language else {})}
            for language, text in values.items()
        ]
