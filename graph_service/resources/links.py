"""What a document is of, and its other forms: RFC 8288, RFC 9264, FAIR Signposting, level 2."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.http.answer import Answer, Headers, vary
from graph_service.http.caching import cache_control
from graph_service.http.negotiation import Offer, choose, parse_media_type
from graph_service.resources.asked import Asked
from graph_service.resources.choice import Choice, Chooser
from graph_service.resources.document import LICENCE
from graph_service.resources.profiles import Profile
from graph_service.resources.representations import HTML
from graph_service.resources.signposts import (
    JSON_FORM,
    TEXT_FORM,
    as_json,
    as_text,
    linkset,
    of_page,
)

ALTERNATES = "alt"
"""What `_profile` says to be told of all forms of a document."""
_LINKSETS = (JSON_FORM, TEXT_FORM)


def document_links(
    thing: str, chooser: Chooser, served: Choice, types: Sequence[str] = ()
) -> Headers:
    """The Content-Profile and Link fields of a document.

    They name its other forms in our own graph's default profile, and each conversion; all forms
    in all profiles are in the linkset. `types` are the classes of the thing, for its page.
    """
    here, base = chooser.here, chooser.base
    names = served.profile.names(base)
    as_text_url = f"{here}?_profile={ALTERNATES}&_mediatype={TEXT_FORM.media_type}"
    links = [
        f'<{here}>; rel="canonical"',
        f'<{thing}>; rel="cite-as"',
        f'<{LICENCE.value}>; rel="license"',
        *(f'<{name}>; rel="profile"' for name in names),
        f'<{here}?_profile={ALTERNATES}>; rel="linkset"; type="{JSON_FORM.media_type}"',
        f'<{as_text_url}>; rel="linkset"; type="{TEXT_FORM.media_type}"',
    ]
    if served.offer is HTML:
        links += map(str, of_page(here, base, types))
    else:
        links.append(f'<{thing}>; rel="describes"')
    relation = "alternate describedby" if served.offer is HTML else "alternate"
    for form in chooser.choices():
        is_other = form.key != served.key
        if is_other and (form.profile.is_default or form.profile.conversions):
            link = f'<{chooser.url(form)}>; rel="{relation}"; type="{_bare(form.offer)}"'
            links.append(link + _conforms(form.profile, base))
    return (("Content-Profile", ", ".join(f"<{name}>" for name in names)), _field(links))


def alternates(thing: str, chooser: Chooser, types: Sequence[str], asked: Asked) -> Answer:
    """``?_profile=alt``: every form of a document, as a linkset in JSON or as text."""
    wanted = asked.media_type or asked.accept
    form = choose(wanted, _LINKSETS) or JSON_FORM
    write = as_text if form is TEXT_FORM else as_json
    body = write(linkset(thing, chooser, types))
    tokens = [
        f'<{profile.iri(chooser.base)}>; rel="item"; token="{profile.token}"'
        for profile in chooser.profiles
    ]
    head = (
        ("Content-Type", form.media_type),
        _field([f'<{chooser.here}>; rel="canonical"', *tokens]),
        cache_control("current"),
        vary("Accept", "Accept-Profile"),
    )
    return Answer(200, head, body)


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
