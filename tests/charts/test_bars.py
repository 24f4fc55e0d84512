from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from generator.charts.bars import Bars, Group, Row, axis_of
from generator.derive import Span

DAY = date(2025, 1, 1)


def span(kind: str, first: str, last: str | None) -> Span:
    return Span(kind, date.fromisoformat(first), date.fromisoformat(last) if last else None, None, None)


def row_of(*spans: Span, status: str = "active", extended: tuple[date, ...] = (), name: str = "Busan", said: str = "Active") -> Row:
    return Row(name, "../zones/a/", "zones/a", status, spans, extended, said)


def bars(*rows: Row, label: str = "Round 1", anchor: str = "") -> Bars:
    axis = axis_of([row.spans for row in rows], DAY)
    return Bars("bars", "Title", "What it shows", [Group(rows, label, anchor)], axis, DAY, "1 January 2025")


def read(made: Bars) -> ElementTree.Element:
    return ElementTree.fromstring(str(made.svg))


def bar_of(made: Bars) -> ElementTree.Element:
    found = read(made).find(".//svg[@class='zr-svg zr-bars-bar']")
    assert found is not None
    return found


def kinds(made: Bars) -> list[str]:
    return [str(element.get("class")) for element in bar_of(made)]


ACTIVE = span("active", "2020-01-01", "2030-01-01")


def test_a_row_leads_to_its_zone_and_says_its_name_and_status() -> None:
    link = read(bars(row_of(ACTIVE, said="Active, until 2030"))).find(".//a")
    assert link is not None
    assert (link.get("href"), link.get("data-record")) == ("../zones/a/", "zones/a")
    assert "".join(link.itertext()).strip() == "Busan"
    picture = link.find("svg")
    assert picture is not None
    assert (picture.get("role"), picture.get("aria-label")) == ("img", "Active, until 2030")


def test_spans_stand_at_their_days_and_one_without_an_end_reaches_to_the_day() -> None:
    made = bars(row_of(span("active", "2020-01-01", "2022-07-01"), span("temporary_permit", "2022-07-02", None)))
    first, second, mark = bar_of(made)
    assert (first.get("x"), first.get("width")) == ("0.0%", "49.918%")
    assert float(str(second.get("x")).rstrip("%")) + float(str(second.get("width")).rstrip("%")) == pytest.approx(100, abs=0.01)
    assert mark.text == "?"


def test_a_stated_end_has_a_mark_and_a_start_of_an_extension_too() -> None:
    made = bars(row_of(ACTIVE, extended=(date(2024, 1, 1),)))
    assert kinds(made) == ["zr-bar zr-bar--active", "zr-bars-extension", "zr-bars-end"]
    assert bar_of(made)[2].get("x1") == "100.0%"


@pytest.mark.parametrize(
    ("status", "kind", "look", "texture"),
    [
        ("active", "active", "active", None),
        ("active", "temporary_permit", "temporary_permit", "url(#bars-permit)"),
        ("unconfirmed", "unconfirmed", "unconfirmed", "url(#bars-unconfirmed)"),
        ("ended", "active", "ended", None),
        ("ended", "unconfirmed", "ended", None),
        ("ended", "temporary_permit", "over", "url(#bars-over)"),
        ("planned", "active", "planned", None),
    ],
)
def test_a_span_has_the_look_of_its_kind_and_grey_once_the_zone_has_ended(status: str, kind: str, look: str, texture: str | None) -> None:
    made = bars(row_of(span(kind, "2020-01-01", "2026-01-01"), status=status))
    assert kinds(made)[0] == f"zr-bar zr-bar--{look}"
    assert bar_of(made)[0].get("fill") == texture
    if texture:
        assert f'id="{texture[5:-1]}"' in str(made.svg)


def test_what_comes_before_the_first_period_is_a_line_and_no_bar() -> None:
    for status in ("active", "ended"):
        made = bars(row_of(span("designated", "2020-01-01", "2020-03-01"), span("active", "2020-03-02", "2026-01-01"), status=status))
        assert kinds(made)[0] == "zr-bars-lead"


def test_the_legend_explains_what_the_picture_holds_and_nothing_else() -> None:
    assert bars(row_of(ACTIVE)).marks == ["active", "end"]
    ended = row_of(span("active", "2020-01-01", "2022-01-01"), span("temporary_permit", "2022-01-02", "2023-01-01"), status="ended")
    opened = row_of(span("designated", "2020-01-01", "2020-02-01"), span("unconfirmed", "2020-02-02", None), extended=(DAY,))
    assert bars(ended, opened).marks == ["designated", "unconfirmed", "ended", "over", "extension", "end", "open"]


def test_a_short_span_is_wide_enough_to_be_seen() -> None:
    made = bars(row_of(span("active", "2020-01-01", "2020-01-01"), span("unconfirmed", "2020-01-02", None)))
    assert bar_of(made)[0].get("width") == "0.4%"


def test_the_axis_holds_every_span_and_the_day() -> None:
    early = axis_of([[span("active", "2020-01-01", "2021-01-01")]], DAY)
    assert (early.first, early.last) == (date(2020, 1, 1), DAY)
    late = axis_of([[span("active", "2020-01-01", "2030-01-01")], [span("unconfirmed", "2019-01-01", None)]], DAY)
    assert (late.first, late.last) == (date(2019, 1, 1), date(2030, 1, 1))
    assert axis_of([], DAY).first == DAY


def test_a_group_has_its_label_and_an_anchor_only_where_one_is_given() -> None:
    assert '<p class="zr-bars-group">Round 1</p>' in bars(row_of(ACTIVE)).svg
    assert '<p class="zr-bars-group" id="round-1">Round 1</p>' in bars(row_of(ACTIVE), anchor="round-1").svg


def test_words_cannot_become_markup() -> None:
    nasty = '<b onclick="x">&'
    made = bars(row_of(ACTIVE, name=nasty, said=nasty), label=nasty, anchor=nasty)
    assert {element.tag for element in read(made).iter()} == {
        *("div", "p", "svg", "defs", "pattern", "rect", "line", "text", "ul", "li", "a", "span")
    }
    assert not re.search(r"<b\b", str(made.svg))


def test_a_blank_line_would_end_the_block_of_html_and_there_is_none() -> None:
    assert "\n\n" not in bars(row_of(ACTIVE), row_of(ACTIVE)).svg
