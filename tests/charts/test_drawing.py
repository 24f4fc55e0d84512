from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

import svg

from generator.charts.drawing import Chart, TimeAxis, fill_of, hint, link, percent, textures, words

AXIS = TimeAxis(date(2020, 1, 1), date(2024, 1, 1), left=10, right=90)


def read(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart.svg))


def test_the_ends_of_an_axis_stand_at_its_sides_and_days_beyond_them_too() -> None:
    assert AXIS.at(date(2020, 1, 1)) == 10
    assert AXIS.at(date(2024, 1, 1)) == 90
    assert AXIS.at(date(2019, 5, 5)) == 10
    assert AXIS.at(date(2030, 5, 5)) == 90
    assert AXIS.at(date(2022, 1, 1)) == 10 + 80 * 731 / 1461


def test_an_axis_of_one_day_has_a_place_for_it() -> None:
    day = date(2024, 1, 1)
    assert TimeAxis(day, day).at(day) == 0


def test_years_are_those_whose_first_day_is_on_the_axis() -> None:
    assert [year for year, _ in TimeAxis(date(2019, 7, 1), date(2021, 6, 30)).years()] == [2020, 2021]


def test_the_word_at_todays_line_stays_inside_the_picture() -> None:
    early = AXIS.today(date(2020, 6, 1), 0, 50, "오늘")[1]
    late = AXIS.today(date(2023, 12, 1), 0, 50, "오늘")[1]
    assert isinstance(early, svg.Text)
    assert isinstance(late, svg.Text)
    assert early.text_anchor is None
    assert late.text_anchor == "end"


def test_words_of_the_registry_cannot_become_markup() -> None:
    nasty = '<b onclick="x">&'
    parts: list[svg.Element] = [words(nasty, percent(5), 10), link(nasty, [hint(nasty)], nasty, "zones/a")]
    root = read(Chart(nasty, nasty, nasty, 20, parts))
    assert {element.tag for element in root.iter()} == {"svg", "title", "desc", "text", "a"}
    assert root.find("text").text == nasty  # type: ignore[union-attr]
    assert root.find("a").get("aria-label") == nasty  # type: ignore[union-attr]


def test_a_chart_is_named_and_described_by_its_own_words() -> None:
    root = read(Chart("band", "Name", "What it shows", 20))
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert [named[name] for name in str(root.get("aria-labelledby")).split()] == ["Name", "What it shows"]
    assert root.get("role") == "img"


def test_a_chart_with_links_is_a_group_so_that_they_are_read_out() -> None:
    assert read(Chart("map", "a", "b", 20, leads=True)).get("role") == "group"


def test_a_filling_names_a_texture_of_its_own_chart() -> None:
    root = read(Chart("one", "a", "b", 20, [textures("one", ["open"])]))
    assert [f"url(#{pattern.get('id')})" for pattern in root.iter("pattern")] == [fill_of("one", "open")]
