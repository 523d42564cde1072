"""The dataset in DCAT 3, as DCAT-AP 3 wants it: catalogue, dataset, distributions, services.

Every node that a value refers to says what it is, so that the description can be validated
without any other document.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.catalog.about import (
    AVAILABLE,
    CATALOGUE_DESCRIPTION,
    CATALOGUE_TITLE,
    DESCRIPTION,
    FILE_TYPE,
    IRREGULAR,
    KEYWORDS,
    LANGUAGES,
    MEDIA_TYPE,
    PUBLIC,
    STANDARDS,
    THEME,
    THEME_LABEL,
    TITLE,
)
from graph_service.catalog.dataset import Dataset, Distribution
from graph_service.catalog.formats import FORMATS, PACKINGS
from graph_service.catalog.saying import About, Value, date, named, titles, year
from graph_service.catalog.services import Protocol
from graph_service.resources.document import LICENCE
from graph_service.resources.statements import Statement
from loaders.namespaces import DCT, FOAF, OWL, RDFS, SKOS, XSD, Namespace

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PREFIXES: Mapping[str, str] = MappingProxyType(
    {"dcat": DCAT.iri, "dcatap": DCATAP.iri, "spdx": SPDX.iri, "vcard": VCARD.iri}
)
"""What a description in DCAT needs besides the prefixes of our documents."""
_SHA256 = SPDX.checksumAlgorithm_sha256

Said = tuple[NamedNode, Value | None]


def dcat(dataset: Dataset) -> list[Statement]:
    """The description in DCAT."""
    about = About()
    common = _common(about, dataset)
    _catalogue(about, dataset, common)
    _dataset(about, dataset, common)
    for distribution in dataset.distributions:
        _distribution(about, dataset, distribution)
    for service in dataset.services:
        _service(about, dataset, service, common)
    return about.statements


def _common(about: About, dataset: Dataset) -> list[Said]:
    """What holds for the catalogue, the dataset and the services alike."""
    publisher = about.say(
        dataset.part("publisher"),
        *named(FOAF.name, dataset.publisher.name),
        (FOAF.homepage, f"{dataset.place.root}/"),
        a=FOAF.Agent,
    )
    licence = about.say(LICENCE, a=DCT.LicenseDocument)
    about.say(f"{dataset.place.root}/", a=FOAF.Document)
    return [(DCT.publisher, publisher), (DCT.license, licence)]


def _catalogue(about: About, dataset: Dataset, common: list[Said]) -> None:
    about.say(
        dataset.part("catalog"),
        *named(DCT.title, CATALOGUE_TITLE),
        *named(DCT.description, CATALOGUE_DESCRIPTION),
        *common,
        *_languages(about),
        (DCT.modified, date(dataset.released)),
        (FOAF.homepage, f"{dataset.place.root}/"),
        (DCAT.dataset, dataset.node),
        *((DCAT.service, _service_node(dataset, each)) for each in dataset.services),
        a=DCAT.Catalog,
    )


def _dataset(about: About, dataset: Dataset, common: list[Said]) -> None:
    about.say(
        dataset.node,
        *named(DCT.title, TITLE),
        *named(DCT.description, DESCRIPTION),
        *common,
        (DCT.creator, dataset.part("publisher")),
        (DCT.identifier, Literal(dataset.node.value)),
        (DCT.modified, date(dataset.released)),
        (OWL.versionInfo, Literal(dataset.manifest.id)),
        (DCAT.version, Literal(dataset.manifest.id)),
        (DCT.accrualPeriodicity, about.say(IRREGULAR, a=DCT.Frequency)),
        (DCT.accessRights, about.say(PUBLIC, a=DCT.RightsStatement)),
        (DCAT.contactPoint, _contact(about, dataset)),
        (DCAT.landingPage, about.say(dataset.page, a=FOAF.Document)),
        (DCAT.theme, about.say(THEME, *named(SKOS.prefLabel, THEME_LABEL), a=SKOS.Concept)),
        *_languages(about),
        *(said for keyword in KEYWORDS for said in named(DCAT.keyword, keyword)),
        *((DCT.conformsTo, _standard(about, iri, name)) for iri, name in STANDARDS.items()),
        *_coverage(about, dataset),
        *((DCAT.distribution, _file_node(dataset, each)) for each in dataset.distributions),
        a=DCAT.Dataset,
    )


def _contact(about: About, dataset: Dataset) -> NamedNode:
    email = dataset.publisher.email
    return about.say(
        dataset.part("contact"),
        *named(VCARD.fn, dataset.publisher.name),
        (VCARD.hasURL, f"{dataset.place.root}/"),
        (VCARD.hasEmail, f"mailto:{email}" if email else None),
        a=VCARD.Kind,
    )


def _coverage(about: About, dataset: Dataset) -> list[Said]:
    coverage, said = dataset.coverage, list[Said]()
    if coverage.place is not None:
        place = about.say(
            coverage.place,
            *titles(coverage.names or {}, RDFS.label),
            *((SKOS.exactMatch, iri) for iri in coverage.same_as),
            a=DCT.Location,
        )
        said.append((DCT.spatial, place))
    if coverage.first_year is not None:
        period = about.say(
            dataset.part("years"),
            (DCAT.startDate, year(coverage.first_year)),
            (DCAT.endDate, year(coverage.last_year)),
            a=DCT.PeriodOfTime,
        )
        said.append((DCT.temporal, period))
    return said


def _distribution(about: About, dataset: Dataset, file: Distribution) -> None:
    file_format, packing = FORMATS.get(file.media_type), PACKINGS.get(file.packing)
    checksum = about.say(
        dataset.part(f"{file.name}-sha256"),
        (SPDX.algorithm, about.say(_SHA256, a=SPDX.ChecksumAlgorithm)),
        (SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)),
        a=SPDX.Checksum,
    )
    packed = DCAT.packageFormat if file.packing == "zip" else DCAT.compressFormat
    about.say(
        _file_node(dataset, file),
        *named(DCT.title, file.title),
        *named(DCT.description, file.title),
        (DCT.license, LICENCE),
        (DCT.modified, date(dataset.released)),
        (DCAT.accessURL, _resource(about, file.page)),
        (DCAT.downloadURL, _resource(about, file.url)),
        (DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, checksum),
        (DCAT.mediaType, _media_type(about, file.media_type)),
        (packed, _media_type(about, packing)),
        (DCT.format, _file_type(about, file_format.file_type) if file_format else None),
        (DCATAP.availability, about.say(AVAILABLE, *_AVAILABLE, a=SKOS.Concept)),
        *_languages(about),
        a=DCAT.Distribution,
    )


_AVAILABLE = (
    (SKOS.prefLabel, Literal("available", language="en")),
    (SKOS.prefLabel, Literal("erişilebilir", language="tr")),
)


def _service(about: About, dataset: Dataset, service: Protocol, common: list[Said]) -> None:
    root = dataset.place.root
    about.say(
        _service_node(dataset, service),
        *named(DCT.title, service.title),
        *named(DCT.description, service.description),
        *common,
        (DCT.conformsTo, _standard(about, service.standard, service.standard_name)),
        (DCAT.endpointURL, _resource(about, f"{root}{service.path}")),
        (DCAT.endpointDescription, _resource(about, f"{root}{service.described_at}")),
        (DCAT.contactPoint, dataset.part("contact")),
        (DCAT.servesDataset, dataset.node),
        a=DCAT.DataService,
    )


def _service_node(dataset: Dataset, service: Protocol) -> NamedNode:
    return dataset.part(f"service-{service.token}")


def _file_node(dataset: Dataset, file: Distribution) -> NamedNode:
    return dataset.part(file.name)


def _languages(about: About) -> list[Said]:
    return [(DCT.language, about.say(iri, a=DCT.LinguisticSystem)) for iri in LANGUAGES.values()]


def _standard(about: About, iri: str, name: str) -> NamedNode:
    return about.say(iri, (DCT.title, Literal(name)), a=DCT.Standard)


def _resource(about: About, url: str) -> NamedNode:
    return about.say(url, a=RDFS.Resource)


def _media_type(about: About, media_type: str | None) -> NamedNode | None:
    return about.say(f"{MEDIA_TYPE}{media_type}", a=DCT.MediaType) if media_type else None


def _file_type(about: About, name: str) -> NamedNode:
    return about.say(f"{FILE_TYPE}{name}", a=DCT.MediaTypeOrExtent)
