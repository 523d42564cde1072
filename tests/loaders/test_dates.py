"""Wordings and the four bounds they state; wordings that must stay wording; laws of both."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import Moment, Span, hijri_years, read_clauses, read_span
from loaders.dates.calendars import rumi_day, rumi_years
from loaders.dates.words import KINDS
from loaders.vocabulary import Vocabularies
from tests.projects import ROOT

DATE_TIME = re.compile(
    r"^-?([1-9][0-9]{3,}|0[0-9]{3})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
)

# Each line: a wording = start_earliest start_latest end_earliest end_latest (“.” is open).
# Two bounds stand for “at some time from … to …”, one for a single moment.
READ = """
# years
1598 = 1598
1345 = 1345
1922'de = 1922
1598 yılında = 1598
AD 17 = 0017
AD 150 = 0150
17 CE = 0017
A.D. 79 = 0079
MS 17 = 0017
M.S. 178 = 0178
İS 178 = 0178
1 CE = 0001
1 BC = 0000
MÖ 1 = 0000
2 BCE = -0001
500 BC = -0499
500 BCE = -0499
MÖ 500 = -0499
M.Ö. 500 = -0499
İÖ 500 = -0499
ad 1304 = 1304
10000 BC = -9999
8,500 BC = -8499
1315 BC = -1314
# days and months
13 September 1922 = 1922-09-13
13 Eylül 1922 = 1922-09-13
9 EYLÜL 1922'de = 1922-09-09
September 13, 1922 = 1922-09-13
14.11.1981 = 1981-11-14
1998-04-15 = 1998-04-15
1998-04 = 1998-04
April 2011 = 2011-04
Nisan 2011 = 2011-04
February 2015 = 2015-02
29 Şubat 1988 = 1988-02-29
3 Ağustos 1914 = 1914-08-03
17-18 April 2024 = 2024-04-17 2024-04-17 2024-04-18 2024-04-18
17–18 Nisan 2024 = 2024-04-17 2024-04-17 2024-04-18 2024-04-18
12 July - 6 October 1848 = 1848-07-12 1848-07-12 1848-10-06 1848-10-06
15 May 1919 – 9 September 1922 = 1919-05-15 1919-05-15 1922-09-09 1922-09-09
April-May 2011 = 2011-04 2011-04 2011-05 2011-05
# centuries, millennia
17th c. = 1601 1700
17th century = 1601 1700
the 17th century = 1601 1700
17. yüzyıl = 1601 1700
17. yy. = 1601 1700
17. YÜZYIL = 1601 1700
17. yuzyilda = 1601 1700
2nd c. AD = 0101 0200
MS 2. yüzyıl = 0101 0200
1st c. AD = 0001 0100
1st c. BC = -0099 0000
5th c. BC = -0499 -0400
5th-c. BC = -0499 -0400
MÖ 5. yüzyıl = -0499 -0400
3rd millennium BC = -2999 -2000
MÖ 3. binyıl = -2999 -2000
2nd millennium AD = 1001 2000
# parts
first half of 19th c. = 1801 1850
first half of the 19th century = 1801 1850
19. yüzyılın ilk yarısı = 1801 1850
19. yüzyılın ilk yarısında = 1801 1850
second half 19th c. = 1851 1900
17. yüzyılın ikinci yarısı = 1651 1700
early 14th century = 1301 1350
late 18th c. = 1751 1800
mid-16th c. = 1526 1575
18th c. mid = 1726 1775
19. yüzyıl ortaları = 1826 1875
19. yüzyılın ortası = 1826 1875
first quarter of the 20th century = 1901 1925
second quarter of the 20th century = 1926 1950
third quarter of the 20th century = 1951 1975
last quarter of 19th c. = 1876 1900
19. yüzyılın son çeyreği = 1876 1900
20. yüzyılın üçüncü çeyreği = 1951 1975
end of the 19th c. = 1876 1900
beginning of the 18th century = 1701 1725
18. yüzyıl başları = 1701 1725
18. yüzyılın sonu = 1776 1800
late 1st c. BC = -0049 0000
first half of the 5th c. BC = -0499 -0450
second half of the 5th c. BC = -0449 -0400
MÖ 5. yüzyılın ilk yarısı = -0499 -0450
MÖ 5. yüzyılın son çeyreği = -0424 -0400
first quarter of the 4th c. BC = -0399 -0375
mid-4th century BC = -0374 -0325
early 3rd millennium BC = -2999 -2500
# decades
1830s = 1830 1839
1830'lar = 1830 1839
1920’ler = 1920 1929
1920'lerde = 1920 1929
1950'li yıllar = 1950 1959
the 1990s = 1990 1999
in the 2010s = 2010 2019
580s BC = -0588 -0579
MÖ 580'ler = -0588 -0579
early 1860s = 1860 1864
late 1950s = 1955 1959
1500s = 1500 1599
1800’lü yıllar = 1800 1899
early 1800s = 1800 1849
mid-1800s = 1825 1874
late 1800s = 1850 1899
early 1900s = 1900 1949
# about
c. 1830 = 1825 1835
c.1830 = 1825 1835
ca. 1893 = 1891 1895
circa 1800 = 1750 1850
about 1500 = 1450 1550
about 3000 BC = -3099 -2899
yaklaşık 1830 = 1825 1835
1830 civarı = 1825 1835
MÖ 330 civarında = -0334 -0324
c. AD 250 = 0245 0255
c. 850 BC = -0854 -0844
c. 5th century BC = -0499 -0400
c. 1881-1884 = 1879 1883 1882 1886
about 600-330 BC = -0649 -0549 -0334 -0324
c. 600 BC - AD 79 = -0649 -0549 0079 0079
# ranges
1867-1886 = 1867 1867 1886 1886
1867–1886 = 1867 1867 1886 1886
1867 - 1886 = 1867 1867 1886 1886
1867 to 1886 = 1867 1867 1886 1886
from 1867 to 1886 = 1867 1867 1886 1886
1867'den 1886'ya kadar = 1867 1867 1886 1886
1927-28 = 1927 1927 1928 1928
590-580 BC = -0589 -0589 -0579 -0579
MÖ 590–580 = -0589 -0589 -0579 -0579
AD 79-80 = 0079 0079 0080 0080
MS 79-80 = 0079 0079 0080 0080
7-15 AD = 0007 0007 0015 0015
AD 102-114 = 0102 0102 0114 0114
AD 300 - 640 = 0300 0300 0640 0640
133 BC - AD 395 = -0132 -0132 0395 0395
MÖ 133 – MS 395 = -0132 -0132 0395 0395
330 BC - 30 BC = -0329 -0329 -0029 -0029
MÖ 330 – MÖ 30 = -0329 -0329 -0029 -0029
2nd century BC - AD 1998 = -0199 -0100 1998 1998
2nd century BC - 1998 = -0199 -0100 1998 1998
1895-1960s = 1895 1895 1960 1969
1867 - late 1950s = 1867 1867 1955 1959
1800s-1920s = 1800 1899 1920 1929
5th c. BC - 425 BC = -0499 -0424 -0424 -0424
4th c. BC - mid-1st c. AD = -0399 -0300 0026 0075
14th - mid-15th c. = 1301 1400 1426 1475
16th-20th c. = 1501 1600 1901 2000
second half of the 7th to mid 6th c. BC = -0649 -0600 -0574 -0525
725/700 – 494/479 BCE = -0724 -0699 -0493 -0478
MÖ 725/700 – 494/479 = -0724 -0699 -0493 -0478
1924/1927 to 1951 = 1924 1927 1951 1951
1876-1890/95 = 1876 1876 1890 1895
# one loose dating, though it has two ends
7th-6th c. BC = -0699 -0500
MÖ 7.–6. yüzyıl = -0699 -0500
13th-14th c. = 1201 1400
18. ve 19. yüzyıllar arası = 1701 1900
4th-5th c. AD = 0301 0500
late 19th - early 20th c. = 1851 1950
end of 14th - first quarter of 15th c. = 1376 1425
1st century BC - 1st century AD = -0099 0100
1920s-1930s = 1920 1939
between 1922 and 1929 = 1922 1929
1922 ile 1929 arasında = 1922 1929
1922-1929 arası = 1922 1929
1922–1929 yılları arasında = 1922 1929
between 650 and 550 BCE = -0649 -0549
1893/94 = 1893 1894
1899/1900 = 1899 1900
48/47 BC = -0047 -0046
340/39 BC = -0339 -0338
100/99 BC = -0099 -0098
2/1 BC = -0001 0000
# open
before 1856 = . . . 1856
by 1671 = . . . 1671
by end of 18th c. = . . . 1800
by late 1990s = . . . 1999
by 1836-37 = . . . 1837
before 8 October 2022 = . . . 2022-10-08
mid-18th c. at latest = . . . 1775
15th c. or earlier = . . . 1500
1856 öncesi = . . . 1856
1856'dan önce = . . . 1856
1856 yılından önce = . . . 1856
en geç 1856 = . . . 1856
after 1415 = 1415 . . .
1415 sonrası = 1415 . . .
1415’ten sonra = 1415 . . .
since 1897 = 1897 1897 . .
from 1829 = 1829 1829 . .
from 1867/1868 = 1867 1868 . .
from 330 BCE = -0329 -0329 . .
MÖ 330’dan itibaren = -0329 -0329 . .
1829'dan beri = 1829 1829 . .
19. yüzyılın ortalarından itibaren = 1826 1875 . .
since 15th century = 1401 1500 . .
since c. 1300 BC = -1349 -1249 . .
1897 onward = 1897 1897 . .
2007- = 2007 2007 . .
2010 - today = 2010 2010 . .
330 BC - present = -0329 -0329 . .
MÖ 330'dan günümüze = -0329 -0329 . .
until 1923 = . . 1923 1923
until the 1950s = . . 1950 1959
into the 1990s = . . 1990 1999
to 334 BC = . . -0333 -0333
to 9th c. AD = . . 0801 0900
to 3rd-4th c. AD = . . 0201 0400
1950'ye kadar = . . 1950 1950
19. yüzyıla kadar = . . 1801 1900
# other calendars
H 1168 = 1754 1755
H. 712 = 1312 1313
AH 1077 = 1666 1667
Hicri 1322 = 1904 1905
1217 H = 1802 1803
R 1309 = 1893 1894
Rumi 1334 = 1918
H 1077 (1666) = 1666
H 1213 / 1798 = 1798
1802 (H. 1217) = 1802
1229 (1814) = 1814
1310 (1894) = 1894
712 (1312) = 1312
H 862 (1457) = 1457
H 1322 (1904-1905) = 1904 1905
1312-1313 (H. 712) = 1312 1313
H 1311 (1893/94) = 1893 1894
H 1022 (AD 1613/14, computed) = 1613 1614
R 1309 / 1893 = 1893
1780 (R. 1194) = 1780
January 1529 (H 935) = 1529-01
18 March 1310 (Rumi) = 1894-03-30
18 March R 1310 = 1894-03-30
18 Mart 1310 (Rumi) = 1894-03-30
# comments in brackets
2nd c. AD (Hadrian) = 0101 0200
late 18th c. (after 1778 quake) = 1751 1800
mid-16th c. (deed 1543) = 1526 1575
1744 (inscription 1675) = 1744
end of 19th century (1897) = 1876 1900
26.01.2006 (decision 1770) = 2006-01-26
under Nero (AD 54-68) = 0054 0068
reign of Eumenes II (197-159 BC) = -0196 -0158
1360-1390 (reign of the founder) = 1360 1390
Nero döneminde (MS 54-68) = 0054 0068
"""

UNREAD = """
undated
Roman
Hellenistic - Roman
Late Antiquity
Early Bronze Age
tarihsiz
Osmanlı Dönemi
1168
1304
1314
527-565
15 May 1310
AD 0
17
5
688
about 600
500
MÖ 0
31.11.1998
30 February 1900
29 February 1900
1314 (calendar not stated)
1322 (era not stated)
31.11.1998 (sic)
1920 (sic)
1598?
1598 (?)
1834 (another date on the same page: 1838)
1834 (1838)
1678 / 1698
1598 or 1605
1598 veya 1605
1598 ya da 1605
1979, 1998
AD 359 and 366 quakes
probably 2nd c. AD
possibly 1850
17th c. (claimed)
muhtemelen 1850
1850 (rivayet)
3rd-4th c. BC
5th c. - 3rd c. AD
1886-1867
AD 395 - AD 133
133 BC - 395
133 BC - 50
5th c. BC - 3rd century
590-80 BC
MÖ 590–80
1200-50 BC
725/00 BC
1010s
1899/00
AD 102-14
1904-05
2000s
late 1900s
early to mid 19th century
350s
22nd century
0th century
AD 2100
AD 2000 - AD 2099
330 BC - AD 2100
1905 (H 1321)
1905 / H 1321
H 1905
R 1200
R 1400
29 February R 1315
8,500 years ago
about 500 years old
900 years old (certified)
after the 1841 fire
before the conquest
since antiquity
shortly after year 0
WWI
WWII - 1950
under Arkadius
under Justinian
Buca waters used since the Ionian colonisation (8th c. BC)
restored 1997 (1998) (1999)
no. 7624
no inscription
28 m high bath
1598 1605
first half
early 1850
first half of H 1077
H 5th century
13 September H 1340
1850-1900-1950
Çaka Bey (Τζαχᾶς) 1081
"""


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line and not line.startswith("#")]


def expected(bounds: str) -> Span:
    moments = [None if each == "." else Moment.parse(each) for each in bounds.split()]
    first, *others = moments
    if len(moments) <= 2:
        assert first is not None
        return Span.within(first, *others)
    return Span(*moments)


CASES = [tuple(part.strip() for part in line.split(" = ")) for line in lines(READ)]


@pytest.mark.parametrize(("wording", "bounds"), CASES)
def test_reads(wording: str, bounds: str) -> None:
    assert read_span(wording) == expected(bounds)


@pytest.mark.parametrize("wording", lines(UNREAD))
def test_leaves_unread(wording: str) -> None:
    assert read_span(wording) is None


@pytest.mark.parametrize("wording", ["", " ", ".", "-", "/", "()", "–", "H", "c.", "'", "MÖ"])
def test_leaves_scraps_unread(wording: str) -> None:
    assert read_span(wording) is None


def test_there_are_enough_wordings() -> None:
    wordings = [wording for wording, _ in CASES] + lines(UNREAD)
    assert len(wordings) == len(set(wordings))
    assert len(CASES) > 200
    assert len(lines(UNREAD)) > 75


@pytest.mark.parametrize("wording", [wording for wording, _ in CASES])
def test_upper_case_blanks_and_full_stop_change_nothing(wording: str) -> None:
    assert read_span(f"  {wording.replace(' ', '  ')} .") == read_span(wording)
    if wording.isascii():
        assert read_span(wording.upper()) == read_span(wording)


# --- laws -----------------------------------------------------------------------------------------

WORDS = """
1 5 17 30 79 330 395 527 712 1077 1310 1598 1886 1922 1927-28 1893/94 2024
BC AD MÖ MS H R c. about yaklaşık - – to ile / ( ) , ; . 's 'den 'e ’lar
century 5th 19. yüzyıl yüzyılın ilk yarısı sonu first half of late mid-
before after since until from between and önce sonra itibaren kadar arası
September Eylül May 13 today günümüze under (AD sic ?
"""
MOMENTS = st.one_of(
    st.builds(Moment, st.integers(-99_999, 9_999)),
    st.builds(Moment, st.integers(-99_999, 9_999), st.integers(1, 12)),
    st.builds(Moment, st.integers(-99_999, 9_999), st.integers(1, 12), st.integers(1, 28)),
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join))
def test_whatever_is_read_is_in_order(wording: str) -> None:
    span = read_span(wording)
    if span is not None:
        assert not span.is_empty
        assert span.disorder() is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_left(text: str) -> None:
    span = read_span(text)
    assert span is None or span.disorder() is None


@given(st.integers(1, 99_999))
def test_years_before_christ_have_no_year_zero(year: int) -> None:
    for wording in (f"{year} BC", f"{year} BCE", f"MÖ {year}", f"M.Ö. {year}"):
        assert read_span(wording) == Span.within(Moment(1 - year))


@given(st.integers(1, 40))
def test_centuries_before_christ_mirror_those_after(number: int) -> None:
    span = read_span(f"MÖ {number}. yüzyıl")
    assert span is not None
    assert (span.year_from, span.year_to) == (1 - 100 * number, 100 - 100 * number)


@given(st.integers(1, 20), st.booleans())
def test_parts_of_a_century_make_it_up(number: int, before_christ: bool) -> None:
    def years(part: str) -> list[int]:
        span = read_span(f"{part} of the {number}th century {'BC' if before_christ else 'AD'}")
        assert span is not None
        assert span.year_from is not None
        assert span.year_to is not None
        return list(range(span.year_from, span.year_to + 1))

    halves = years("first half") + years("second half")
    quarters = [
        year for n in ("first", "second", "third", "last") for year in years(f"{n} quarter")
    ]
    first = 1 - 100 * number if before_christ else 100 * number - 99
    assert halves == quarters == list(range(first, first + 100))


@given(st.integers(600, 1450))
def test_hijri_year_and_its_common_year_agree(year: int) -> None:
    first, last = hijri_years(year)
    assert 0 <= last - first <= 1
    assert read_span(f"H {year}") == Span.within(Moment(first), Moment(last))
    assert read_span(f"H {year} ({first})") == Span.within(Moment(first))
    assert read_span(f"{last} (H. {year})") == Span.within(Moment(last))
    assert read_span(f"H {year} ({last + 1})") is None


@given(MOMENTS)
def test_moment_is_written_as_it_is_read(moment: Moment) -> None:
    assert Moment.parse(str(moment)) == moment


@given(MOMENTS)
def test_seconds_have_the_form_of_the_shapes(moment: Moment) -> None:
    assert DATE_TIME.match(moment.first_second())
    assert DATE_TIME.match(moment.last_second())
    assert moment.first_day <= moment.last_day


@given(MOMENTS, MOMENTS)
def test_within_is_in_order_whenever_its_ends_are(one: Moment, other: Moment) -> None:
    first, last = sorted((one, other))
    span = Span.within(first, last)
    assert (span.disorder() is None) == (first.first_day <= last.last_day)
    assert not span.has_core


# --- moments and spans ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("0000", "0000-01-01T00:00:00Z", "0000-12-31T23:59:59Z"),
        ("-0499", "-0499-01-01T00:00:00Z", "-0499-12-31T23:59:59Z"),
        ("0017", "0017-01-01T00:00:00Z", "0017-12-31T23:59:59Z"),
        ("-9999", "-9999-01-01T00:00:00Z", "-9999-12-31T23:59:59Z"),
        ("-10499", "-10499-01-01T00:00:00Z", "-10499-12-31T23:59:59Z"),
        ("1922-09", "1922-09-01T00:00:00Z", "1922-09-30T23:59:59Z"),
        ("1922-09-13", "1922-09-13T00:00:00Z", "1922-09-13T23:59:59Z"),
        ("1900-02", "1900-02-01T00:00:00Z", "1900-02-28T23:59:59Z"),
        ("2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"),
        ("0000-02", "0000-02-01T00:00:00Z", "0000-02-29T23:59:59Z"),
        ("-0003-02", "-0003-02-01T00:00:00Z", "-0003-02-28T23:59:59Z"),
    ],
)
def test_first_and_last_second(written: str, first: str, last: str) -> None:
    moment = Moment.parse(written)
    assert (moment.first_second(), moment.last_second()) == (first, last)
    assert str(moment) == written


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1922-13", "month 13"),
        ("1922-00", "month 0"),
        ("1998-11-31", "day 31"),
        ("1900-02-29", "day 29"),
        ("13 September", "is not YYYY"),
        ("1922-9", "is not YYYY"),
        ("", "is not YYYY"),
        ("123456", "is not YYYY"),
    ],
)
def test_refuses_what_is_no_moment(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Moment.parse(text)


def test_refuses_a_day_without_month() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        Moment(1922, day=9)


def test_moments_are_ordered_in_time() -> None:
    written = ["-0499", "0000", "0017", "1922-08", "1922-09-09", "1922-09-13", "1923"]
    assert [str(moment) for moment in sorted(map(Moment.parse, reversed(written)))] == written
    assert Moment(1922) <= Moment(1922)
    assert Moment(1923) > Moment(1922, 12, 31)


@pytest.mark.parametrize(
    ("bounds", "complaint"),
    [
        ("1900 1900 1950 1950", None),
        ("1900 . . 1900", None),
        ("1922 1922-09-13 1922-09-13 1922", None),
        ("1950 1900 . .", "start_earliest 1950 is after start_latest 1900"),
        (". . 1950 1900", "end_earliest 1950 is after end_latest 1900"),
        ("1950 . . 1900", "start_earliest 1950 is after end_latest 1900"),
        ("1950 . 1900 1960", "start_earliest 1950 is after end_earliest 1900"),
        ("1900 1990 1901 1960", "start_latest 1990 is after end_latest 1960"),
    ],
)
def test_disorder_is_told(bounds: str, complaint: str | None) -> None:
    assert expected(bounds).disorder() == complaint


def test_span_knows_its_years_and_core() -> None:
    span = expected("-0724 -0699 -0493 -0478")
    assert (span.year_from, span.year_to, span.has_core) == (-724, -478, True)
    assert not expected("1200 1300 1250 1400").has_core
    assert not expected("1829 1829 . .").has_core
    assert expected("1919-05-15 1919-05-15 1922-09-09 1922-09-09").has_core
    assert Span().is_empty
    assert (Span().year_from, Span().year_to) == (None, None)


# --- calendars ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hijri", "common"),
    [
        (1, (622, 623)),
        (712, (1312, 1313)),
        (776, (1374, 1375)),
        (801, (1398, 1399)),
        (862, (1457, 1458)),
        (897, (1491, 1492)),
        (1062, (1651, 1652)),
        (1077, (1666, 1667)),
        (1170, (1756, 1757)),
        (1188, (1774, 1775)),
        (1217, (1802, 1803)),
        (1290, (1873, 1874)),
        (1312, (1894, 1895)),
        (1322, (1904, 1905)),
        (1344, (1925, 1926)),
        (1429, (2008, 2008)),
        (1445, (2023, 2024)),
    ],
)
def test_hijri_years_that_are_known(hijri: int, common: tuple[int, int]) -> None:
    assert hijri_years(hijri) == common


@pytest.mark.parametrize(
    ("rumi", "common"),
    [(1256, (1840, 1841)), (1309, (1893, 1894)), (1332, (1916, 1917)), (1333, (1917, 1917))],
)
def test_rumi_years_that_are_known(rumi: int, common: tuple[int, int]) -> None:
    assert rumi_years(rumi) == common


@pytest.mark.parametrize(
    ("year", "month", "day", "common"),
    [
        (1293, 4, 12, "1877-04-24"),  # Russia declares war
        (1324, 7, 10, "1908-07-23"),  # the constitution is restored
        (1325, 3, 31, "1909-04-13"),  # the 31 March Incident
        (1309, 1, 1, "1894-01-13"),
        (1339, 10, 29, "1923-10-29"),  # the Republic is proclaimed
    ],
)
def test_rumi_days_that_are_known(year: int, month: int, day: int, common: str) -> None:
    assert rumi_day(year, month, day).isoformat() == common


@pytest.mark.parametrize("year", [1194, 1255, 1342])
def test_rumi_years_of_another_reckoning_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="outside 1256 to 1341"):
        rumi_years(year)


# --- clauses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "clauses"),
    [
        ("built 1867-1886; restored 2014", ["built = 1867 1867 1886 1886", "restored = 2014"]),
        ("1598; repaired 23 May 1869", ["- = 1598", "repaired = 1869-05-23"]),
        ("begun 1st c. BC; finished 3rd c. AD", ["built = -0099 0000", "built = 0201 0300"]),
        ("1867 yılında yapıldı", ["built = 1867"]),
        ("1867'de yapıldı; 2014'te restore edildi", ["built = 1867", "restored = 2014"]),
        ("inşa edildi: 1598", ["built = 1598"]),
        ("1949'da yeniden yapıldı", ["rebuilt = 1949"]),
        ("1948 inscription", ["inscribed = 1948"]),
        ("inscription H 971 (AD 1563/64, computed)", ["inscribed = 1563 1564"]),
        ("repaired 18 March 1310 (Rumi)", ["repaired = 1894-03-30"]),
        ("attested 750 BC - 330 BC", ["attested = -0749 -0749 -0329 -0329"]),
        ("settled to 9th c. AD", ["occupied = . . 0801 0900"]),
        ("settled since c. 1300 BC", ["occupied = -1349 -1249 . ."]),
        ("in use to 1950", ["used = . . 1950 1950"]),
        ("rebuilt in part 1970", ["rebuilt = 1970"]),
        ("reopened 2010", ["reopened = 2010"]),
        ("repaired by Seljuks", ["repaired ="]),
        ("registered 31.11.1998 (sic), no. 7624", ["registered ="]),
        ("no inscription", ["- ="]),
        ("1891 (opened; another page: 190 years old)", ["- ="]),
        ("minaret 1954; ; undated", ["- =", "- ="]),
        ("", []),
    ],
)
def test_clauses(wording: str, clauses: list[str]) -> None:
    found = read_clauses(wording)
    assert len(found) == len(clauses)
    for clause, described in zip(found, clauses, strict=True):
        kind, _, bounds = (part.strip() for part in described.partition("="))
        assert clause.kind == (None if kind == "-" else kind)
        assert clause.span == (expected(bounds) if bounds else None)


@given(st.lists(st.text("abc 159-8()", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_no_clause_is_lost(parts: list[str]) -> None:
    wording = ";".join(parts)
    said = "".join(clause.wording for clause in read_clauses(wording))
    assert said.replace(" ", "").replace(";", "") == wording.replace(" ", "").replace(";", "")


def test_every_kind_of_clause_is_a_concept() -> None:
    concepts = Vocabularies(ROOT / "ontology" / "vocabularies").by_scheme["phase-kinds"]
    assert {kind for kind, _ in KINDS} <= concepts


def test_command_line_shows_readings() -> None:
    command = [sys.executable, "-m", "loaders.dates", "restored 2014", "Roman"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    first, second = shown.splitlines()
    assert first.startswith("restored\trestored 2014\tSpan(")
    assert second == "-\tRoman\tNone"
