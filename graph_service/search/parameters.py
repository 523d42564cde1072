"""What search and lookup can be asked: addresses are read by it, and OpenAPI is written from it."""

from __future__ import annotations

from graph_service.http.problem_types import Text
from graph_service.library.kinds import Choice, Decimal, Integer, Iri, String
from graph_service.search.asking import AnyKind, Parameter
from graph_service.search.identifiers import CATALOGUES
from graph_service.search.kinds import Address, Box, Opaque, Slug
from graph_service.search.query import MOST, SORTS
from loaders.iri import KINDS

FIRST_YEAR, LAST_YEAR = -10_000, 2100
MOST_METRES = 50_000
FINEST = 20
"""The closest zoom of a map."""

_KIND = Parameter(
    "kind",
    Choice(KINDS),
    Text("Varlığın türü (site, place, period…).", "The kind of thing."),
    "site",
    most=len(KINDS),
)
_LIMIT = Parameter(
    "limit",
    Integer(1, MOST),
    Text("Sayfadaki sonuç sayısı; yoksa 20.", "Results of a page; 20 if not given."),
    "20",
)
_AFTER = Parameter(
    "after",
    Opaque(),
    Text(
        "Sonraki sayfanın başladığı yer: yanıttaki “next” adresi bunu taşır.",
        "Where the next page begins: the address “next” of an answer has it.",
    ),
    "WyJuYW1lX2VuIiwidGVvcyIsIiJd",
)
_LANG = Parameter(
    "lang",
    Choice(("tr", "en")),
    Text(
        "Adların sıralandığı dil (Türk alfabesi ya da İngilizce).",
        "The language that names are sorted in (the Turkish alphabet, or English).",
    ),
    "tr",
)


def _filter(name: str, kind: AnyKind, tr: str, en: str, example: str) -> Parameter:
    return Parameter(name, kind, Text(tr, en), example, most=20)


SEARCH = (
    Parameter(
        "q",
        String(),
        Text(
            "Aranan sözcükler: her dilde ve çağda adlar. Büyük harf, aksan, yazım geleneği ve "
            "küçük yazım hataları önemsizdir; son sözcük eksik olabilir.",
            "The words to look for: names of any language and age. Capitals, accents, traditions "
            "of spelling and small typing errors do not matter; the last word may be unfinished.",
        ),
        "smirna agora",
    ),
    _KIND,
    _filter("type", Slug("type"), "Tür kavramı; alt türler de sayılır.",
            "A concept; narrower ones count too.", "mosque"),
    _filter("district", Slug("place"), "İlçe ya da başka bir yer; içindekiler de sayılır.",
            "A district or another place, with what lies in it.", "konak"),
    _filter("period", Slug("period"), "Dönem; alt dönemler de sayılır.",
            "A period; its parts count too.", "hellenistic"),
    _filter("designation", Slug("type"), "Tescil ya da unvan türü.",
            "What it was designated as.", "world-heritage-inscription"),
    _filter("linked", Choice(tuple(sorted(CATALOGUES))), "Bağlantısı olan katalog.",
            "A catalogue that it is linked to.", "pleiades"),
    Parameter(
        "bbox", Box(),
        Text("Geometrisi bu kutuya giren varlıklar: batı,güney,doğu,kuzey (derece).",
             "Things whose geometry reaches into this box: west,south,east,north, in degrees."),
        "27.12,38.41,27.15,38.43",
    ),
    Parameter(
        "from", Integer(FIRST_YEAR, LAST_YEAR),
        Text("Bu yıldan sonra (dahil) var olmuş olabilenler; ISO yılı: MÖ 500 -499 yazılır.",
             "What may have existed in or after this year; ISO years: 500 BCE is -499."),
        "-599",
    ),
    Parameter(
        "to", Integer(FIRST_YEAR, LAST_YEAR),
        Text("Bu yıldan önce (dahil) var olmuş olabilenler.",
             "What may have existed in or before this year."),
        "-399",
    ),
    Parameter(
        "year", Integer(FIRST_YEAR, LAST_YEAR),
        Text("Bu yılda var olmuş olabilenler; ISO yılı: MÖ 500 -499 yazılır. Her sonuç ne kadar "
             "kesin olduğunu söyler.",
             "What may have existed in this year; ISO years: 500 BCE is -499. Every result says "
             "how sure that is."),
        "-499",
    ),
    Parameter(
        "sure", Choice(("certain", "possible")),
        Text("Sorulan yıllarda varlığı kesin olanlar, ya da yalnızca olası olanlar.",
             "Only what existed for certain in the years asked for, or only what is no more than "
             "possible."), "certain",
    ),
    Parameter(
        "sort", Choice(SORTS),
        Text("Sıra: uygunluk, ad ya da yaş (en eski önce).",
             "The order: relevance, name, or age (the oldest first)."),
        "relevance",
    ),
    _LANG, _LIMIT, _AFTER,
)  # fmt: skip
"""What a search can be asked."""

MAPPED = (
    *(each for each in SEARCH if each.name not in {"sort", "lang", "limit", "after"}),
    Parameter(
        "view", Box(),
        Text("Haritanın gösterdiği kutu: batı,güney,doğu,kuzey (derece).",
             "What the map shows: west,south,east,north, in degrees."),
        "26.1,37.8,28.6,39.5", is_required=True,
    ),
    Parameter(
        "zoom", Integer(0, FINEST),
        Text("Haritanın yakınlığı, 256 piksellik karolarda olduğu gibi.",
             "The zoom of the map, as with tiles of 256 pixels."), "9", is_required=True,
    ),
)  # fmt: skip
"""What a map of a search can be asked: the search, and what the map shows."""

SUGGEST = (
    Parameter(
        "q", String(),
        Text("Yazılmakta olan ad.", "The name that is being typed."), "smir", is_required=True,
    ),
    _KIND,
    Parameter(
        "limit", Integer(1, 20),
        Text("Öneri sayısı; yoksa 8.", "How many suggestions; 8 if not given."), "8",
    ),
    _LANG,
)  # fmt: skip
"""What suggestions can be asked."""

NEARBY = (
    Parameter(
        "lat", Decimal(-90, 90),
        Text("Enlem, derece (WGS 84).", "Latitude in degrees (WGS 84)."), "38.4186",
        is_required=True,
    ),
    Parameter(
        "lon", Decimal(-180, 180),
        Text("Boylam, derece (WGS 84).", "Longitude in degrees (WGS 84)."), "27.1387",
        is_required=True,
    ),
    Parameter(
        "radius", Integer(1, MOST_METRES),
        Text("En büyük uzaklık, metre; yoksa 1000.", "The greatest distance in metres; 1000 if "
             "not given."), "500",
    ),
    _KIND, _LIMIT, _AFTER,
)  # fmt: skip
"""What lies nearby."""

AT = (
    Parameter(
        "year", Integer(FIRST_YEAR, LAST_YEAR),
        Text("ISO yılı: MÖ 500 -499 yazılır.", "The year as ISO counts: 500 BCE is -499."),
        "-499", is_required=True,
    ),
    Parameter(
        "sure", Choice(("certain", "possible")),
        Text("Yalnızca kesin olanlar, ya da yalnızca yalnız olası olanlar.",
             "Only what is certain, or only what is no more than possible."), "certain",
    ),
    _KIND, _LANG, _LIMIT, _AFTER,
)  # fmt: skip
"""What existed in a year."""

RESOLVE = (
    Parameter(
        "uri",
        Iri(),
        Text("Bizim ya da başka bir kataloğun IRI’si.", "An IRI, ours or of another catalogue."),
        "https://pleiades.stoa.org/places/550908",
    ),
    *(
        Parameter(
            name,
            Address(
                Text(
                    f"bir {name} kimliği, en çok 2000 karakter",
                    f"an identifier of {name}, of at most 2000 characters",
                )
            ),
            Text(f"{name} kimliği.", f"The identifier in {name}."),
            {"wikidata": "Q2827071", "pleiades": "550908"}.get(name, "1018"),
        )
        for name in CATALOGUES
    ),
)
"""What can be looked up: exactly one of these."""
