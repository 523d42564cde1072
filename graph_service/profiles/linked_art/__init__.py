"""Linked Art 1.0: things as museums and libraries exchange them.

Each document is one record of a Linked Art endpoint, valid against the JSON Schemas of API 1.0
(which do not know the `_links` of the API's own HAL page). Names, time-spans, statements and the
activities of one record are embedded and have no IRI, as the API asks.

What it cannot say is in `LOSSES`. Where Linked Art has one way to say what we say in a finer one,
the broader is taken; where it has none, the words are kept as a statement in both languages.
"""

from __future__ import annotations

from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer
from graph_service.http.problem_types import Text
from graph_service.profiles.linked_art.classes import CONTEXT
from graph_service.profiles.linked_art.reader import Reader
from graph_service.profiles.linked_art.records import record
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import Conversion, Profile

MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'

LOSSES = (
    Text(
        "Graf bir alanla onun yerini ayırır; Linked Art ayırmaz: ören yerleri ve doğal oluşumlar "
        "Place, yapılar ve anıt ağaçlar HumanMadeObject olur.",
        "Our graph tells a site from its ground; Linked Art does not: sites and natural features "
        "become Place, what was built (and monumental trees) HumanMadeObject.",
    ),
    Text(
        "HumanMadeObject kaydında koordinat olamaz: yapının yeri, bağlı olduğu alan ya da ilçedir; "
        "geometri GeoJSON ve RDF biçimlerindedir. Konumun kaynağı ve kesinliği yer almaz.",
        "A HumanMadeObject has no coordinates: a building is located in the site or district that "
        "it belongs to; its geometry is in our GeoJSON and RDF. How exact a location is, and who "
        "says so, is left out.",
    ),
    Text(
        "Yapım, onarım ve yıkım dışındaki evreler ile mimar, usta ve onarımcı dışındaki roller "
        "(bani, sahip, gezgin…) yapılı veri değil, cümle olarak verilir.",
        "Phases other than construction, change and destruction, and roles other than architect, "
        "master builder, sculptor and repairer (patron, owner, traveller…) are statements in "
        "words.",
    ),
    Text(
        "Birden çok yapım evresi, tartışmalı olsalar bile tek bir Production kaydının "
        "parçalarıdır; ne ölçüde kesin oldukları bir cümlede yazar.",
        "Several constructions of one thing are parts of one Production, even where they are "
        "rival claims; how certain each is stands in a statement.",
    ),
    Text(
        "Adların tarihleri, tartışmalı bağlantılar (E13), bir kararla korunan varlıklar (P41) "
        "ve bir olayın, projenin ya da araştırmanın ilgili olduğu yapılar yer almaz.",
        "Left out are the dates of names, contested claims (E13), what a designation protects "
        "(P41), and the buildings that an event, project or research was at.",
    ),
    Text(
        "Rota bir PropositionalObject’tir; durakları sırasıyla bir cümlede yazılır. "
        "Su yollarının akış ilişkileri yer almaz.",
        "A route is a PropositionalObject; its stops are written in order in a statement. How "
        "waters flow into each other is left out.",
    ),
    Text(
        "Dönemlerin dış eşleşmeleri, şemalar yalnızca Activity kabul ettiği için tanımlayıcı "
        "olarak verilir; exactMatch dışındaki eşleşmeler yer almaz.",
        "The matches of periods are identifiers, as the schemas admit only an Activity there; "
        "matches other than exactMatch are left out.",
    ),
    Text(
        "Yayınların yazar ve yayıncı adları metindir; kaynaklar (veri kümeleri de) metin sayılır.",
        "Authors and publishers of publications are words, and every source, datasets too, "
        "counts as a text.",
    ),
    Text(
        "Hangi kaynağın hangi bilgiyi verdiği (adlı graflar) ve ters bağlantı listeleri yer almaz.",
        "Left out are which source says what (the named graphs), and lists of inverse links.",
    ),
)


def write(document: Document, mentions: Mentions, place: Place) -> bytes:
    """The document as a Linked Art record."""
    reader = Reader(document, mentions)
    written = {**record(reader), "_links": _links(document, place)}
    return json_body(written, indent=2)


def _links(document: Document, place: Place) -> dict[str, object]:
    """What the API says besides the record: Linked Art API 1.0, HAL."""
    path = document.node.value.removeprefix(document.edition.base)
    here = f"{place.root}/{path}"
    return {
        "curies": [
            {"name": "la", "href": "https://linked.art/api/rels/1/{rel}", "templated": True}
        ],
        "self": {"href": f"{here}.jsonld?_profile={PROFILE.token}", "type": MEDIA_TYPE},
        "alternate": [
            {"href": f"{here}.html", "type": "text/html"},
            {"href": f"{here}.ttl", "type": "text/turtle"},
        ],
        "la:modelVersion": {"href": "https://linked.art/model/", "name": "v1.0.0"},
        "la:apiVersion": {"href": "https://linked.art/api/1.0/", "name": "v1.0.0"},
    }


PROFILE = Profile(
    "linked-art",
    Text("Linked Art 1.0", "Linked Art 1.0"),
    Text(
        "Müze ve kütüphanelerin ortak biçimi: her belge bir Linked Art kaydıdır.",
        "The common format of museums and libraries: each document is a Linked Art record.",
    ),
    conversions=(
        Conversion(Offer("linked-art", MEDIA_TYPE, "jsonld", ("application/json",)), write),
    ),
    uris=(CONTEXT,),
    losses=LOSSES,
)
