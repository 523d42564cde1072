"""What happened to a thing and when: each phase is an E4 of its own (modelling rule 6)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.context import Context
from loaders.namespaces import CRM, RDFS, SKOS
from loaders.statements import Assertions
from loaders.tables import Row
from loaders.timespan import say_time_span, stated_span

_MADE = {
    CRM["E22_Human-Made_Object"],
    CRM["E25_Human-Made_Feature"],
    CRM["E24_Physical_Human-Made_Thing"],
}
# How a phase bears on the thing, by the CRM class of its kind; P8 holds for every one of them.
_RELATIONS: dict[NamedNode, NamedNode] = {
    CRM.E12_Production: CRM.P108_has_produced,
    CRM.E11_Modification: CRM.P31_has_modified,
    CRM.E63_Beginning_of_Existence: CRM.P92_brought_into_existence,
    CRM.E5_Event: CRM.P12_occurred_in_the_presence_of,
    CRM.E7_Activity: CRM.P12_occurred_in_the_presence_of,
}


class Phases:
    """Loads rows of phases.csv; knows the classes of things, which decide what can be made."""

    def __init__(self, context: Context) -> None:
        self._classes: dict[str, tuple[NamedNode, ...]] = {}
        self._labels: dict[str, tuple[str, str]] = {}
        for table in (context.package["sites"], context.package["waterways"]):
            for row in table:
                reference = f"{table.kind}/{row['id']}"
                principal = row.values("type")[0]
                self._classes[reference] = context.vocabularies[principal].classes
                self._labels[reference] = (row["label_tr"], row["label_en"])

    def __call__(self, row: Row, context: Context) -> Assertions:
        kind = context.vocabularies[row["kind"]]
        crm_class = kind.classes[0]
        thing_classes = set(self._classes[row["of"]])
        if crm_class == CRM.E12_Production and not thing_classes & _MADE:
            crm_class = CRM.E63_Beginning_of_Existence  # a site is not made, but it begins
        phase = context.minter.ontology("Phase")
        says, iri = context.part(row, row["of"], phase, crm_class)
        thing = context.minter.thing(row["of"])
        says.say(iri, CRM.P8_took_place_on_or_within, thing, "of")
        if crm_class in _RELATIONS:
            says.say(iri, _RELATIONS[crm_class], thing, "of")
        context.types(says, iri, "kind")
        for language, label in zip(("tr", "en"), self._labels[row["of"]], strict=True):
            text = Literal(f"{label}: {kind.label(language)}", language=language)
            says.say(iri, RDFS.label, text, "kind")
        context.refer(says, iri, CRM.P10_falls_within, "period")
        says.english(iri, context.minter.ontology("use"), "use")
        says.english(iri, SKOS.note, "note_en")
        say_time_span(says, iri, stated_span(row))
        return says
