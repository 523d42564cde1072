"""When a thing existed, and how sure that is, from its dated phases.

The rule, so that nobody takes more from it than sources say:

- Each phase says that the thing may have existed in every year its dating allows. It did for
  certain in the years between the latest beginning and the earliest end (P81a, P81b), or in the
  one year that it is dated to.
- What was made (built, rebuilt, opened, founded, inscribed …) stands on until a source says that
  it was destroyed or abandoned. That is possible; it is certain only up to the last later phase
  that shows it standing (a repair, a use, damage, its destruction), and only for what was built.
- A statement marked as disputed, tradition, possible or less certain makes nothing certain.
- A plan is no existence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.search.record import Existence

_MADE = frozenset(("built", "rebuilt", "opened", "founded", "existing", "inscribed", "dedicated"))
_BUILT = frozenset(("built", "rebuilt", "opened", "inscribed"))
_LOST = frozenset(("destroyed", "abandoned"))
_NO_EXISTENCE = frozenset(("planned", "discovered", "mentioned", "registered", "renamed"))
_SHOWS_STANDING = frozenset(
    ("extended", "repaired", "restored", "decorated", "converted", "damaged", "destroyed",
     "abandoned", "used", "reopened", "rebuilt", "closed", "donated", "attested", "existing")
)  # fmt: skip
_SURE = frozenset(("", "certain", "probable"))


@dataclass(frozen=True, slots=True)
class Phase:
    """A dated phase. `inner_from` and `inner_to` are the years of P81a and P81b, if stated."""

    fragment: str
    kind: str
    year_from: int | None
    year_to: int | None
    inner_from: int | None = None
    inner_to: int | None = None
    certainty: str = ""

    @property
    def is_sure(self) -> bool:
        return self.certainty in _SURE


def existences(phases: Sequence[Phase]) -> tuple[Existence, ...]:
    """The stretches that follow from the phases, the earliest first."""
    dated = sorted(
        (phase for phase in phases if phase.year_from is not None or phase.year_to is not None),
        key=lambda phase: (_first(phase), _last(phase), phase.fragment),
    )
    found = [_itself(phase) for phase in dated if _says_existence(phase)]
    makings = [phase for phase in dated if phase.kind in _MADE and phase.year_from is not None]
    found += [_standing(phase, dated) for phase in makings]
    return tuple(
        sorted(dict.fromkeys(found), key=lambda each: (each.earliest, each.sure_from is None))
    )


def span(phase: Phase) -> tuple[Existence, ...]:
    """The stretch of what has one time-span: a period, an event, a project."""
    if phase.year_from is None:
        return ()
    inner = _inner(phase)
    return (Existence(phase.year_from, phase.year_to, *inner, phase.kind),)


def _says_existence(phase: Phase) -> bool:
    return phase.year_from is not None and phase.kind not in _NO_EXISTENCE | _LOST


def _itself(phase: Phase) -> Existence:
    assert phase.year_from is not None
    inner = _inner(phase)
    return Existence(phase.year_from, phase.year_to, *inner, phase.kind, (phase.fragment,))


def _inner(phase: Phase) -> tuple[int | None, int | None]:
    """The years in which the phase went on for certain."""
    if not phase.is_sure:
        return None, None
    if phase.year_from is not None and phase.year_from == phase.year_to:
        return phase.year_from, phase.year_to
    start, end = phase.inner_from, phase.inner_to
    return (start, end) if start is not None and end is not None and start <= end else (None, None)


def _standing(making: Phase, phases: Sequence[Phase]) -> Existence:
    """From its making to its loss, or on, if no source says that it was lost."""
    assert making.year_from is not None
    losses = [p for p in phases if p.kind in _LOST and _last(p) >= making.year_from]
    loss = min(losses, key=_last, default=None)
    latest = _last(loss) if loss is not None and loss.year_to is not None else None
    shows = [
        p for p in phases
        if p.kind in _SHOWS_STANDING and p.is_sure and p.year_from is not None
        and making.year_to is not None and p.year_from > making.year_to
        and (loss is None or p.year_from <= _first(loss))
    ]  # fmt: skip
    last = max(shows, key=_first, default=None)
    is_certain = making.kind in _BUILT and making.is_sure and last is not None
    return Existence(
        earliest=making.year_from,
        latest=latest,
        sure_from=making.year_to if is_certain else None,
        sure_to=last.year_from if is_certain and last is not None else None,
        kind=making.kind,
        basis=tuple(p.fragment for p in (making, last if is_certain else loss) if p is not None),
    )


def _first(phase: Phase) -> int:
    """The first year that is stated."""
    return phase.year_from if phase.year_from is not None else _last(phase)


def _last(phase: Phase) -> int:
    if phase.year_to is not None:
        return phase.year_to
    assert phase.year_from is not None
    return phase.year_from
