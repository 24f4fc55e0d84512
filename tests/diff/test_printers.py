from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marko.ext.gfm import gfm

from generator.diff import Diff, State, between
from generator.diff.markdown import as_markdown, prose
from generator.diff.printers import PRINTERS, as_json, as_text
from generator.package import Package
from tests.diff.packages import diff, package, redirects, zones

HANGUL = re.compile("[가-힣]")

BASE = package(
    zones=zones("busan,부산,Busan,free,1", "jeju,제주,Jeju,free,1", "pusan,경남,Gyeongnam,free,1"),
    redirects=redirects(),
)
HEAD = package(
    zones=zones("busan,부산,Busan,global,", "gyeongnam,경남,Gyeongnam,free,1", "seoul,서울,,odd,1"),
    redirects=redirects("zones,pusan,gyeongnam"),
)
CHANGES = diff(BASE, HEAD)


def changed(before: str, after: str) -> Diff:
    """A difference of one cell of one record."""
    return diff(*(package(notes=f"id,note\na,{quoted(cell)}\n") for cell in (before, after)))


def quoted(cell: str) -> str:
    """The cell as CSV has it."""
    return '"' + cell.replace('"', '""') + '"'


# text


def test_text_names_tables_records_columns_and_values_in_both_languages() -> None:
    assert as_text(CHANGES).splitlines() == [
        "base → head: 추가 2건, 삭제 1건, 식별자 바뀜 1건, 고침 1건 / 2 added, 1 removed, 1 renamed, 1 changed",
        "",
        "표 특구 / table Zones `zones`: 추가 1건, 삭제 1건, 식별자 바뀜 1건, 고침 1건 / 1 added, 1 removed, 1 renamed, 1 changed",
        "  고침 / changed: 부산 / Busan `busan`",
        "    종류 / Kind `kind`: 규제자유특구 / Regulation-free zone `free` → 글로벌 혁신특구 / Global zone `global`",
        "    차수 / Round `round`: 1 → (비어 있음 / empty)",
        "  식별자 바뀜 / renamed: 경남 / Gyeongnam `pusan` → `gyeongnam`",
        "  삭제 / removed: 제주 / Jeju `jeju`",
        "    이름(한국어) / Name (Korean) `name_ko`: 제주",
        "    이름(영어) / Name (English) `name_en`: Jeju",
        "    종류 / Kind `kind`: 규제자유특구 / Regulation-free zone `free`",
        "    차수 / Round `round`: 1",
        "  추가 / added: 서울 `seoul`",
        "    이름(한국어) / Name (Korean) `name_ko`: 서울",
        "    종류 / Kind `kind`: odd",
        "    차수 / Round `round`: 1",
        "",
        "표 redirects / table redirects `redirects`: 추가 1건 / 1 added",
        "  추가 / added: `r0`",
        "    `table_name`: zones",
        "    `old_id`: pusan",
        "    `new_id`: gyeongnam",
    ]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_one_language_is_printed_where_one_is_asked_for(form: str) -> None:
    printed = PRINTERS[form]
    english, korean = printed(CHANGES, "en"), printed(CHANGES, "ko")
    cells = "부산|제주|경남|서울"
    assert not HANGUL.search(re.sub(cells, "", english))
    assert "Zones" in english
    assert "특구" in korean
    assert not re.search("Zones|Kind|added|removed|renamed|changed|empty", korean)


def test_long_values_stand_below_each_other() -> None:
    before, after = "긴 글 " * 20, "더 긴 글 " * 20
    assert as_text(changed(before, after), "en").splitlines()[-3:] == ["    `note`:", f"      - {before}", f"      + {after}"]


def test_very_long_values_are_cut_around_their_first_difference() -> None:
    shared = "가" * 5_000
    before, after = as_text(changed(shared + "나" + shared, shared + "다" + shared)).splitlines()[-2:]
    assert re.fullmatch("      - …가+나가+…", before)
    assert re.fullmatch(r"      \+ …가+다가+…", after)
    assert len(before) < 2_100
    new = as_text(changed("", shared + "끝")).splitlines()[-1]
    assert re.fullmatch(r"      \+ 가+…", new)


def test_what_cannot_be_seen_is_written_out_and_cannot_steer_a_terminal() -> None:
    text = as_text(changed("x", "a\x1b[2Jb\u202ec\u200bd\ne\tf\xa0g"), "en")
    assert "x → a\\u001b[2Jb\\u202ec\\u200bd\\ne\\tf\\u00a0g" in text
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize(("before", "after"), [("부산", "부산 "), ("부산", "\u1107\u116e\u1109\u1161\u11ab"), ("한", "\u1112\u1161\u11ab")])
def test_values_that_look_alike_are_said_to_differ(before: str, after: str) -> None:
    for printed in (as_text, as_markdown):
        assert "눈에 보이지 않는 차이" in printed(changed(before, after), None)
        assert "눈에 보이지 않는 차이" not in printed(changed(before, "울산"), None)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_states_that_do_not_differ_are_told_in_one_sentence(form: str) -> None:
    told = PRINTERS[form](diff(BASE, BASE), None)
    assert told.count("\n") == 1
    for sentence in ("등록부의 기록은 바뀌지 않았습니다.", "No record of the registry changed."):
        assert (sentence if form == "text" else prose(sentence)) in told


def test_what_is_told_once_stands_before_the_records() -> None:
    base = package(zones=zones("a,가,A", header="id,name_ko,name_en"), old="id\n", sound=None)
    head = package(
        zones=zones("a,가,A,1", ",이름,,", "b,나,B,", "b,나,B,2", header="id,name_ko,name_en,round,more"), new="id\n", sound="key\n1\n"
    )
    told = [
        "new table: new",
        "dropped table: old",
        "new column of table Zones (zones): Round (round)",
        "new column of table Zones (zones): more",
        "base: the file of table sound is missing or empty; it was compared as a table without records.",
        "head: rows of table Zones (zones) without an id, or with the id of a row above, were not compared: 3, 5",
        "head: table sound has no column id and was not compared.",
    ]
    assert as_text(diff(base, head), "en").splitlines()[1:9] == [*(f"  {each}" for each in told), ""]
    assert " ".join(told) in " ".join(_Reader(as_markdown(diff(base, head), "en")).text.split("table Zones :")[0].split())


def test_a_state_before_the_registry_began_is_told_and_its_tables_are_not() -> None:
    empty = State("v0", Package(BASE.descriptor, {}), is_there=False)
    came, went = between(empty, State("v1", BASE)), between(State("v1", BASE), empty)
    assert as_text(came, "en").splitlines()[:3] == ["v0 → v1: 3 added", "  v0 does not hold the registry yet.", ""]
    assert as_text(went, "en").splitlines()[:3] == ["v1 → v0: 3 removed", "  v0 does not hold the registry any more.", ""]
    assert "표 특구 / table Zones `zones`" in as_text(went)


# json


def test_json_tells_every_change() -> None:
    told = json.loads(as_json(CHANGES))
    assert list(told) == [
        "base",
        "head",
        "counts",
        "records",
        "tables_added",
        "tables_dropped",
        "columns_added",
        "columns_dropped",
        "left_out",
    ]
    assert (told["base"], told["head"]) == ("base", "head")
    assert told["counts"] == {"added": 2, "removed": 1, "renamed": 1, "changed": 1}
    assert told["records"][0] == {
        "kind": "changed",
        "table": "zones",
        "id": "busan",
        "old_id": "",
        "name_ko": "부산",
        "name_en": "Busan",
        "fields": [{"field": "kind", "before": "free", "after": "global"}, {"field": "round", "before": "1", "after": ""}],
    }
    assert [(each["kind"], each["id"], each["old_id"]) for each in told["records"][1:]] == [
        ("renamed", "gyeongnam", "pusan"),
        ("removed", "jeju", ""),
        ("added", "seoul", ""),
        ("added", "r0", ""),
    ]
    # A record is named in the other language where it has no name in this one, and by its id where it has none at all.
    assert (told["records"][3]["name_en"], told["records"][4]["name_en"]) == ("서울", "r0")


def test_json_keeps_every_cell_as_it_stands() -> None:
    after = "<b>\u202e|`\n" + "가" * 5_000
    (field,) = json.loads(as_json(changed("x", after)))["records"][0]["fields"]
    assert field == {"field": "note", "before": "x", "after": after}


def test_json_tells_what_is_told_once() -> None:
    base = package(zones=zones("a", header="id"), old="id\n")
    head = package(zones=zones("a,", "a,", header="id,round"), new=None)
    told = json.loads(as_json(diff(base, head)))
    assert (told["tables_added"], told["tables_dropped"]) == (["new"], ["old"])
    assert (told["columns_added"], told["columns_dropped"]) == ([{"table": "zones", "field": "round"}], [])
    assert told["left_out"] == [
        {"state": "head", "table": "zones", "reason": "no-own-id", "lines": [3]},
        {"state": "head", "table": "new", "reason": "no-file", "lines": []},
    ]


def test_json_is_the_same_in_every_language() -> None:
    assert as_json(CHANGES, "ko") == as_json(CHANGES, "en") == as_json(CHANGES)


# markdown


class _Reader(HTMLParser):
    """What a reader of the rendered Markdown meets: tags, text of code, and text outside of it."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.codes: list[str] = []
        self.text = ""
        self._in_code = False
        self.feed(gfm.convert(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag == "code":
            self._in_code = True
            self.codes.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_code = self._in_code and tag != "code"

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        if self._in_code:
            self.codes[-1] += data
        else:
            self.text += data


ALLOWED = {"p", "strong", "code", "h3", "ul", "li", "table", "tr", "th", "td"}
ACTS = re.compile(r"@\w|#\w|://|www\.|GH-[0-9]", re.IGNORECASE)

HOSTILE = [
    "@octocat and @org/team",
    "#123 octo/repo#1 GH-7",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</code></td></tr></table>\n\n# Heading\n\n[link](https://example.org)",
    "![image](https://example.org/x.png)",
    "[a]: https://example.org\n[a]",
    "https://example.org www.example.org http://a.b someone@example.org <https://example.org> mailto:a@example.org",
    "`code` ``` fence ```\n```\n@octocat",
    "| a | b |\n| --- | --- |\n| c \\| d | \\\\| e |",
    "**bold** _it_ ~~gone~~ * list\n- list\n1. list\n> quote\n---\n===",
    "<!-- comment --> <!--",
    "&lt;b&gt; &#64;octocat &amp;",
    "\\@octocat \\`x\\` \\",
    "- [ ] task :tada: $x^2$ [^1]",
    "<details><summary>x</summary>",
    "\t    indented\r\n\r\ncode\x00\x1b[0m",
    "::error file=x::text\n##[error]text",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_becomes_markup_a_link_or_a_mention(hostile: str) -> None:
    cell = quoted(hostile)
    base = package(zones=zones("a,가,A,free,1", f"b,{cell},B,free,1"), notes="id,note\na,x\n")
    head = package(zones=zones(f"a,{cell},{cell},{cell},1", f"{cell},다,C,{cell},1"), notes=f"id,note,{cell}\na,{cell},1\n")
    reader = _Reader(as_markdown(between(State(hostile, base), State(hostile, head))))
    assert set(reader.tags) <= ALLOWED
    assert reader.attributes == []
    assert not ACTS.search(reader.text)
    shown = "".join(
        char if char.isprintable() else {"\n": "\\n", "\t": "\\t"}.get(char, f"\\u{ord(char):04x}")
        for char in hostile.replace("\r\n", "\n")
    )
    # Nothing is lost: the cell can be read, and copied, as it stands.
    assert sum(code.strip() == shown.strip() for code in reader.codes) >= 5


@given(text=st.text(alphabet=st.sampled_from("@#|<>&`*_[]()!\\/:.-w\n 1aA가~\"'"), max_size=40))
def test_no_text_at_all_becomes_markup(text: str) -> None:
    cell = quoted(text)
    base, head = package(zones=zones("a,,,,1")), package(zones=zones(f"a,{cell},,{cell},1", f"{cell},,,,1"))
    reader = _Reader(as_markdown(between(State(text, base), State("head", head))))
    assert set(reader.tags) <= ALLOWED
    assert reader.attributes == []
    assert not ACTS.search(reader.text)


def test_words_of_the_schema_are_no_markup_either() -> None:
    head = package(zones=zones("a,,,free,1"))
    # The package has a copy of the schema's first level for itself.
    head.tables["zones"].schema.spec["title_en"] = "<b>@octocat</b>"
    reader = _Reader(as_markdown(diff(package(zones=zones("a,,,global,1")), head), "en"))
    assert set(reader.tags) <= ALLOWED
    assert "@octocat" not in reader.text
    assert "octocat" in reader.text


def test_markdown_has_a_heading_a_table_and_a_line_and_a_table_a_record() -> None:
    markdown = as_markdown(CHANGES, "en")
    reader = _Reader(markdown)
    assert (reader.tags.count("h3"), reader.tags.count("li"), reader.tags.count("table")) == (2, 5, 4)
    text = " ".join(reader.text.split())
    assert "base" in reader.codes[0]
    assert ": 2 added, 1 removed, 1 renamed, 1 changed" in text
    assert "table Zones : 1 added, 1 removed, 1 renamed, 1 changed" in text
    assert "changed Busan" in text
    assert "renamed Gyeongnam →" in text
    assert "  <tr><td>Round <code>round</code></td><td><code>1</code></td><td>(empty)</td></tr>\n" in markdown
    assert "<td>Regulation-free zone <code>free</code></td><td>Global zone <code>global</code></td>" in markdown


def test_a_long_difference_is_cut_at_a_record_and_says_how_many_more_there_are() -> None:
    head = package(zones=zones(*(f"z{number:04},,,free,1" for number in range(1_000))))
    changes = diff(package(zones=zones()), head)
    whole = as_markdown(changes, "en")
    assert "more record" not in whole
    for limit in (2_000, 20_000, len(whole.encode()) - 1):
        cut = as_markdown(changes, "en", limit)
        assert len(cut.encode()) <= limit + 100
        told, more = _Reader(cut).tags.count("li"), re.search(r"\n… and (\d+) more records?\n$", cut)
        assert more
        assert told + int(more[1]) == 1_000
        assert cut.startswith(whole[: len(cut) - len(more[0])])
    assert as_markdown(changes, "ko", 2_000).endswith("건\n")
    assert as_markdown(changes, "en", len(whole.encode()) - 1).endswith("… and 1 more record\n")


def test_notes_are_cut_too() -> None:
    columns = ",".join(f"c{number}" for number in range(20_000))
    changes = diff(package(zones=zones("a", header="id")), package(zones=zones("a" + ",1" * 20_000, header=f"id,{columns}")))
    cut = as_markdown(changes)
    assert len(cut.encode()) < 1024 * 1024
    assert cut.endswith("… 그 밖에 기록 1건 / … and 1 more record\n")


def test_one_cell_of_any_size_fits_into_a_summary() -> None:
    assert len(as_markdown(changed("x", "`<@" * 1_000_000)).encode()) < 50_000
