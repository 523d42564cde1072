"""Heritage sites and waters: the assets themselves (modelling rules 1, 2, 8, 9)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.context import Context
from loaders.namespaces import CRM, GEO, RDF, RDFS, SKOS
from loaders.places import say_location
from loaders.statements import Assertions
from loaders.tables import Row


def site(row: Row, context: Context) -> Assertions:
    """A row of sites.csv."""
    says, iri = _thing(row, context, context.minter.ontology("HeritageSite"))
    says.english(iri, context.minter.ontology("presentUse"), "use_now")
    return says


def waterway(row: Row, context: Context) -> Assertions:
    """A row of waterways.csv."""
    says, iri = _thing(row, context, context.minter.ontology("Waterway"))
    ontology = context.minter.ontology
    says.english(iri, ontology("size"), "size")
    for column, term in (
        ("flows_into", "flowsInto"),
        ("crosses", "crosses"),
        ("supplies", "supplies"),
    ):
        context.refer(says, iri, ontology(term), column)
    return says


def _thing(row: Row, context: Context, ours: NamedNode) -> tuple[Assertions, NamedNode]:
    types = row.values("type")
    classes = context.vocabularies[types[0]].classes if types else ()
    says, iri = context.entity(row, ours, *classes, GEO.Feature)
    if types and not classes:
        says.fault("type", f"expected a type with a CRM class; {types[0]!r} has none")
    context.types(says, iri)
    context.name(says, iri)
    context.refer(says, iri, CRM.P46i_forms_part_of, "part_of")
    if row["neighbourhood"]:
        neighbourhood = Literal(row["neighbourhood"], language="tr")
        says.say(iri, context.minter.ontology("neighbourhood"), neighbourhood, "neighbourhood")
    says.english(iri, SKOS.note, "note_en")
    say_location(says, iri, context)
    _say_periods(says, iri, context)
    return says, iri


def _say_periods(says: Assertions, thing: NamedNode, context: Context) -> None:
    """A phase of its own in each period that a source names (modelling rule 6)."""
    for period in says.row.values("periods"):
        node = NamedNode(f"{thing.value}#in-{period}")
        for each in (context.minter.ontology("Phase"), CRM.E4_Period):
            says.say(node, RDF.type, each, "periods")
        says.say(node, CRM.P2_has_type, context.minter.concept("in-period"), "periods")
        says.say(node, CRM.P8_took_place_on_or_within, thing, "periods")
        falls_within = context.minter.thing(f"period/{period}")
        says.say(node, CRM.P10_falls_within, falls_within, "periods")
        kind = context.vocabularies["in-period"]
        for language in ("tr", "en"):
            label = f"{says.row[f'label_{language}']}: {kind.label(language)}"
            says.say(node, RDFS.label, Literal(label, language=language), "periods")
