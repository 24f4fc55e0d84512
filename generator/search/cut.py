"""How text is cut for search: one form for what is typed and what is indexed.

The same rules stand in ``site_src/assets/js/search/cut.js``; one table of cases and random text hold them together.
"""

from __future__ import annotations

import re
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_LONE_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LONE_FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# What two keystrokes make stands as two letters: 위 is typed by way of 우, and 국산 by way of 굯.
_PARTS_OF_VOWELS = {"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"}
_PARTS_OF_FINALS = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
_PARTS = _PARTS_OF_VOWELS | _PARTS_OF_FINALS
_VOWELS = [_PARTS.get(vowel, vowel) for vowel in _LONE_VOWELS]
_FINALS = ["", *(_PARTS.get(final, final) for final in _LONE_FINALS)]
_FIRST_SYLLABLE = 0xAC00
_LAST_SYLLABLE = 0xD7A3
_LONE = {
    **{chr(0x1100 + number): letter for number, letter in enumerate(INITIALS)},
    **{chr(0x1161 + number): letter for number, letter in enumerate(_LONE_VOWELS)},
    **{chr(0x11A8 + number): letter for number, letter in enumerate(_LONE_FINALS)},
}
_CONJOINING = re.compile(r"[\u1100-\u11ff]")
# Blanks as browsers know them.
_BLANKS = re.compile(r"[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_PLAIN = re.compile(r"[\x00-\x7f\uac00-\ud7a3]*")
_PLAIN_OUTSIDE = re.compile(r"[^a-z0-9\uac00-\ud7a3]+")


def fold(text: str) -> str:
    """Composed, lower-case, half-width text without blanks and marks. Letters of the Hangul alphabet stay as typed."""
    if _PLAIN.fullmatch(text):
        return _PLAIN_OUTSIDE.sub("", text.lower())
    return "".join(_fold_piece(piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """Characters, each with the marks and conjoining letters that belong to it."""
    pieces: list[str] = []
    for char in text:
        if pieces and _belongs(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _belongs(piece: str, char: str) -> bool:
    if _CONJOINING.match(char):
        first, last = piece[0], piece[-1]
        return bool(_CONJOINING.match(last)) or (piece == first and _FIRST_SYLLABLE <= ord(first) <= _LAST_SYLLABLE)
    return unicodedata.category(char)[0] == "M" and not _CONJOINING.match(piece[-1])


def _fold_piece(piece: str) -> str:
    # Compatibility forms of Hangul letters become conjoining letters here, and letters again below.
    plain = unicodedata.normalize("NFKC", piece).lower()
    kept = "".join(char for char in plain if unicodedata.category(char)[0] in "LN")
    return _CONJOINING.sub(lambda found: _LONE.get(found.group(), ""), kept)


def words(text: str) -> list[str]:
    """The words of a query, folded."""
    return [folded for word in _BLANKS.split(text) if (folded := fold(word))]


def letters(folded: str) -> str:
    """Text as a string of letters: 특구 becomes ㅌㅡㄱㄱㅜ, so that a half-typed syllable matches."""
    return "".join(_letters_of(char) for char in folded)


def _letters_of(char: str) -> str:
    if not _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE:
        return _PARTS.get(char, char)
    initial, rest = divmod(ord(char) - _FIRST_SYLLABLE, 588)
    vowel, final = divmod(rest, 28)
    return INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def initials(folded: str) -> str:
    """Initial consonants of Korean text: 특구 becomes ㅌㄱ. Other characters stay, and joined consonants come apart."""
    return "".join(
        INITIALS[(ord(char) - _FIRST_SYLLABLE) // 588] if _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE else _PARTS.get(char, char)
        for char in folded
    )
