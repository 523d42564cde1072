"""The audit as a whole: its parts, each by itself, so that one that breaks hides no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from graph_service.audit.dataset import audit_dataset
from graph_service.audit.dumps import audit_dumps
from graph_service.audit.entities import audit_entities
from graph_service.audit.finding import Finding, Notes, Report
from graph_service.audit.history import audit_changes, audit_gone
from graph_service.audit.ldes import audit_ldes
from graph_service.audit.memento import audit_mementos
from graph_service.audit.oai import audit_oai
from graph_service.audit.rdf import Unreadable
from graph_service.audit.resourcesync import audit_resourcesync
from graph_service.audit.site import Site
from graph_service.audit.sitemap import audit_sitemap
from graph_service.audit.web import Bounds, Unreachable, Web

SAMPLE = 50

PARTS: Mapping[str, Callable[[Site, Notes], None]] = MappingProxyType(
    {
        "dataset": audit_dataset,
        "dumps": audit_dumps,
        "entities": audit_entities,
        "gone": audit_gone,
        "changes": audit_changes,
        "mementos": audit_mementos,
        "sitemap": audit_sitemap,
        "oai": audit_oai,
        "ldes": audit_ldes,
        "resourcesync": audit_resourcesync,
    }
)
"""Every part, by name, in the order of the report. Another protocol is another row here."""


def audit(
    url: str,
    *,
    sample: int = SAMPLE,
    parts: Iterable[str] = PARTS,
    bounds: Bounds | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Audit the instance at `url`. `sample` entities are looked at one by one; 0 means all.

    Raises KeyError for a part that there is not. Whatever is wrong with the instance is a finding.
    """
    chosen = {name: PARTS[name] for name in parts}
    findings: list[Finding] = []
    checks: dict[str, int] = {}
    with Web(url, bounds or Bounds()) as web:
        site = Site(web, sample)
        for name, run in chosen.items():
            say(name)
            notes = Notes(name)
            try:
                run(site, notes)
            except (Unreachable, Unreadable) as error:
                notes.expect(False, url, "an answer that can be read", error, "RFC 9110")
            findings += dict.fromkeys(notes.findings)
            checks[name] = notes.checks
        return Report(url, tuple(findings), checks, web.requests)
