"""The identifiers of other catalogues, however people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

CATALOGUES: Mapping[str, str] = MappingProxyType(
    {
        "wikidata": "http://www.wikidata.org/entity/{}",
        "pleiades": "https://pleiades.stoa.org/places/{}",
        "unesco": "https://whc.unesco.org/en/list/{}",
        "geonames": "https://sws.geonames.org/{}",
        "aat": "http://vocab.getty.edu/aat/{}",
        "tgn": "http://vocab.getty.edu/tgn/{}",
        "periodo": "http://n2t.net/ark:/99152/{}",
        "viaf": "http://viaf.org/viaf/{}",
        "nomisma": "http://nomisma.org/id/{}",
        "dare": "http://dare.ht.lu.se/places/{}",
        "topostext": "https://topostext.org/place/{}",
        "trismegistos": "https://www.trismegistos.org/place/{}",
        "idai": "https://gazetteer.dainst.org/place/{}",
        "manto": "https://resource.manto.unh.edu/{}",
        "ror": "https://ror.org/{}",
        "ramsar": "https://rsis.ramsar.org/ris/{}",
        "kerameikos": "http://kerameikos.org/id/{}",
        "whosonfirst": "https://spelunker.whosonfirst.org/id/{}",
        "wikipedia": "https://en.wikipedia.org/wiki/{}",
    }
)
"""How each catalogue writes its IRIs; the names are those of our parameters."""

SLUGS: Mapping[str, str] = MappingProxyType({"unesco": "unesco-whc"})
"""Our concepts for the catalogues whose parameter is called otherwise."""

_SPELLINGS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"^wikidata\.org/wiki/(?:Special:EntityData/)?", "wikidata.org/entity/"),
        (r"^(wikidata\.org/entity/Q\d+)\.\w+$", r"\1"),
        (r"^geonames\.org/(\d+)(?:/.*)?$", r"sws.geonames.org/\1"),
        (r"^sws\.geonames\.org/(\d+)/.*$", r"sws.geonames.org/\1"),
        (r"^getty\.edu/vow/(AAT|TGN)\w*Display\?.*subjectid=(\d+).*$", r"vocab.getty.edu/\1/\2"),
        (r"^vocab\.getty\.edu/page/", "vocab.getty.edu/"),
        (r"^pleiades\.stoa\.org/places/(\d+)/.*$", r"pleiades.stoa.org/places/\1"),
        (r"^whc\.unesco\.org/\w\w/(list|tentativelists)/", r"whc.unesco.org/en/\1/"),
    )
)  # fmt: skip


def link_key(iri: str) -> str:
    """One spelling for the ways in which an IRI is written.

    The scheme, `www.`, the last slash and `#this` do not count, nor whether the page of the
    thing or the thing itself is named.
    """
    parts = urlsplit(iri.strip())
    host = (parts.netloc or "").lower().removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    fragment = f"#{parts.fragment}" if parts.fragment not in {"", "this"} else ""
    key = f"{host}{path}{'?' + parts.query if parts.query else ''}{fragment}"
    for pattern, written in _SPELLINGS:
        key = pattern.sub(written, key)
    start, dot, rest = key.partition("vocab.getty.edu/")
    return f"{start}{dot}{rest.lower()}" if dot and not start else key


def identifier_iris(catalogue: str, value: str) -> tuple[str, ...]:
    """The IRIs that an identifier of a catalogue of `CATALOGUES` may have.

    An IRI stays what it is. UNESCO numbers its list and its tentative list apart.
    """
    if "://" in value:
        return (value,)
    bare = value.strip().strip("/")
    if catalogue == "wikidata" and bare[:1] == "q":
        bare = bare.upper()
    iris = [CATALOGUES[catalogue].format(bare)]
    if catalogue == "unesco":
        iris.append(f"https://whc.unesco.org/en/tentativelists/{bare}")
    return tuple(iris)


def local_name(iri: str) -> str:
    """The last part of an IRI: the identifier itself."""
    return link_key(iri).rpartition("/")[2].rpartition("#")[2]
