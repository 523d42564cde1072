"""Links to other catalogues (modelling rule 14)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from loaders.context import Context
from loaders.namespaces import DCT, LA, SCHEMA, SKOS
from loaders.statements import Assertions
from loaders.tables import Row

_PREDICATES = {
    # `la:equivalent` exists because a SKOS match would make every linked thing a concept.
    "same": (LA.equivalent, SCHEMA.sameAs),
    "exact-match": (SKOS.exactMatch,),
    "close-match": (SKOS.closeMatch,),
    "broad-match": (SKOS.broadMatch,),
    "narrow-match": (SKOS.narrowMatch,),
    "related-match": (SKOS.relatedMatch,),
    "related": (DCT.relation,),
    "page": (SCHEMA.subjectOf,),
}


def link(row: Row, context: Context) -> Assertions:
    """A row of links.csv. SKOS matches hold between concepts, so only periods may use them."""
    says = Assertions(row, context.minter, row.values("source"))
    iri = context.minter.thing(row["of"])
    relation = row["relation"]
    if relation.endswith("-match") and not row["of"].startswith("period/"):
        says.fault("relation", "expected `same`, `related` or `page`: SKOS matches join concepts")
        return says
    for predicate in _PREDICATES[relation]:
        says.say(iri, predicate, NamedNode(row["target"]), "target")
    return says
