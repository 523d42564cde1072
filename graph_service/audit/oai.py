"""OAI-PMH 2.0: everything is harvested in every format, and ends with what the dumps hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from lxml import etree
from pyoxigraph import RdfFormat, parse

from graph_service.audit.finding import Notes
from graph_service.audit.oai_pages import OAI, SPEC, Header, ask, pages
from graph_service.audit.oai_selection import Selection
from graph_service.audit.site import Site
from graph_service.audit.xml import Element

PROTOCOL = "http://www.openarchives.org/"
_SYNC = "http://www.openarchives.org/rs/"
_DC = "{http://purl.org/dc/elements/1.1/}identifier"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FAULTS = {
    "badVerb": {"verb": "Nonsense"},
    "badArgument": {"verb": "ListRecords"},
    "cannotDisseminateFormat": {"verb": "ListRecords", "metadataPrefix": "none-such"},
    "badResumptionToken": {"verb": "ListRecords", "resumptionToken": "none-such"},
    "idDoesNotExist": {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:a:b"},
}


@dataclass(slots=True)
class Harvest:
    """What a harvester holds of one format: records by identifier; None for deleted ones."""

    prefix: str
    records: dict[str, Element | None] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    size: str | None = None

    def take(self, record: Element) -> None:
        element = record.find(f"{OAI}header")
        if element is None:
            return
        header = Header.of(element)
        if header.name in self.records:
            self.twice.append(header.name)
        self.headers.append(header)
        metadata = record.find(f"{OAI}metadata")
        is_deleted = element.get("status") == "deleted"
        self.records[header.name] = None if is_deleted or metadata is None else metadata


def audit_oai(site: Site, notes: Notes) -> None:
    """The repository, its errors, a whole harvest in each format, and selective ones."""
    url = _endpoint(site)
    if url is None:
        notes.not_offered(site.described.url, "a service that conforms to it", SPEC)
        return
    earliest = _audit_identity(site, url, notes)
    for code, arguments in _FAULTS.items():
        error = ask(site, url, arguments, notes).find(f"{OAI}error")
        told = None if error is None else error.get("code")
        notes.same(code, told, f"{url}?{urlencode(arguments)}", "error", f"{SPEC}, 3.6")
    formats = ask(site, url, {"verb": "ListMetadataFormats"}, notes)
    prefixes = [each.text or "" for each in formats.iter(f"{OAI}metadataPrefix")]
    if not notes.expect("oai_dc" in prefixes, url, "oai_dc", prefixes, f"{SPEC}, 3.4"):
        return
    harvests = {prefix: _harvest(site, url, prefix, notes) for prefix in prefixes}
    for harvest in harvests.values():
        _audit_harvest(harvest, f"{url} in {harvest.prefix}", earliest, notes)
    names = _audit_end(site, url, harvests["oai_dc"], notes)
    Selection(site, url, harvests["oai_dc"].headers, notes).audit()
    for harvest in harvests.values():
        _audit_graphs(site, url, harvest, names, notes)


def _endpoint(site: Site) -> str | None:
    found = site.service(f"{PROTOCOL}OAI", f"{PROTOCOL}pmh")
    return None if found is None or found.startswith(_SYNC) else found


def _audit_identity(site: Site, url: str, notes: Notes) -> str:
    """What the repository says of itself. Returns the earliest datestamp."""
    root = ask(site, url, {"verb": "Identify"}, notes)
    told = {str(each.tag).removeprefix(OAI): each.text or "" for each in root.iter()}
    spec = f"{SPEC}, 4.2"
    notes.same(url, told.get("baseURL"), url, "baseURL", spec)
    notes.same("2.0", told.get("protocolVersion"), url, "protocolVersion", spec)
    for name in ("repositoryName", "adminEmail", "earliestDatestamp", "granularity"):
        notes.expect(told.get(name), url, name, "none", spec)
    notes.same("persistent", told.get("deletedRecord"), url, "deletedRecord", f"{SPEC}, 2.5.1")
    return told.get("earliestDatestamp", "")


def _harvest(site: Site, url: str, prefix: str, notes: Notes) -> Harvest:
    harvest = Harvest(prefix)
    for page in pages(site, url, {"verb": "ListRecords", "metadataPrefix": prefix}, notes):
        token = page.find(f".//{OAI}resumptionToken")
        if token is not None:
            where = f"{url} in {prefix}, resumptionToken"
            cursor = token.get("cursor", str(len(harvest.records)))
            notes.same(str(len(harvest.records)), cursor, where, "cursor", f"{SPEC}, 3.5")
            harvest.size = token.get("completeListSize", harvest.size)
        for record in page.iter(f"{OAI}record"):
            harvest.take(record)
    return harvest


def _audit_harvest(harvest: Harvest, where: str, earliest: str, notes: Notes) -> None:
    notes.expect(not harvest.twice, where, "each record once", harvest.twice[:3], SPEC)
    early = [each.stamp for each in harvest.headers if each.stamp < earliest]
    notes.expect(not early, where, f"datestamps from {earliest} on", early[:3], f"{SPEC}, 2.7.1")
    if harvest.size is not None:
        told = str(len(harvest.records))
        notes.same(harvest.size, told, where, "completeListSize", f"{SPEC}, 3.5")


def _audit_end(site: Site, url: str, harvest: Harvest, notes: Notes) -> dict[str, str]:
    """The end state in Dublin Core against the dump. Returns identifier → entity."""
    names: dict[str, str] = {}
    for name, metadata in harvest.records.items():
        if metadata is None:
            continue
        told = [each.text or "" for each in metadata.iter(_DC)]
        iri = next((each for each in told if each.startswith(site.space)), None)
        if notes.expect(iri, name, f"dc:identifier below {site.space}", told, SPEC):
            names[name] = iri or ""
    live = set(names.values())
    notes.same_set(site.truth.entities, live, url, "the entities of the dump", SPEC)
    deleted = {name for name, metadata in harvest.records.items() if metadata is None}
    local = {name.rpartition(":")[2].partition("/")[2] for name in deleted}
    gone = {iri.removeprefix(site.space) for iri in site.history.gone}
    notes.same_set(gone, local, url, "the deleted records", f"{SPEC}, 2.5.1")
    return names


def _audit_graphs(
    site: Site, url: str, harvest: Harvest, names: dict[str, str], notes: Notes
) -> None:
    """Records in RDF are about what they are named for; those in our own terms are the dump's."""
    where = f"{url} in {harvest.prefix}"
    strange = {n for n, m in harvest.records.items() if m is not None and n not in names}
    notes.expect(not strange, where, "records that oai_dc has too", sorted(strange)[:3], SPEC)
    if harvest.prefix != "rdf":
        return
    for name, metadata in harvest.records.items():
        root = None if metadata is None else metadata.find(f"{_RDF}RDF")
        if root is None or name not in names:
            continue
        iri = names[name]
        found = {
            str(triple.triple)
            for triple in parse(etree.tostring(root), format=RdfFormat.RDF_XML)
            if str(triple.subject).startswith((f"<{iri}>", f"<{iri}#"))
        }
        held = {str(triple) for triple in site.truth.by_entity.get(iri, ())}
        notes.same_set(held, found, f"{where}: {name}", "the statements of the dump", SPEC)
