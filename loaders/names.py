"""Further names of things: attested, former, in other languages (modelling rule 7)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.context import Context
from loaders.dates import Moment
from loaders.namespaces import CRM, DCT, SKOS
from loaders.statements import Assertions
from loaders.tables import Row


def name(row: Row, context: Context) -> Assertions:
    """A row of names.csv: an E33_E41 with its language, kind and years of use."""
    says, iri = context.part(row, row["of"], CRM.E33_E41_Linguistic_Appellation)
    owner = context.minter.thing(row["of"])
    says.say(owner, CRM.P1_is_identified_by, iri, "name")
    tag = row["language"]
    slug = context.vocabularies.languages.get(tag)
    if slug is None:
        says.fault("language", "expected a language of ontology/vocabularies/languages.ttl")
        return says
    text = Literal(row["name"]) if tag == "und" else Literal(row["name"], language=tag)
    says.say(iri, CRM.P190_has_symbolic_content, text, "name")
    says.say(iri, CRM.P72_has_language, context.minter.concept(slug), "language")
    context.types(says, iri, "kind")
    if row["alternative_of"]:
        other = NamedNode(f"{owner.value}#{row['alternative_of']}")
        says.say(other, CRM.P139_has_alternative_form, iri, "alternative_of")
    _say_use(says, iri, context)
    says.english(iri, SKOS.note, "note_en")
    return says


def _say_use(says: Assertions, iri: NamedNode, context: Context) -> None:
    first, last = says.row.integer("from"), says.row.integer("to")
    if first is None and last is None:
        return
    if first is not None and last is not None and first > last:
        says.fault("to", f"expected a year not before {first}")
        return
    says.say(iri, context.minter.ontology("yearFrom"), first, "from")
    says.say(iri, context.minter.ontology("yearTo"), last, "to")
    begin = ".." if first is None else str(Moment(first))
    end = ".." if last is None else str(Moment(last))
    says.say(iri, DCT.temporal, f"{begin}/{end}", "from")
