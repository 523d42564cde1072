"""Turkish letters, and case endings of dates: vowel harmony, also by the spoken number."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["tr", "en"]

_BACK_VOWELS, _VOWELS = "aıou", "aıoueiöü"
_VOICELESS = "fstkçşhp"
_UNITS = ("", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")


def capitalise(text: str, language: Language) -> str:
    """First letter upper case; in Turkish ``i`` becomes ``İ``."""
    if not text:
        return text
    first = "İ" if language == "tr" and text[0] == "i" else text[0].upper()
    return first + text[1:]


def spoken_end(number: int) -> str:
    """The last word of the number as it is spoken: 1923 → ``üç``, 1960 → ``altmış``."""
    if number == 0:
        return "sıfır"
    return _UNITS[number % 10] or _TENS[number // 10 % 10] or ("yüz" if number % 1000 else "bin")


def plural(number: int) -> str:
    """``1920’ler``, ``1930’lar``."""
    return f"{number}’l{_harmony(spoken_end(number))}r"


def ablative(text: str) -> str:
    """``1923’ten``, ``15. yüzyıldan``, ``18. yüzyılın ilk yarısından``."""
    word, link = _ending(text)
    consonant = "t" if word[-1] in _VOICELESS else "d"
    return f"{text}{link}{consonant}{_harmony(word)}n"


def dative(text: str) -> str:
    """``1950’ye``, ``19. yüzyıla``, ``18. yüzyılın sonuna``."""
    word, link = _ending(text)
    buffer = "y" if link == "’" and word[-1] in _VOWELS else ""
    return f"{text}{link}{buffer}{_harmony(word)}"


def _ending(text: str) -> tuple[str, str]:
    """The word that rules the harmony, and what links the ending to it.

    A number takes an apostrophe. The words of dates that end in a vowel are possessives
    (``yarısı``, ``ortaları``), which take an ``n``.
    """
    if match := re.search(r"[0-9]+$", text):
        return spoken_end(int(match[0])), "’"
    return text, "n" if text[-1] in _VOWELS else ""


def _harmony(word: str) -> str:
    last_vowel = next(letter for letter in reversed(word) if letter in _VOWELS)
    return "a" if last_vowel in _BACK_VOWELS else "e"
