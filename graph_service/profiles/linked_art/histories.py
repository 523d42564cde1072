"""The phases of a thing: made, changed and destroyed as activities, all else in words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph_service.profiles.linked_art.parts import (
    Json,
    certainty,
    concepts,
    filled,
    notes,
    references,
    remarks,
    statement,
    timespan,
    undated,
)
from graph_service.profiles.linked_art.reader import Reader
from loaders.namespaces import CRM, SKOS

_MAKERS = ("architect", "builder", "sculptor", "repairer")
"""The roles of those who carry out a construction or a repair, rather than want or pay it."""


class History:
    """What happened to a thing, from its parts."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._phases = self._of(reader.ours.Phase)
        self._roles = self._of(reader.ours.Participation)

    def activities(self) -> Json:
        """What Linked Art has activities for: production, modification, destruction."""
        made = [p for p in self._phases if self._is(p, CRM.E12_Production)]
        changed = [p for p in self._phases if self._is(p, CRM.E11_Modification) and p not in made]
        ended = [p for p in self._phases if self._is(p, CRM.E6_Destruction)]
        productions = [self._activity("Production", phase) for phase in made]
        several: Json = {"type": "Production", "part": productions}
        return filled(
            produced_by=productions[0] if len(productions) == 1 else several if made else None,
            modified_by=[self._activity("Modification", phase) for phase in changed],
            destroyed_by=self._activity("Destruction", ended[0]) if ended else None,
        )

    @property
    def is_destroyed(self) -> bool:
        return any(self._is(phase, CRM.E6_Destruction) for phase in self._phases)

    def in_words(self, *, all_phases: bool) -> Iterator[Json]:
        """The phases and roles that `activities` does not tell; or all of them."""
        told = (CRM.E11_Modification, CRM.E6_Destruction)
        for phase in self._phases:
            if all_phases or not any(self._is(phase, each) for each in told):
                yield from self._phase(phase)
        for role in self._roles:
            if all_phases or self._maker_of(role) is None:
                yield from self._role(role)

    def _activity(self, name: str, phase: NamedNode) -> Json:
        reader = self._reader
        makers = [
            agent
            for role in self._roles
            if self._maker_of(role) == phase
            for agent in reader.nodes(role, CRM.P14_carried_out_by)
        ]
        return filled(
            type=name,
            _label=reader.label(phase),
            classified_as=concepts(reader, reader.nodes(phase, CRM.P2_has_type)),
            timespan=timespan(reader, phase),
            during=references(reader, reader.nodes(phase, CRM.P10_falls_within), "Period"),
            carried_out_by=references(reader, dict.fromkeys(makers), "Person", "Group"),
            referred_to_by=[
                *notes(reader, phase),
                *remarks(reader, phase, reader.ours.use),
                *undated(reader, phase),
                *certainty(reader, phase),
            ],
        )

    def _maker_of(self, role: NamedNode) -> NamedNode | None:
        """The construction or repair that someone carried out in this role."""
        reader = self._reader
        kinds = reader.nodes(role, CRM.P2_has_type)
        if not any(kind.value.endswith(tuple(f"/{maker}" for maker in _MAKERS)) for kind in kinds):
            return None
        wholes = reader.nodes(role, CRM.P9i_forms_part_of)
        return next((p for p in wholes if self._is(p, CRM.E11_Modification)), None)

    def _phase(self, phase: NamedNode) -> Iterator[Json]:
        """Such as "founding: 4th century BCE"."""
        reader = self._reader
        for language in ("en", "tr"):
            kinds = [reader.label(k, language) for k in reader.nodes(phase, CRM.P2_has_type)]
            spans = reader.nodes(phase, CRM["P4_has_time-span"])
            when = spans or reader.nodes(phase, CRM.P10_falls_within)
            dates = [reader.label(each, language) for each in when]
            words = [*dates, *self._texts(phase, language), *self._sure(phase, language)]
            yield self._says(kinds, words, language)

    def _role(self, role: NamedNode) -> Iterator[Json]:
        """Such as "patron: Abdülhamid II"."""
        reader = self._reader
        agents = reader.nodes(role, CRM.P14_carried_out_by) or reader.nodes(
            role, CRM.P11_had_participant
        )
        for language in ("en", "tr"):
            kinds = [reader.label(k, language) for k in reader.nodes(role, CRM.P2_has_type)]
            names = [reader.label(agent, language) for agent in agents]
            words = [*names, *self._texts(role, language), *self._sure(role, language)]
            yield self._says(kinds, words, language)

    def _texts(self, node: NamedNode, language: str) -> list[str]:
        found = self._reader.texts(node, SKOS.note, self._reader.ours.use)
        return [text.value for text in found if text.language == language]

    def _sure(self, node: NamedNode, language: str) -> list[str | None]:
        reader = self._reader
        return [reader.label(each, language) for each in reader.nodes(node, reader.ours.certainty)]

    def _says(self, kinds: list[str | None], words: list[str | None], language: str) -> Json:
        heads, said = ", ".join(filter(None, kinds)), "; ".join(filter(None, words))
        content = ": ".join(filter(None, (heads, said)))
        return statement(self._reader, content, language)

    def _of(self, kind: NamedNode) -> list[NamedNode]:
        return [part for part in self._reader.parts if kind in self._reader.classes(part)]

    def _is(self, node: NamedNode, kind: NamedNode) -> bool:
        return kind in self._reader.classes(node)
