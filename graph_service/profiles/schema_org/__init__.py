"""schema.org as JSON-LD: what search engines and general readers of the web understand.

`as_dict` is for `<script type="application/ld+json">`, with the context that search engines know
by name. `write` is for clients that read RDF: the same object with its context inside, so that
nothing has to be fetched to read it.

What schema.org cannot say of a Place (its phases, its people, its use) stands as
`additionalProperty`, with the address of our term as `propertyID`. What it cannot say of a period
or a practice (when, where) stands at the page, which has `temporalCoverage` and `spatialCoverage`.
A beginning or an end is given as such only where it is known to the year, month or day; bounds
that a date lies between are a coverage, not a beginning. Years are those of ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.http.json_body import json_body
from graph_service.http.problem_types import Text
from graph_service.profiles.parts import alternatives, described
from graph_service.profiles.reading import Reading
from graph_service.profiles.schema_org.classes import classes_of
from graph_service.profiles.schema_org.kinds import SAYINGS
from graph_service.profiles.schema_org.page import page
from graph_service.profiles.schema_org.values import Json, references, texts, tidy
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import Conversion, Profile
from graph_service.resources.representations import JSON_LD
from loaders.namespaces import CRM, LA, SCHEMA, SKOS

CONTEXT_URL = "https://schema.org/"
_IRIS = ("additionalType", "license", "propertyID", "sameAs", "url")
_DATES = (
    "dateModified",
    "datePublished",
    "dissolutionDate",
    "endDate",
    "foundingDate",
    "startDate",
)
CONTEXT: Mapping[str, object] = MappingProxyType(
    {
        "@vocab": CONTEXT_URL,
        **{term: {"@type": "@id"} for term in _IRIS},
        **{term: {"@type": "Date"} for term in _DATES},
    }
)
"""The part of the context of schema.org that our documents need."""

_SAME = (LA.equivalent, SCHEMA.sameAs, SKOS.exactMatch)

LOSSES = (
    Text(
        "Evreler ve roller, schema.org terimleriyle değil, bizim terimlerimizle "
        "(additionalProperty) yazılır; tarihlerin kaynaktaki yazımı kalmaz.",
        "Phases and roles are not in terms of schema.org but in ours (additionalProperty); the "
        "wording of dates in the sources is not kept.",
    ),
    Text(
        "İki sınır arasında bir zamana düşen olayların başlangıcı ve bitişi yazılmaz; sınırlar "
        "sayfanın temporalCoverage değerinde kalır.",
        "What happened at some time between two bounds has no start or end; the bounds remain in "
        "the temporalCoverage of the page.",
    ),
    Text(
        "Adların türü, kullanıldığı yıllar ve kesinliği yazılmaz.",
        "The kinds of names, their years and how sure they are are not said.",
    ),
    Text(
        "Dönemlerin ve türlerin sıradüzeni ile birebir olmayan eşleşmeleri yazılmaz.",
        "The hierarchy of periods and types is left out, and so are matches that are not exact.",
    ),
    Text(
        "Hangi bilginin hangi kaynaktan geldiği yazılmaz; kaynaklar sayfanın bütünü için sayılır.",
        "Which source says what is not kept; sources are listed for the page as a whole.",
    ),
    Text(
        "Alanlardan araştırmalara ve projelere bağlantı yoktur; bağlantı onların belgelerindedir.",
        "Sites do not link to research and projects; their documents link to the sites.",
    ),
    Text(
        "Tescillerin ölçütleri, kategorisi ve alanı, rotaların uzunluğu ve durumu, kitapların "
        "sayfa bilgisi, mülkiyet ilişkileri yazılmaz.",
        "The criteria, category and area of designations, the length and status of routes, the "
        "pages of books and ownership are left out.",
    ),
    Text(
        "Çizilmiş alanların iç boşlukları yazılmaz.",
        "Holes in drawn extents are left out.",
    ),
)


def as_dict(document: Document, mentions: Mentions, place: Place) -> Json:
    """A document as one object of schema.org, to embed in a page."""
    return {"@context": CONTEXT_URL, **_told(Reading.of(document, mentions), place)}


def write(document: Document, mentions: Mentions, place: Place) -> bytes:
    """A document as JSON-LD that needs no other document."""
    told = {"@context": dict(CONTEXT), **_told(Reading.of(document, mentions), place)}
    return json_body(told, indent=2)


def _told(reading: Reading, place: Place) -> Json:
    thing = reading.thing
    said: Json = {
        "@type": classes_of(reading, thing),
        "@id": thing.value,
        "name": texts(reading.labels(thing)),
        "alternateName": texts(alternatives(reading)),
        "description": texts((*described(reading, thing), *_doubts(reading))),
        "additionalType": _types(reading),
        "sameAs": [
            n.value for n in reading.nodes(thing, LA.equivalent, SCHEMA.sameAs, SKOS.exactMatch)
        ],
        "subjectOf": _writings(reading),
    }
    for key, value in SAYINGS[reading.kind](reading).items():
        said[key] = _joined(said.get(key), value)
    said["mainEntityOfPage"] = page(reading, place)
    return tidy(said)


def _joined(first: object, second: object) -> object:
    if isinstance(first, list) and isinstance(second, list):
        return [*first, *(value for value in second if value not in first)]
    return second


def _doubts(reading: Reading) -> tuple[Literal, ...]:
    found = reading.nodes(reading.thing, reading.term("certainty"))
    return tuple(label for concept in found for label in reading.labels(concept))


def _types(reading: Reading) -> list[str]:
    """Our types, and the concepts of others that are exactly the same."""
    types = reading.nodes(reading.thing, CRM.P2_has_type)
    exact = (match for concept in types for match in reading.related(concept, SKOS.exactMatch))
    return list(dict.fromkeys(node.value for node in (*types, *exact)))


def _writings(reading: Reading) -> list[Json]:
    """Publications about the thing, and pages of others."""
    found = reading.nodes(reading.thing, CRM.P129i_is_subject_of, CRM.P67i_is_referred_to_by)
    published = [node for node in found if reading.kind_of(node) == "publication"]
    pages = reading.nodes(reading.thing, SCHEMA.subjectOf)
    return [
        *references(reading, published),
        *(_page_of_others(node) for node in pages),
    ]


def _page_of_others(node: NamedNode) -> Json:
    return {"@type": "WebPage", "@id": node.value}


PROFILE = Profile(
    "schema",
    Text("schema.org", "schema.org"),
    Text(
        "Arama motorlarının ve genel web okuyucularının anladığı terimlerle, JSON-LD olarak; "
        "bağlamı içinde.",
        "In the terms that search engines and general readers of the web understand, as JSON-LD "
        "with its context inside.",
    ),
    conversions=(Conversion(JSON_LD, write),),
    uris=(CONTEXT_URL,),
    losses=LOSSES,
)


def types(document: Document, mentions: Mentions) -> tuple[str, ...]:
    """The classes of the thing that a document is about, as IRIs, the most telling first."""
    found = classes_of(Reading.of(document, mentions), document.thing)
    return tuple(f"{CONTEXT_URL}{name}" for name in found)
