"""Dereferencing (Cool URIs for the Semantic Web; RFC 9110) and signposting (signposting.org)."""

from __future__ import annotations

import json

from pyoxigraph import NamedNode, Triple

from graph_service.audit.finding import Notes
from graph_service.audit.links import Link
from graph_service.audit.manners import (
    HTTP,
    NOT_ACCEPTABLE,
    NOT_FOUND,
    OK,
    SEE_OTHER,
    check_answer,
    check_head,
    check_problem,
    check_validator,
    check_varies,
)
from graph_service.audit.rdf import GRAPHS, Unreadable, read_triples
from graph_service.audit.site import Site
from graph_service.audit.web import Reply
from graph_service.audit.xml import NotXml, read_xml

_COOL = "Cool URIs, 4.1; RFC 9110, 15.4.4"
_SIGNPOSTING = "Signposting, FAIR profile"
_PROFILES = "Content Negotiation by Profile, 7"
_TURTLE = "text/turtle"
_JSON = ("application/json", "+json")
_UNKNOWN = "thing-that-nobody-has-ever-named"
_ALIVE = ("linkset", "timemap", "collection", "describedby", "author", "item")


def audit_entities(site: Site, notes: Notes) -> None:
    """A sample of the entities, and what there is to say about those that are none."""
    for iri in site.sample:
        _audit_entity(site, iri, notes)
    check_problem(site.web.get(site.located(f"{site.space}{_UNKNOWN}/x")), NOT_FOUND, notes)
    for iri in site.sample[:1]:
        document = site.web.get(site.located(iri), _TURTLE).location
        if document:
            check_problem(site.web.get(document, "image/x-none"), NOT_ACCEPTABLE, notes)


def _audit_entity(site: Site, iri: str, notes: Notes) -> None:
    thing = site.web.get(site.located(iri), _TURTLE)
    check_answer(thing, notes, SEE_OTHER)
    check_varies(thing, notes, "Accept")
    if not notes.expect(thing.location, thing.url, "a Location", None, _COOL):
        return
    check_head(site.web, thing, _TURTLE, notes)
    document = site.web.get(thing.location or "", _TURTLE)
    if not check_answer(document, notes, OK, _TURTLE):
        return
    check_varies(document, notes, "Accept")
    check_head(site.web, document, _TURTLE, notes)
    check_validator(site.web, document, _TURTLE, notes)
    triples = _read(site, document, notes)
    if triples is None:
        return
    told = {triple for triple in triples if triple.subject == NamedNode(iri)}
    notes.expect(told, document.url, f"statements about {iri}", "none", _COOL)
    held = {t for t in site.truth.by_entity[iri] if t.subject == NamedNode(iri)}
    _same_graph(held, triples & held, document.url, "as in the dump", notes)
    _audit_links(site, iri, document, triples, notes)


def _audit_links(site: Site, iri: str, document: Reply, triples: set[Triple], notes: Notes) -> None:
    cited = [each.target for each in document.linked("cite-as")]
    notes.same([iri], cited, document.url, "cite-as", _SIGNPOSTING)
    notes.expect(document.linked("license"), document.url, "rel=license", "none", _SIGNPOSTING)
    read = audit_alternates(site, document, triples, notes)
    for relation in _ALIVE:
        for link in document.linked(relation):
            if site.web.is_ours(link.target) and link.target not in read:
                read.add(link.target)
                _audit_alive(site, link, relation, notes)


def audit_alternates(site: Site, document: Reply, triples: set[Triple], notes: Notes) -> set[str]:
    """Read every other form of a document that it links to. Returns their addresses."""
    others = document.linked("alternate")
    notes.expect(others, document.url, "rel=alternate", "none", "RFC 8288")
    read: set[str] = set()
    for link in others:
        if site.web.is_ours(link.target) and link.target not in read:
            read.add(link.target)
            _audit_alternate(site, link, triples, notes)
    return read


def _audit_alive(site: Site, link: Link, relation: str, notes: Notes) -> None:
    reply = site.web.head(link.target)
    notes.same(OK, reply.status, f"{link.target} (rel={relation})", "status", "RFC 8288")
    if link.media_type and reply.status == OK:
        notes.same(link.media_type, reply.media_type, link.target, "media type", "RFC 8288, 3.4.1")


def _audit_alternate(site: Site, link: Link, triples: set[Triple], notes: Notes) -> None:
    """It is there, is of the type that the link says, and says the same."""
    reply = site.web.get(link.target)
    if not check_answer(reply, notes, OK, link.media_type or None):
        return
    profile = link.parameters.get("profile")
    if profile is not None:
        told = reply.headers.get("content-profile", "")
        notes.expect(f"<{profile}>" in told, link.target, f"profile {profile}", told, _PROFILES)
        _check_syntax(reply, notes)
    elif reply.media_type in GRAPHS:
        found = _read(site, reply, notes)
        if found is not None:
            _same_graph(triples, found, link.target, "the same graph as in Turtle", notes)
    else:
        _check_syntax(reply, notes)


def _same_graph(
    wanted: set[Triple], found: set[Triple], where: str, what: str, notes: Notes
) -> None:
    """Triples are told apart as text: so findings can name them."""
    notes.same_set(set(map(str, wanted)), set(map(str, found)), where, what, "RDF 1.1 Concepts")


def _read(site: Site, reply: Reply, notes: Notes) -> set[Triple] | None:
    try:
        return read_triples(reply.body, reply.media_type, reply.url, site.web)
    except Unreadable as error:
        notes.expect(False, reply.url, f"valid {reply.media_type}", error, HTTP)
        return None


def _check_syntax(reply: Reply, notes: Notes) -> None:
    """That a body without a graph to compare is of its type at all."""
    try:
        if reply.media_type.endswith(_JSON):
            json.loads(reply.body)
        elif reply.media_type.endswith("xml"):
            read_xml(reply.body)
        else:
            reply.body.decode()
    except (ValueError, NotXml) as error:
        notes.expect(False, reply.url, f"valid {reply.media_type}", error, HTTP)
    notes.expect(reply.body, reply.url, "a document", "nothing", HTTP)
