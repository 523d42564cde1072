"""FAIR Signposting, level 2: what a page, its metadata and its content are to each other.

The page carries its links in its head; the linkset (RFC 9264) has those of all parties. The author
of a record is who the description of the dataset names as its creator; nobody is known by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph_service.http.json_body import json_body
from graph_service.http.negotiation import Offer, parse_media_type
from graph_service.resources.choice import Chooser
from graph_service.resources.document import LICENCE
from graph_service.resources.representations import HTML, N_QUADS

STATEMENTS = "/resourcesync/statements"
"""Where the content of a record is: what the dumps hold of it."""
ABOUT_PAGE = "https://schema.org/AboutPage"
JSON_FORM = Offer("linkset-json", "application/linkset+json", None, ("application/json",))
TEXT_FORM = Offer("linkset", "application/linkset", None, ("application/link-format",))


@dataclass(frozen=True, slots=True)
class Signpost:
    """A typed link: from where, how, where to, and what it says of its target."""

    anchor: str
    relation: str
    target: str
    attributes: tuple[tuple[str, str | Sequence[str]], ...] = ()

    def __str__(self) -> str:
        """As a value of the Link field, without its anchor."""
        said = [f'<{self.target}>; rel="{self.relation}"']
        for name, value in self.attributes:
            values = [value] if isinstance(value, str) else value
            said += [f'{name}="{_bare(each) if name == "type" else each}"' for each in values]
        return "; ".join(said)


def of_page(here: str, base: str, types: Iterable[str]) -> list[Signpost]:
    """What a page for people says besides its other forms. `types` are classes of the thing."""
    return [
        Signpost(here, "author", f"{base}dataset#publisher"),
        *(Signpost(here, "type", each) for each in (ABOUT_PAGE, *types)),
        Signpost(here, "item", content(here), (("type", N_QUADS.media_type),)),
    ]


def content(here: str) -> str:
    """The content of the record that is shown at this document."""
    root, _, reference = here.rpartition("/doc/")
    return f"{root}{STATEMENTS}/{reference}.nq"


def linkset(thing: str, chooser: Chooser, types: Iterable[str]) -> list[Signpost]:
    """All links of the thing, of its page, of each other form of the document, and of the item."""
    here, base = chooser.here, chooser.base
    forms = list(chooser.choices())
    described = [
        Signpost(
            thing,
            "describedby",
            chooser.url(form),
            (
                ("type", form.offer.media_type),
                ("profile", form.profile.names(base)),
                ("token", (form.profile.token,)),
            ),
        )
        for form in forms
    ]
    page = [
        Signpost(here, "cite-as", thing),
        Signpost(here, "license", LICENCE.value),
        *of_page(here, base, types),
        *(
            Signpost(here, "describedby", each.target, each.attributes)
            for form, each in zip(forms, described, strict=True)
            if form.offer is not HTML
        ),
    ]
    others = [
        link
        for form in forms
        if form.offer is not HTML
        for link in _back(chooser.url(form), "describes", thing, here)
    ]
    return [*described, *page, *others, *_back(content(here), "collection", thing, here)]


def _back(anchor: str, relation: str, thing: str, here: str) -> Iterator[Signpost]:
    yield Signpost(anchor, relation, here, (("type", HTML.media_type),))
    yield Signpost(anchor, "cite-as", thing)
    yield Signpost(anchor, "license", LICENCE.value)


def as_json(links: Iterable[Signpost]) -> bytes:
    """As ``application/linkset+json``: one object for each anchor, in order."""
    found: dict[str, dict[str, object]] = {}
    for link in links:
        said = found.setdefault(link.anchor, {"anchor": link.anchor})
        targets = said.setdefault(link.relation, [])
        assert isinstance(targets, list)
        targets.append({"href": link.target, **{k: _listed(v) for k, v in link.attributes}})
    return json_body({"linkset": list(found.values())}, indent=2)


def as_text(links: Iterable[Signpost]) -> bytes:
    """As ``application/linkset``: the value of a Link field, each link with its anchor."""
    return ",\n".join(f'{link}; anchor="{link.anchor}"' for link in links).encode() + b"\n"


def _listed(value: str | Sequence[str]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _bare(media_type: str) -> str:
    """The media type without parameters: the quotes of theirs cannot stand in a Link field."""
    read = parse_media_type(media_type)
    return f"{read.type}/{read.subtype}" if read else media_type
