"""Where things are: places (E53), and the ground and geometry of a thing (modelling rule 3)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.context import Context
from loaders.geometry import point
from loaders.namespaces import CRM, CRMGEO, DCT, GEO, RDF, RDFS
from loaders.statements import Assertions
from loaders.tables import Row


def place(row: Row, context: Context) -> Assertions:
    """A row of places.csv: an E53 with its names, what it lies in, and its geometries."""
    says, iri = context.entity(row, CRM.E53_Place)
    context.types(says, iri)
    context.name(says, iri)
    context.refer(says, iri, CRM.P89_falls_within, "within")
    say_geometry(says, iri, iri, context)
    return says


def say_location(says: Assertions, thing: NamedNode, context: Context) -> None:
    """The ground of a thing: districts and settlement it lies in, and its geometry if known.

    Where only the district is known there is no point: a false one would be read as true.
    """
    row = says.row
    ground = NamedNode(f"{thing.value}#place")
    containing = [*row.references("district"), *row.references("locality")]
    has_geometry = row["lat"] or row.cells.get("geometry")
    if not containing and not has_geometry:
        return
    says.say(thing, CRM.P53_has_former_or_current_location, ground)
    says.say(ground, RDF.type, CRM.E53_Place)
    label_tr, label_en = f"{row['label_tr']}: yeri", f"Location of {row['label_en']}"
    says.label(ground, RDFS.label, label_tr, label_en)
    for column in ("district", "locality"):
        context.refer(says, ground, CRM.P89_falls_within, column)
    say_geometry(says, ground, thing, context)


def say_geometry(
    says: Assertions, approximated: NamedNode, thing: NamedNode, context: Context
) -> None:
    """Point and drawn extent of a place; the extent is the default geometry where there is one."""
    row = says.row
    point_source = row.values("point_source") if "point_source" in row.cells else []
    drawn = row.cells.get("geometry")
    if row["lat"] and row["lon"]:
        node = NamedNode(f"{thing.value}#point")
        says_point = point_source or list(says.sources)
        _geometry(says, node, approximated, point(row["lon"], row["lat"]), says_point)
        precision = row["precision"] or "representative"
        concept = context.minter.concept(precision)
        says.say(node, context.minter.ontology("precision"), concept, "precision", says_point)
        _attach(says, thing, node, default=not drawn)
    elif row["lat"] or row["lon"]:
        says.fault("lat" if row["lon"] else "lon", "expected both lat and lon, or neither")
    if row["precision"] and not row["lat"]:
        says.fault("precision", "expected a point (lat, lon) that this is the precision of")
    if drawn:
        _say_extent(says, approximated, thing, context)


def _say_extent(
    says: Assertions, approximated: NamedNode, thing: NamedNode, context: Context
) -> None:
    try:
        literal = context.geometry.wkt(says.row["geometry"])
    except KeyError:
        says.fault("geometry", "expected a feature of a file in geo/, `geo/<file>.geojson#<name>`")
        return
    node = NamedNode(f"{thing.value}#extent")
    _geometry(says, node, approximated, literal, list(says.sources))
    concept = context.minter.concept("extent")
    says.say(node, context.minter.ontology("precision"), concept, "geometry")
    _attach(says, thing, node, default=True)


def _geometry(
    says: Assertions,
    node: NamedNode,
    approximated: NamedNode,
    literal: Literal,
    sources: list[str],
) -> None:
    for each in (CRM.E53_Place, CRMGEO.SP6_Declarative_Place, GEO.Geometry):
        says.say(node, RDF.type, each, "lat", sources)
    says.say(node, CRM.P189_approximates, approximated, "lat", sources)
    says.say(node, CRM.P168_place_is_defined_by, literal, "lat", sources)
    says.say(node, GEO.asWKT, literal, "lat", sources)
    for source in sources:
        says.say(node, DCT.source, says.minter.thing(f"source/{source}"), "lat", sources)


def _attach(says: Assertions, thing: NamedNode, node: NamedNode, *, default: bool) -> None:
    if says.row.table.kind == "place":
        return  # an E53 is not a GeoSPARQL feature: its geometries say P189 of it
    says.say(thing, GEO.hasGeometry, node)
    if default:
        says.say(thing, GEO.hasDefaultGeometry, node)
