"""The gate: SHACL (pySHACL) and integrity queries (Oxigraph). A violation stops the build.

pySHACL mishandles dates before Christ (modelling rule 4), so shapes compare only the integer
years, and everything that needs date order runs as a query in Oxigraph.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyshacl
import rdflib
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from rdflib.namespace import RDF, RDFS, SH

from loaders.iri import rebase
from loaders.namespaces import prefixes

VIOLATION, WARNING, INFO = "violation", "warning", "info"
_SEVERITY = {SH.Violation: VIOLATION, SH.Warning: WARNING, SH.Info: INFO}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the gate found. `rule` is the shape or the name of the query."""

    severity: str
    rule: str
    focus: str
    path: str | None
    value: str | None
    message_en: str
    message_tr: str


@dataclass(frozen=True, slots=True)
class IntegrityQuery:
    """A query whose every answer is a finding (queries/integrity/*.rq).

    One that `needs_release` makes no sense for a file that is only a part of a graph.
    """

    name: str
    severity: str
    message_en: str
    message_tr: str
    needs_release: bool
    text: str

    @classmethod
    def read(cls, path: Path, base: str) -> IntegrityQuery:
        """Raises ValueError when the comment header lacks a field."""
        text = rebase(path.read_text(encoding="utf-8"), base)
        header = dict(re.findall(r"^# *(\w+): *(.+)$", text, flags=re.MULTILINE))
        try:
            return cls(
                path.stem,
                header["severity"],
                header["message_en"],
                header["message_tr"],
                header.get("needs") == "release",
                text,
            )
        except KeyError as error:
            raise ValueError(f"{path.name}: the header lacks {error}") from error


def integrity_queries(directory: Path, base: str) -> list[IntegrityQuery]:
    return [IntegrityQuery.read(path, base) for path in sorted(directory.glob("*.rq"))]


def check_integrity(
    store: Store, queries: Iterable[IntegrityQuery], base: str
) -> Iterator[Finding]:
    """Run the queries over the merge of all graphs."""
    for query in queries:
        answer = cast("QuerySolutions", store.query(query.text, prefixes=prefixes(base)))
        names = {variable.value for variable in answer.variables}
        for solution in answer:
            focus, path, value = (
                _text(solution[name]) if name in names else None
                for name in ("focus", "path", "value")
            )
            yield Finding(
                query.severity,
                query.name,
                focus or "",
                path,
                value,
                query.message_en,
                query.message_tr,
            )


def _text(term: object) -> str | None:
    return None if term is None else cast("NamedNode", term).value


def check_shapes(triples: Iterable[Triple | Quad], shapes: Path, base: str) -> list[Finding]:
    """Validate triples against all shapes of a folder."""
    graph = read_shapes(shapes, base)
    return validate(to_rdflib(triples, predicates_of(graph)), graph)


def check_shapes_of_file(file: Path, shapes: Path, base: str) -> list[Finding]:
    """The same for N-Triples: from a file, so that it can run in a process of its own."""
    return check_shapes(parse(path=str(file), format=RdfFormat.N_TRIPLES), shapes, base)


def read_shapes(directory: Path, base: str) -> rdflib.Graph:
    """All shapes of a folder, as one graph in a store that is quick to look things up in."""
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")
    for path in sorted(directory.glob("*.ttl")):
        text = rebase(path.read_text(encoding="utf-8"), base)
        graph.parse(data=text, format="turtle")
    return graph


def validate(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """Run pySHACL. No inference: the closure is in the data already."""
    lift_properties(shapes)
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, inference=None, advanced=False, inplace=True
    )
    results = cast("rdflib.Graph", report)
    return [_finding(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)]


_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


def lift_properties(shapes: rdflib.Graph) -> None:
    """Give property shapes the targets of their node shape, and take them out of it.

    The result is the same, by the definition of sh:property; but pySHACL reads the definition of
    a nested shape anew for each focus node, and of a shape with targets once (measured on our
    graph: a twelfth of the time).
    """
    for shape in set(shapes.subjects(RDF.type, SH.NodeShape)):
        targets = [(each, value) for each in _TARGETS for value in shapes.objects(shape, each)]
        if not targets:
            continue  # a shape that others name with sh:node
        for nested in list(shapes.objects(shape, SH.property)):
            for predicate, value in targets:
                shapes.add((nested, predicate, value))
            shapes.remove((shape, SH.property, nested))


def _finding(report: rdflib.Graph, node: rdflib.term.Node) -> Finding:
    def one(predicate: rdflib.URIRef) -> str | None:
        value = report.value(node, predicate)
        return None if value is None else str(value)

    messages = {
        message.language: str(message)
        for message in report.objects(node, SH.resultMessage)
        if isinstance(message, rdflib.Literal)
    }
    path = report.value(node, SH.resultPath)
    english = messages.get("en") or next(iter(messages.values()), "")
    severity = report.value(node, SH.resultSeverity)
    return Finding(
        _SEVERITY.get(cast("rdflib.URIRef", severity), VIOLATION),
        one(SH.sourceShape) or "",
        one(SH.focusNode) or "",
        str(path) if isinstance(path, rdflib.URIRef) else None,  # a longer path has no name
        one(SH.value),
        english,
        messages.get("tr", english),
    )


def predicates_of(shapes: rdflib.Graph) -> frozenset[NamedNode]:
    """The predicates that decide the outcome: those that the shapes name, and the classes.

    Other triples matter to a closed shape only; ours are open.
    """
    if (None, SH.closed, None) in shapes:
        raise ValueError("sh:closed is not supported: it would need the whole graph")
    named = {str(term) for triple in shapes for term in triple if isinstance(term, rdflib.URIRef)}
    return frozenset(NamedNode(iri) for iri in named | {str(RDF.type), str(RDFS.subClassOf)})


def to_rdflib(triples: Iterable[Triple | Quad], predicates: frozenset[NamedNode]) -> rdflib.Graph:
    """The triples with these predicates, as rdflib terms."""
    # rdflib warns, with a traceback, of every date before Christ; its opinion is not asked here.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    graph = rdflib.Graph(bind_namespaces="none")
    known: dict[str, rdflib.URIRef] = {}

    def term(value: object) -> rdflib.term.Node:
        if isinstance(value, NamedNode):
            found = known.get(value.value)
            if found is None:
                found = known.setdefault(value.value, rdflib.URIRef(value.value))
            return found
        if isinstance(value, BlankNode):
            return rdflib.BNode(value.value)
        literal = cast("Literal", value)
        if literal.language:
            return rdflib.Literal(literal.value, lang=literal.language)
        if literal.datatype.value.endswith("#string"):
            return rdflib.Literal(literal.value)
        datatype = cast("rdflib.URIRef", term(literal.datatype))
        return rdflib.Literal(literal.value, datatype=datatype, normalize=False)

    graph.addN(
        (term(each.subject), term(each.predicate), term(each.object), graph)
        for each in triples
        if each.predicate in predicates
    )
    return graph
