"""Dates and lists in words: right in both languages, and read again as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import Moment, Span, read_span
from loaders.turkish import ablative, capitalise, dative, plural, spoken_end
from loaders.wording import LANGUAGES, join, ordinal, say_span

# bounds | English | Turkish. Two bounds: at some time from … to …; “.” is open or unknown.
SAID = """
1598 | 1598 | 1598
0999 | 999 CE | MS 999
1000 | 1000 | 1000
0017 | 17 CE | MS 17
0000 | 1 BCE | MÖ 1
-0499 | 500 BCE | MÖ 500
1922-09-13 | 13 September 1922 | 13 Eylül 1922
2011-04 | April 2011 | Nisan 2011
1913-07-01 1913-07-31 | July 1913 | Temmuz 1913
1913-01-01 1913-12-31 | 1913 | 1913
1867 1867 1886 1886 | 1867–1886 | 1867–1886
0102 0102 0114 0114 | 102–114 CE | MS 102–114
0527 0527 1453 1453 | 527–1453 CE | MS 527–1453
-0589 -0589 -0579 -0579 | 590–580 BCE | MÖ 590–580
-0329 -0329 -0029 -0029 | 330 BCE – 30 BCE | MÖ 330 – MÖ 30
-0132 -0132 0395 0395 | 133 BCE – 395 CE | MÖ 133 – MS 395
-0199 -0100 1998 1998 | 2nd century BCE – 1998 CE | MÖ 2. yüzyıl – MS 1998
2024-04-17 2024-04-17 2024-04-18 2024-04-18 | 17–18 April 2024 | 17–18 Nisan 2024
1848-07-12 1848-07-12 1848-10-06 1848-10-06 | 12 July – 6 October 1848 | 12 Temmuz – 6 Ekim 1848
2011-04 2011-04 2011-05 2011-05 | April–May 2011 | Nisan–Mayıs 2011
1919-05-15 1919-05-15 1923 1923 | 15 May 1919 – 1923 | 15 Mayıs 1919 – 1923
1601 1700 | 17th century | 17. yüzyıl
0901 1000 | 10th century CE | MS 10. yüzyıl
1001 1100 | 11th century | 11. yüzyıl
0001 0100 | 1st century CE | MS 1. yüzyıl
-0099 0000 | 1st century BCE | MÖ 1. yüzyıl
-0499 -0400 | 5th century BCE | MÖ 5. yüzyıl
-0699 -0500 | 7th–6th century BCE | MÖ 7.–6. yüzyıl
-0699 -0600 -0599 -0500 | 7th–6th century BCE | MÖ 7.–6. yüzyıl
1501 1600 1901 2000 | 16th–20th century | 16.–20. yüzyıl
0301 0500 | 4th–5th century CE | MS 4.–5. yüzyıl
-0099 0100 | 1st century BCE – 1st century CE | MÖ 1. yüzyıl – MS 1. yüzyıl
-2999 -2000 | 3rd millennium BCE | MÖ 3. binyıl
-3999 -3000 -2999 -2000 | 4th–3rd millennium BCE | MÖ 4.–3. binyıl
1001 2000 | 2nd millennium | 2. binyıl
1801 1850 | first half of the 19th century | 19. yüzyılın ilk yarısı
1651 1700 | second half of the 17th century | 17. yüzyılın ikinci yarısı
1701 1725 | first quarter of the 18th century | 18. yüzyılın ilk çeyreği
1926 1950 | second quarter of the 20th century | 20. yüzyılın ikinci çeyreği
1951 1975 | third quarter of the 20th century | 20. yüzyılın üçüncü çeyreği
1876 1900 | last quarter of the 19th century | 19. yüzyılın son çeyreği
1526 1575 | mid-16th century | 16. yüzyılın ortaları
-0499 -0450 | first half of the 5th century BCE | MÖ 5. yüzyılın ilk yarısı
1301 1400 1426 1475 | 14th century – mid-15th century | 14. yüzyıl – 15. yüzyılın ortaları
1830 1839 | 1830s | 1830’lar
1920 1929 | 1920s | 1920’ler
-0588 -0579 | 580s BCE | MÖ 580’ler
0350 0359 | 350s CE | MS 350’ler
1800 1899 | 1800s | 1800’lü yıllar
1900 1909 | between 1900 and 1909 | 1900–1909 arası
1895 1895 1960 1969 | 1895–1960s | 1895–1960’lar
1893 1894 | 1893/94 | 1893/94
1899 1900 | 1899/1900 | 1899/1900
1905 1906 | 1905/06 | 1905/06
-0047 -0046 | 48/47 BCE | MÖ 48/47
-0724 -0699 -0493 -0478 | 725/700 – 494/479 BCE | MÖ 725/700 – 494/479
1924 1927 1951 1951 | 1924/1927 – 1951 | 1924/1927 – 1951
1922 1929 | between 1922 and 1929 | 1922–1929 arası
1904 . . 1907 | between 1904 and 1907 | 1904–1907 arası
-0649 -0549 | between 650 and 550 BCE | MÖ 650–550 arası
0054 0068 | between 54 and 68 CE | MS 54–68 arası
-0029 0020 | between 30 BCE and 20 CE | MÖ 30 – MS 20 arası
0000 0001 | between 1 BCE and 1 CE | MÖ 1 – MS 1 arası
1688-06-28 1688-07-10 | between 28 June 1688 and 10 July 1688 | 28 Haziran – 10 Temmuz 1688 arası
. . . 1856 | by 1856 | en geç 1856
. . . 2022-10-08 | by 8 October 2022 | en geç 8 Ekim 2022
. . . -0299 | by 300 BCE | en geç MÖ 300
1415 . . . | after 1415 | 1415’ten sonra
1829 1829 . . | from 1829 | 1829’dan itibaren
-0329 -0329 . . | from 330 BCE | MÖ 330’dan itibaren
1867 1868 . . | from 1867/68 | 1867/68’den itibaren
1401 1500 . . | from the 15th century | 15. yüzyıldan itibaren
1826 1875 . . | from the mid-19th century | 19. yüzyılın ortalarından itibaren
1830 1839 . . | from the 1830s | 1830’lardan itibaren
. 1850 . . | from 1850 at the latest | en geç 1850’den itibaren
. . 1923 1923 | until 1923 | 1923’e kadar
. . 0201 0400 | until the 3rd–4th century CE | MS 3.–4. yüzyıla kadar
. . 1801 1850 | until the first half of the 19th century | 19. yüzyılın ilk yarısına kadar
. . 1950 1959 | until the 1950s | 1950’lere kadar
. . 1990 . | until at least 1990 | en az 1990’a kadar
. 1850 1900 . | 1850–1900 | 1850–1900
1850 . 1900 1900 | 1850–1900 | 1850–1900
-0029 0020 0300 0300 | 30 BCE / 20 CE – 300 CE | MÖ 30 / MS 20 – MS 300
"""
LONG = [
    (
        "1919-05-15 1919-05-15 1922-09-09 1922-09-09",
        "15 May 1919 – 9 September 1922",
        "15 Mayıs 1919 – 9 Eylül 1922",
    ),
    (
        "1851 1950",
        "second half of the 19th century – first half of the 20th century",
        "19. yüzyılın ikinci yarısı – 20. yüzyılın ilk yarısı",
    ),
    (
        "-0649 -0600 -0574 -0525",
        "second half of the 7th century – mid-6th century BCE",
        "MÖ 7. yüzyılın ikinci yarısı – 6. yüzyılın ortaları",
    ),
    (
        "1936-09-01 1936-09-10 . 1936-09-30",
        "1 September 1936 / 10 September 1936 – 30 September 1936",
        "1 Eylül 1936 / 10 Eylül 1936 – 30 Eylül 1936",
    ),
]


def span_of(bounds: str) -> Span:
    moments = [None if each == "." else Moment.parse(each) for each in bounds.split()]
    first, *others = moments
    if len(moments) <= 2:
        assert first is not None
        return Span.within(first, *others)
    return Span(*moments)


CASES = [tuple(part.strip() for part in line.split("|")) for line in SAID.strip().splitlines()]
CASES += [*LONG, (". . . .", "", "")]


@pytest.mark.parametrize(("bounds", "english", "turkish"), CASES)
def test_says(bounds: str, english: str, turkish: str) -> None:
    span = span_of(bounds)
    assert say_span(span, "en") == english
    assert say_span(span, "tr") == turkish


@pytest.mark.parametrize(("bounds", "english", "turkish"), CASES)
def test_what_is_said_is_not_read_as_something_else(
    bounds: str, english: str, turkish: str
) -> None:
    for said in (english, turkish):
        span = read_span(said)
        if span is not None:
            assert say_span(span, "en") == english


# --- said and read again --------------------------------------------------------------------------

COMMON_YEARS = st.one_of(st.integers(1345, 2050), st.integers(-9998, 999))
YEARS = COMMON_YEARS.map(Moment)
DAYS = st.builds(Moment, st.integers(1345, 2050), st.integers(1, 12), st.integers(1, 28))
MONTHS = st.builds(Moment, st.integers(1345, 2050), st.integers(1, 12))
CENTURIES = st.integers(-40, 20).map(lambda n: (Moment(100 * n + 1), Moment(100 * n + 100)))
PARTS = st.sampled_from([(1, 50), (51, 100), (1, 25), (26, 50), (51, 75), (76, 100), (26, 75)])
DECADES = st.integers(135, 204).filter(lambda n: n % 10).map(lambda n: 10 * n)
SINGLE = st.one_of(YEARS, DAYS, MONTHS).map(Span.within)
STRETCH = st.one_of(
    CENTURIES.map(lambda century: Span.within(*century)),
    DECADES.map(lambda year: Span.within(Moment(year), Moment(year + 9))),
    st.builds(
        lambda century, part: Span.within(
            Moment(century[0].year + part[0] - 1), Moment(century[0].year + part[1] - 1)
        ),
        CENTURIES,
        PARTS,
    ),
)
BETWEEN = st.tuples(YEARS, YEARS).map(sorted).map(lambda pair: Span.within(*pair))
RANGES = st.one_of(st.tuples(YEARS, YEARS), st.tuples(DAYS, DAYS)).map(sorted)
FULL = RANGES.filter(lambda pair: pair[0] != pair[1]).map(lambda p: Span(p[0], p[0], p[1], p[1]))
OPEN = st.one_of(
    YEARS.map(Span),
    YEARS.map(lambda year: Span(year, year)),
    YEARS.map(lambda year: Span(None, None, year, year)),
    YEARS.map(lambda year: Span(None, None, None, year)),
    STRETCH.map(lambda span: Span(span.start_earliest, span.end_latest)),
    STRETCH.map(lambda span: Span(None, None, span.start_earliest, span.end_latest)),
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(span=st.one_of(SINGLE, STRETCH, FULL, OPEN))
def test_simple_spans_are_read_as_they_were_said(language, span: Span) -> None:
    assert read_span(say_span(span, language)) == span


@pytest.mark.parametrize("language", LANGUAGES)
@given(span=BETWEEN)
def test_loose_spans_are_read_as_they_were_said(language, span: Span) -> None:
    said = say_span(span, language)
    read = read_span(said)
    assert read is not None
    assert (read.start_earliest, read.end_latest) == (span.start_earliest, span.end_latest)
    assert say_span(read, language) == said


BOUND = st.none() | st.one_of(YEARS, DAYS, MONTHS)


@pytest.mark.parametrize("language", LANGUAGES)
@given(bounds=st.tuples(BOUND, BOUND, BOUND, BOUND))
def test_every_span_that_states_something_has_words(language, bounds) -> None:
    span = Span(*bounds)
    said = say_span(span, language)
    assert (said == "") == span.is_empty
    assert said == " ".join(said.split())
    assert not any(word in said for word in ("None", "--", "{", "}"))


def say_year(year: int, language) -> str:
    return say_span(Span.within(Moment(year), Moment(year)), language)


@given(st.integers(-9998, 999))
def test_years_before_1000_carry_their_era(year: int) -> None:
    before = year <= 0
    assert say_year(year, "en").endswith(" BCE" if before else " CE")
    assert say_year(year, "tr").startswith("MÖ " if before else "MS ")


@given(st.integers(1000, 9999))
def test_years_from_1000_carry_none(year: int) -> None:
    assert {say_year(year, language) for language in LANGUAGES} == {str(year)}


# --- Turkish endings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "ending", "from_it", "to_it"),
    [
        (1, "bir", "1’den", "1’e"),
        (2, "iki", "2’den", "2’ye"),
        (3, "üç", "3’ten", "3’e"),
        (4, "dört", "4’ten", "4’e"),
        (5, "beş", "5’ten", "5’e"),
        (6, "altı", "6’dan", "6’ya"),
        (7, "yedi", "7’den", "7’ye"),
        (8, "sekiz", "8’den", "8’e"),
        (9, "dokuz", "9’dan", "9’a"),
        (10, "on", "10’dan", "10’a"),
        (20, "yirmi", "20’den", "20’ye"),
        (30, "otuz", "30’dan", "30’a"),
        (40, "kırk", "40’tan", "40’a"),
        (50, "elli", "50’den", "50’ye"),
        (60, "altmış", "60’tan", "60’a"),
        (70, "yetmiş", "70’ten", "70’e"),
        (80, "seksen", "80’den", "80’e"),
        (90, "doksan", "90’dan", "90’a"),
        (100, "yüz", "100’den", "100’e"),
        (1900, "yüz", "1900’den", "1900’e"),
        (2000, "bin", "2000’den", "2000’e"),
        (10000, "bin", "10000’den", "10000’e"),
        (1910, "on", "1910’dan", "1910’a"),
        (1923, "üç", "1923’ten", "1923’e"),
        (2006, "altı", "2006’dan", "2006’ya"),
        (0, "sıfır", "0’dan", "0’a"),
    ],
)
def test_endings_of_numbers(number: int, ending: str, from_it: str, to_it: str) -> None:
    assert spoken_end(number) == ending
    assert ablative(str(number)) == from_it
    assert dative(str(number)) == to_it


@pytest.mark.parametrize(
    ("word", "from_it", "to_it"),
    [
        ("15. yüzyıl", "15. yüzyıldan", "15. yüzyıla"),
        ("3. binyıl", "3. binyıldan", "3. binyıla"),
        ("18. yüzyılın ilk yarısı", "18. yüzyılın ilk yarısından", "18. yüzyılın ilk yarısına"),
        ("18. yüzyılın son çeyreği", "18. yüzyılın son çeyreğinden", "18. yüzyılın son çeyreğine"),
        ("16. yüzyılın ortaları", "16. yüzyılın ortalarından", "16. yüzyılın ortalarına"),
        ("1830’lar", "1830’lardan", "1830’lara"),
        ("1920’ler", "1920’lerden", "1920’lere"),
        ("1800’lü yıllar", "1800’lü yıllardan", "1800’lü yıllara"),
        ("13 Eylül 1922", "13 Eylül 1922’den", "13 Eylül 1922’ye"),
    ],
)
def test_endings_of_words(word: str, from_it: str, to_it: str) -> None:
    assert (ablative(word), dative(word)) == (from_it, to_it)


@pytest.mark.parametrize(
    ("decade", "said"),
    [
        (1810, "1810’lar"),
        (1820, "1820’ler"),
        (1830, "1830’lar"),
        (1840, "1840’lar"),
        (1850, "1850’ler"),
        (1860, "1860’lar"),
        (1870, "1870’ler"),
        (1880, "1880’ler"),
        (1890, "1890’lar"),
    ],
)
def test_plural_of_decades(decade: int, said: str) -> None:
    assert plural(decade) == said


# --- lists, capitals, ordinals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "english", "turkish"),
    [
        ([], "", ""),
        (["Konak"], "Konak", "Konak"),
        (["Konak", "Buca"], "Konak and Buca", "Konak ve Buca"),
        (["Konak", "Buca", "Foça"], "Konak, Buca and Foça", "Konak, Buca ve Foça"),
    ],
)
def test_join(items: list[str], english: str, turkish: str) -> None:
    assert join(items, "en") == english
    assert join(items, "tr") == turkish


@pytest.mark.parametrize(
    ("text", "english", "turkish"),
    [
        ("", "", ""),
        ("izmir", "Izmir", "İzmir"),
        ("ılıca", "Ilıca", "Ilıca"),
        ("çeşme", "Çeşme", "Çeşme"),
        ("İnciraltı", "İnciraltı", "İnciraltı"),
        ("MÖ 5. yüzyıl", "MÖ 5. yüzyıl", "MÖ 5. yüzyıl"),
        ("17. yüzyıl", "17. yüzyıl", "17. yüzyıl"),
    ],
)
def test_capitalise(text: str, english: str, turkish: str) -> None:
    assert capitalise(text, "en") == english
    assert capitalise(text, "tr") == turkish


def test_ordinals() -> None:
    said = "1st 2nd 3rd 4th 10th 11th 12th 13th 14th 20th 21st 22nd 23rd 30th 101st 111th 112th"
    numbers = [1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 30, 101, 111, 112]
    assert [ordinal(number) for number in numbers] == said.split()
