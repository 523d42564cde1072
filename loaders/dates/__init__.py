"""Dates: moments, fuzzy time-spans, and reading them from the words of sources.

A reading is given only where the words are certain; everything else stays wording
(:func:`read_span` returns ``None``). Years are ISO 8601: 1 BCE is ``0``, 500 BCE is ``-499``.

What the words mean here, once and for all:

=========================  =========================================================
``1893``                   1893; up to 1344 a bare number may be Hijri or Rumi: unread
``17th c.``                1601 … 1700; ``5th c. BC`` is 500 … 401 BCE
``first/second half``      the 50 years named; quarters the 25 years named
``early`` / ``late``       the first / the last half (wide on purpose)
``mid``                    the middle 50 years
``beginning`` / ``end``    the first / the last quarter
``1830s``, ``1800s``       1830 … 1839, 1800 … 1899
``c. 1830``                ± 5 years; a round hundred ± 50, a round thousand ± 100, else ± 2
``1867-1886``              from 1867 to 1886
``13th-14th c.``           at some time from 1201 to 1400, like all loose ends that adjoin
``between 1922 and 1929``  at some time from 1922 to 1929; so in a reign: ``under Nero (54-68)``
``before 1856``, ``by``    ends by 1856; ``after 1415``: begins no earlier
``from``, ``since 1829``   begins in 1829; ``until 1950``: ends in 1950
``725/700 BC``             at some time from 725 to 700 BCE; ``1893/94`` likewise
``H 1077``, ``R 1309``     the Common Era years that the Hijri or Rumi year touches
``H 1077 (1666)``          1666, if the two calendars agree; else unread
=========================  =========================================================
"""

from loaders.dates.calendars import hijri_years
from loaders.dates.clauses import Clause, read_clauses
from loaders.dates.moments import Moment, Span
from loaders.dates.reading import read_span

__all__ = ["Clause", "Moment", "Span", "hijri_years", "read_clauses", "read_span"]
