from __future__ import annotations

import pytest

from generator.bilingual import Text
from generator.pages import formats


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("2024-08-26", "2024년 8월 26일", "26 August 2024"),
        ("2024-12-01", "2024년 12월 1일", "1 December 2024"),
        ("2024-01", "2024년 1월", "January 2024"),
        ("2024-12", "2024년 12월", "December 2024"),
        ("2024", "2024년", "2024"),
    ],
)
def test_a_date_is_said_with_the_precision_of_its_source(text: str, korean: str, english: str) -> None:
    assert formats.date_words(text, "ko") == korean
    assert formats.date_words(text, "en") == english
    assert formats.time_tag(text, "ko") == f'<time datetime="{text}">{korean}</time>'
    assert formats.time_tag(text, "en") == f'<time datetime="{text}">{english}</time>'


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (0, "0 원", "KRW 0"),
        (1, "1 원", "KRW 1"),
        (9_999, "9,999 원", "KRW 9,999"),
        (10_000, "1만 원", "KRW 10,000"),
        (12_345, "1만 2,345 원", "KRW 12,345"),
        (990_000, "99만 원", "KRW 990,000"),
        (1_000_000, "100만 원", "KRW 1 million"),
        (1_250_000, "125만 원", "KRW 1.25 million"),
        (99_999_999, "9,999만 9,999 원", "KRW 100 million"),
        (100_000_000, "1억 원", "KRW 100 million"),
        (100_010_000, "1억 1만 원", "KRW 100.01 million"),
        (995_000_000, "9억 9,500만 원", "KRW 995 million"),
        (999_990_000, "9억 9,999만 원", "KRW 999.99 million"),
        (999_999_999, "9억 9,999만 9,999 원", "KRW 1 billion"),
        (1_000_000_000, "10억 원", "KRW 1 billion"),
        (6_200_000_000, "62억 원", "KRW 6.2 billion"),
        (29_900_000_000, "299억 원", "KRW 29.9 billion"),
        (999_994_000_000, "9,999억 9,400만 원", "KRW 999.99 billion"),
        (999_999_999_999, "9,999억 9,999만 9,999 원", "KRW 1 trillion"),
        (1_000_000_000_000, "1조 원", "KRW 1 trillion"),
        (1_000_000_000_001, "1조 1 원", "KRW 1 trillion"),
        (15_865_100_000_000, "15조 8,651억 원", "KRW 15.87 trillion"),
        (1_234_000_000_000_000, "1,234조 원", "KRW 1,234 trillion"),
    ],
)
def test_money_is_said_in_the_large_units_of_each_language(amount: int, korean: str, english: str) -> None:
    assert formats.won_words(amount, "ko") == korean
    assert formats.won_words(amount, "en") == english


def test_money_keeps_its_exact_figure_at_hand() -> None:
    assert formats.won(15_865_100_000_000, "en") == (
        '<data value="15865100000000" title="KRW 15,865,100,000,000">KRW 15.87 trillion</data>'
    )
    assert formats.won(12_345, "ko") == '<data value="12345" title="KRW 12,345">1만 2,345 원</data>'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1,000"),
        (1_234_567, "1,234,567"),
        (21.76, "21.76"),
        (110.65, "110.65"),
        (5.0, "5"),
        (1_000.0, "1,000"),
        (1_234.5, "1,234.5"),
        (0.1, "0.1"),
        (0.000_001, "0.000001"),
        (0.000_000_1, "0"),
    ],
)
def test_a_number_has_groups_of_three_digits_and_no_needless_fraction(value: float, words: str) -> None:
    assert formats.number(value) == words


def test_a_text_for_an_attribute_is_one_plain_line() -> None:
    assert formats.as_attribute(Text(" 특구 \n  <b>  ", "ko", "en")) == "특구 <b>"
    assert formats.as_attribute(None) == ""


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("제86조", "Art. 86"),
        ("제86조제4항", "Art. 86(4)"),
        ("제140조의2", "Art. 140-2"),
        ("제2조제13호", "Art. 2, subpara. 13"),
        ("제3조제3항제3호", "Art. 3(3), subpara. 3"),
        ("제3조제3항제3호라목", "Art. 3(3), subpara. 3, item (d)"),
        ("제83조·제84조", "Art. 83 and Art. 84"),
        ("제86조제4항·제5항", "Art. 86(4) and (5)"),
        ("제2조제2호·제11조", "Art. 2, subpara. 2 and Art. 11"),
        ("제1조·제2조·제3조", "Art. 1, Art. 2 and Art. 3"),
        ("제80조~제82조", "Art. 80 to Art. 82"),
        ("제87조제4항~제10항", "Art. 87(4) to (10)"),
        ("제140조의2·제140조의3", "Art. 140-2 and Art. 140-3"),
        # What is more than a number has no mechanical reading.
        ("제14조, 별표 5", ""),
        ("제9조제3항, 별표 2 제1호라목", ""),
        ("부칙 제2조", ""),
        ("제5항", ""),
        ("제86조·", ""),
        ("~제86조", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_article_is_read_mechanically_in_english_or_not_at_all(korean: str | None, english: str) -> None:
    assert formats.article_words(korean, "en") == english
    assert formats.article_words(korean, "ko") == ""
