"""From an address such as ``?q=smyrna&kind=site`` to values, or a problem that says what is wrong.

One table says what each service can be asked: addresses are read by it, and OpenAPI is written
from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph_service.http.parameters import read_parameters, refused_value, unknown_parameter
from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text
from graph_service.library.kinds import Choice, Decimal, Integer, Iri, String, Term, Unfit
from graph_service.search.identifiers import CATALOGUES, SLUGS
from graph_service.search.query import MOST, SORTS
from loaders.iri import KINDS, SLUG

_SHOWN = 200
_LONGEST_CURSOR = 1000
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?")
_CURSOR = re.compile(r"[A-Za-z0-9_-]+")

FIRST_YEAR, LAST_YEAR = -10_000, 2100
MOST_METRES = 50_000
FINEST = 20
"""The closest zoom of a map."""

Given = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Slug:
    """What a filter names: a slug, or the whole IRI that ends with it."""

    kind: str
    name: str = "slug"

    @property
    def allowed(self) -> Text:
        return Text(
            f"grafikteki bir {self.kind}/… varlığının kısa adı ya da IRI’si",
            f"the slug of a {self.kind}/… of the graph, or its IRI",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": _SHOWN}

    def read(self, value: str) -> str:
        slug = value.rpartition(f"{self.kind}/")[2]
        if not SLUG.fullmatch(slug) or len(value) > _SHOWN:
            raise Unfit
        return slug


@dataclass(frozen=True, slots=True)
class Box:
    """Four numbers: west, south, east, north, in degrees."""

    name: str = "bbox"

    @property
    def allowed(self) -> Text:
        return Text(
            "virgülle ayrılmış dört derece: batı,güney,doğu,kuzey; batı ≤ doğu, güney ≤ kuzey",
            "four degrees with commas: west,south,east,north; west ≤ east, south ≤ north",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        number = r"[+-]?[0-9]{1,3}(\.[0-9]{1,12})?"
        return {"type": "string", "pattern": f"^{number}(,{number}){{3}}$"}

    def read(self, value: str) -> str:
        numbers = value.split(",")
        if len(numbers) != 4 or not all(_NUMBER.fullmatch(each) for each in numbers):  # noqa: PLR2004
            raise Unfit
        west, south, east, north = (float(each) for each in numbers)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
            raise Unfit
        return value


@dataclass(frozen=True, slots=True)
class Opaque:
    """A cursor, as an answer gave it."""

    name: str = "cursor"

    @property
    def allowed(self) -> Text:
        return Text(
            "bu sürümün bir önceki yanıtındaki “next” adresinden bir değer",
            "the value in the “next” address of an answer of this release",
        )

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "pattern": f"^{_CURSOR.pattern}$", "maxLength": _LONGEST_CURSOR}

    def read(self, value: str) -> str:
        if not _CURSOR.fullmatch(value) or len(value) > _LONGEST_CURSOR:
            raise Unfit
        return value


@dataclass(frozen=True, slots=True)
class Address:
    """An IRI or an identifier, in at most 2000 characters."""

    what: Text
    name: str = "identifier"

    @property
    def allowed(self) -> Text:
        return self.what

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "minLength": 1, "maxLength": 2000}

    def read(self, value: str) -> str:
        if not value.strip() or len(value) > 2000 or not value.isprintable():  # noqa: PLR2004
            raise Unfit
        return value


class AnyKind(Protocol):
    """What values a parameter can have: those of queries are RDF terms, the others texts."""

    @property
    def allowed(self) -> Text: ...

    @property
    def schema(self) -> Mapping[str, object]: ...

    def read(self, value: str) -> Term | str: ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be given, what it means, how many times, and an example."""

    name: str
    kind: AnyKind
    description: Text
    example: str
    most: int = 1
    is_required: bool = False

    def open_api(self) -> dict[str, Any]:
        """As OpenAPI has it."""
        one: dict[str, Any] = dict(self.kind.schema)
        example: object = self.example
        if one["type"] in {"integer", "number"}:
            example = int(self.example) if one["type"] == "integer" else float(self.example)
        is_list = self.most > 1
        return {
            "name": self.name,
            "in": "query",
            "required": self.is_required,
            "description": f"{self.description.en}\n\n{self.description.tr}",
            "schema": {"type": "array", "items": one, "maxItems": self.most} if is_list else one,
            "example": [example] if is_list else example,
        }


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

_RESERVED = frozenset({"_mediatype", "lang"})


def given(
    parameters: Sequence[Parameter], query_string: bytes, besides: frozenset[str] = _RESERVED
) -> Given:
    """The values that an address gives, by name. Raises Problem.

    What is `besides` decides the form of the answer, and is read elsewhere.
    """
    by_name = {each.name: each for each in parameters}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in read_parameters(query_string):
        if name not in by_name:
            if name in besides:
                continue
            raise unknown_parameter(name, [each.name for each in parameters])
        if value == "" and not by_name[name].is_required:
            continue  # a field of a form that was left empty
        read = _read(by_name[name], value)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), read)))
        if len(found[name]) > by_name[name].most:
            raise _too_many(by_name[name], value)
    for each in parameters:
        if each.is_required and each.name not in found:
            raise refused(each, "")
    return found


def refused(parameter: Parameter, value: str, why: Text | None = None, **more: object) -> Problem:
    """The problem of a value that a parameter cannot have."""
    kind = parameter.kind
    return refused_value(parameter.name, value, kind.allowed, kind.schema, why, **more)


def named(parameters: Iterable[Parameter], name: str) -> Parameter:
    """The parameter of this name."""
    return next(each for each in parameters if each.name == name)


def catalogue_slug(name: str) -> str:
    """Our concept for the catalogue that a parameter or a value names."""
    return SLUGS.get(name, name)


def _read(parameter: Parameter, value: str) -> str:
    try:
        read: Term | str = parameter.kind.read(value)
    except Unfit as error:
        raise refused(parameter, value) from error
    return read if isinstance(read, str) else read.value


def _too_many(parameter: Parameter, value: str) -> Problem:
    most = parameter.most
    why = Text(
        f"`{parameter.name}` en çok {most} kez verilebilir.",
        f"`{parameter.name}` can be given at most {most} times.",
    )
    return refused(parameter, value, why)
