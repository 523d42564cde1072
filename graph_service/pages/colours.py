"""The colours of periods: sixteen families, tested for contrast and for colour blindness.

A period has the colour of its family; one that we know no family of, that of the period which it
is part of; else none. The values are in the style sheet, as ``--family-roman`` and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from graph_service.pages.atlas.periods import Period

_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "neolithic": "neolithic",
        "chalcolithic": "chalcolithic",
        "bronze-age": "bronze-age",
        "iron-age-early": "iron-age-early",
        "archaic": "archaic",
        "classical": "classical",
        "hellenistic": "hellenistic",
        "roman": "roman",
        "late-antique": "late-antique",
        "lydian-rule": "lydian-persian",
        "achaemenid-rule": "lydian-persian",
        "byzantine": "byzantine",
        "caka-bey": "turkish-beyliks",
        "seljuk-rum": "turkish-beyliks",
        "aydinid": "turkish-beyliks",
        "genoese-hospitaller": "latin-west",
        "ottoman": "ottoman",
        "greek-occupation": "occupation",
        "republican": "republican",
    }
)
FAMILIES = tuple(dict.fromkeys(_FAMILIES.values()))
NO_FAMILY = "umbrella"
"""Periods that only hold others together."""


def families(periods: Sequence[Period]) -> Mapping[str, str]:
    """The family of each period, by slug."""
    broader = {period.slug: period.broader for period in periods}
    return {slug: _family(slug, broader) for slug in broader}


def _family(slug: str | None, broader: Mapping[str, str | None]) -> str:
    seen: set[str] = set()
    while slug is not None and slug not in seen:
        if slug in _FAMILIES:
            return _FAMILIES[slug]
        seen.add(slug)
        slug = broader.get(slug)
    return NO_FAMILY
