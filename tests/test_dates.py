from __future__ import annotations

from datetime import date

import pytest

from generator import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-08-26", date(2024, 8, 26), date(2024, 8, 26)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_possible_day(text: str, first: date, last: date) -> None:
    assert dates.first_day(text) == first
    assert dates.last_day(text) == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "2024-00",
        "2024-01-00",
        "0000",
        "24-08-26",
        "2024-8-6",
        "20240826",
        "2024-08-26\n",
        "２０２４",
    ],
)
def test_what_is_no_day_month_or_year_of_the_calendar_is_not_real(text: str) -> None:
    assert not dates.is_real(text)
    with pytest.raises(ValueError, match=r".+"):
        dates.first_day(text)
    with pytest.raises(ValueError, match=r".+"):
        dates.last_day(text)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024-08-25", "2024-08-26", True),
        ("2024-08-26", "2024-08-26", False),
        ("2024-07", "2024-08-01", True),
        ("2024-08", "2024-08-26", False),
        ("2024-08-26", "2024-08", False),
        ("2024", "2024-12-31", False),
        ("2023", "2024", True),
    ],
)
def test_a_date_is_surely_before_another_only_where_precision_decides(one: str, other: str, before: bool) -> None:
    assert dates.surely_before(one, other) is before


def test_years_are_added_to_29_february_as_28_february() -> None:
    assert dates.add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert dates.add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert dates.add_years(date(2024, 8, 26), 15) == date(2039, 8, 26)


def test_the_day_in_seoul_is_nine_hours_ahead_of_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dates.datetime):  # type: ignore[name-defined, misc]
        @classmethod
        def now(cls, tz: object = None) -> dates.datetime:  # type: ignore[name-defined]
            return dates.datetime(2026, 11, 22, 15, 0, tzinfo=dates.UTC)  # type: ignore[attr-defined]

    monkeypatch.setattr(dates, "datetime", Clock)
    assert dates.today_in_seoul() == date(2026, 11, 23)
