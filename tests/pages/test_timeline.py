from __future__ import annotations

import re

from generator.pages import timeline
from tests.pages.reading import Body
from tests.records import Cells, Tables, rendered, row

TABLES: dict[str, list[Cells]] = {
    "zones": [
        row(
            "a",
            short_name_en="A",
            short_name_ko="가",
            kind="regulation_free",
            round="1",
            decided_on="2020-01-01",
            designated_on="2020-01-02",
        ),
        row("b", short_name_en="B", kind="regulation_free", round="1", decided_on="2020-01-01", designated_on="", ended_on="2024-05-01"),
        row("c", short_name_en="C", kind="global_innovation", round="1", decided_on="2024-04-30", designated_on="2024-05-29"),
    ],
    "periods": [
        row("a-1", zone_id="a", kind="designation", starts_on="2020-02", ends_on="2025-12"),
        row("a-2", zone_id="a", kind="temporary_permit", starts_on="2025-11-21", ends_on=""),
        row("b-1", zone_id="b", kind="designation", starts_on="2020-01-01", ends_on="2023-12"),
        row("c-1", zone_id="c", kind="designation", starts_on="2024-06", ends_on="2028-05"),
        row("c-2", zone_id="c", kind="extension", starts_on="2026-01", ends_on="2028-05"),
    ],
    "meetings": [row("first", name_en="Second committee", held_on="2020-01-01")],
    "events": [
        row("decided", zone_id="a", kind="decided", meeting_id="first"),
        row("scheme", zone_id="", happened_on="2019-04-17", note_en="The act came into force.", source_id="news"),
    ],
    "sources": [row("source"), row("news", publisher="News")],
}


def body(tables: Tables = TABLES, language: str = "en") -> Body:
    return Body(html(tables, language))


def html(tables: Tables = TABLES, language: str = "en") -> str:
    return rendered(timeline.pages, tables, language)["timeline/"].body


def test_every_round_tells_its_day_its_meeting_and_its_zones() -> None:
    text = body().text
    assert "In 2 rounds, 3 zones were designated." in text
    assert "Regulation-free special zone, round 1 1 January 2020 Second committee 2 A, B" in text
    assert "Global innovation special zone, round 1 30 April 2024 not stated 1 C" in text


def test_rounds_lead_to_their_place_in_the_picture() -> None:
    found = body()
    anchors = ["round-regulation-free-1-2020-01-01", "round-global-innovation-1-2024-04-30"]
    assert [id for id in found.ids if id.startswith("round-")] == anchors
    assert found.link("Round 1") == f"#{anchors[0]}"
    assert [href for href, _ in found.links].count(f"#{anchors[1]}") == 2


def test_every_zone_has_a_bar_that_leads_to_it_below_its_round() -> None:
    picture = html().partition('class="zr-bars"')[2].partition("</figure>")[0]
    assert re.findall(r'href="\.\./zones/(\w)/" data-record="zones/\w"', picture) == ["a", "b", "c"]
    assert picture.index("round-global-innovation") > picture.index('zones/b"')
    assert 'aria-label="Ended, until 1 May 2024"' in picture
    assert 'aria-label="Temporary permit"' in picture


def test_the_legend_explains_the_marks_of_the_picture() -> None:
    legend = Body(html().partition('<ul class="zr-legend"')[2].partition("</ul>")[0].partition(">")[2]).text
    for words in (
        "temporary permit",
        "zone that has ended",
        "start of an extension",
        "end not stated",
        "from the decision to the first period",
    ):
        assert words in legend
    assert "planned" not in legend


def test_the_table_says_the_same_as_the_picture() -> None:
    text = body().after("The same as the picture, on 23 November 2026")
    assert (
        "A Regulation-free special zone, round 1 1 January 2020 2 January 2020 Temporary permit not stated"
        " Decided 1 January 2020 Designated February 2020 to December 2025 Temporary permit after December 2025 end not stated"
    ) in text
    assert "Ended 1 May 2024 Designated 1 January 2020 to 1 May 2024" in text


def test_what_happened_to_the_whole_scheme_stands_with_its_source() -> None:
    found = body()
    assert "The act came into force." in found.after("The whole scheme")
    assert "News" in found.after("Sources")
    assert "scheme" in found.ids
    assert "decided" not in found.ids


def test_an_empty_registry_has_a_timeline_without_pictures() -> None:
    found = body({})
    assert found.ids == []
    assert "zr-bars" not in html({})


def test_html_in_a_name_is_escaped() -> None:
    evil = "<b>x</b> & y"
    names = {"name_ko": evil, "name_en": evil, "short_name_ko": evil, "short_name_en": evil}
    for language in ("ko", "en"):
        made = html({"zones": [row("a", **names)]}, language)
        assert "<b>" not in made
        assert evil in Body(made).text
