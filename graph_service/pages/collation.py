"""The order of names in lists: Turkish has its own alphabet."""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_PLACE = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET, start=10)}
_PLACES = str.maketrans(_PLACE)
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_DIGITS = re.compile(r"\d+")


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Sorts c before ç, ı before i and o before ö in Turkish; elsewhere accents do not count."""
    counted = _DIGITS.sub(lambda digits: digits[0].zfill(6), text)
    if language == "tr":
        composed = unicodedata.normalize("NFC", counted).translate(_LOWER).lower()
        return "".join(_PLACE.get(letter) or _plain(letter) for letter in composed), text
    return _plain(counted.lower()), text


def _plain(text: str) -> str:
    """Letters without their accents; in Turkish lists foreign ones stand with their base letter."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return text.translate(_PLACES)
