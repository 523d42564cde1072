"""The description of the dataset (VoID, DCAT 3): its links live, and its numbers are true."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from graph_service.audit.entities import audit_alternates
from graph_service.audit.finding import Notes
from graph_service.audit.manners import OK, check_answer, check_head, check_validator, check_varies
from graph_service.audit.rdf import read_triples
from graph_service.audit.site import DCAT, WELL_KNOWN, Site
from graph_service.audit.sparql import tally
from loaders.namespaces import VOID

_VOID = "VoID, 4"
_DCAT = "DCAT 3"
_TURTLE = "text/turtle"
_REDIRECTS = (302, 303, 307)


def audit_dataset(site: Site, notes: Notes) -> None:
    """The document, what it leads to, and what it counts."""
    first = site.web.get(WELL_KNOWN, _TURTLE)
    found = first.status in (OK, *_REDIRECTS)
    notes.expect(found, first.url, "200 or a redirect", first.status, "VoID, 7.2")
    reply = site.described
    if not check_answer(reply, notes, OK, _TURTLE):
        return
    check_varies(reply, notes, "Accept")
    check_head(site.web, reply, _TURTLE, notes)
    check_validator(site.web, reply, _TURTLE, notes)
    triples = read_triples(reply.body, reply.media_type, reply.url, site.web)
    audit_alternates(site, reply, triples, notes)
    _audit_services(site, notes)
    _audit_counts(site, notes)


def _audit_services(site: Site, notes: Notes) -> None:
    """Every service that is announced answers, as do the examples."""
    for service in site.instances(DCAT.DataService):
        for url in site.nodes(service, DCAT.endpointURL):
            status = site.web.get(url.value).status
            answers = status < 500 and status != 404  # noqa: PLR2004 - it may want parameters
            notes.expect(answers, url.value, "a service", status, f"{_DCAT}, dcat:endpointURL")
    for example in site.nodes(site.dataset, VOID.exampleResource):
        status = site.web.get(site.located(example.value), _TURTLE).status
        notes.expect(status in (OK, 303), example.value, "an entity", status, f"{_VOID}.2")


def _audit_counts(site: Site, notes: Notes) -> None:
    """Numbers are those of the dump, and of SPARQL."""
    truth, where = site.truth, site.described.url
    subjects, objects = ({getattr(t, n) for t in truth.triples} for n in ("subject", "object"))
    held = {
        VOID.triples: len(truth.triples),
        VOID.distinctSubjects: len(subjects),
        VOID.distinctObjects: len(objects),
        VOID.properties: len({triple.predicate for triple in truth.triples}),
    }
    for predicate, number in held.items():
        _same(site, site.dataset, predicate, number, notes=notes, by="the dump")
    _audit_linksets(site, notes)
    endpoint = site.value(site.dataset, VOID.sparqlEndpoint)
    if endpoint is None:
        notes.not_offered(where, "void:sparqlEndpoint", _VOID)
        return
    counted = tally(site.web, endpoint, "triples")[""]
    _same(site, site.dataset, VOID.triples, counted, notes=notes, by="SPARQL")
    classes, properties = (tally(site.web, endpoint, n) for n in ("classes", "properties"))
    _partitions(
        site, VOID.classPartition, VOID["class"], VOID.entities, counted=classes, notes=notes
    )
    _partitions(
        site, VOID.propertyPartition, VOID.property, VOID.triples, counted=properties, notes=notes
    )
    for graph, number in tally(site.web, endpoint, "graphs").items():
        _same(site, NamedNode(graph), VOID.triples, number, notes=notes, by="SPARQL")


def _partitions(
    site: Site,
    relation: NamedNode,
    key: NamedNode,
    number: NamedNode,
    *,
    counted: dict[str, int],
    notes: Notes,
) -> None:
    told = {
        f"{site.value(part, key)}: {site.value(part, number)}"
        for part in site.nodes(site.dataset, relation)
    }
    held = {f"{name}: {count}" for name, count in counted.items()}
    notes.same_set(held, told, site.described.url, f"{relation.value} as by SPARQL", _VOID)


def _audit_linksets(site: Site, notes: Notes) -> None:
    for linkset in site.instances(VOID.Linkset):
        target = next(iter(site.nodes(linkset, VOID.objectsTarget)), None)
        space = site.value(target, VOID.uriSpace) if target else None
        predicate = site.value(linkset, VOID.linkPredicate)
        if space and predicate:
            held = sum(_links(triple, predicate, space) for triple in site.truth.triples)
            _same(site, linkset, VOID.triples, held, notes=notes, by="the dump")


def _links(triple: Triple, predicate: str, space: str) -> bool:
    target = triple.object
    return (
        triple.predicate.value == predicate
        and isinstance(target, NamedNode)
        and target.value.startswith(space)
    )


def _same(
    site: Site, node: NamedNode, predicate: NamedNode, held: int, *, notes: Notes, by: str
) -> None:
    where = f"{site.described.url} {node.value}"
    what = f"{predicate.value.rpartition('#')[2]} as counted by {by}"
    notes.same(str(held), site.value(node, predicate), where, what, _VOID)
