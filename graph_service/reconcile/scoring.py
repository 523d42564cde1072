"""From what was compared to a score, and to the decision that it can only be this thing.

The score is a weighted mean, times 100: the name counts 1, each condition its property's weight.
What is not known of a thing counts half for most properties, and nothing at all for identifiers:
that a catalogue is not linked says nothing. Every part of the sum is shown as a feature.

`match` is for what can be taken unseen: the name is the same but for accents, script, word order
or traditional spelling (or an identifier is the same), no condition speaks against it, and no
other thing comes near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_service.http.problem_types import Text
from graph_service.reconcile.conditions import Finding
from graph_service.reconcile.entity import Entity
from graph_service.reconcile.forms import Form
from graph_service.reconcile.likeness import SAME, SPELLED_OTHERWISE, Likeness, likeness
from graph_service.reconcile.properties import Property
from graph_service.reconcile.question import Candidate, Condition, Feature
from loaders.iri import KINDS

_UNKNOWN = 0.5
_MARGIN = 8.0
"""How far behind the next candidate must be."""
_AGAINST = 0.5
"""Less agreement than this speaks against a thing."""
_FROM_THE_SAME, _FROM_THE_LIKE = 0.05, 0.1
"""How much less alike a name must be, not to be another reading of the question."""
_LONG = 7
"""Letters from which a name that sounds the same can hardly be another's."""

NAME = Text("adın benzerliği (0–100)", "likeness of the name (0–100)")
ALIAS = Text("başka bir adıyla bulundu", "found by an alias")
LANGUAGE = {
    "tr": Text("Türkçe adın benzerliği (0–100)", "likeness of the Turkish label (0–100)"),
    "en": Text("İngilizce adın benzerliği (0–100)", "likeness of the English label (0–100)"),
}
IDENTIFIER = Text("kimliğin kendisi", "the identifier itself")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A condition, and what came out for one thing; None when nothing is known."""

    condition: Condition
    about: Property
    finding: Finding | None

    @property
    def speaks_against(self) -> bool:
        return self.finding is not None and self.finding.agreement < _AGAINST

    @property
    def identifies(self) -> bool:
        found = self.finding
        return self.about.identifies and found is not None and found.agreement == 1


@dataclass(frozen=True, slots=True)
class Compared:
    """A thing with everything that was compared."""

    entity: Entity
    forms: tuple[Form, ...]
    """How what is asked can be written."""
    name: Likeness | None
    is_asked_by_id: bool
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        if self.is_asked_by_id:
            return 100.0
        parts = [(1.0, self.name.value)] if self.name else []
        for verdict in self.verdicts:
            weight = verdict.about.weight
            if verdict.finding is not None:
                parts.append((weight, verdict.finding.agreement))
            elif not verdict.about.identifies:
                parts.append((weight, _UNKNOWN))
        total = sum(weight for weight, _ in parts)
        return round(100 * sum(weight * value for weight, value in parts) / (total or 1), 2)

    @property
    def is_strong(self) -> bool:
        """Whether it could be taken unseen, if nothing else comes near."""
        if any(verdict.speaks_against for verdict in self.verdicts):
            return False
        if self.is_asked_by_id or any(verdict.identifies for verdict in self.verdicts):
            return True
        if self.name is None:
            return False
        written = self.entity.names[self.name.name].text
        return self.name.value >= SAME or (
            self.name.value >= SPELLED_OTHERWISE and len(written) >= _LONG
        )

    def features(self) -> tuple[Feature, ...]:
        found = [Feature("identifier", IDENTIFIER, value=True)] if self.is_asked_by_id else []
        if self.name is not None:
            known = self.entity.names[self.name.name]
            found.append(Feature("name", NAME, round(100 * self.name.value, 1)))
            found += self._by_language()
            found.append(Feature("alias", ALIAS, not known.is_label))
        shown: dict[str, Feature] = {each.id: each for each in found}
        for verdict in self.verdicts:
            if verdict.finding is not None:
                id_ = verdict.about.id
                value = verdict.finding.shown
                shown.setdefault(id_, Feature(id_, verdict.about.name, value))
        return tuple(shown.values())

    def _by_language(self) -> Iterator[Feature]:
        """How alike the labels are, one by one."""
        assert self.name is not None  # there are names to compare
        names = self.entity.names
        known = {names[self.name.name].text: self.name.value}
        for number, name in enumerate(names):
            if name.is_label and name.language in LANGUAGE:
                if name.text not in known:
                    own = [form for form in self.entity.forms if form.name == number]
                    known[name.text] = likeness(self.forms, own).value
                value = round(100 * known[name.text], 1)
                yield Feature(f"name-{name.language}", LANGUAGE[name.language], value)


def ranked(compared: Iterable[Compared], limit: int) -> list[Candidate]:
    """Candidates, the best first; at most the first is a match."""
    ordered = sorted(compared, key=_order)
    found = [
        Candidate(each.entity, each.score, match=False, features=each.features())
        for each in ordered[:limit]
    ]
    if found and ordered[0].is_strong and _is_unique(ordered):
        found[0] = replace(found[0], match=True)
    return found


def _order(compared: Compared) -> tuple[float, bool, int, str]:
    """By score; of equals, those that are called so before those that were, then by kind and id."""
    name, entity = compared.name, compared.entity
    is_alias = name is not None and not entity.names[name.name].is_label
    return -compared.score, is_alias, KINDS.index(entity.kind), entity.id


def _is_unique(ordered: Sequence[Compared]) -> bool:
    """Whether no other thing comes near the first."""
    first, others = ordered[0], ordered[1:]
    if first.is_asked_by_id or any(verdict.identifies for verdict in first.verdicts):
        return not any(each.score >= first.score - _MARGIN for each in others)
    return not any(_rivals(first, each) for each in others)


def _rivals(first: Compared, other: Compared) -> bool:
    if any(verdict.speaks_against for verdict in other.verdicts):
        return other.score >= first.score - _MARGIN / 2
    if first.name is None or other.name is None:
        return other.score >= first.score - _MARGIN
    margin = _FROM_THE_SAME if first.name.value >= SAME else _FROM_THE_LIKE
    return other.name.value > first.name.value - margin
