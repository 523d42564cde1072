"""GPX 1.1: a route for walking devices.

Every stop with a point is a waypoint; the route has the same points in order. Devices join them by
straight lines: the description says that the way itself is not known.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from graph_service.collections.routes import Route, Stop
from graph_service.resources.document import LICENCE, Edition
from graph_service.resources.place import Place

NAMESPACE = "http://www.topografix.com/GPX/1/1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{NAMESPACE} {NAMESPACE}/gpx.xsd"
_CREATOR = "Izmir Heritage Graph"


def gpx(found: Route, edition: Edition, place: Place) -> bytes:
    """The route as a GPX document."""
    from lxml import etree  # takes long to load, and few ask for GPX

    names: Any = {None: NAMESPACE, "xsi": _XSI}  # None: the default namespace
    root = etree.Element(_name("gpx"), {f"{{{_XSI}}}schemaLocation": _SCHEMA}, nsmap=names)
    root.set("version", "1.1")
    root.set("creator", _CREATOR)
    page = f"{place.root}/doc/{found.reference}"
    _metadata(root, found, edition, page)
    placed = [(stop, stop.point) for stop in found.stops]
    for stop, point in placed:
        if point is not None:
            _point(root, "wpt", stop, point)
    way = _child(root, "rte")
    _child(way, "name", found.name)
    _child(way, "desc", _says(found))
    _link(way, page)
    for stop, point in placed:
        if point is not None:
            _point(way, "rtept", stop, point)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _metadata(root: Any, found: Route, edition: Edition, page: str) -> None:
    metadata = _child(root, "metadata")
    _child(metadata, "name", found.name)
    _child(metadata, "desc", _says(found))
    copyright_ = _child(metadata, "copyright")
    copyright_.set("author", _CREATOR)
    if edition.created:
        _child(copyright_, "year", str(date.fromisoformat(edition.created).year))
    _child(copyright_, "license", LICENCE.value)
    _link(metadata, page)
    if edition.created:
        _child(metadata, "time", f"{edition.created}T00:00:00Z")


def _says(found: Route) -> str:
    """The description, in both languages, and what is missing."""
    words = [found.descriptions.get("en"), found.descriptions.get("tr")]
    words.append(
        "Stops only; the way between them is not known. Yalnızca duraklar; yol bilinmiyor."
    )
    if found.unplaced:
        words.append(
            f"Stops without a known point: {found.unplaced}. "
            f"Konumu bilinmeyen durak: {found.unplaced}."
        )
    return " ".join(filter(None, words))


def _point(parent: Any, tag: str, stop: Stop, point: tuple[float, float]) -> None:
    longitude, latitude = point
    node = _child(parent, tag)
    node.set("lat", f"{latitude:.7f}".rstrip("0").rstrip("."))
    node.set("lon", f"{longitude:.7f}".rstrip("0").rstrip("."))
    _child(node, "name", stop.labels.get("en") or next(iter(stop.labels.values()), stop.thing))
    if "tr" in stop.labels:
        _child(node, "cmt", stop.labels["tr"])
    if stop.note:
        _child(node, "desc", stop.note)
    _link(node, stop.thing)


def _link(parent: Any, href: str) -> None:
    _child(parent, "link").set("href", href)


def _child(parent: Any, tag: str, text: str | None = None) -> Any:
    from lxml import etree

    node = etree.SubElement(parent, _name(tag))
    if text is not None:
        node.text = text
    return node


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
