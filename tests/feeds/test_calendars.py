from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from generator import derive, package
from generator.datasets.linked import Linked
from generator.feeds.calendars import WHOLE, calendars, former, region_path
from generator.graph import Graph
from generator.package import Package
from generator.pages import meetings, programs, regions
from tests.conftest import DAY
from tests.projects import tiny_registry
from tests.records import REGISTRY, Cells, Tables, package_of, rendered, row

SITE = "https://zones.example/registry"
FUND = row("fund", name_ko="기금", name_en="Fund", zone_kind="both", reach="all", standing="false")


def call(**cells: str) -> Tables:
    return {"programs": [FUND], "calls": [row("fund-1", program_id="fund", kind="call", **cells)]}


def zone_of(*periods: Cells, **cells: str) -> Tables:
    zone = row("a", short_name_ko="배", short_name_en="Ships", decided_on="2020-01-02", designated_on="2020-01-02", **cells)
    return {
        "zones": [zone],
        "regions": [row("busan"), row("ulsan")],
        "zone_regions": [row("a-busan", zone_id="a", region_id="busan")],
        "projects": [row("tanks", zone_id="a", title_ko="탱크", title_en="Tanks")],
        "periods": list(periods),
    }


def term(id: str = "a-1", **cells: str) -> Cells:
    return row(id, **{"zone_id": "a", "kind": "designation", "starts_on": "2024-01-01", **cells})


def written(tables: Tables, day: date = DAY, site: str = "", previous: dict[str, bytes] | None = None) -> dict[str, bytes]:
    return dict(calendars(Linked(package_of(tables), day), site, previous))


def events_of(data: bytes) -> list[Event]:
    """Entries as a reader of RFC 5545 finds them; a property that it cannot read is an error."""
    calendar = Calendar.from_ical(data)
    assert [(each.name, each.errors) for each in calendar.walk() if each.errors] == []
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def events(tables: Tables, day: date = DAY, site: str = "", path: str = WHOLE) -> list[Event]:
    return events_of(written(tables, day, site)[path])


def told(data: bytes) -> list[tuple[str, date, int, str]]:
    return [(str(each["uid"]).partition("@")[0], each.start, int(each["sequence"]), str(each["status"])) for each in events_of(data)]


def ends(tables: Tables, day: date = DAY) -> list[tuple[str, date]]:
    return [(uid, first) for uid, first, _, _ in told(written(tables, day)[WHOLE])]


# Which days


def test_a_call_is_told_on_the_day_it_opens_and_on_the_day_it_closes() -> None:
    opens, closes = events(call(opens_on="2026-03-09", closes_on="2026-03-13", title_ko="1차", title_en="First", checked_on="2026-02-03"))
    assert (opens["summary"], closes["summary"]) == ("신청 시작: 기금: 1차", "신청 마감: 기금: 1차")
    assert (closes["dtstart"].dt, closes["dtend"].dt) == (date(2026, 3, 13), date(2026, 3, 14))
    assert closes["dtstart"].params == closes["dtend"].params == {"VALUE": "DATE"}
    assert closes["dtstamp"].dt == datetime(2026, 2, 3, tzinfo=UTC)
    assert (closes["uid"], closes["status"], closes["transp"]) == ("call-closes-calls-fund-1@zone-registry", "CONFIRMED", "TRANSPARENT")
    assert "\nApplications close: Fund: First\n" in closes["description"]


@pytest.mark.parametrize("known", [{}, {"closes_on": "2026-03"}, {"closes_on": "2026"}])
def test_a_day_that_is_not_known_to_the_day_has_no_entry(known: Cells) -> None:
    assert events(call(**known)) == []


def test_what_is_no_call_has_no_deadline() -> None:
    tables = {"programs": [FUND], "calls": [row("fund-1", program_id="fund", kind="event", closes_on="2026-03-13")]}
    assert events(tables) == []


def test_a_meeting_lasts_until_its_last_day() -> None:
    meetings = [
        row("m", name_ko="회의", held_on="2026-03-09", ends_on="2026-03-11", place_ko="서울; 본관, 2층"),
        row("n", held_on="2026-03"),
    ]
    (meeting,) = events({"meetings": meetings})
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2026, 3, 9), date(2026, 3, 12))
    assert (meeting["summary"], meeting["location"]) == ("회의", "서울; 본관, 2층")


def test_a_meeting_whose_last_day_is_not_known_stands_on_its_first() -> None:
    (meeting,) = events({"meetings": [row("m", held_on="2026-03-09", ends_on="2026-03")]})
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2026, 3, 9), date(2026, 3, 10))
    assert "End, not known to the day: 2026-03\n" in meeting["description"]


def test_the_end_of_a_zone_is_that_of_its_status() -> None:
    (end,) = events(zone_of(term(ends_on="2028-05-31")))
    assert (end["uid"], end["summary"], end.start) == ("zone-end-periods-a-1@zone-registry", "특구 기간 끝: 배", date(2028, 5, 31))
    assert events(zone_of(term(ends_on="2028-05"))) == []


def test_an_end_stays_after_its_day_whatever_the_status_is_then() -> None:
    ends_then = ("zone-end-periods-a-1", date(2026, 12, 31))
    for then in (DAY, date(2026, 12, 31), date(2027, 1, 1)):
        assert ends(zone_of(term(ends_on="2026-12-31")), then) == [ends_then]
    permit = term("a-2", kind="temporary_permit", starts_on="2027-01-01", ends_on="2028-05")
    assert ends(zone_of(term(ends_on="2026-12-31"), permit), date(2027, 1, 1)) == [ends_then]


def test_an_end_that_a_running_permit_outlasts_is_none() -> None:
    permit = term("a-2", kind="temporary_permit", starts_on="2024-06-01", ends_on="2028-05-31")
    assert ends(zone_of(term(ends_on="2025-12-31"), permit)) == [("zone-end-periods-a-2", date(2028, 5, 31))]


def test_a_zone_that_ended_has_the_day_of_its_end_and_none_behind_it() -> None:
    permit = term("a-2", kind="temporary_permit", project_id="tanks", ends_on="2026-08-31")
    (end,) = events(zone_of(term(ends_on="2028-05-31"), permit, ended_on="2026-07-31"))
    assert (end["summary"], end["uid"], end.start) == ("특구 종료: 배", "zone-end-zones-a@zone-registry", date(2026, 7, 31))


def test_a_permit_that_ends_with_its_zone_is_told_there_and_another_by_itself() -> None:
    first = term("a-2", kind="temporary_permit", project_id="tanks", ends_on="2028-05-31")
    second = term("a-3", kind="temporary_permit", starts_on="2024-02-01", ends_on="2027-05-31", project_id="tanks")
    alone, zone = events(zone_of(first, second))
    assert (alone["summary"], alone["uid"], alone.start) == ("임시허가 끝: 배: 탱크", "permit-periods-a-3@zone-registry", date(2027, 5, 31))
    assert (zone["summary"], zone.start) == ("임시허가 기간 끝: 배", date(2028, 5, 31))
    assert "Temporary permit that ends on the same day: 탱크 / Tanks" in zone["description"]


def test_a_period_added_later_does_not_take_the_entry_over() -> None:
    later = term("a-0", starts_on="2025-01-01", ends_on="2028-05-31", project_id="tanks", kind="demonstration")
    assert ends(zone_of(term(ends_on="2028-05-31"), later)) == ends(zone_of(term(ends_on="2028-05-31")))


# What an entry says


def test_an_entry_leads_to_its_page_and_its_source() -> None:
    source = row("source", publisher="일보", title="공고, 1차", url="https://daily.example/1", published_on="2026-03-01")
    tables = {**call(closes_on="2026-03-13", url="https://apply.example/"), "sources": [source]}
    (entry,) = events(tables, site=SITE)
    assert entry["url"] == f"{SITE}/programs/fund/#fund-1"
    assert entry["description"].split("\n")[-4:] == [
        "공고 / Call: https://apply.example/",
        f"페이지 / Page: {SITE}/programs/fund/#fund-1",
        f"페이지 / Page: {SITE}/en/programs/fund/#fund-1",
        "출처 / Source: 일보, 공고, 1차, 2026-03-01, https://daily.example/1",
    ]
    (entry,) = events(tables)
    assert "url" not in entry
    assert "페이지" not in entry["description"]


def test_an_entry_says_what_another_source_has_in_its_place() -> None:
    other = row("c", table_name="calls", record_id="fund-1", field="closes_on", other_value="2026-03-20", other_source_id="gazette")
    sources = [row("source"), row("gazette", publisher="관보")]
    (entry,) = events({**call(closes_on="2026-03-13"), "conflicts": [other], "sources": sources})
    assert "Date in another source: 2026-03-20 (관보)\n" in entry["description"]


def test_a_calendar_says_its_name_its_time_zone_and_how_often_to_ask() -> None:
    files = written(zone_of(), site=SITE)
    calendar = Calendar.from_ical(files[region_path("busan")])
    assert (calendar["version"], calendar["x-wr-timezone"]) == ("2.0", "Asia/Seoul")
    assert calendar["name"] == calendar["x-wr-calname"] == "busan의 글 규제자유특구 일정"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in files[WHOLE]
    assert b"\r\nSOURCE;VALUE=URI:https://zones.example/registry/feeds/deadlines.ics\r\n" in files[WHOLE]
    # RFC 5545 wants something in each calendar, also where no day is known.
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE"]


def test_lines_end_and_are_folded_as_the_form_wants() -> None:
    data = written({"meetings": [row("m", name_ko="가나다라마바사" * 20, held_on="2026-03-09")]})[WHOLE]
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert [str(event["summary"]) for event in events_of(data)] == ["가나다라마바사" * 20]


# Regions


def test_a_region_has_what_concerns_it() -> None:
    tables = {
        **zone_of(term(ends_on="2028-05-31")),
        "programs": [FUND, row("of-ulsan", zone_kind="both", reach="listed"), row("of-zone", zone_kind="both", reach="listed")],
        "calls": [row(id, program_id=id, kind="call", closes_on="2026-03-13") for id in ("fund", "of-ulsan", "of-zone")],
        "program_regions": [row("1", program_id="of-ulsan", region_id="ulsan")],
        "program_zones": [row("1", program_id="of-zone", zone_id="a")],
        "meetings": [row("m", held_on="2026-03-09"), row("n", held_on="2026-03-10")],
        "agenda_items": [row("i", meeting_id="m")],
        "agenda_item_zones": [row("iz", agenda_item_id="i", zone_id="a")],
    }
    files = written(tables)
    assert [uid for uid, *_ in told(files[region_path("busan")])] == [
        "meeting-meetings-m",
        "call-closes-calls-of-zone",
        "zone-end-periods-a-1",
    ]
    assert [uid for uid, *_ in told(files[region_path("ulsan")])] == ["call-closes-calls-of-ulsan"]
    assert len(told(files[WHOLE])) == 6


def test_a_region_has_what_concerned_those_that_went_into_it() -> None:
    tables = {**zone_of(term(ends_on="2028-05-31")), "regions": [row("busan", successor_id="south"), row("south")]}
    files = written(tables)
    assert told(files[region_path("south")]) == told(files[region_path("busan")])
    assert len(told(files[region_path("south")])) == 1


def test_a_region_keeps_its_old_address_and_its_past_under_a_new_id() -> None:
    before = written(zone_of(term(ends_on="2028-05-31")))
    tables = {
        **zone_of(term(ends_on="2028-06-30")),
        "regions": [row("pusan")],
        "zone_regions": [row("a-pusan", zone_id="a", region_id="pusan")],
        "redirects": [row("r", table_name="regions", old_id="busan", new_id="pusan")],
    }
    files = written(tables, previous=before)
    assert files[region_path("busan")] == files[region_path("pusan")]
    assert told(files[region_path("pusan")]) == [("zone-end-periods-a-1", date(2028, 6, 30), 1, "CONFIRMED")]


# What former calendars said


def test_over_three_builds_changes_are_counted_and_what_is_gone_is_cancelled() -> None:
    uid = "call-closes-calls-fund-1"
    first = written(call(closes_on="2026-12-10"))
    assert told(first[WHOLE]) == [(uid, date(2026, 12, 10), 0, "CONFIRMED")]
    second = written(call(closes_on="2026-12-20"), DAY + timedelta(days=1), previous=first)
    assert told(second[WHOLE]) == [(uid, date(2026, 12, 20), 1, "CONFIRMED")]
    third = written({}, DAY + timedelta(days=2), previous=second)
    assert told(third[WHOLE]) == [(uid, date(2026, 12, 20), 2, "CANCELLED")]
    (cancelled,) = events_of(third[WHOLE])
    assert cancelled["dtstamp"].dt.date() == DAY + timedelta(days=2)
    assert cancelled["summary"] == "신청 마감: 기금"
    # It is told as it is until it is dropped, and comes back as a further change.
    assert written({}, DAY + timedelta(days=3), previous=third) == third
    again = written(call(closes_on="2026-12-20"), DAY + timedelta(days=3), previous=third)
    assert told(again[WHOLE]) == [(uid, date(2026, 12, 20), 3, "CONFIRMED")]


def test_what_was_cancelled_is_dropped_90_days_after_its_last_day() -> None:
    first = written({"meetings": [row("m", held_on="2026-12-01", ends_on="2026-12-03")]})
    last = date(2026, 12, 3)
    assert len(told(written({}, last + timedelta(days=90), previous=first)[WHOLE])) == 1
    assert told(written({}, last + timedelta(days=91), previous=first)[WHOLE]) == []


def test_what_was_only_checked_again_is_no_change() -> None:
    first = written(call(closes_on="2026-12-10", checked_on="2026-11-01"))
    (entry,) = events_of(written(call(closes_on="2026-12-10", checked_on="2026-11-20"), previous=first)[WHOLE])
    assert (int(entry["sequence"]), entry["dtstamp"].dt.date()) == (0, date(2026, 11, 20))


def test_a_zone_that_ends_on_the_day_that_was_stated_keeps_its_entry() -> None:
    stated = written(zone_of(term(ends_on="2026-11-20")))
    ended = written(zone_of(term(ends_on="2026-11-20"), ended_on="2026-11-20"), previous=stated)
    assert told(ended[WHOLE]) == [("zone-end-periods-a-1", date(2026, 11, 20), 1, "CONFIRMED")]
    assert written(zone_of(term(ends_on="2026-11-20"), ended_on="2026-11-20"), previous=ended) == ended


def test_a_record_with_a_new_id_keeps_its_entry() -> None:
    first = written({"meetings": [row("m", name_ko="회의", held_on="2026-12-01")]})
    renamed = {
        "meetings": [row("mm", name_ko="회의", name_en="name of m", held_on="2026-12-01")],
        "redirects": [row("r", table_name="meetings", old_id="m", new_id="mm")],
    }
    assert written(renamed, previous=first) == first
    assert [uid for uid, *_ in told(written(renamed)[WHOLE])] == ["meeting-meetings-mm"]


def test_a_zone_that_leaves_a_region_is_cancelled_there_alone() -> None:
    tables = zone_of(term(ends_on="2028-05-31"))
    moved = {**tables, "zone_regions": [row("a-ulsan", zone_id="a", region_id="ulsan")]}
    files = written(moved, previous=written(tables))
    states = {path: [(sequence, status) for _, _, sequence, status in told(data)] for path, data in files.items()}
    assert states == {WHOLE: [(0, "CONFIRMED")], region_path("busan"): [(1, "CANCELLED")], region_path("ulsan"): [(0, "CONFIRMED")]}


WHOLE_FILE = written(call(closes_on="2026-12-10"))[WHOLE]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe\x00",
        b"not a calendar",
        b"<!doctype html><title>404</title>",
        WHOLE_FILE[: len(WHOLE_FILE) // 2],
        WHOLE_FILE.replace("신청".encode(), "신청".encode("cp949")),
        WHOLE_FILE * 2,
        WHOLE_FILE.replace(b"END:VEVENT\r\n", b""),
        WHOLE_FILE.replace(b"SEQUENCE:0", b"SEQUENCE:many"),
        WHOLE_FILE.replace(b"SEQUENCE:0", b"SEQUENCE:-1"),
        WHOLE_FILE.replace(b"SEQUENCE:0", b"SEQUENCE:99999999999999999999"),
        WHOLE_FILE.replace(b"SEQUENCE:0\r\n", b""),
        WHOLE_FILE.replace(b"VALUE=DATE:2026", b"VALUE=DATE:20z6"),
        WHOLE_FILE.replace(b"VALUE=DATE:20261210", b"VALUE=DATE:20261231"),
        WHOLE_FILE.replace(b"@zone-registry", b"@else"),
        b"BEGIN:X\r\n" * 5_000 + b"END:X\r\n" * 5_000,
    ],
)
def test_a_former_file_that_is_broken_counts_as_none(broken: bytes) -> None:
    tables = call(closes_on="2026-12-11")
    assert broken != WHOLE_FILE
    assert written(tables, previous={WHOLE: broken}) == written(tables)


def test_nothing_but_what_a_calendar_of_ours_says_is_carried_on() -> None:
    alarm = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nDESCRIPTION:x\r\nEND:VALARM\r\n"
    strange = WHOLE_FILE.replace(b"END:VEVENT", b"ATTACH:https://else.example/\r\n" + alarm + b"END:VEVENT")
    carried = written({}, previous={WHOLE: strange})
    assert carried == written({}, previous={WHOLE: WHOLE_FILE})
    assert b"CANCELLED" in carried[WHOLE]


def test_former_calendars_are_found_in_the_folder_of_a_site(tmp_path: Path) -> None:
    assert former(tmp_path / "site") == {}
    files = written(zone_of(term(ends_on="2028-05-31")))
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "feeds/folder.ics").mkdir()
    assert former(tmp_path) == files


# The real registry


@pytest.fixture(scope="module")
def loaded() -> Package:
    return package.load(REGISTRY)


@pytest.fixture(scope="module")
def real(loaded: Package) -> dict[str, bytes]:
    return dict(calendars(Linked(loaded, DAY), SITE))


def test_every_zone_whose_end_is_known_to_the_day_has_it_and_no_other_has_one_ahead(loaded: Package, real: dict[str, bytes]) -> None:
    statuses = {zone: derive.zone_status(zone, DAY).until for zone in Graph(loaded, "ko").records("zones")}
    known = {(zone.short_name, until) for zone, until in statuses.items() if until and len(until) == 10}
    found = [event for event in events_of(real[WHOLE]) if str(event["uid"]).startswith("zone-end-")]
    shown = {(str(event["summary"]).partition(": ")[2], event.start.isoformat()) for event in found}
    assert known <= shown
    assert len(known) > 15
    assert {(name, end) for name, end in shown if end >= DAY.isoformat()} <= known
    assert {event["uid"] for event in found if event["description"].startswith("출처에 적힌, 특구가")} == {
        f"zone-end-zones-{zone.id}@zone-registry"
        for zone, until in statuses.items()
        if zone.ended_on == until and until and len(until) == 10
    }


def test_every_entry_is_a_whole_day_with_its_own_uid_and_a_source(real: dict[str, bytes]) -> None:
    found = events_of(real[WHOLE])
    assert len({event["uid"] for event in found}) == len(found) > 90
    for event in found:
        assert type(event["dtstart"].dt) is type(event["dtend"].dt) is date
        assert event["dtstart"].dt < event["dtend"].dt
        assert str(event["url"]).startswith(f"{SITE}/")
        assert "출처 / Source: " in event["description"]
    order = [(event.start, str(event["uid"])) for event in found]
    assert order == sorted(order)


def test_meetings_and_calls_known_to_the_day_are_all_there(loaded: Package, real: dict[str, bytes]) -> None:
    uids = {str(event["uid"]).partition("@")[0] for event in events_of(real[WHOLE])}
    calls = [each for each in loaded.rows("calls") if each.text("kind") == "call"]
    wanted = {f"meeting-meetings-{each.id}" for each in loaded.rows("meetings") if len(each.text("held_on")) == 10}
    wanted |= {f"call-closes-calls-{each.id}" for each in calls if len(each.text("closes_on")) == 10}
    wanted |= {f"call-opens-calls-{each.id}" for each in calls if len(each.text("opens_on")) == 10}
    assert {uid for uid in uids if uid.startswith(("meeting-", "call-"))} == wanted


def test_every_region_has_a_calendar_with_its_own_zones(loaded: Package, real: dict[str, bytes]) -> None:
    graph = Graph(loaded, "ko")
    assert real.keys() == {WHOLE, *(region_path(region.id) for region in graph.records("regions"))}
    whole = {event["uid"]: event for event in events_of(real[WHOLE])}
    for region in graph.records("regions"):
        names = {str(zone.short_name) for zone in derive.zones_of_region(region)}
        found = events_of(real[region_path(region.id)])
        zones = {str(event["summary"]).split(": ")[1] for event in found if str(event["uid"]).startswith(("zone-end-", "permit-"))}
        assert zones <= names
        assert all(event == whole[event["uid"]] for event in found)
    assert len(events_of(real[region_path("busan")])) > 20


def test_the_same_registry_and_day_give_the_same_bytes_also_over_their_own_past(loaded: Package, real: dict[str, bytes]) -> None:
    assert dict(calendars(Linked(package.load(REGISTRY), DAY), SITE)) == real
    assert dict(calendars(Linked(loaded, DAY), SITE, real)) == real


def test_time_alone_calls_nothing_off(loaded: Package) -> None:
    past: dict[str, bytes] = {}
    for years in range(6):
        past = dict(calendars(Linked(loaded, DAY + timedelta(days=365 * years)), SITE, past))
        assert {(event["sequence"], event["status"]) for event in events_of(past[WHOLE])} == {(0, "CONFIRMED")}


def test_a_small_registry_of_every_table_has_its_calendars(tmp_path: Path) -> None:
    small = package.load(tiny_registry(tmp_path))
    files = dict(calendars(Linked(small, DAY)))
    assert files.keys() == {WHOLE, *(region_path(each.id) for each in small.rows("regions"))}
    assert events_of(files[WHOLE])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_lead_to_the_calendars(language: str) -> None:
    tables = {**zone_of(term(ends_on="2028-05-31")), **call(closes_on="2026-12-10"), "meetings": [row("m", held_on="2026-03-09")]}
    up = "" if language == "ko" else "../"
    for kind, path, file in (
        (programs, "programs/", f"../{up}{WHOLE}"),
        (meetings, "meetings/", f"../{up}{WHOLE}"),
        (regions, "regions/busan/", f"../../{up}{region_path('busan')}"),
    ):
        body = rendered(kind.pages, tables, language)[path].body
        heading = "{: #feeds }" if kind is regions else '<h2 id="feeds">'
        assert f'<a href="{file}">' in body.partition(heading)[2]
