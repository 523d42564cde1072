"""Routes with their stops, publications and sources (modelling rules 10, 11, 13)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.context import Context
from loaders.namespaces import CRM, DC, DCT, RDF, RDFS, SCHEMA, SKOS, XSD
from loaders.statements import Assertions
from loaders.tables import Row

_AUTHORS = "; "


class Routes:
    """Loads rows of routes.csv; counts the stops of each, which its list must state."""

    def __init__(self, context: Context) -> None:
        self._stops: dict[str, int] = {}
        for row in context.package["stops"]:
            self._stops[row["route"]] = self._stops.get(row["route"], 0) + 1

    def __call__(self, row: Row, context: Context) -> Assertions:
        ours = context.minter.ontology("Route")
        says, iri = context.entity(row, ours, CRM.E29_Design_or_Procedure, SCHEMA.TouristTrip)
        context.types(says, iri)
        context.name(says, iri)
        ontology = context.minter.ontology
        says.say(iri, ontology("status"), context.minter.concept(row["status"]), "status")
        says.decimal(iri, ontology("lengthKm"), "length_km")
        context.refer(says, iri, CRM.P148i_is_component_of, "part_of")
        for reference in row.references("project"):
            says.say(iri, ontology("madeBy"), context.minter.thing(reference), "project")
        context.refer(says, iri, CRM.P67_refers_to, "places")
        says.english(iri, ontology("wording"), "wording")
        says.english(iri, SKOS.note, "note_en")
        self._say_list(says, iri)
        return says

    def _say_list(self, says: Assertions, iri: NamedNode) -> None:
        count = self._stops.get(says.row["id"], 0)
        if not count:
            return
        node = NamedNode(f"{iri.value}#stops")
        says.say(iri, SCHEMA.itinerary, node)
        says.say(node, RDF.type, SCHEMA.ItemList)
        says.say(node, SCHEMA.numberOfItems, count)
        for position in range(1, count + 1):
            says.say(node, SCHEMA.itemListElement, NamedNode(f"{iri.value}#stop-{position}"))


def stop(row: Row, context: Context) -> Assertions:
    """A row of stops.csv: a component of its route with a position, no RDF list."""
    says = Assertions(row, context.minter, row.values("source"))
    route = context.minter.thing(f"route/{row['route']}")
    node = NamedNode(f"{route.value}#stop-{row['position']}")
    says.say(route, CRM.P148_has_component, node, "position")
    for each in (
        context.minter.ontology("Stop"),
        CRM.E29_Design_or_Procedure,
        SCHEMA.ListItem,
    ):
        says.say(node, RDF.type, each)
    says.label(node, RDFS.label, row["label_tr"], row["label_en"])
    says.say(node, SCHEMA.position, row.integer("position"), "position")
    context.refer(says, node, CRM.P67_refers_to, "thing")
    context.refer(says, node, SCHEMA.item, "thing")
    says.english(node, SKOS.note, "note_en")
    return says


def publication(row: Row, context: Context) -> Assertions:
    """A row of publications.csv (E73)."""
    kinds = context.vocabularies[row["type"]].classes
    ours = context.minter.ontology("Publication")
    says, iri = context.entity(row, ours, CRM.E73_Information_Object, *kinds)
    context.types(says, iri)
    title = (
        Literal(row["title"], language=row["language"])
        if row["language"]
        else Literal(row["title"])
    )
    says.say(iri, DCT.title, title, "title")
    says.say(iri, RDFS.label, title, "title")
    for author in row["authors"].split(_AUTHORS):
        says.say(iri, DC.creator, author, "authors")
    if row["year"]:
        year = Literal(row["year"], datatype=XSD.gYear) if row["year"].isdigit() else row["year"]
        says.say(iri, DCT.issued, year, "year")
    says.say(iri, SCHEMA.isPartOf, row["container"], "container")
    says.say(iri, SCHEMA.pagination, row["volume_pages"], "volume_pages")
    says.say(iri, DC.publisher, row["publisher"], "publisher")
    if row["url"]:
        says.say(iri, SCHEMA.url, NamedNode(row["url"]), "url")
    for column in ("doi", "isbn", "issn"):
        _say_identifier(says, iri, column)
    context.refer(says, iri, CRM.P129_is_about, "about")
    says.english(iri, context.minter.ontology("citedFor"), "cited_for")
    context.certainty(says, iri)
    says.english(iri, SKOS.note, "note_en")
    return says


def _say_identifier(says: Assertions, iri: NamedNode, column: str) -> None:
    if not says.row[column]:
        return
    node = NamedNode(f"{iri.value}#{column}")
    says.say(iri, CRM.P1_is_identified_by, node, column)
    says.say(node, RDF.type, CRM.E42_Identifier, column)
    says.say(node, CRM.P190_has_symbolic_content, says.row[column], column)
    says.say(node, CRM.P2_has_type, says.minter.concept(f"id-{column}"), column)
    if column == "doi":
        resolved = f"https://doi.org/{says.row[column]}"
        says.say(iri, SCHEMA.identifier, resolved, column)


def source(row: Row, context: Context) -> Assertions:
    """A row of sources.csv (E73). What is said of sources is said by the provenance graph."""
    says = Assertions(row, context.minter, ["provenance"])
    iri = context.minter.thing(f"source/{row['id']}")
    for each in (context.minter.ontology("Source"), CRM.E73_Information_Object):
        says.say(iri, RDF.type, each)
    says.say(iri, RDFS.label, row["title"], "title")
    says.say(iri, DCT.title, row["title"], "title")
    context.types(says, iri, "kind")
    reliability = context.minter.concept(row["reliability"])
    says.say(iri, context.minter.ontology("reliability"), reliability, "reliability")
    says.say(iri, DC.publisher, row["publisher"], "publisher")
    if row["url"]:
        says.say(iri, SCHEMA.url, NamedNode(row["url"]), "url")
    if row["licence"]:
        says.say(iri, DCT.license, NamedNode(row["licence"]), "licence")
    says.say(iri, context.minter.ontology("attribution"), row["attribution"], "attribution")
    says.english(iri, SKOS.note, "note_en")
    return says
