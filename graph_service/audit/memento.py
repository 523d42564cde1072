"""Memento (RFC 7089) of documents and of answers: time gates, time maps, and every memento."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from graph_service.audit.finding import Notes
from graph_service.audit.links import Link, read_links
from graph_service.audit.manners import FOUND, GONE, OK, check_answer, check_varies
from graph_service.audit.site import Site
from graph_service.audit.sparql import RESULTS
from loaders.namespaces import VOID

_SPEC = "RFC 7089"
_LINK_FORMAT = "application/link-format"
_TURTLE = "text/turtle"
_QUERY = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_SAMPLE = 5
_MOST = 20
"""Mementos of one document that are asked for."""


def audit_mementos(site: Site, notes: Notes) -> None:
    """The history of a few documents, and of all that are gone, as far as the sample goes."""
    gone = sorted(site.history.withdrawn)[: len(site.sample)]
    offered = False
    for iri in [*site.sample[:: max(1, len(site.sample) // _SAMPLE)], *gone]:
        thing = site.web.get(site.located(iri), _TURTLE)
        document = site.web.get(thing.location, _TURTLE) if thing.location else thing
        gates, maps = document.linked("timegate"), document.linked("timemap")
        if not gates and not maps and not offered:
            notes.not_offered(document.url, "rel=timegate", _SPEC)
            return
        offered = True
        notes.expect(gates and maps, document.url, "timegate and timemap", "not both", _SPEC)
        for link in maps[:1]:
            _audit_map(site, link.target, gates, _TURTLE, notes)
    _audit_answers(site, notes)


def _audit_answers(site: Site, notes: Notes) -> None:
    """The history of the answer to a query, if answers have one: the last of them is today's."""
    endpoint = site.value(site.dataset, VOID.sparqlEndpoint)
    if endpoint is None:
        return
    now = site.web.get(f"{endpoint}?{urlencode({'query': _QUERY})}", RESULTS)
    maps = now.linked("timemap")
    for link in maps[:1]:
        mementos = _audit_map(site, link.target, now.linked("timegate"), RESULTS, notes)
        for memento in mementos[-1:]:
            body = site.web.get(memento.target, RESULTS).body
            expected = "the answer of today in the last memento"
            notes.expect(body == now.body, memento.target, expected, body[:80], _SPEC)


def _audit_map(site: Site, url: str, gates: list[Link], accept: str, notes: Notes) -> list[Link]:
    """A time map, and what it leads to. Returns the mementos."""
    reply = site.web.get(url)
    if not check_answer(reply, notes, OK, _LINK_FORMAT):
        return []
    links = read_links(reply.body.decode(errors="replace"), reply.url)
    mementos = [each for each in links if "memento" in each.relations]
    notes.expect(mementos, url, "mementos", "none", f"{_SPEC}, 5")
    times = [_time(each.parameters.get("datetime", "")) for each in mementos]
    notes.expect(None not in times, url, "datetime of each", "not all", f"{_SPEC}, 5")
    known = [each for each in times if each is not None]
    notes.expect(known == sorted(known), url, "mementos in order of time", known, f"{_SPEC}, 5")
    for memento in mementos[-_MOST:]:
        _audit_memento(site, memento, accept, notes)
        for gate in gates[:1]:
            _audit_gate(site, gate.target, memento, accept, notes)
    for gate in gates[:1]:
        status = site.web.get(gate.target, accept, accept_datetime="yesterday").status
        notes.same(400, status, f"{gate.target}, bad Accept-Datetime", "status", f"{_SPEC}, 4.5.3")
    return mementos


def _audit_memento(site: Site, memento: Link, accept: str, notes: Notes) -> None:
    reply = site.web.get(memento.target, accept)
    was_gone = reply.status == GONE
    if not was_gone and not check_answer(reply, notes, OK, accept):
        return
    told = memento.parameters.get("datetime"), reply.headers.get("memento-datetime")
    notes.same(*told, memento.target, "Memento-Datetime", f"{_SPEC}, 2.1.1")
    notes.expect(reply.linked("original"), memento.target, "rel=original", "none", _SPEC)


def _audit_gate(site: Site, gate: str, memento: Link, accept: str, notes: Notes) -> None:
    time = memento.parameters.get("datetime", "")
    reply = site.web.get(gate, accept, accept_datetime=time)
    where = f"{gate} at {time}"
    if notes.same(FOUND, reply.status, where, "status", f"{_SPEC}, 4.1.1"):
        notes.same(memento.target, reply.location, where, "Location", f"{_SPEC}, 4.1.1")
        check_varies(reply, notes, "Accept-Datetime")


def _time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
