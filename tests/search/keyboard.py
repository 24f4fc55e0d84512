"""The keys of the Korean keyboard (두벌식) that text is typed with, so that what is typed can be held against what was meant."""

from __future__ import annotations

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_KEYS = dict(zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ", "qwertyuiopasdfghjklzxcvbnmQWERTOP", strict=True))
_TWO_KEYS = {
    **dict(
        zip("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", ["ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"], strict=True)
    ),
    **dict(zip("ㅘㅙㅚㅝㅞㅟㅢ", ["ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅡㅣ"], strict=True)),
}
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]


def keys(text: str) -> str:
    """The keys that type a text on the Korean layout; what is no Hangul stands for itself."""
    return "".join(_KEYS.get(letter, letter) for char in text for whole in _letters(char) for letter in _TWO_KEYS.get(whole, whole))


def abbreviates(typed: str, meant: str) -> bool:
    """Whether each character typed is that of the meant text or its initial consonant; joined consonants count as two."""
    apart = "".join(_TWO_KEYS.get(char, char) for char in typed)
    return len(apart) == len(meant) and all(each in (char, _letters(char)[0]) for each, char in zip(apart, meant, strict=True))


def slip(typed: str, meant: str) -> str:
    """What went wrong at one key between the meant text and the typed one; empty where it was none or more than one."""
    was, became = keys(meant), keys(typed)
    start = next((number for number, pair in enumerate(zip(was, became, strict=False)) if pair[0] != pair[1]), min(len(was), len(became)))
    rest, end = was[start:], became[start:]
    if rest and rest[1:] == end[1:] and end[:1] != rest[:1] and len(rest) == len(end):
        return "wrong-letter"
    if rest and rest[1:] == end:
        return "missing"
    if end and rest == end[1:]:
        return "extra"
    if len(rest) > 1 and rest[1] + rest[0] + rest[2:] == end:
        return "swapped"
    return ""


def _letters(char: str) -> str:
    code = ord(unicodedata.normalize("NFC", char)) - 0xAC00
    if not 0 <= code < 11172:
        return char
    return INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28]
