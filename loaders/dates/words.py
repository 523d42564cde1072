"""The words of dates, English and Turkish, in the folded form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")


class Era(Enum):
    """What a year is counted in."""

    BCE = "before the Common Era"
    CE = "Common Era"
    HIJRI = "Hijri, lunar"
    RUMI = "Rumi, Ottoman financial"


Part = tuple[int, int]
"""A part of a century, millennium or decade: first and last of a hundred equal pieces."""


@dataclass(frozen=True, slots=True)
class Word(Generic[T]):
    """A meaning, and the words (regular expressions) for it before and after what they mark."""

    meaning: T
    before: re.Pattern[str]
    after: re.Pattern[str]

    @classmethod
    def of(cls, meaning: T, before: str, after: str) -> Word[T]:
        return cls(meaning, re.compile(rf"(?:{before})(.+)"), re.compile(rf"(.+?)(?:{after})"))


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """What is left of a text after a word was taken off it, and what the word meant."""

    rest: str
    meaning: T | None = None
    leads: bool = False


def take(text: str, words: Iterable[Word[T]]) -> Taken[T]:
    """Take the first of `words` that stands at an end of `text` off it."""
    for word in words:
        if match := word.before.fullmatch(text):
            return Taken(match[1].strip(" ,"), word.meaning, leads=True)
        if match := word.after.fullmatch(text):
            return Taken(match[1].strip(" ,"), word.meaning)
    return Taken(text)


def fold(text: str) -> str:
    """Lower case, no diacritics, plain quotes and dashes, single blanks.

    >>> fold("MÖ 5. yüzyılın  İLK yarısı")
    'mo 5. yuzyilin ilk yarisi'
    """
    letters = unicodedata.normalize("NFD", text).lower().replace("ı", "i")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = re.sub("[‘’ʼ`]", "'", re.sub("[‐‑‒–—−]", "-", plain))
    plain = re.sub(r"\b(mid|early|late)-(?=\w)", r"\1 ", plain)
    return re.sub(r"\s+", " ", plain).strip(" .,;")


_BCE = r"b\.? ?c\.?(?: ?e\.?)?|[mi]\.? ?o\.?|milattan once"
_CE = r"a\.? ?d\.?|c\.? ?e\.?|[mi]\.? ?s\.?|milattan sonra"
_HIJRI = r"a\.? ?h\.?|h\.?|hicri|hijri"
RUMI = r"r\.?|rumi"
_AHEAD_OF_DATE = r"\s*(?=[0-9])|\s+"

ERAS = tuple(
    Word.of(era, rf"(?:{words})(?:{_AHEAD_OF_DATE})", rf"\s+(?:{words})")
    for era, words in ((Era.BCE, _BCE), (Era.CE, _CE), (Era.HIJRI, _HIJRI), (Era.RUMI, RUMI))
)

CIRCA = (
    Word.of(
        meaning=True,
        before=r"(?:circa|ca|c|about|around|approximately|approx|yaklasik(?: olarak)?|yak|tahminen)"
        r"(?:\. ?| )|~ ?",
        after=r" (?:civari|civarinda|dolaylari|dolaylarinda)",
    ),
)

_ENDING = r"(?:nd[ae]n?|n[ae]|n)?"  # Turkish case after the possessive: yarısı-nda, yarısı-ndan
PARTS: tuple[Word[Part], ...] = tuple(
    Word.of(
        part,
        rf"(?:the )?(?:{before})(?: of| in)?(?: the)?[ -]",
        rf" (?:{after}){_ENDING}",
    )
    for part, before, after in (
        ((1, 50), "first half|early|erken", "ilk yarisi|early"),
        ((51, 100), "second half|late|gec", "ikinci yarisi|late"),
        ((1, 25), "first quarter|beginning|start", "ilk ceyregi|basi|baslari"),
        ((26, 50), "second quarter", "ikinci ceyregi"),
        ((51, 75), "third quarter", "ucuncu ceyregi"),
        ((76, 100), "last quarter|fourth quarter|end", "son ceyregi|sonu|sonlari"),
        ((26, 75), "mid|middle", "ortasi|ortalari|mid"),
    )
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ocak",
            "february feb subat",
            "march mar mart",
            "april apr nisan",
            "may mayis",
            "june jun haziran",
            "july jul temmuz",
            "august aug agustos",
            "september sept sep eylul",
            "october oct ekim",
            "november nov kasim",
            "december dec aralik",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
ORDINAL = r"(?:st|nd|rd|th|\.)"
CENTURY = r"(?:centuries|century|cent\.?|c\.?|yuzyil(?:lar)?(?:in|d[ae])?|yy\.?)"
MILLENNIUM = r"(?:millennium|mill\.?|bin ?yil(?:in|d[ae])?)"
DECADE = r"'?(?:s|l[ae]r(?:d[ae])?|l[iu] yillar(?:d[ae])?)"

ABLATIVE = r"(?:'|n)?[dt][ae]n"  # 1856'dan, yüzyıldan, yarısından
DATIVE = r"'?[yn]?[ae]"  # 1950'ye, yüzyıla, yarısına
TODAY = r"(?:the )?(?:present(?: day)?|today|now|gunumuz|bugun)(?:e)?"

UNCERTAIN = re.compile(
    r"\?|\bsic\b|not stated|unknown|undated|uncertain|another|\bor (?!earlier|later)"
    r"|probabl|possibl|perhaps|maybe|presum|alleged|claim|thought|tradition|legend"
    r"|belirsiz|bilinmiyor|tarihsiz|belirtilmemis|baska|\bveya (?!oncesi|sonrasi)|\bya da\b"
    r"|muhtemel|olasi|belki|iddia|rivayet|efsane"
)
"""Words with which a source takes its date back, or gives another beside it."""

REIGN = re.compile(r"\b(?:under|reign|time of|donemi(?:nde)?|zamani(?:nda)?|saltanati(?:nda)?)\b")
"""Something done under a ruler was done at some time in the reign, not all through it."""

KINDS: tuple[tuple[str, str], ...] = (
    ("founded", "founded|established|kuruldu|kurulusu|kurulus"),
    ("rebuilt", "rebuilt(?: in part)?|rebuilding|yeniden (?:yapildi|yapimi|insa edildi)"),
    ("built", "built|begun|completed|constructed|finished|yapildi|yapimi|yapim|insa edildi|insasi"),
    ("restored", "restored|restoration|restore edildi|restorasyonu|restorasyon"),
    ("repaired", "repaired|renewed|repair|onarildi|onarimi|onarim"),
    ("extended", "enlarged|extended|genisletildi"),
    ("destroyed", "destroyed|demolished|yikildi|yikimi|yikim"),
    ("damaged", "damaged|burned|burnt|hasar gordu|yandi"),
    ("abandoned", "abandoned|terk edildi"),
    ("reopened", "reopened|yeniden acildi"),
    ("opened", "opened|acildi|acilisi|acilis"),
    ("closed", "closed|kapandi|kapatildi"),
    ("occupied", "occupied|settled|yerlesildi|yerlesim"),
    ("used", "used|in use|kullanildi"),
    ("attested", "attested"),
    ("inscribed", "inscription|kitabesi|kitabe"),
    ("dedicated", "dedicated|adandi"),
    ("converted", "converted|donusturuldu"),
    ("registered", "registered|tescillendi|tescil"),
)
"""What a clause says happened, as concepts of the vocabulary of phase kinds."""
