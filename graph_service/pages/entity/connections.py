"""What a thing is connected with: by kind of the other, each line saying how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from graph_service.pages.collation import sort_key
from graph_service.pages.entity.model import Row, Rows, Section
from graph_service.pages.entity.scene import Scene
from graph_service.pages.entity.tree import PARTS, WHOLES
from graph_service.pages.reading import Shown
from graph_service.pages.relations import Link, links
from loaders.namespaces import CRM, DC, DCT, SKOS

_ORDER = (
    "waterway", "route", "research", "project", "event", "practice", "publication", "agent",
    "designation", "site", "place", "period", "type", "source",
)  # fmt: skip
_SELF_EVIDENT: Mapping[str, frozenset[NamedNode]] = MappingProxyType(
    {
        "research": frozenset({CRM.P8i_witnessed}),
        "project": frozenset({CRM.P8i_witnessed, CRM.P7i_witnessed}),
        "event": frozenset({CRM.P8i_witnessed, CRM.P7i_witnessed}),
        "publication": frozenset({CRM.P129i_is_subject_of, CRM.P67i_is_referred_to_by}),
        "route": frozenset({CRM.P67i_is_referred_to_by}),
        "practice": frozenset({CRM.P7i_witnessed}),
        "agent": frozenset({CRM.P14_carried_out_by, CRM.P11_had_participant}),
    }
)
"""Links that the heading of their section says already."""
_DATED = frozenset({"research", "project", "event"})


def connections(
    scene: Scene, *, without: Iterable[str] = (), unless: Iterable[NamedNode] = ()
) -> Section | None:
    """A list for each kind of things that the thing is connected with.

    Kinds and properties that other sections show are left out.
    """
    left_out = {*without}
    shown = {*PARTS, *WHOLES, CRM.P41i_was_classified_by, SKOS.inScheme, *unless}
    by_kind: dict[str, dict[NamedNode, list[Link]]] = {}
    for link in links(scene.reading):
        if link.predicate in shown:
            continue
        owner = NamedNode(link.other.value.partition("#")[0])
        if owner != scene.thing:
            by_kind.setdefault(scene.kind_of(owner), {}).setdefault(owner, []).append(link)
    groups = []
    for kind in _ORDER:
        found = by_kind.get(kind)
        if found and kind not in left_out:
            rows = [_row(scene, kind, owner, some) for owner, some in found.items()]
            ordered = _ordered(scene, kind, list(zip(found, rows, strict=True)))
            total, query = _cut(scene, found, len(ordered))
            title = scene.word(f"their_{kind}")
            groups.append(Rows(ordered, title, total, query, f"of-{kind}"))
    if not groups:
        return None
    return Section("connections", scene.word("connections"), "groups", groups)


def _row(scene: Scene, kind: str, owner: NamedNode, some: Sequence[Link]) -> Row:
    marks = tuple(sorted({mark for link in some for mark in link.marks}))
    more = _more(scene, kind, owner, some)
    has_role = any("#" in link.other.value for link in some)
    says = [
        link.title
        for link in some
        if link.predicate not in _SELF_EVIDENT.get(kind, ())
        and not (scene.kind == "agent" and has_role)
    ]
    about = dict.fromkeys(each for each in (*says, *more) if each)
    return Row(scene.link(owner, marks), list(about))


def _more(scene: Scene, kind: str, owner: NamedNode, some: Sequence[Link]) -> list[str]:
    if scene.kind == "agent":
        return [*(scene.types(link.other) for link in some if "#" in link.other.value),
                scene.years(owner) if kind in _DATED else scene.types(owner)]  # fmt: skip
    if kind in _DATED:
        return [scene.years(owner)]
    if kind == "publication":
        return [authored(scene, owner)]
    if kind == "agent":
        return [_role(scene, owner)]
    if kind in ("site", "waterway", "place"):
        return [scene.types(owner)]
    if kind == "route":
        stops = [link.other for link in some if "#stop-" in link.other.value]
        return [f"{scene.word('stop')} {stop.value.rpartition('-')[2]}" for stop in stops]
    return []


def authored(scene: Scene, publication: NamedNode) -> str:
    """Who wrote it, and when: ``Bagnall, R. S. … 2016``."""
    authors = [each.value for each in scene.world.literals(publication, DC.creator)]
    issued = [each.value for each in scene.world.literals(publication, DCT.issued)]
    named = "; ".join(authors[:2]) + (" …" if len(authors) > 2 else "")  # noqa: PLR2004
    return ", ".join(part for part in (named, *issued[:1]) if part)


def _role(scene: Scene, agent: NamedNode) -> str:
    """In which roles somebody took part in the thing."""
    roles = []
    for part in scene.parts("Participation"):
        who = scene.reading.values(part, CRM.P14_carried_out_by, CRM.P11_had_participant)
        if any(statement.object == agent for statement in who):
            roles += scene.reading.links(part, CRM.P2_has_type)
    return scene.words_of(roles)


def _ordered(scene: Scene, kind: str, pairs: Sequence[tuple[NamedNode, Row]]) -> list[Row]:
    def key(pair: tuple[NamedNode, Row]) -> tuple[bool, float, tuple[str, str]]:
        node, row = pair
        year: float | None = None
        if kind in _DATED:
            year = scene.year(node, "yearFrom")
        elif kind == "publication":
            issued = scene.world.literals(node, DCT.issued)
            year = -_number(issued[0]) if issued else None
        return year is None, year or 0, sort_key(row.link.text, scene.language)

    return [row for _, row in sorted(pairs, key=key)]


def _number(literal: Literal) -> int:
    digits = "".join(each for each in literal.value[:5] if each.isdigit())
    return int(digits[:4] or 0)


def _cut(scene: Scene, found: Mapping[NamedNode, Sequence[Link]], shown: int) -> tuple[int, str]:
    """How many there are, and how to ask for all, if the document has not all of them."""
    predicates = {(link.predicate, link.is_inverse) for some in found.values() for link in some}
    for cut in scene.reading.description.cuts:
        if (cut.predicate, cut.inverse) in predicates:
            thing = scene.thing
            side = f"?thing {cut.predicate} {thing}"
            other = f"{thing} {cut.predicate} ?thing"
            query = f"SELECT ?thing WHERE {{ {side if cut.inverse else other} }}"
            return cut.total, query
    return shown, ""


def people(scene: Scene) -> Section | None:
    """Who took part in the thing, and as what; those without a role stand last."""
    roles: dict[str, list[Shown]] = {}
    named: set[NamedNode] = set()
    for part in scene.parts("Participation"):
        role = scene.capital(scene.words_of(scene.reading.links(part, CRM.P2_has_type)))
        note = scene.notes(part, SKOS.note)
        for statement in scene.reading.values(
            part, CRM.P14_carried_out_by, CRM.P11_had_participant
        ):
            who = statement.object
            if isinstance(who, NamedNode) and who not in named:
                named.add(who)
                shown = scene.reading.show(statement)
                about = f" ({note.text})" if note and note.language is None else ""
                roles.setdefault(role, []).append(
                    Shown(shown.text + about, shown.language, shown.url, shown.marks)
                )
    for link in links(scene.reading):
        if scene.kind_of(link.other) == "agent" and link.other not in named:
            named.add(link.other)
            roles.setdefault(scene.capital(link.title), []).append(
                scene.link(link.other, link.marks)
            )
    groups = [Rows([Row(who) for who in some], title=role) for role, some in roles.items()]
    if not groups:
        return None
    return Section("people", scene.word("people"), "roles", groups)
