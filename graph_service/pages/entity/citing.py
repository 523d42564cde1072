"""How to take a record along: its citation, its formats, its other models; and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from graph_service.pages.entity.model import Format
from graph_service.pages.entity.scene import Scene
from graph_service.profiles import PROFILES
from graph_service.resources.representations import HTML, OFFERS

_NAMES = {
    "ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML", "trig": "TriG",
    "nq": "N-Quads", "geojson": "GeoJSON",
}  # fmt: skip


def citation(scene: Scene) -> str:
    """How to cite the record in this release."""
    edition = scene.reading.document.edition
    title = scene.reading.label(scene.thing).text
    site, version = scene.word("site_name"), scene.word("version")
    when = f" ({edition.created})" if edition.created else ""
    return f"“{title}”. {site}, {version} {edition.release}{when}. {scene.thing.value}"


def formats(scene: Scene) -> Iterator[Format]:
    """The record in our own model."""
    for offer in OFFERS:
        if offer is not HTML and offer.suffix:
            url = f"{_document(scene)}.{offer.suffix}"
            yield Format(_NAMES.get(offer.suffix, offer.suffix), url, offer.media_type)


def models(scene: Scene) -> Iterator[Format]:
    """The record in the models of others, as far as they can hold its kind."""
    for profile in PROFILES.values():
        if profile.conversions and profile.describes(scene.kind):
            offer = profile.conversions[0].offer
            url = f"{_document(scene)}.{offer.suffix}?_profile={profile.token}"
            yield Format(profile.title[scene.language], url, offer.media_type)


def report(scene: Scene) -> str | None:
    """Where the operator wants to hear of errors; None if no address is set."""
    contact = scene.world.contact
    if contact is None:
        return None
    if not contact.startswith("mailto:"):
        return contact
    subject = quote(f"{scene.word('report')}: {scene.reading.label(scene.thing).text}")
    body = quote(f"{scene.thing.value}\n{scene.reading.document.edition.release}\n\n")
    return f"{contact}?subject={subject}&body={body}"


def _document(scene: Scene) -> str:
    return f"{scene.reading.place.prefix}/doc/{scene.path}"
