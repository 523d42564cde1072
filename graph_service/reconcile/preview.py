"""What a small page shows of a thing: enough to tell it from its namesakes."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.pages.years import say_years
from graph_service.reconcile.entity import Entity
from graph_service.reconcile.wording import Wording
from graph_service.search.identifiers import local_name

_LINKS = 4


@dataclass(frozen=True, slots=True)
class Preview:
    """A thing in a few lines; empty where nothing is known."""

    id: str
    name: str
    language: str
    """The language of the name."""
    also: tuple[str, ...] = ()
    """Its other names."""
    types: tuple[str, ...] = ()
    description: str = ""
    places: tuple[str, ...] = ()
    years: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Where else it is described: host and identifier, address."""
    is_thing: bool = False
    """Whether it has an address of its own."""


def preview(entity: Entity, wording: Wording) -> Preview:
    """The preview of a thing, in the language of the wording."""
    name = wording.name(entity.id)
    described = wording.entity(entity).get("description", "")
    others = dict.fromkeys(each.text for each in entity.names if each.text != name)
    return Preview(
        id=entity.id,
        name=name,
        language=wording.language_of(entity),
        also=tuple(others)[:_LINKS],
        types=tuple(wording.name(each) for each in entity.types) or (wording.name(entity.kind),),
        description=str(described),
        places=tuple(wording.name(each) for each in entity.districts),
        years=_years(entity, wording.language),
        is_thing=True,
        links=tuple((f"{_host(iri)} {local_name(iri)}", iri) for iri in entity.links[:_LINKS]),
    )


def _years(entity: Entity, language: str) -> str:
    if not entity.spans:
        return ""
    ends = [last for _, last in entity.spans]
    known = [last for last in ends if last is not None]
    last = max(known) if known and len(known) == len(ends) else None
    return say_years(min(first for first, _ in entity.spans), last, language)


def _host(iri: str) -> str:
    return iri.partition("://")[2].partition("/")[0].removeprefix("www.")
