"""Answers questions from a gazetteer: finds what may be meant, compares it, ranks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from heapq import nlargest

from rapidfuzz.fuzz import ratio, token_set_ratio

from graph_service.reconcile.conditions import Finding, Test
from graph_service.reconcile.entity import Entity, Gazetteer, Having
from graph_service.reconcile.forms import Form, forms_of
from graph_service.reconcile.likeness import SET_ASIDE, Likeness, likeness
from graph_service.reconcile.properties import Property, properties
from graph_service.reconcile.question import LONGEST, Candidate, Condition, Question
from graph_service.reconcile.scoring import Compared, Verdict, ranked
from graph_service.reconcile.values import coordinates, identifiers
from graph_service.search.identifiers import CATALOGUES
from loaders.iri import KINDS

_RETRIEVED, _WITH_CONDITIONS = 12, 40
"""Things that are compared for one way of writing a name; conditions tell namesakes apart."""
_LISTED = 200
"""Things that are compared for a question without a name."""
_FORMS = 4
"""Ways of writing a name that are looked for."""
_NAMESAKES = 5
_KEPT_TYPES = 1024
_PART = 0.85
"""What it counts at the most that one name is a part of the other, in the quick look."""
_LEAST = 0.4
"""Names that are less alike are not candidates."""
_MEANT = tuple(kind for kind in KINDS if kind not in ("type", "source", "publication"))
"""The kinds that are looked for if the question names none."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition with the tests of its values."""

    condition: Condition
    property: Property
    tests: tuple[Test, ...]
    implied_by: tuple[str, ...] = ()
    """Words of the name that say it, if it is no condition of the question itself."""

    def is_implied_by(self, name: Likeness) -> bool:
        return bool(self.implied_by) and self.implied_by == name.aside

    def verdict(self, entity: Entity) -> Verdict:
        return Verdict(self.condition, self.property, self._finding(entity))

    def _finding(self, entity: Entity) -> Finding | None:
        findings = [found for test in self.tests if (found := test(entity)) is not None]
        if not findings:
            return None
        by_agreement = sorted(findings, key=lambda finding: finding.agreement)
        if self.condition.quantifier == "all":
            return by_agreement[0] if len(findings) == len(self.tests) else None
        best = by_agreement[-1]
        if self.condition.quantifier == "none":
            shown = not best.shown if isinstance(best.shown, bool) else best.shown
            return Finding(1 - best.agreement, shown)
        return best


class Reconciler:
    """Reconciles with the things of one release."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.properties: Mapping[str, Property] = properties(gazetteer)
        self._type_called = lru_cache(maxsize=_KEPT_TYPES)(self._find_type)

    def candidates(self, question: Question) -> list[Candidate]:
        """What may be meant, the best first, as many as are wanted."""
        asked = [self._asked(condition) for condition in question.conditions]
        by_id = {id_ for text in question.ids for id_ in self.resolve(text)}
        forms: list[Form] = []
        for name in question.names:
            meant = self.resolve(name)
            by_id |= set(meant)
            forms += [] if meant else forms_of(name[:LONGEST])
        asked += self._implied(forms)
        found = self._found(question, forms, by_id)
        compared = (
            self._compared(entity, forms, id_ in by_id, asked) for id_, entity in found.items()
        )
        kept = [each for each in compared if _is_kept(each, bool(forms))]
        return ranked(kept, question.limit)

    def resolve(self, text: str) -> Sequence[str]:
        """Ids of the things that an id, an IRI or an identifier of another catalogue means."""
        plain = text.strip()
        ours = plain.removeprefix(f"{self.gazetteer.base}id/").partition("#")[0]
        kind, slash, slug = ours.partition("/")
        if slash and kind in KINDS and slug:
            entity = self.gazetteer.entity(ours)
            return [entity.id] if entity else []
        found = (id_ for iri in identifiers(plain) for id_ in self.gazetteer.linked(iri))
        return list(dict.fromkeys(found))

    def _asked(self, condition: Condition) -> _Asked:
        found = self.properties[condition.property]
        test = found.test or _nothing
        return _Asked(
            condition, found, tuple(test(value, self.gazetteer) for value in condition.values)
        )

    def _found(
        self, question: Question, forms: Sequence[Form], by_id: Iterable[str]
    ) -> Mapping[str, Entity]:
        """Everything that is worth a comparison, by id."""
        ids = [*sorted(by_id), *self._identified(question)]
        found = [entity for id_ in ids if (entity := self.gazetteer.entity(id_)) is not None]
        kinds = _kinds(question)
        most = max(_RETRIEVED, question.limit + 2, _WITH_CONDITIONS * bool(question.conditions))
        for text, form in {" ".join(form.words): form for form in forms[:_FORMS]}.items():
            named = self.gazetteer.named(text, kinds, 2 * most)
            found += nlargest(most, named, key=partial(_heard, form.sounds))
        if not forms and not by_id and not question.ids:
            found += self._with_conditions(question)
        return {entity.id: entity for entity in found}

    def _identified(self, question: Question) -> Iterator[str]:
        """What other catalogues call so."""
        for condition in question.conditions:
            if self.properties[condition.property].identifies and condition.quantifier != "none":
                catalogue = condition.property if condition.property in CATALOGUES else None
                for value in condition.values:
                    for iri in identifiers(value, catalogue):
                        yield from self.gazetteer.linked(iri)

    def _with_conditions(self, question: Question) -> Iterator[Entity]:
        """For a question that names nothing: what lies near, or has what can be looked up."""
        asked = [each for each in question.conditions if each.quantifier != "none"]
        for condition in asked:
            if condition.property == "coordinates":
                for value in condition.values:
                    yield from self.gazetteer.near(*coordinates(value), _LISTED)
        wanted = Having(
            types=self._slugs(asked, "type"),
            districts=self._slugs(asked, "district", "place"),
            periods=self._slugs(asked, "period"),
        )
        kinds = _kinds(question)
        if wanted != Having() or kinds != _MEANT:
            yield from self.gazetteer.having(replace(wanted, kinds=kinds), _LISTED)

    def _slugs(self, asked: Iterable[Condition], property_: str, kind: str = "") -> tuple[str, ...]:
        """The slugs of the concepts or places that the values of a condition mean."""
        kind = kind or property_
        values = [v.strip() for each in asked if each.property == property_ for v in each.values]
        ids = [f"{kind}/{v.removeprefix(f'{self.gazetteer.base}id/').removeprefix(f'{kind}/')}"
               for v in values if v not in KINDS]  # fmt: skip
        for place, id_ in enumerate(ids):
            if not self.gazetteer.labels(id_):
                named = self.gazetteer.named(values[place], (kind,), 1)
                ids[place] = named[0].id if named else id_
        return tuple(id_.partition("/")[2] for id_ in ids)

    def _compared(
        self, entity: Entity, forms: Sequence[Form], is_asked_by_id: bool, asked: Sequence[_Asked]
    ) -> Compared:
        name = likeness(forms, entity.forms) if forms else None
        implied = [each for each in asked if name and each.is_implied_by(name)]
        if name and any(_agrees(each.verdict(entity)) for each in implied):
            name = replace(name, value=name.value + SET_ASIDE)
        said = [each for each in asked if not each.implied_by or each in implied]
        return Compared(
            entity=entity,
            forms=tuple(forms),
            name=name,
            is_asked_by_id=is_asked_by_id,
            verdicts=tuple(each.verdict(entity) for each in said),
        )

    def _implied(self, forms: Sequence[Form]) -> Iterator[_Asked]:
        """`Hales (river)`: what stands in brackets is a condition, if it is the name of a type."""
        for aside in dict.fromkeys(
            form.aside for form in forms if form.aside and not form.is_inner
        ):
            type_ = self._type_called(" ".join(aside))
            if type_ is not None:
                yield replace(self._asked(Condition("type", (type_,))), implied_by=aside)

    def _find_type(self, folded: str) -> str | None:
        """The id of the type with this label."""
        for each in self.gazetteer.named(folded, ("type",), _NAMESAKES):
            if folded in self.gazetteer.folded_labels(each.id):
                return each.id
        return None


def _heard(asked: str, entity: Entity) -> float:
    """How alike names sound, in per cent, quickly: the whole, or the words that both have."""
    whole = max((ratio(asked, each) for each in entity.sounds), default=0.0)
    if whole >= 100 * _PART:
        return whole
    part = max((token_set_ratio(asked, each) for each in entity.sounds), default=0.0)
    return max(whole, _PART * part)


def _agrees(verdict: Verdict) -> bool:
    return verdict.finding is not None and verdict.finding.agreement == 1


def _nothing(_: str, __: Gazetteer) -> Callable[[Entity], Finding | None]:
    return lambda _: None


def _is_kept(compared: Compared, is_named: bool) -> bool:
    for verdict in compared.verdicts:
        if verdict.condition.required and (verdict.finding is None or verdict.speaks_against):
            return False
    if compared.is_asked_by_id or any(verdict.identifies for verdict in compared.verdicts):
        return True
    return not is_named or (compared.name is not None and compared.name.value >= _LEAST)


def _kinds(question: Question) -> tuple[str, ...]:
    """The kinds that can be meant."""
    for condition in question.conditions:
        is_kind = condition.required and condition.quantifier != "none"
        if condition.property == "type" and is_kind and set(condition.values) <= set(KINDS):
            return condition.values
        if condition.property == "type" and is_kind:
            return KINDS
    return _MEANT
