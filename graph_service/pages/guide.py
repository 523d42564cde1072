"""The API guide: what can be asked, with examples that work on this very host.

The table says what each API is for; its parameters come from the OpenAPI description. An API that
the application does not have is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph_service.http.problem_types import Text


@dataclass(frozen=True, slots=True)
class Example:
    """Something to ask: a path, and the media type to ask for where the path does not say it."""

    about: Text
    path: str
    accept: str = ""

    def curl(self, root: str) -> str:
        """The same for a terminal."""
        header = f"-H 'Accept: {self.accept}' " if self.accept else ""
        return f"curl -L {header}'{root}{self.path}'"


@dataclass(frozen=True, slots=True)
class Api:
    """Something that can be asked; `route` is its path as OpenAPI names it."""

    anchor: str
    route: str
    title: Text
    about: Text
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter, in the language of the page."""

    name: str
    about: str
    allowed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An API with its parameters."""

    api: Api
    parameters: Sequence[Parameter]


_SPARQL = quote(
    "SELECT ?site ?name WHERE { ?site a izm:HeritageSite ; rdfs:label ?name } LIMIT 5", safe=""
)
APIS = (
    Api(
        "records",
        "/id/{kind}/{slug}",
        Text("Kayıtlar", "Records"),
        Text(
            "Her varlığın kalıcı bir adresi vardır. Tarayıcıya sayfa, programlara veri gelir: "
            "biçimi Accept başlığıyla ya da adrese .ttl, .jsonld, .geojson ekleyerek seçin. "
            "Başka modeller _profile ile istenir.",
            "Every thing has a persistent address. Browsers get a page, programs get data: choose "
            "the format by the Accept header, or by adding .ttl, .jsonld or .geojson to the "
            "address. Other models are asked for by _profile.",
        ),
        (
            Example(Text("Sayfa", "Page"), "/id/site/agora-of-smyrna"),
            Example(Text("Turtle", "Turtle"), "/id/site/agora-of-smyrna", "text/turtle"),
            Example(Text("GeoJSON", "GeoJSON"), "/doc/site/agora-of-smyrna.geojson"),
            Example(
                Text("Linked Art", "Linked Art"), "/doc/site/agora-of-smyrna?_profile=linked-art"
            ),
            Example(
                Text("Bütün biçim ve profiller", "All formats and profiles"),
                "/doc/site/agora-of-smyrna?_profile=alt",
            ),
        ),
    ),
    Api(
        "sparql",
        "/sparql",
        Text("SPARQL", "SPARQL"),
        Text(
            "Bütün graf SPARQL 1.1 ile sorulur; adlandırılmış graflar hangi kaynağın ne "
            "söylediğini gösterir. Bilinen önekleri yazmak gerekmez.",
            "The whole graph can be asked in SPARQL 1.1; named graphs tell which source says what. "
            "Known prefixes need not be written.",
        ),
        (
            Example(Text("Sorgu düzenleyici", "Query editor"), "/sparql"),
            Example(
                Text("Beş alan, JSON", "Five sites, JSON"),
                f"/sparql?query={_SPARQL}",
                "application/sparql-results+json",
            ),
            Example(
                Text("Beş alan, CSV", "Five sites, CSV"), f"/sparql?query={_SPARQL}", "text/csv"
            ),
        ),
    ),
    Api(
        "queries",
        "/api/queries",
        Text("Hazır sorgular", "Ready-made queries"),
        Text(
            "SPARQL bilmeden: her hazır sorgunun bir adresi ve parametreleri vardır.",
            "Without SPARQL: each ready-made query has an address, and parameters.",
        ),
        (
            Example(Text("Liste", "List"), "/api/queries", "application/json"),
            Example(
                Text("MÖ 500’de yerleşim olan alanlar, CSV", "Sites occupied in 500 BCE, CSV"),
                "/api/queries/occupied-in-year.csv?year=-499&language=tr",
            ),
            Example(
                Text("Bir noktaya en yakın varlıklar, JSON", "What is nearest to a point, JSON"),
                "/api/queries/nearest.json?lat=38.419&lon=27.139&within=1500",
            ),
        ),
    ),
    Api(
        "search",
        "/api/search",
        Text("Arama", "Search"),
        Text(
            "Her dilde ve yazımda adla arama; süzgeçler ve sayılarıyla.",
            "Search by name in any language and spelling, with filters and counts.",
        ),
        (
            Example(Text("Sayfa", "Page"), "/search?q=agora"),
            Example(Text("JSON", "JSON"), "/api/search?q=agora&kind=site"),
        ),
    ),
    Api(
        "nearby",
        "/api/nearby",
        Text("Yakındakiler", "Nearby"),
        Text(
            "Bir noktanın çevresindekiler, en yakından başlayarak; uzaklık metre olarak.",
            "What lies around a point, the nearest first; distances in metres.",
        ),
        (
            Example(
                Text("Agora’nın 500 m çevresi", "500 m around the Agora"),
                "/api/nearby?lat=38.419&lon=27.139&radius=500",
            ),
        ),
    ),
    Api(
        "at",
        "/api/at",
        Text("Bir yılda", "In a year"),
        Text(
            "Bir yılda var olanlar, ne kadar kesin olduğu ve nedeni. Yıllar ISO 8601’e göredir: "
            "MÖ 500, -499’dur.",
            "What existed in a year, how sure that is, and why. Years are those of ISO 8601: "
            "500 BCE is -499.",
        ),
        (Example(Text("MÖ 500", "500 BCE"), "/api/at?year=-499"),),
    ),
    Api(
        "places",
        "/api/places",
        Text("Yerler", "Places"),
        Text(
            "Alanlar, sular ve yerler harita ve dizinler için: GeoJSON, Linked Places ya da tablo.",
            "Sites, waters and places for maps and gazetteers: GeoJSON, Linked Places or a table.",
        ),
        (
            Example(
                Text("Bir kutudakiler, GeoJSON", "What lies in a box, GeoJSON"),
                "/api/places.geojson?bbox=27.12,38.41,27.15,38.43",
            ),
            Example(
                Text("Linked Places", "Linked Places"),
                "/api/places?_profile=places&kind=site&limit=10",
            ),
            Example(Text("Tablo", "Table"), "/api/places.tsv?limit=100"),
        ),
    ),
    Api(
        "periods",
        "/api/periods",
        Text("Dönemler", "Periods"),
        Text(
            "İzmir’in dönemleri, PeriodO’nun yazdığı biçimde.",
            "The periods of Izmir, as PeriodO writes them.",
        ),
        (
            Example(Text("Hepsi", "All"), "/api/periods"),
            Example(Text("Roma Dönemi", "Roman"), "/api/periods/roman"),
        ),
    ),
    Api(
        "routes",
        "/api/routes",
        Text("Rotalar", "Routes"),
        Text(
            "Rotalar ve durakları; GPX dosyaları yürüyüş aygıtları içindir.",
            "Routes and their stops; GPX files are for walking devices.",
        ),
        (
            Example(Text("Hepsi", "All"), "/api/routes"),
            Example(
                Text("Bir günde 8.500 yıl, GPX", "8,500 years in one day, GPX"),
                "/api/routes/8500-years-in-one-day.gpx",
            ),
        ),
    ),
    Api(
        "reconcile",
        "/reconcile",
        Text("Eşleştirme", "Reconciliation"),
        Text(
            "Adlardan kayıtlara: OpenRefine’a bu adresi ekleyin.",
            "From names to records: add this address to OpenRefine.",
        ),
        (Example(Text("Hizmet tanımı", "Service manifest"), "/reconcile", "application/json"),),
    ),
    Api(
        "graphs",
        "/graphs",
        Text("Graflar", "Graphs"),
        Text(
            "Bir kaynağın söylediklerinin tümü ya da hepsinin birleşimi.",
            "All that one source says, or the merge of all.",
        ),
        (
            Example(
                Text("Pleiades’in söyledikleri", "What Pleiades says"),
                "/graph/pleiades",
                "text/turtle",
            ),
        ),
    ),
    Api(
        "changes",
        "/changes",
        Text("Değişiklikler", "Changes"),
        Text(
            "Kayıtlardaki her değişiklik, sırayla (IIIF Change Discovery).",
            "Every change of every record, in order (IIIF Change Discovery).",
        ),
        (Example(Text("Akış", "The feed"), "/changes", "application/ld+json"),),
    ),
    Api(
        "oai",
        "/oai",
        Text("OAI-PMH", "OAI-PMH"),
        Text(
            "Kayıtları toplamak için; silinenleri de bildirir.",
            "For harvesting records; it tells of deleted ones too.",
        ),
        (Example(Text("Kendini tanıtması", "Identify"), "/oai?verb=Identify"),),
    ),
    Api(
        "ldes",
        "/ldes",
        Text("Bağlantılı veri olay akışı", "Linked Data Event Stream"),
        Text("Her kaydın her hâli, zaman sırasıyla.", "Every version of every record, in time."),
        (Example(Text("Akış", "The stream"), "/ldes", "application/trig"),),
    ),
    Api(
        "dataset",
        "/dataset",
        Text("Veri kümesi ve dökümler", "Dataset and dumps"),
        Text(
            "Veri kümesinin VoID, DCAT ve schema.org betimlemesi; bütün grafın dosyaları.",
            "The dataset described in VoID, DCAT and schema.org; files of the whole graph.",
        ),
        (
            Example(Text("DCAT, Turtle", "DCAT, Turtle"), "/dataset.ttl?_profile=dcat"),
            Example(Text("Dökümler, JSON", "Dumps, JSON"), "/dumps", "application/json"),
            Example(Text("Sağlama toplamları", "Checksums"), "/dumps/latest/SHA256SUMS"),
        ),
    ),
    Api(
        "quality",
        "/validation",
        Text("Denetim ve bağlantı raporları", "Validation and link reports"),
        Text(
            "Bu sayfaların verisi: uyarılar ve başka kataloglara bağlantılar.",
            "The data of these pages: warnings, and links into other catalogues.",
        ),
        (
            Example(Text("Denetim raporu", "Validation report"), "/validation.json"),
            Example(Text("Bağlantı raporu", "Link report"), "/links.json"),
        ),
    ),
    Api(
        "openapi",
        "/openapi.json",
        Text("OpenAPI", "OpenAPI"),
        Text("Bütün yolların makineler için betimlemesi.", "All paths, described for machines."),
        (Example(Text("OpenAPI 3.1", "OpenAPI 3.1"), "/openapi.json"),),
    ),
)
_UNLISTED = "/openapi.json"
"""What OpenAPI does not name among its own paths."""


def guide(open_api: Mapping[str, Any], language: str) -> list[Entry]:
    """The APIs that an application has, with their parameters."""
    paths: Mapping[str, Any] = open_api["paths"]
    return [
        Entry(api, _parameters(paths.get(api.route, {}), language))
        for api in APIS
        if api.route in paths or api.route == _UNLISTED
    ]


def all_paths(open_api: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every path with its first sentence (in English); the ready-made queries have their list."""
    found = []
    for path, methods in open_api["paths"].items():
        is_of_library = path.startswith("/api/queries/") and not path.endswith("}")
        if not is_of_library:
            text = next((each.get("description", "") for each in methods.values()), "")
            found.append((path, text.split("\n\n")[0]))
    return found


def _parameters(path: Mapping[str, Any], language: str) -> list[Parameter]:
    found = path.get("get", {}).get("parameters", ())
    return [_parameter(each, language) for each in found if each["in"] == "query"]


def _parameter(found: Mapping[str, Any], language: str) -> Parameter:
    english, _, turkish = found.get("description", "").partition("\n\n")
    schema = found.get("schema", {})
    allowed = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return Parameter(
        found["name"], turkish or english if language == "tr" else english, tuple(map(str, allowed))
    )
