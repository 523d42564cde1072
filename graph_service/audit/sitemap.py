"""robots.txt (RFC 9309) and the sitemap (sitemaps.org 0.9): all documents, and only living ones."""

from __future__ import annotations

from datetime import UTC, datetime

from graph_service.audit.finding import Notes
from graph_service.audit.manners import OK, check_answer
from graph_service.audit.site import Site
from graph_service.audit.web import Unreachable
from graph_service.audit.xml import Element, NotXml, read_xml

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ROBOTS = "RFC 9309"
_SPEC = "sitemaps.org 0.9"
_XML = ("application/xml", "text/xml")
_MOST = 1000
_LARGEST = 50_000


def audit_sitemap(site: Site, notes: Notes) -> None:
    """robots.txt, and every sitemap that it names."""
    robots = site.web.get("/robots.txt")
    if not check_answer(robots, notes, OK, "text/plain"):
        return
    lines = (line.partition(":") for line in robots.body.decode(errors="replace").splitlines())
    maps = [value.strip() for name, _, value in lines if name.strip().lower() == "sitemap"]
    if not maps:
        notes.not_offered(robots.url, "Sitemap:", _ROBOTS)
        return
    pages: dict[str, str | None] = {}
    for url in maps:
        _read(site, url, pages, notes)
    now = max(datetime.now(UTC), _time(site.history.latest) or datetime.min.replace(tzinfo=UTC))
    for url, said in pages.items():
        if said is not None:
            time = _time(said)
            past = time is not None and time <= now
            notes.expect(past, url, "a lastmod that is not to come", said, _SPEC)
    _audit_pages(site, set(pages), maps[0], notes)


def read_document(site: Site, url: str, notes: Notes, spec: str) -> Element | None:
    """A document in XML; None, with a finding, if it is none."""
    reply = site.web.get(url)
    if not check_answer(reply, notes, OK):
        return None
    notes.expect(reply.media_type in _XML, url, "media type of XML", reply.media_type, spec)
    try:
        return read_xml(reply.body)
    except NotXml as error:
        notes.expect(False, url, "valid XML", error, spec)
        return None


def text_of(element: Element, name: str) -> str | None:
    """The text of a child of the sitemap's namespace."""
    found = element.findtext(f"{SITEMAP}{name}")
    return found.strip() if found else None


def _read(site: Site, url: str, pages: dict[str, str | None], notes: Notes) -> None:
    root = read_document(site, url, notes, _SPEC)
    if root is None:
        return
    notes.expect(len(root) <= _LARGEST, url, "at most 50,000 entries", len(root), _SPEC)
    if root.tag == f"{SITEMAP}sitemapindex":
        for each in list(root)[:_MOST]:
            location = text_of(each, "loc")
            if location is not None:
                _read(site, location, pages, notes)
        return
    for each in root:
        location = text_of(each, "loc")
        if notes.expect(location, url, "loc", "none", _SPEC):
            pages[location or ""] = text_of(each, "lastmod")


def _audit_pages(site: Site, pages: set[str], where: str, notes: Notes) -> None:
    """Every document of the dump is listed, and those of the sample and the others are there."""
    documents, start = _documents(site)
    listed = {page for page in pages if page.startswith(start)}
    notes.same_set(documents, listed, where, "the documents of the dump", _SPEC)
    wanted = {url for url in documents if any(url.endswith(_name(each)) for each in site.sample)}
    for url in sorted((pages - listed) | (wanted & pages) | (listed - documents)):
        status = site.web.head(url, "text/html").status
        notes.same(OK, status, url, "status of a listed page", _SPEC)


def _documents(site: Site) -> tuple[set[str], str]:
    """The addresses of all documents, as one thing leads to its own; and how they begin."""
    thing = site.sample[0]
    location = site.web.get(site.located(thing), "text/html").location or ""
    name = thing.removeprefix(site.space)
    if not location.endswith(name):
        raise Unreachable(f"{thing} leads to {location}, which is not named like it")
    start = location.removesuffix(name)
    return {f"{start}{each.removeprefix(site.space)}" for each in site.truth.entities}, start


def _name(iri: str) -> str:
    return "/" + "/".join(iri.rsplit("/", 2)[1:])


def _time(text: str) -> datetime | None:
    """A time as sitemaps have it: a date, or a moment with its zone."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
