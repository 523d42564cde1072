"""Responses as XML (section 3.2): the envelope, headers, and what describes sets and ourselves.

Always `text/xml` and status 200, also for errors: what may go wrong in HTTP itself is told as
everywhere in this service.
"""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from graph_service.feeds.oai.arguments import Asked
from graph_service.feeds.oai.dublin_core import dublin_core, say
from graph_service.feeds.oai.errors import OaiError
from graph_service.feeds.oai.identifiers import Identifiers
from graph_service.feeds.oai.sets import Set
from graph_service.feeds.oai.xml import DUBLIN_CORE, OAI, add, clean, default, located, top
from graph_service.http.answer import Answer
from graph_service.http.caching import cache_control
from graph_service.store.changes import Entry

_IDENTIFIER = f"{OAI}oai-identifier"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def response(
    url: str, now: datetime, asked: Asked | None, content: etree._Element | OaiError
) -> Answer:
    """A whole response. `asked` is None if the arguments may not be repeated."""
    root = located(top("OAI-PMH"), OAI, f"{OAI}OAI-PMH.xsd")
    add(root, "responseDate", now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    request = add(root, "request", url)
    if asked is not None:
        request.set("verb", asked.verb)
        for name, value in asked.arguments.items():
            if name != "identifier" or _URI.fullmatch(value):  # its type in the schema is a URI
                request.set(name, clean(value))
    if isinstance(content, OaiError):
        add(root, "error", str(content), code=content.code)
    else:
        root.append(content)
    body = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Answer(200, (("Content-Type", "text/xml; charset=utf-8"), cache_control("none")), body)


def add_header(parent: etree._Element, entry: Entry, identifiers: Identifiers) -> None:
    """The header of a record; it tells of a withdrawn or moved entity that it is deleted."""
    header = add(parent, "header")
    if not entry.latest.is_live:
        header.set("status", "deleted")
    add(header, "identifier", identifiers.write(entry.reference))
    add(header, "datestamp", entry.latest.time)
    for name in entry.sets:
        add(header, "setSpec", name)


def add_token(
    parent: etree._Element, token: str | None, start: int, size: int | None = None
) -> None:
    """How a list of `size` goes on, of which `start` were told before.

    The element is empty on the last page, and is not there if the first page is the last.
    """
    if token is None and start == 0:
        return
    attributes = {} if size is None else {"completeListSize": str(size)}
    add(parent, "resumptionToken", token or "", **attributes, cursor=str(start))


def add_set(parent: etree._Element, each: Set) -> None:
    """A set: its name in both languages in one line, and in Dublin Core by language."""
    element = add(parent, "set")
    add(element, "setSpec", each.spec)
    add(element, "setName", str(each.name))
    described = located(dublin_core(), DUBLIN_CORE, f"{OAI}oai_dc.xsd")
    for literal in each.name.literals:
        say(described, "title", literal)
    for literal in each.description.literals:
        say(described, "description", literal)
    add(element, "setDescription").append(described)


def add_description(parent: etree._Element, repository: str, sample: str) -> None:
    """How our identifiers are formed, in the oai-identifier format."""
    root = etree.Element(f"{{{_IDENTIFIER}}}oai-identifier", nsmap=default(_IDENTIFIER))
    located(root, _IDENTIFIER, f"{_IDENTIFIER}.xsd")
    told = {
        "scheme": "oai",
        "repositoryIdentifier": repository,
        "delimiter": ":",
        "sampleIdentifier": sample,
    }
    for name, value in told.items():
        etree.SubElement(root, f"{{{_IDENTIFIER}}}{name}").text = value
    add(parent, "description").append(root)
