"""The XML of sitemaps: that of sitemaps.org, with what ResourceSync and languages add to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from graph_service.http.negotiation import Offer

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
RESOURCESYNC = "http://www.openarchives.org/rs/terms/"
XHTML = "http://www.w3.org/1999/xhtml"

XML = Offer("xml", "application/xml", None, ("text/xml",))

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed: an address, its `rs:md` and `rs:ln`, and its versions by language."""

    url: str
    modified: str | None = None
    metadata: Attributes = field(default_factory=dict)
    links: tuple[Attributes, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    """Language and address of each."""


def sitemap(
    listed: Iterable[Listed],
    kind: Literal["urlset", "sitemapindex"] = "urlset",
    metadata: Attributes | None = None,
    links: Iterable[Attributes] = (),
) -> bytes:
    """A sitemap, or an index of sitemaps. `metadata` makes it a document of ResourceSync."""
    names: dict[str | None, str] = {None: SITEMAP}
    if metadata is not None:
        names["rs"] = RESOURCESYNC
    elif kind == "urlset":
        names["xhtml"] = XHTML
    root = etree.Element(f"{{{SITEMAP}}}{kind}", nsmap=names)  # type: ignore[arg-type]
    for link in links:
        etree.SubElement(root, f"{{{RESOURCESYNC}}}ln", dict(link))
    if metadata:
        etree.SubElement(root, f"{{{RESOURCESYNC}}}md", dict(metadata))
    name = "url" if kind == "urlset" else "sitemap"
    for each in listed:
        _add(etree.SubElement(root, f"{{{SITEMAP}}}{name}"), each)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(element: etree._Element, each: Listed) -> None:
    etree.SubElement(element, f"{{{SITEMAP}}}loc").text = each.url
    if each.modified is not None:
        etree.SubElement(element, f"{{{SITEMAP}}}lastmod").text = each.modified
    if each.metadata:
        etree.SubElement(element, f"{{{RESOURCESYNC}}}md", dict(each.metadata))
    for link in each.links:
        etree.SubElement(element, f"{{{RESOURCESYNC}}}ln", dict(link))
    for language, url in each.languages:
        said = {"rel": "alternate", "hreflang": language, "href": url}
        etree.SubElement(element, f"{{{XHTML}}}link", said)
