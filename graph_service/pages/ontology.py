"""What the page of the ontology shows: the terms, their numbers, and the diagram of the classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from graph_service.pages.about_words import ABOUT_WORDS
from graph_service.pages.charts.class_diagram import ClassRow, Tie, class_diagram
from graph_service.resources.hierarchy import Branch, tree
from graph_service.resources.vocabulary import Term, Vocabulary
from loaders.namespaces import CRM

_BESIDES = (CRM.E39_Actor.value, CRM.E53_Place.value)
"""Classes of others that much of the graph is in: people and places."""


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """The ontology in one language."""

    title: str
    about: str
    version: str
    namespace: str
    classes: Sequence[Term]
    properties: Sequence[Term]
    uses: Mapping[str, int]
    """How often each term is used in the release, by IRI."""
    diagram: Markup
    ties: Sequence[tuple[ClassRow, ClassRow, int]]
    """The links of the diagram, the most frequent first."""


def ontology_page(
    vocabulary: Vocabulary, counted: Mapping[str, Any], language: str
) -> OntologyPage:
    """The page; `counted` are the statistics of the release, or nothing."""
    title, about = vocabulary.title(language)
    classes, properties = vocabulary.terms(language)
    uses = {**counted.get("classes", {}), **counted.get("properties", {})}
    above = vocabulary.superclasses()
    known = {*above, *(name for found in above.values() for name in found)}
    besides = [iri for iri in _BESIDES if iri in known]
    branches = tree(above, [term.iri for term in classes] + besides)
    ours = {term.iri for term in classes}
    rows = [_row(each, vocabulary, ours, uses, language) for each in branches]
    ties = _ties(counted.get("relations", ()), branches, rows, language)
    words = ABOUT_WORDS
    return OntologyPage(
        title=title,
        about=about,
        version=vocabulary.version,
        namespace=vocabulary.namespace,
        classes=classes,
        properties=properties,
        uses=uses,
        diagram=class_diagram(
            rows, ties, words["class_diagram"][language], words["class_diagram_is"][language]
        ),
        ties=[
            (rows[tie.first], rows[tie.second], tie.number)
            for tie in sorted(ties, key=lambda tie: -tie.number)
        ],
    )


def _row(
    branch: Branch,
    vocabulary: Vocabulary,
    ours: set[str],
    uses: Mapping[str, int],
    language: str,
) -> ClassRow:
    link = vocabulary.link(branch.name, language)
    is_ours = branch.name in ours
    code = "" if is_ours else link.name.partition(":")[2].partition("_")[0]
    number = uses.get(branch.name)
    has_count = number is not None and (is_ours or branch.name in _BESIDES)
    mark = "." if language == "tr" else ","
    return ClassRow(
        label=f"{code} {link.label or link.name}".strip(),
        url=link.url,
        depth=branch.depth,
        parent=branch.parent,
        is_ours=is_ours,
        count=f"{number:,}".replace(",", mark) if has_count else None,
    )


def _ties(
    relations: Sequence[Mapping[str, Any]],
    branches: Sequence[Branch],
    rows: Sequence[ClassRow],
    language: str,
) -> list[Tie]:
    """Links between two classes, whichever way they are said: the greater of both numbers."""
    place = {branch.name: index for index, branch in enumerate(branches)}
    found: dict[tuple[int, int], int] = {}
    for each in relations:
        ends = place.get(each["from"]), place.get(each["to"])
        if ends[0] is not None and ends[1] is not None:
            pair = min(ends[0], ends[1]), max(ends[0], ends[1])
            found[pair] = max(found.get(pair, 0), int(each["number"]))
    mark = "." if language == "tr" else ","
    return [
        Tie(
            first,
            second,
            number,
            f"{rows[first].label} – {rows[second].label}: {number:,}".replace(",", mark),
        )
        for (first, second), number in sorted(found.items())
    ]
