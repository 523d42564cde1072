"""The periods of a release, with their uncertain bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.pages.atlas.asking import reference, rows, text
from graph_service.resources.holdings import Holdings

_YEAR = re.compile(r"-?\d{4,}")


@dataclass(frozen=True, slots=True)
class Period:
    """A period; years as ISO counts them (0 is 1 BCE). An open end has no last bounds."""

    slug: str
    labels: Mapping[str, str]
    facet: str
    """``cultural`` or ``political``."""
    broader: str | None
    start_earliest: int
    start_latest: int
    end_earliest: int | None
    end_latest: int | None

    @property
    def is_open(self) -> bool:
        return self.end_latest is None


def read_periods(holdings: Holdings) -> Sequence[Period]:
    """The periods in the order of time; what begins together: the longer first."""
    found = [
        Period(
            slug=reference(row, "period", holdings).slug,
            labels=dict(holdings.label(reference(row, "period", holdings))),
            facet=reference(row, "facet", holdings).slug,
            broader=reference(row, "broader", holdings).slug if row["broader"] else None,
            start_earliest=_year(text(row, "start_earliest")),
            start_latest=_year(text(row, "start_latest")),
            end_earliest=_year(text(row, "end_earliest")) if row["end_earliest"] else None,
            end_latest=_year(text(row, "end_latest")) if row["end_latest"] else None,
        )
        for row in rows(holdings, "periods")
    ]
    return sorted(found, key=_by_time)


def _by_time(period: Period) -> tuple[int, float, str]:
    last = float("inf") if period.end_latest is None else period.end_latest
    return period.start_earliest, -last, period.slug


def _year(moment: str) -> int:
    """The year of an ``xsd:dateTime``, which Python's own dates cannot hold before our era."""
    found = _YEAR.match(moment)
    assert found is not None, moment
    return int(found[0])
