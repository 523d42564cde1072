"""The parts of a thing that conversions tell: names, phases with their dates, roles, positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_service.profiles.reading import Reading
from loaders.namespaces import CRM, DCT, GEO, RDF, RDFS, SKOS

_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Span:
    """A time-span: names, and the bounds that it lies within, as ISO 8601 writes them.

    ``-0399`` is 400 BCE. A side that no source knows is None.
    """

    node: NamedNode
    labels: tuple[Literal, ...]
    begin: str | None
    end: str | None
    starts: str | None
    """When it began, if that is known: `begin`, where the span is not just somewhere within."""
    ends: str | None
    """When it ended, if that is known."""

    @property
    def interval(self) -> str:
        """``-0399/-0300``, ``2023-09-02/..``."""
        return f"{self.begin or _OPEN}/{self.end or _OPEN}"


@dataclass(frozen=True, slots=True)
class Phase:
    """What befell a thing, or a stretch of its life."""

    node: NamedNode
    labels: tuple[Literal, ...]
    kinds: tuple[NamedNode, ...]
    span: Span | None
    periods: tuple[NamedNode, ...]
    certainty: tuple[NamedNode, ...]
    notes: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """The part that somebody had in a thing."""

    node: NamedNode
    agents: tuple[NamedNode, ...]
    roles: tuple[NamedNode, ...]
    certainty: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A geometry in longitude and latitude, and what it stands for."""

    node: NamedNode
    wkt: str
    precision: NamedNode | None


def alternatives(reading: Reading) -> tuple[Literal, ...]:
    """The names of a thing beside its labels."""
    labels = set(reading.labels(reading.thing))
    names = (
        text
        for node in reading.nodes(reading.thing, CRM.P1_is_identified_by)
        if CRM.E42_Identifier not in reading.classes(node)
        for text in reading.texts(node, CRM.P190_has_symbolic_content)
    )
    return tuple(dict.fromkeys(name for name in names if name not in labels))


def identifiers(reading: Reading) -> tuple[tuple[str, tuple[NamedNode, ...]], ...]:
    """The identifiers of a thing, each with its types (DOI, ISBN …)."""
    return tuple(
        (text.value, reading.nodes(node, CRM.P2_has_type))
        for node in reading.nodes(reading.thing, CRM.P1_is_identified_by)
        if CRM.E42_Identifier in reading.classes(node)
        for text in reading.texts(node, CRM.P190_has_symbolic_content)
    )


def span_of(reading: Reading, owner: NamedNode) -> Span | None:
    """The time-span of a thing or of one of its phases."""
    for node in reading.nodes(owner, CRM["P4_has_time-span"]):
        interval = reading.text(node, DCT.temporal) or f"{_OPEN}/{_OPEN}"
        first, _, last = interval.partition("/")
        begin, end = (None if side == _OPEN else side for side in (first, last))
        sure_begin = reading.text(node, CRM.P81a_end_of_the_begin) or ""
        sure_end = reading.text(node, CRM.P81b_begin_of_the_end) or ""
        return Span(
            node,
            reading.labels(node),
            begin,
            end,
            begin if begin and (begin == end or _is_within(sure_begin, begin)) else None,
            end if end and (begin == end or _is_within(sure_end, end)) else None,
        )
    return None


def _is_within(moment: str, date: str) -> bool:
    """Whether a dateTime is in the year, month or day that `date` names."""
    return moment.startswith((f"{date}-", f"{date}T"))


def phases(reading: Reading) -> tuple[Phase, ...]:
    """The phases of a thing, in order of their addresses."""
    certainty = reading.term("certainty")
    return tuple(
        Phase(
            node,
            reading.labels(node),
            reading.nodes(node, CRM.P2_has_type),
            span_of(reading, node),
            reading.nodes(node, CRM.P10_falls_within),
            reading.nodes(node, certainty),
            reading.texts(node, SKOS.note),
        )
        for node in _parts(reading, reading.term("Phase"))
    )


def participations(reading: Reading) -> tuple[Participation, ...]:
    """Who had a part in a thing."""
    certainty = reading.term("certainty")
    return tuple(
        Participation(
            node,
            reading.nodes(node, CRM.P14_carried_out_by, CRM.P11_had_participant),
            reading.nodes(node, CRM.P2_has_type),
            reading.nodes(node, certainty),
        )
        for node in _parts(reading, reading.term("Participation"))
    )


def positions(reading: Reading) -> tuple[Position, ...]:
    """The geometries of a thing; the default one first."""
    default = reading.nodes(reading.thing, GEO.hasDefaultGeometry)
    holders = _parts(reading, GEO.Geometry)
    ordered = sorted(holders, key=lambda node: node not in default)
    precision = reading.term("precision")
    return tuple(
        Position(node, text.value, next(iter(reading.nodes(node, precision)), None))
        for node in ordered
        for text in reading.texts(node, GEO.asWKT)[:1]
    )


def _parts(reading: Reading, cls: NamedNode) -> Iterator[NamedNode]:
    for node in reading.document.description.parts:
        if cls in reading.nodes(node, RDF.type):
            yield node


def described(reading: Reading, node: NamedNode) -> tuple[Literal, ...]:
    """What is written of a thing in words: its description, definition and notes."""
    return reading.texts(node, DCT.description, SKOS.definition, SKOS.note, RDFS.comment)
