"""What a cell that breaks its schema most likely means, in the form that the schema asks for; empty where that is not plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator import dates, korean_numbers

_BOOLEANS = dict.fromkeys(("true", "예", "네", "참", "yes", "y", "1", "o"), "true") | dict.fromkeys(
    ("false", "아니오", "아니요", "거짓", "no", "n", "0", "x"), "false"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_YEAR = "((?:19|20)[0-9]{2})"
_COMPACT = re.compile(f"{_YEAR}([0-9]{{2}})([0-9]{{2}})")
_YEAR_FIRST = re.compile(rf"[^0-9]*{_YEAR}[^0-9]+([0-9]{{1,2}})(?:[^0-9]+([0-9]{{1,2}}))?(?:[^0-9].*)?", re.DOTALL)
_KOREAN_SHORT = re.compile(r"['’]?([0-9]{2})년\s*([0-9]{1,2})월(?:\s*([0-9]{1,2})일)?")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[./-]([0-9]{{1,2}})[./-]{_YEAR}")
_MONTH_NAMED = re.compile(rf"(?:([0-9]{{1,2}})(?:st|nd|rd|th)? )?([a-z]{{3,9}})\.?(?: ([0-9]{{1,2}})(?:st|nd|rd|th)?)?,? {_YEAR}")
_SIGNED = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")


def as_date(cell: str, whole: bool) -> str:
    """A date of another form in ours; ``whole`` asks for its day. 08/09/2024 and 24/8/26 can mean two days, and give none."""
    text = unicodedata.normalize("NFKC", cell).strip()
    guess = "-".join(part if len(part) == 4 else part.zfill(2) for part in _date_parts(text) if part)
    return guess if guess and dates.is_real(guess) and (not whole or len(guess) == len("2024-08-26")) else ""


def _date_parts(text: str) -> tuple[str | None, ...]:
    if match := _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return match.groups()
    if match := _KOREAN_SHORT.fullmatch(text):
        year, month, day = match.groups()
        return f"20{year}", month, day
    if match := _DAY_FIRST.fullmatch(text):
        one, other, year = match.groups()
        if int(one) > 12 or one == other:
            return year, other, one
        return (year, one, other) if int(other) > 12 else ()
    if match := _MONTH_NAMED.fullmatch(text.lower()):
        before, name, after, year = match.groups()
        if name[:3] in _MONTHS and not (before and after):
            return year, str(_MONTHS.index(name[:3]) + 1), before or after
    return ()


def as_number(cell: str, integer: bool, least: float | None, most: float | None) -> str:
    """A number of another form in digits, where it lies within the limits of its column."""
    text = unicodedata.normalize("NFKC", cell).strip().replace("_", "")
    number = Decimal(text) if _SIGNED.fullmatch(text) else korean_numbers.read(text)
    if number is None or (integer and number != number.to_integral_value()):
        return ""
    if (least is not None and number < least) or (most is not None and number > most):
        return ""
    return korean_numbers.plain(number)


def as_boolean(cell: str) -> str:
    """``true`` or ``false`` for a word that means it."""
    return _BOOLEANS.get(cell.strip().lower(), "")


def by_label(cell: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    """The allowed value whose Korean or English word was typed in its place."""
    typed = _bare(cell)
    return next((value for value, words in labels.items() if typed in map(_bare, words.values())), "")


def as_urls(cell: str) -> Iterator[str]:
    """Addresses that a cell may mean; the pattern of the column decides which of them is one."""
    if ":" not in cell.partition("/")[0]:
        yield f"https://{cell}"
    scheme, colon, rest = cell.partition(":")
    if colon and scheme.lower() in ("http", "https"):
        host = rest.lstrip("/")
        yield f"{scheme.lower()}://{host}"
        yield f"{scheme.lower()}://{host}".replace(" ", "%20")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
