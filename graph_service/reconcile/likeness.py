"""How alike two names are, from 0 to 1.

1 is the same name but for capitals, accents, script and the order of words; a traditional
spelling of the same sounds comes next; below that, words are paired and compared by letters
(insertions, deletions, substitutions and swaps), each with the weight of its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from graph_service.reconcile.forms import Form

SAME = 1.0
SOUNDS_THE_SAME = 0.96
_LETTERS = 0.02
"""What the letters count of names that sound the same."""
SPELLED_OTHERWISE = SOUNDS_THE_SAME + 0.8 * _LETTERS
"""The same sounds, and four letters of five."""
_NEARLY = 0.94
"""The most that names can be alike that differ in letters."""
_ASKED = 0.6
"""What the words of the question count; the others are those of the name."""
_ALIKE = 0.55
"""Words that are less alike are different words."""
SET_ASIDE = 0.06
"""What it costs that a form leaves a bracket out."""
_INNER, _ASKED_INNER = 0.2, 0.35
"""What it costs that a form is only what stands in brackets: of a name, and of a question."""
_ALL_PARTS = 0.1
"""What it counts that all the names are alike that a question writes as one."""
_SHARED = 50
"""Per cent of letters that names share, one way or another, if their words are to be paired."""
_COMPARED_CLOSELY = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, and which of the names it was."""

    value: float
    name: int
    aside: tuple[str, ...] = ()
    """Words of the question that the comparison left out: perhaps they say what kind it is."""


def likeness(asked: Sequence[Form], known: Sequence[Form]) -> Likeness:
    """The best that a form of what is asked and a form of what is known make together.

    Of several names that are written as one, each counts a little: who has all of them comes
    before who has one.
    """
    found = [(_best(one, known), one) for one in asked]
    parts = [each.value for each, one in found if one.is_part]
    best, form = max(found, key=lambda pair: pair[0].value, default=(Likeness(0.0, 0), None))
    if form is None or not form.is_part:
        return best
    shared = (1 - _ALL_PARTS) * best.value + _ALL_PARTS * sum(parts) / len(parts)
    return replace(best, value=shared)


def _best(asked: Form, known: Sequence[Form]) -> Likeness:
    """The most alike of what is known."""
    value, other = max(
        ((_alike(asked, each) - _cost(each, _INNER), each) for each in _nearest(asked, known)),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )
    if other is None:
        return Likeness(0.0, 0)
    aside = () if asked.is_inner else asked.aside
    return Likeness(max(0.0, value - _cost(asked, _ASKED_INNER)), other.name, aside)


def _cost(form: Form, inner: float) -> float:
    return inner if form.is_inner else SET_ASIDE * bool(form.aside)


def _nearest(asked: Form, known: Sequence[Form]) -> Sequence[Form]:
    """The few forms that are worth a close look, by a quick one."""
    if len(known) <= _COMPARED_CLOSELY:
        return known
    same = [each for each in known if each.key == asked.key]
    if same:
        return same
    sounds = asked.sounds
    quick = [ratio(sounds, each.sounds) - 100 * _cost(each, _INNER) for each in known]
    best = sorted(range(len(known)), key=quick.__getitem__, reverse=True)
    return [known[place] for place in best[:_COMPARED_CLOSELY]]


def _alike(one: Form, other: Form) -> float:
    if one.key == other.key:
        return SAME
    joined = OSA.normalized_similarity(one.joined, other.joined)
    if one.sounds == other.sounds:
        return SOUNDS_THE_SAME + _LETTERS * joined
    is_worth_it = ratio(one.key, other.key) > _SHARED
    if is_worth_it and (len(one.told) > 1 or len(other.told) > 1):
        joined = max(joined, _paired(one.told, other.told))
    sounds = OSA.normalized_similarity(one.sounds, other.sounds)
    return _NEARLY * max(joined, sounds)


def _paired(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of letters in words that have a counterpart, as far as it is alike."""
    alike = OSA.normalized_similarity
    pairs = [
        (value, i, j)
        for i, mine in enumerate(one)
        for j, theirs in enumerate(other)
        if (value := alike(mine, theirs, score_cutoff=_ALIKE))
    ]
    pairs.sort(reverse=True)
    mine_left, theirs_left = set(range(len(one))), set(range(len(other)))
    mine_shared = theirs_shared = 0.0
    for value, i, j in pairs:
        if i in mine_left and j in theirs_left:
            mine_left.remove(i)
            theirs_left.remove(j)
            mine_shared += value * len(one[i])
            theirs_shared += value * len(other[j])
    mine_all, theirs_all = sum(map(len, one)), sum(map(len, other))
    return _ASKED * mine_shared / mine_all + (1 - _ASKED) * theirs_shared / theirs_all
