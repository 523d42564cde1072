"""The period scheme: each period is an E4 and a concept (modelling rule 5)."""

from __future__ import annotations

from loaders.context import Context
from loaders.namespaces import CRM, SKOS
from loaders.statements import Assertions
from loaders.tables import Row
from loaders.timespan import say_time_span, stated_span

SCHEME = "periods-of-izmir"
WHERE = "place/izmir-province"


def period(row: Row, context: Context) -> Assertions:
    """A row of periods.csv."""
    ours = context.minter.ontology("HistoricPeriod")
    says, iri = context.entity(row, ours, CRM.E4_Period, SKOS.Concept)
    scheme = context.minter.concept(SCHEME)
    says.label(iri, SKOS.prefLabel, row["label_tr"], row["label_en"])
    context.name(says, iri)
    says.say(iri, SKOS.inScheme, scheme)
    if row["broader"]:
        context.refer(says, iri, SKOS.broader, "broader")
        context.refer(says, iri, CRM.P9i_forms_part_of, "broader")
    else:
        says.say(iri, SKOS.topConceptOf, scheme)
    facet = context.minter.concept(row["facet"])
    says.say(iri, context.minter.ontology("facet"), facet, "facet")
    says.say(iri, CRM.P7_took_place_at, context.minter.thing(WHERE))
    context.certainty(says, iri)
    says.english(iri, SKOS.note, "note_en")
    say_time_span(says, iri, stated_span(row))
    return says
