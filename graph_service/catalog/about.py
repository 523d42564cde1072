"""What is true of the dataset whatever its release: names, words, licence, terms of others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph_service.http.problem_types import Text

TITLE = Text("İzmir Miras Grafı", "Izmir Heritage Graph")
DESCRIPTION = Text(
    "İzmir’in 8.500 yıllık mirası bağlantılı açık veri olarak: alanlar, dönemler, su yolları, "
    "rotalar, projeler, araştırmalar ve yayınlar. Her bilgi kaynağıyla birlikte verilir; "
    "CIDOC CRM ile anlatılır ve SHACL ile denetlenir.",
    "8,500 years of Izmir’s heritage as linked open data: sites, periods, waterways, routes, "
    "projects, research and publications. Every fact has its source; all is told in CIDOC CRM "
    "and checked by SHACL.",
)
CATALOGUE_TITLE = Text("İzmir Miras Grafı: veri kümeleri", "Izmir Heritage Graph: datasets")
CATALOGUE_DESCRIPTION = Text(
    "İzmir Miras Grafı’nın yayımladığı veri kümesi ve ona ulaşılan hizmetler.",
    "The dataset that the Izmir Heritage Graph publishes, and the services that give access to it.",
)
PUBLISHER = Text("İzMiras Programı", "IzMiras programme")
KEYWORDS = (
    Text("kültürel miras", "cultural heritage"),
    Text("arkeoloji", "archaeology"),
    Text("İzmir", "Izmir"),
    Text("Smyrna", "Smyrna"),
    Text("Efes", "Ephesus"),
    Text("Bergama", "Pergamon"),
    Text("bağlantılı açık veri", "linked open data"),
    Text("CIDOC CRM", "CIDOC CRM"),
)
COVERED = "place/izmir-province"
"""The place that the dataset covers, if a release holds it."""

_EU = "http://publications.europa.eu/resource/authority/"
THEME = f"{_EU}data-theme/EDUC"
THEME_LABEL = Text("Eğitim, kültür ve spor", "Education, culture and sport")
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"tr": f"{_EU}language/TUR", "en": f"{_EU}language/ENG"}
)
IRREGULAR = f"{_EU}frequency/IRREG"
PUBLIC = f"{_EU}access-right/PUBLIC"
AVAILABLE = f"{_EU}planned-availability/AVAILABLE"
FILE_TYPE = f"{_EU}file-type/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"

VOCABULARIES = (
    "http://www.cidoc-crm.org/cidoc-crm/",
    "http://www.opengis.net/ont/geosparql#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/prov#",
)
STANDARDS: Mapping[str, str] = MappingProxyType(
    {
        "http://www.cidoc-crm.org/cidoc-crm/": "CIDOC CRM 7.1.3",
        "http://www.opengis.net/doc/IS/geosparql/1.1": "OGC GeoSPARQL 1.1",
        "https://www.w3.org/TR/skos-reference/": "SKOS",
        "https://www.w3.org/TR/prov-o/": "PROV-O",
    }
)
"""What the data conforms to, with the names of the standards."""
