"""IRIs of the graph: one place that knows how addresses are formed (design, "Addresses")."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import NamedNode

DEFAULT_BASE = "https://w3id.org/izmiras/"

KINDS = (
    "site",
    "place",
    "period",
    "waterway",
    "route",
    "project",
    "research",
    "publication",
    "agent",
    "event",
    "practice",
    "designation",
    "type",
    "source",
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Letters that Unicode does not decompose into an ASCII letter and a mark.
_LETTERS = str.maketrans({"ı": "i", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": ""})


def slugify(name: str) -> str:
    """An ASCII slug of a name in Latin letters: ``Kızlarağası Hanı`` → ``kizlaragasi-hani``."""
    composed = unicodedata.normalize("NFKC", name).replace("İ", "i").lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def rebase(text: str, base: str) -> str:
    """Turtle or SPARQL of the project, which is written for the default base, for another base."""
    return text.replace(DEFAULT_BASE, base)


@dataclass(frozen=True, slots=True)
class Minter:
    """Forms the IRIs below one base."""

    base: str = DEFAULT_BASE

    def thing(self, reference: str, fragment: str | None = None) -> NamedNode:
        """`kind/slug` → ``…/id/kind/slug``, with a fragment for one of its parts."""
        iri = f"{self.base}id/{reference}"
        return NamedNode(f"{iri}#{fragment}" if fragment else iri)

    def concept(self, slug: str) -> NamedNode:
        return self.thing(f"type/{slug}")

    def graph(self, name: str) -> NamedNode:
        return NamedNode(f"{self.base}graph/{name}")

    def ontology(self, term: str = "") -> NamedNode:
        return NamedNode(f"{self.base}ontology{'#' + term if term else ''}")
