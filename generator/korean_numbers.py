"""Numbers as Korean sources print them: ``1조 5천억 원``, ``299억``, ``1.5억``, ``110만``, ``1,500``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# Words that follow a number and do not change it; what does (ha, 달러, %) makes the text no plain number.
_UNITS = "원|명|개사|개|곳|건|회|년|차|km2|KRW"
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}

_LONGEST = 60
_DIGITS = r"[0-9]{1,18}(?:\.[0-9]{1,6})?"
_NUMBER = re.compile(rf"(?:₩|약|제)?([0-9.,십백천만억조경]+)(?:{_UNITS})?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_SECTION = re.compile(rf"((?:(?:{_DIGITS})?[십백천])*(?:{_DIGITS})?)([만억조경]|$)")
_STEP = re.compile(rf"({_DIGITS})?([십백천]|$)")


def read(text: str) -> Decimal | None:
    """The number that a text of digits and the words 십, 백, 천, 만, 억, 조 and 경 means; None where it is not plain."""
    # This also makes km2 of ㎢ and km².
    compact = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    match = _NUMBER.fullmatch(compact)
    if match is None or len(compact) > _LONGEST:
        return None
    rest = _COMMAS.sub(lambda group: group[0].replace(",", ""), match[1])
    total, limit = Decimal(0), 10**20
    while rest:
        section = _SECTION.match(rest)
        if section is None or not section[0]:
            return None
        words, name = section.groups()
        size = _LARGE.get(name, 1)
        value = _below_ten_thousand(words) if words else Decimal(1)
        # Words go down: 5억 1조 is no number.
        if value is None or size >= limit or (limit < 10**20 and value * size >= limit):
            return None
        total, limit = total + value * size, size
        rest = rest[section.end() :]
    return total


def plain(number: Decimal) -> str:
    """The number in digits, without an exponent and without zeros after the point."""
    return f"{number.normalize():f}"


def _below_ten_thousand(words: str) -> Decimal | None:
    """``5천2백`` as a number; None where its words do not go down."""
    total, limit = Decimal(0), 10**20
    for match in _STEP.finditer(words):
        digits, name = match.groups()
        if not match[0]:
            break
        size = _SMALL.get(name, 1)
        value = Decimal(digits or 1) * size
        if size >= limit or (limit < 10**20 and value >= limit):
            return None
        total, limit = total + value, size
    return total
