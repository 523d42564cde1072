"""What every loader needs besides its row."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from loaders.geometry import GeometryFiles
from loaders.iri import Minter
from loaders.namespaces import CRM, DCT, RDF, RDFS
from loaders.statements import Assertions
from loaders.tables import Package, Row
from loaders.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class Context:
    """The package being loaded, its vocabularies and geometry files, and the minter of IRIs."""

    package: Package
    vocabularies: Vocabularies
    geometry: GeometryFiles
    minter: Minter

    def entity(self, row: Row, *classes: NamedNode) -> tuple[Assertions, NamedNode]:
        """Begin an entity: its classes, labels and sources.

        The core of an entity is said by the first source of its row, which the row follows;
        the further ones are named as `dct:source`. The record ids stay in the tables: they tell a
        curator what was merged, and are no identifiers of the thing.
        """
        says = Assertions(row, self.minter, row.values("source")[:1])
        iri = self.minter.thing(f"{row.table.kind}/{row['id']}")
        for each in classes:
            says.say(iri, RDF.type, each, "type" if "type" in row.cells else None)
        if "label_tr" in row.cells:
            says.label(iri, RDFS.label, row["label_tr"], row["label_en"])
        for source in row.values("source"):
            says.say(iri, DCT.source, self.minter.thing(f"source/{source}"), "source")
        return says, iri

    def part(self, row: Row, owner: str, *classes: NamedNode) -> tuple[Assertions, NamedNode]:
        """Begin a part of an entity (a fragment of its IRI), said by all sources of its row."""
        says = Assertions(row, self.minter, row.values("source"))
        iri = self.minter.thing(owner, row["id"])
        for each in classes:
            says.say(iri, RDF.type, each)
        self.certainty(says, iri)
        return says, iri

    def types(self, says: Assertions, iri: NamedNode, column: str = "type") -> None:
        for slug in says.row.values(column):
            says.say(iri, CRM.P2_has_type, self.minter.concept(slug), column)

    def certainty(self, says: Assertions, iri: NamedNode) -> None:
        if says.row["certainty"]:
            concept = self.minter.concept(says.row["certainty"])
            says.say(iri, self.minter.ontology("certainty"), concept, "certainty")

    def refer(self, says: Assertions, iri: NamedNode, predicate: NamedNode, column: str) -> None:
        """One statement for each reference in a column."""
        for reference in says.row.references(column):
            says.say(iri, predicate, self.minter.thing(reference), column)

    def name(self, says: Assertions, iri: NamedNode) -> None:
        """The labels as names of their own (E33_E41), as fragments `name-tr` and `name-en`."""
        for language in ("tr", "en"):
            node = NamedNode(f"{iri.value}#name-{language}")
            column = f"label_{language}"
            says.say(iri, CRM.P1_is_identified_by, node, column)
            says.say(node, RDF.type, CRM.E33_E41_Linguistic_Appellation, column)
            text = Literal(says.row[column], language=language)
            says.say(node, CRM.P190_has_symbolic_content, text, column)
            says.say(node, CRM.P72_has_language, self.minter.concept(f"lang-{language}"), column)
            says.say(node, CRM.P2_has_type, self.minter.concept("name-label"), column)
