"""Requests to an OAI-PMH repository, and lists that go on over many answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from graph_service.audit.finding import Notes
from graph_service.audit.manners import OK, check_answer
from graph_service.audit.site import Site
from graph_service.audit.web import Unreachable
from graph_service.audit.xml import Element, NotXml, read_xml

SPEC = "OAI-PMH 2.0"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
_NONE = "none"
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Header:
    """What a list says of a record: its identifier, its date, and the sets that it is in."""

    name: str
    stamp: str
    sets: frozenset[str]

    @classmethod
    def of(cls, element: Element) -> Header:
        sets = (each.text or "" for each in element.iter(f"{OAI}setSpec"))
        name, stamp = (element.findtext(f"{OAI}{tag}") or "" for tag in ("identifier", "datestamp"))
        return cls(name, stamp, frozenset(sets))


def ask(site: Site, url: str, arguments: dict[str, str], notes: Notes) -> Element:
    """The response to a request. Raises Unreachable if it is none of OAI-PMH."""
    reply = site.web.get(f"{url}?{urlencode(arguments)}", "text/xml")
    if not check_answer(reply, notes, OK, "text/xml"):
        raise Unreachable(f"{reply.url} gives no answer of OAI-PMH")
    try:
        return read_xml(reply.body)
    except NotXml as error:
        raise Unreachable(f"{reply.url} is no XML: {error}") from error


def pages(site: Site, url: str, arguments: dict[str, str], notes: Notes) -> Iterator[Element]:
    """The pages of a list, to its end; a list of nothing has none."""
    seen: set[str] = set()
    while len(seen) < _MOST_PAGES:
        page = ask(site, url, arguments, notes)
        error = page.find(f"{OAI}error")
        told = _NONE if error is None else error.get("code")
        if not seen and told == "noRecordsMatch":
            return
        where = f"{url}?{urlencode(arguments)}"
        if not notes.expect(error is None, where, "a page of the list", told, f"{SPEC}, 3.5"):
            return
        yield page
        token = (page.findtext(f".//{OAI}resumptionToken") or "").strip()
        if not token:
            return
        if not notes.expect(token not in seen, where, "an end", "a loop", f"{SPEC}, 3.5"):
            return
        seen.add(token)
        arguments = {"verb": arguments["verb"], "resumptionToken": token}
