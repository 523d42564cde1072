"""Linked Places format 1.3: GeoJSON for gazetteers (World Historical Gazetteer, Peripleo).

A document is a FeatureCollection of one feature: its names with languages, sources and years of
use; its types by AAT concept; its geometries, of which a rough one says so; when it existed, with
PeriodO ids; the same place in other catalogues; what it is part of.

Years are ISO 8601 with four digits and a sign. `losses` says what the format cannot hold.
"""

from __future__ import annotations

from graph_service.http.negotiation import Offer
from graph_service.http.problem_types import Text
from graph_service.profiles.linked_places.classes import KINDS
from graph_service.profiles.linked_places.collection import collection
from graph_service.profiles.linked_places.feature import feature
from graph_service.resources.document import Document
from graph_service.resources.mentions import Mentions
from graph_service.resources.place import Place
from graph_service.resources.profiles import Conversion, Profile
from graph_service.resources.representations import GEO_JSON, JSON_LD

FORMAT = "https://github.com/LinkedPasts/linked-places-format"
"""What the world calls the format: it has no other IRI of its own."""


def write(document: Document, mentions: Mentions, place: Place) -> bytes:
    """The document as a FeatureCollection of one feature."""
    return b"".join(collection([feature(document, mentions)], place))


LOSSES = (
    Text(
        "Evrelerin türü ve bir olayın ne değiştirdiği yazılmaz: her tarihli evre yalnızca bir "
        "zaman aralığıdır, türü `when.label` içinde söylenir.",
        "The kinds of phases and what an event changed are lost: each dated phase is a time-span "
        "only, and `when.label` says its kind.",
    ),
    Text(
        "Varlığın o sırada ayakta olduğunu göstermeyen evreler (planlama, anılma, keşif, tescil, "
        "gömü) yazılmaz.",
        "Phases that do not show that the thing stood at the time (planning, mention, discovery, "
        "registration, burial) are left out.",
    ),
    Text(
        "Yakın AAT eşleşmesi tam eşleşmeden ayırt edilemez; AAT karşılığı olmayan tür kendi "
        "kavramımızın adresini taşır.",
        "A close AAT match cannot be told from an exact one; a type without AAT concept has the "
        "address of our own concept.",
    ),
    Text(
        "Kişiler, projeler, yayınlar, koruma kararları ve afetlerle bağlar yazılmaz.",
        "Links to people, projects, publications, designations and disasters are left out.",
    ),
    Text(
        "Tarihi bilinmeyen bir kayıtta yalnızca ilk ad, onu kullanan bu sürümün yılıyla "
        "tarihlenir, çünkü biçim her kayıtta bir tarih ister; yerin kendisine tarih uydurulmaz.",
        "In a record without dates only the first name is dated, by the year of this release, "
        "which uses it, because the format wants a date in every record; no date of the place "
        "is invented.",
    ),
    Text(
        "Rotalar durak noktalarıdır: verilerde duraklar arasındaki yol yoktur.",
        "Routes are the points of their stops: the data have no way between them.",
    ),
)

PROFILE = Profile(
    "places",
    Text("Linked Places 1.3", "Linked Places 1.3"),
    Text(
        "Yer adları dizinleri için GeoJSON: adlar, türler, geometriler, tarihler ve bağlantılar.",
        "GeoJSON for gazetteers: names, types, geometries, dates and links.",
    ),
    conversions=(
        Conversion(Offer(GEO_JSON.key, GEO_JSON.media_type, "geojson", GEO_JSON.accepts), write),
        Conversion(Offer(JSON_LD.key, JSON_LD.media_type, "jsonld", ("application/json",)), write),
    ),
    uris=(FORMAT,),
    kinds=frozenset(KINDS),
    losses=LOSSES,
)
