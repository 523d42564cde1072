"""Every profile that documents can be had in: parts of our graph, and conversions of it.

A conversion is a module or package here with a `PROFILE`. It is pure: it writes a document with
what it mentions, and asks nothing of the store or of the network. Its docstring and the `losses`
of its profile say what the other model cannot hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph_service.profiles import edm, linked_art, linked_places, schema_org
from graph_service.resources.profiles import BOUNDED, DEFAULT, LABELS, Profile

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.token: profile
        for profile in (
            DEFAULT,
            BOUNDED,
            LABELS,
            linked_art.PROFILE,
            edm.PROFILE,
            schema_org.PROFILE,
            linked_places.PROFILE,
        )
    }
)
"""Every profile, by token; the default first."""
