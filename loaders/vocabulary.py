"""The controlled vocabularies (`ontology/vocabularies/*.ttl`), as the loaders need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from loaders.iri import DEFAULT_BASE, Minter
from loaders.namespaces import SKOS

_OURS = Minter(DEFAULT_BASE)
_INSTANCE_CLASS = _OURS.ontology("instanceClass")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its labels, and the CRM classes of the things of this type (often none)."""

    slug: str
    scheme: str
    label_tr: str
    label_en: str
    classes: tuple[NamedNode, ...]
    notation: str | None

    def label(self, language: str) -> str:
        return self.label_tr if language == "tr" else self.label_en


class Vocabularies:
    """All vocabularies of a directory, by file name and by concept."""

    def __init__(self, directory: Path) -> None:
        self.files = sorted(directory.glob("*.ttl"))
        self.by_scheme: dict[str, frozenset[str]] = {}
        self._concepts: dict[str, Concept] = {}
        for path in self.files:
            found = list(_concepts(path))
            self.by_scheme[path.stem] = frozenset(concept.slug for concept in found)
            for concept in found:
                if concept.slug in self._concepts:
                    other = self._concepts[concept.slug].scheme
                    raise ValueError(f"{path.name}: {concept.slug} is already in {other}.ttl")
                self._concepts[concept.slug] = concept
        self.languages: Mapping[str, str] = {
            concept.notation: concept.slug
            for concept in self._concepts.values()
            if concept.scheme == "languages" and concept.notation
        }

    def __getitem__(self, slug: str) -> Concept:
        return self._concepts[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._concepts


def _concepts(path: Path) -> Iterator[Concept]:
    prefix = _OURS.concept("").value
    labels: dict[tuple[str, str | None], str] = {}
    classes: dict[str, list[NamedNode]] = {}
    notations: dict[str, str] = {}
    slugs: list[str] = []
    for triple in parse(path=str(path), format=RdfFormat.TURTLE):
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(prefix):
            raise ValueError(f"{path.name}: {subject} is not below {prefix}")
        slug = subject.value.removeprefix(prefix)
        if predicate == SKOS.inScheme:
            slugs.append(slug)
        elif predicate == SKOS.prefLabel and isinstance(value, Literal):
            labels[slug, value.language] = value.value
        elif predicate == SKOS.notation and isinstance(value, Literal):
            notations[slug] = value.value
        elif predicate == _INSTANCE_CLASS and isinstance(value, NamedNode):
            classes.setdefault(slug, []).append(value)
    for slug in slugs:
        yield Concept(
            slug,
            path.stem,
            labels[slug, "tr"],
            labels[slug, "en"],
            tuple(classes.get(slug, ())),
            notations.get(slug),
        )
