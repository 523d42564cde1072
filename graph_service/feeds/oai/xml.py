"""XML as OAI-PMH has it: namespaces, elements, and text that XML can hold."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

OAI = "http://www.openarchives.org/OAI/2.0/"
DUBLIN_CORE = f"{OAI}oai_dc/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{{{_XSI}}}schemaLocation"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _UNFIT.sub("", text)


def located(root: etree._Element, namespace: str, schema: str) -> etree._Element:
    """The element, saying where the schema of its namespace is."""
    root.set(_LOCATION, f"{namespace} {schema}")
    return root


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child in the namespace of the protocol."""
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", attributes)
    element.text = clean(text) or None
    return element


def default(namespace: str) -> dict[str, str]:
    """A default namespace, as lxml takes one; its stubs do not know that there is no prefix."""
    return cast("dict[str, str]", {None: namespace})


def top(name: str) -> etree._Element:
    """A root in the namespace of the protocol."""
    return etree.Element(f"{{{OAI}}}{name}", nsmap={**default(OAI), "xsi": _XSI})
