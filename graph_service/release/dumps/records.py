"""Dumps of records in the models of others: EDM for Europeana, Linked Places for gazetteers.

Each record says what the service says of it: in EDM by OAI-PMH, as Linked Places in collections.
Addresses in them are the persistent ones, below the base: a dump does not know where it will be
served.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from graph_service.feeds.described import statements_of
from graph_service.profiles import edm as europeana
from graph_service.profiles.edm.terms import EDM
from graph_service.profiles.linked_places.classes import KINDS as PLACES
from graph_service.profiles.linked_places.collection import collection
from graph_service.profiles.linked_places.feature import feature
from graph_service.release.dumps import coding
from graph_service.release.dumps.material import Material
from graph_service.release.dumps.rdf import Counted
from graph_service.resources.description import Describer
from graph_service.resources.document import Document, document
from graph_service.resources.holdings import Reference, inverses_of, slugs_of
from graph_service.resources.mentions import Mentions, mention, mentions
from graph_service.resources.place import Place
from graph_service.resources.records import Records, Told
from loaders.iri import Minter

_REMEMBERED = 4096
_OBJECT = f"{{{EDM.iri}}}ProvidedCHO"

Record = tuple[Reference, Document, Mentions]


def edm(material: Material, out: BinaryIO) -> int:
    """A zip file with the RDF/XML of each heritage object, such as ``site/agora-of-smyrna.xml``."""
    place, records = _persistent(material), Records(material.store, material.base)

    def told(reference: Reference) -> Told:
        quads = statements_of(material.store, material.base, str(reference))
        thing = Minter(material.base).thing(str(reference))
        return records.told(thing, (quad.triple for quad in quads), material.edition)

    found = Counted(_records(material, europeana.OBJECTS, told))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for reference, each, mentioned in found:
            archive.writestr(
                coding.entry(f"{reference}.xml"), europeana.write(each, mentioned, place)
            )
    return found.number


def count_edm(stream: BinaryIO) -> int:
    """Count the objects of the records in the zip file."""
    with zipfile.ZipFile(stream) as archive:
        roots = (etree.fromstring(archive.read(name)) for name in archive.namelist())
        return sum(len(root.findall(_OBJECT)) for root in roots)


def places(material: Material, out: BinaryIO) -> int:
    """All places as one collection of Linked Places, each as collections of the service list it."""
    store, base = material.store, material.base
    describer, mint = Describer(store, base, inverses_of(store)), Minter(base)
    remembered = lru_cache(maxsize=_REMEMBERED)(mention)

    def told(reference: Reference) -> Told | None:
        description = describer.outline(mint.thing(str(reference)))
        if description is None:
            return None
        made = document(description, material.edition)
        return made, mentions(store, made, remembered)

    found = Counted(_records(material, PLACES, told))
    features = (feature(each, mentioned) for _, each, mentioned in found)
    out.writelines(collection(features, _persistent(material)))
    return found.number


def count_places(stream: BinaryIO) -> int:
    """Count the features; each stands in a line of its own, so memory is that of one."""
    head = json.loads(next(stream).rstrip() + b"]}")
    assert head["type"] == "FeatureCollection"
    lines = (line.rstrip().removesuffix(b",") for line in stream)
    return sum(json.loads(line)["type"] == "Feature" for line in lines if line != b"]}")


def _records(
    material: Material, kinds: Collection[str], tell: Callable[[Reference], Told | None]
) -> Iterator[Record]:
    """The things of some kinds, sorted by address, each described when it is wanted."""
    slugs = slugs_of(material.store, material.base)
    for reference in (Reference(kind, slug) for kind in sorted(kinds) for slug in slugs[kind]):
        told = tell(reference)
        if told is not None:
            yield reference, *told


def _persistent(material: Material) -> Place:
    """Where the addresses of records lead wherever they are served."""
    return Place(material.base.rstrip("/"), "")
