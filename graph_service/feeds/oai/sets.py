"""Sets: by kind, by district and by source (OAI-PMH 2.0, section 2.6).

Their specs are two levels deep, ``kind:site``; the upper level has all that is below it. A set is
listed when it lists anything: entities in it, or withdrawn ones that were in it last.

The protocol cannot tell that a record has left a set but is still there. It is simply listed in
that set no more; its own header always has the sets that it is in now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Literal

from graph_service.resources.holdings import Holdings, Reference
from graph_service.store.changes import ChangeLog


@dataclass(frozen=True, slots=True)
class Named:
    """A name, or a sentence, in Turkish and in English."""

    tr: str
    en: str

    @property
    def literals(self) -> tuple[Literal, Literal]:
        return Literal(self.tr, language="tr"), Literal(self.en, language="en")

    def __str__(self) -> str:
        """Both, for `setName`, which has one text and no language."""
        return self.en if self.en == self.tr else f"{self.en} / {self.tr}"


KINDS: Mapping[str, Named] = MappingProxyType(
    {
        "site": Named("Alanlar", "Sites"),
        "place": Named("Yerler", "Places"),
        "period": Named("Dönemler", "Periods"),
        "waterway": Named("Su varlıkları", "Waters"),
        "route": Named("Rotalar", "Routes"),
        "project": Named("Projeler", "Projects"),
        "research": Named("Araştırmalar", "Research"),
        "publication": Named("Yayınlar", "Publications"),
        "agent": Named("Kişiler ve kurumlar", "People and institutions"),
        "event": Named("Olaylar", "Events"),
        "practice": Named("Yaşayan miras", "Living heritage"),
        "designation": Named("Koruma kararları", "Designations"),
        "type": Named("Kavramlar", "Concepts"),
        "source": Named("Kaynaklar", "Sources"),
    }
)
_FAMILIES: Mapping[str, tuple[Named, str, Named]] = MappingProxyType(
    {
        "kind": (
            Named("Türe göre", "By kind"),
            "",
            Named("Aynı türden kayıtlar.", "Records of one kind."),
        ),
        "district": (
            Named("İlçeye göre", "By district"),
            "place",
            Named("Bu ilçede bulunan ya da gerçekleşen.", "What lies or took place there."),
        ),
        "source": (
            Named("Kaynağa göre", "By source"),
            "source",
            Named("Bu kaynağın hakkında bilgi verdiği.", "What this source says something of."),
        ),
    }
)
"""Each family of sets: its name, the kind of thing its sets are named after, what is in them."""


@dataclass(frozen=True, slots=True)
class Set:
    """A set of records."""

    spec: str
    name: Named
    description: Named


def listed(log: ChangeLog, holdings: Holdings, after: str | None = None) -> Iterator[Set]:
    """The sets that list anything, after the one of spec `after`; each family before its sets."""
    specs = sorted({*_FAMILIES, *log.sets}, key=_place)
    for spec in specs:
        is_after = after is None or _place(spec) > _place(after)
        if is_after and log.entities(within=spec, left=False, limit=1):
            name, kind, description = _FAMILIES[spec.partition(":")[0]]
            yield Set(spec, _name(spec, kind, holdings) if ":" in spec else name, description)


def _place(spec: str) -> tuple[int, str]:
    """Where a set stands among all."""
    return list(_FAMILIES).index(spec.partition(":")[0]), spec


def _name(spec: str, kind: str, holdings: Holdings) -> Named:
    slug = spec.partition(":")[2]
    if not kind:
        return KINDS[slug]
    labels = holdings.label(Reference(kind, slug))
    english = labels.get("en") or labels.get("tr") or slug
    return Named(labels.get("tr") or english, english)
