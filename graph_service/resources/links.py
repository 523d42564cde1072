"""What a document is of, and its other forms: RFC 8288, RFC 9264, Signposting level 1."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control
from graph_service.http.negotiation import Offer, parse_media_type
from graph_service.resources.choice import Choice, Chooser
from graph_service.resources.document import LICENCE
from graph_service.resources.profiles import Profile
from graph_service.resources.representations import HTML

ALTERNATES = "alt"
"""What `_profile` says to be told of all forms of a document."""
_LINKSET = "application/linkset+json"


def document_links(thing: str, chooser: Chooser, served: Choice) -> Headers:
    """The Content-Profile and Link fields of a document.

    They name its other forms in our own graph's default profile, and each conversion; all forms
    in all profiles are in the linkset.
    """
    here, base = chooser.here, chooser.base
    names = served.profile.names(base)
    links = [
        f'<{here}>; rel="canonical"',
        f'<{thing}>; rel="cite-as"',
        f'<{LICENCE.value}>; rel="license"',
        *(f'<{name}>; rel="profile"' for name in names),
        f'<{here}?_profile={ALTERNATES}>; rel="linkset"; type="{_LINKSET}"',
    ]
    if served.offer is not HTML:
        links.append(f'<{thing}>; rel="describes"')
    relation = "alternate describedby" if served.offer is HTML else "alternate"
    for form in chooser.choices():
        is_other = form.key != served.key
        if is_other and (form.profile.is_default or form.profile.conversions):
            link = f'<{chooser.url(form)}>; rel="{relation}"; type="{_bare(form.offer)}"'
            links.append(link + _conforms(form.profile, base))
    return (("Content-Profile", ", ".join(f"<{name}>" for name in names)), _field(links))


def alternates(thing: str, chooser: Chooser) -> Answer:
    """``?_profile=alt``: every form of a document, as a linkset."""
    linkset = {"linkset": [{"anchor": thing, "describedby": list(_forms(chooser))}]}
    body = json.dumps(linkset, ensure_ascii=False, indent=2).encode() + b"\n"
    tokens = [
        f'<{profile.iri(chooser.base)}>; rel="item"; token="{profile.token}"'
        for profile in chooser.profiles
    ]
    head = (
        ("Content-Type", _LINKSET),
        _field([f'<{chooser.here}>; rel="canonical"', *tokens]),
        cache_control("current"),
        vary("Accept", "Accept-Profile"),
    )
    return Answer(200, head, body)


def _forms(chooser: Chooser) -> Iterator[dict[str, object]]:
    for form in chooser.choices():
        yield {
            "href": chooser.url(form),
            "type": form.offer.media_type,
            "profile": list(form.profile.names(chooser.base)),
            "token": [form.profile.token],
        }


def _conforms(profile: Profile, base: str) -> str:
    """Link attributes that say the profile of a form; the default goes without saying."""
    if profile.is_default:
        return ""
    name = profile.names(base)[0]
    return f'; profile="{name}"; formats="{name}"'


def _bare(offer: Offer) -> str:
    """The media type without parameters: the quotes of theirs cannot stand in a Link field."""
    read = parse_media_type(offer.media_type)
    return f"{read.type}/{read.subtype}" if read else offer.media_type


def _field(links: list[str]) -> tuple[str, str]:
    return "Link", ", ".join(links)
