from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import korean_numbers


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1조 5천억", "1500000000000"),
        ("1조 5천억 원", "1500000000000"),
        ("1조5천억원", "1500000000000"),
        ("1조 5,000억 원", "1500000000000"),
        ("15조 8651억", "15865100000000"),
        ("299억", "29900000000"),
        ("1.5억", "150000000"),
        ("110만", "1100000"),
        ("3천", "3000"),
        ("5천2백만", "52000000"),
        ("2백30", "230"),
        ("3만 5", "30005"),
        ("만", "10000"),
        ("천억", "100000000000"),
        ("1,500", "1500"),
        ("1,234,567명", "1234567"),
        ("110.65㎢", "110.65"),
        ("110.650 km²", "110.65"),
        ("제14차", "14"),
        ("약 300억 원", "30000000000"),
        ("₩500", "500"),
        ("１２", "12"),
        ("0", "0"),
    ],
)
def test_a_number_of_a_korean_source_is_read_as_digits(text: str, digits: str) -> None:
    number = korean_numbers.read(text)
    assert number is not None
    assert korean_numbers.plain(number) == digits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "원",
        "여러 곳",
        "5억 1조",
        "3억 5억",
        "5백천",
        "1.2.3",
        "1,50",
        "12,34",
        "1억 달러",
        "3 ha",
        "30%",
        "3~5억",
        "-5",
        "1.5.억",
        "5만 20000",
    ],
)
def test_what_is_not_plainly_a_number_is_not_read(text: str) -> None:
    assert korean_numbers.read(text) is None


@given(number=st.integers(0, 10**18 - 1))
def test_digits_with_and_without_commas_are_the_number_itself(number: int) -> None:
    assert korean_numbers.read(str(number)) == korean_numbers.read(f"{number:,}") == number


@given(text=st.text(alphabet="0123456789.,십백천만억조경 원약", max_size=12))
def test_no_text_is_an_exception_and_no_number_is_negative(text: str) -> None:
    number = korean_numbers.read(text)
    assert number is None or number >= 0
