"""Reading XML of strangers: without entities, and without the network."""

from __future__ import annotations

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it


class NotXml(Exception):  # noqa: N818 - it says what happened
    """A body that is no XML."""


def read_xml(body: bytes) -> Element:
    """The root of a document. Raises NotXml."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(str(error)) from error
