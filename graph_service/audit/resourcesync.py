"""ResourceSync 1.1: the lists replayed, and the hashes that they promise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph_service.audit.finding import Notes
from graph_service.audit.manners import OK, check_answer
from graph_service.audit.site import Site
from graph_service.audit.sitemap import SITEMAP, read_document, text_of
from graph_service.audit.xml import Element

PROTOCOL = "http://www.openarchives.org/rs/"
_SPEC = "ResourceSync 1.1"
_RS = "{http://www.openarchives.org/rs/terms/}"


def audit_resourcesync(site: Site, notes: Notes) -> None:
    """From the source description down: resource list, change list, and a sample of resources."""
    source = site.service(PROTOCOL)
    if source is None:
        notes.not_offered(site.described.url, "a service that conforms to it", _SPEC)
        return
    lists: dict[str, str] = {}
    for _, capability in _entries(site, source, "description", notes):
        for each, url in _entries(site, capability, "capabilitylist", notes):
            lists[_said(each).get("capability", "")] = url
    if not notes.expect("resourcelist" in lists, source, "a resourcelist", set(lists), _SPEC):
        return
    resources = {
        url: entry for entry, url in _entries(site, lists["resourcelist"], "resourcelist", notes)
    }
    _audit_resources(site, lists["resourcelist"], resources, notes)
    if "changelist" in lists:
        _audit_changes(site, lists["changelist"], resources, notes)
    if "resourcedump" in lists:
        for _, url in _entries(site, lists["resourcedump"], "resourcedump", notes):
            reply = site.web.head(url)
            check_answer(reply, notes, OK, "application/zip")


def _audit_resources(site: Site, where: str, resources: dict[str, Element], notes: Notes) -> None:
    about: dict[str, str] = {}
    for url, entry in resources.items():
        links = (each for each in entry.iter(f"{_RS}ln") if each.get("rel") == "describes")
        iri = next((each.get("href", "") for each in links), url)
        about[iri] = url
    notes.same_set(site.truth.entities, set(about), where, "the entities of the dump", _SPEC)
    for iri in site.sample:
        if iri in about:
            _audit_resource(site, iri, about[iri], resources[about[iri]], notes)


def _audit_resource(site: Site, iri: str, url: str, entry: Element, notes: Notes) -> None:
    reply, said = site.web.get(url), _said(entry)
    if not check_answer(reply, notes, OK, said.get("type")):
        return
    digest = f"sha-256:{hashlib.sha256(reply.body).hexdigest()}"
    hashes = said.get("hash", digest).split()
    notes.expect(digest in hashes, url, f"hash {hashes}", digest, f"{_SPEC}, 7")
    length = said.get("length", str(len(reply.body)))
    notes.same(length, str(len(reply.body)), url, "length", f"{_SPEC}, 7")
    lines = {line for line in reply.body.decode().splitlines() if line}
    held = {f"{quad} ." for quad in site.truth.quads if str(quad.subject).startswith(f"<{iri}")}
    strange = sorted(lines - held)
    notes.expect(not strange, url, "statements of the dump", strange[:2], _SPEC)


def _audit_changes(site: Site, url: str, resources: dict[str, Element], notes: Notes) -> None:
    """Replaying all changes ends with the resource list; what is deleted is there no more."""
    state: dict[str, str | None] = {}
    gone: set[str] = set()
    before = ""
    for entry, resource in _entries(site, url, "changelist", notes):
        said = _said(entry)
        change, time = said.get("change"), said.get("datetime", "")
        known = change in ("created", "updated", "deleted")
        notes.expect(known, resource, "a change", change, f"{_SPEC}, 12.1")
        notes.expect(time >= before, resource, f"datetime from {before} on", time, _SPEC)
        before = max(before, time)
        if change == "deleted":
            state.pop(resource, None)
            gone.add(resource)
        else:
            state[resource] = said.get("hash")
            gone.discard(resource)
    listed = {f"{each} {_said(entry).get('hash')}" for each, entry in resources.items()}
    replayed = {f"{each} {digest}" for each, digest in state.items()}
    notes.same_set(listed, replayed, url, "the resource list", f"{_SPEC}, 12")
    for resource in sorted(gone)[: len(site.sample)]:
        status = site.web.head(resource).status
        notes.expect(status >= 300, resource, "no resource", status, _SPEC)  # noqa: PLR2004


def _entries(site: Site, url: str, capability: str, notes: Notes) -> Iterator[tuple[Element, str]]:
    """The entries of a document, and of those that an index leads to."""
    root = read_document(site, url, notes, _SPEC)
    if root is None:
        return
    said = _said(root).get("capability")
    notes.same(capability, said, url, "capability", _SPEC)
    for each in root:
        location = text_of(each, "loc")
        if location is None:
            continue
        if root.tag == f"{SITEMAP}sitemapindex":
            yield from _entries(site, location, capability, notes)
        else:
            yield each, location


def _said(element: Element) -> dict[str, str]:
    found = element.find(f"{_RS}md")
    return {} if found is None else {str(k): str(v) for k, v in found.attrib.items()}
