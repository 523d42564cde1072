"""What a harvester has to end with."""

from __future__ import annotations

import gzip
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

BASE = "https://w3id.org/izmiras/"


def in_dumps(release: Path) -> set[Triple]:
    """What the dumps of a release hold of all entities, without inferred links."""
    return {quad.triple for quad in quads_in_dumps(release)}


def quads_in_dumps(release: Path) -> set[Quad]:
    """The same, with the graphs that say it."""
    with gzip.open(release / "dumps" / "izmiras.nq.gz") as lines:
        return {quad for quad in parse(lines.read(), format=RdfFormat.N_QUADS) if _counts(quad)}


def _counts(quad: Quad) -> bool:
    is_ours = str(quad.subject).startswith(f"<{BASE}id/")
    is_link = not isinstance(quad.object, Literal)
    return is_ours and not (is_link and str(quad.graph_name) == f"<{BASE}graph/inferred>")
