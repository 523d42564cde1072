"""Time-spans (E52) of rows: read, checked, and written as CRM bounds (modelling rule 4)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from loaders.dates import Moment, Span, read_span
from loaders.namespaces import CRM, DCT, RDF, RDFS, XSD
from loaders.statements import Assertions
from loaders.tables import Row
from loaders.wording import LANGUAGES, say_span

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def stated_span(row: Row) -> Span | None:
    """The bounds that the row gives, else what its wording certainly says."""
    cells = [row[column] for column in BOUNDS]
    if any(cells):
        return Span(*(Moment.parse(cell) if cell else None for cell in cells))
    return read_span(row["wording"]) if "wording" in row.cells else None


def say_time_span(says: Assertions, owner: NamedNode, span: Span | None) -> None:
    """State the E52 of `owner` as a fragment of it, and the wording on `owner` itself."""
    row = says.row
    if row.cells.get("wording"):
        wording = says.minter.ontology("wording")
        says.say(owner, wording, row["wording"], "wording")
    if span is None or span.is_empty:
        return
    disorder = span.disorder()
    if disorder is not None:
        column = "start_earliest" if row["start_earliest"] else "wording"
        says.fault(column, f"expected bounds in order: {disorder}")
        return
    separator = "-" if "#" in owner.value else "#"
    node = NamedNode(f"{owner.value}{separator}span")
    says.say(owner, CRM["P4_has_time-span"], node)
    says.say(node, RDF.type, CRM["E52_Time-Span"])
    for language in LANGUAGES:
        says.say(node, RDFS.label, Literal(say_span(span, language), language=language))
    _say_bounds(says, node, span)


def _say_bounds(says: Assertions, node: NamedNode, span: Span) -> None:
    bounds = {
        "P82a_begin_of_the_begin": span.start_earliest and span.start_earliest.first_second(),
        "P82b_end_of_the_end": span.end_latest and span.end_latest.last_second(),
    }
    # Where the fuzzy ends overlap there is no certain core, and CRM's inner bounds are left out.
    if span.has_core or span.start_latest is None or span.end_earliest is None:
        bounds["P81a_end_of_the_begin"] = span.start_latest and span.start_latest.last_second()
        bounds["P81b_begin_of_the_end"] = span.end_earliest and span.end_earliest.first_second()
    for term, lexical in bounds.items():
        if lexical is not None:
            says.say(node, CRM[term], Literal(lexical, datatype=XSD.dateTime))
    says.say(node, says.minter.ontology("yearFrom"), span.year_from)
    says.say(node, says.minter.ontology("yearTo"), span.year_to)
    first, last = span.start_earliest or "..", span.end_latest or ".."
    says.say(node, DCT.temporal, f"{first}/{last}")
