"""Pages and parts that have their number in their address."""

from __future__ import annotations

import re

from graph_service.http.problem import Problem
from graph_service.http.problem_types import Text

_NUMBER = re.compile("[1-9][0-9]{0,8}")


def number_of(text: str, last: int) -> int | None:
    """The number from 1 to `last` that a text is, without leading zeros; else None."""
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= last else None


def page_number(text: str, last: int, **more: object) -> int:
    """The number of a page. Raises Problem, with `more` to tell, if there is no such page."""
    number = number_of(text, last)
    if number is not None:
        return number
    detail = Text(
        f"“{text[:20]}” diye bir sayfa yok; sayfalar 1'den {last}'e kadar numaralıdır.",
        f"There is no page “{text[:20]}”; pages are numbered from 1 to {last}.",
    )
    raise Problem("not-found", detail, extensions={"pages": last, **more})
