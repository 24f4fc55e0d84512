from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from generator.findings import Finding, printers
from generator.findings.printers import PRINTERS, as_github, as_gitlab, as_json, as_markdown, as_text

LINK = Finding("dangling-link", "data/zones.csv", 3, 7, "zones", "a", "sector_id", "enrgy", {"target": "sectors", "nearest": "energy"})
UNCITED = Finding("uncited-source", "data/sources.csv", 2, 1, "sources", "yna", "id", "yna")
FILE = Finding("file-of-no-table", "data/old.csv", value="old.csv")


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the test's own, so that those of the catalogue can change."""

    def words(korean: str, english: str, language: str | None) -> str:
        return {"ko": korean, "en": english}.get(language or "", f"{korean} / {english}")

    monkeypatch.setattr(
        Finding, "message", lambda self, language=None: words(f"'{self.value}'을(를) 봅니다.", f"Sees '{self.value}'.", language)
    )
    monkeypatch.setattr(Finding, "hint", lambda self, language=None: words("고치십시오.", "Mend it.", language))


def test_text_gives_place_code_message_and_hint_in_one_language() -> None:
    assert as_text([LINK, UNCITED, FILE], "en") == (
        "data/zones.csv:3:7: error [dangling-link]\n"
        "    Sees 'enrgy'.\n"
        "      -> Mend it.\n"
        "data/sources.csv:2:1: warning [uncited-source]\n"
        "    Sees 'yna'.\n"
        "      -> Mend it.\n"
        "data/old.csv: error [file-of-no-table]\n"
        "    Sees 'old.csv'.\n"
        "      -> Mend it.\n"
        "2 errors, 1 warnings\n"
    )


def test_text_gives_both_languages_where_none_is_chosen() -> None:
    assert as_text([FILE]) == (
        "data/old.csv: error [file-of-no-table]\n"
        "    'old.csv'을(를) 봅니다.\n"
        "      -> 고치십시오.\n"
        "    Sees 'old.csv'.\n"
        "      -> Mend it.\n"
        "오류 1건, 경고 0건 / 1 errors, 0 warnings\n"
    )


def test_json_holds_every_part_of_a_finding_and_the_counts() -> None:
    assert json.loads(as_json([LINK, UNCITED], "en")) == {
        "findings": [
            {
                "code": "dangling-link",
                "severity": "error",
                "path": "data/zones.csv",
                "line": 3,
                "column": 7,
                "table": "zones",
                "record": "a",
                "field": "sector_id",
                "value": "enrgy",
                "message": "Sees 'enrgy'.",
                "hint": "Mend it.",
                "additions": [],
            },
            {
                "code": "uncited-source",
                "severity": "warning",
                "path": "data/sources.csv",
                "line": 2,
                "column": 1,
                "table": "sources",
                "record": "yna",
                "field": "id",
                "value": "yna",
                "message": "Sees 'yna'.",
                "hint": "Mend it.",
                "additions": [],
            },
        ],
        "counts": {"error": 1, "warning": 1},
    }


def test_json_keeps_hangul_readable() -> None:
    assert "'한글'을(를) 봅니다." in as_json([Finding("blank-row", "p", 2, 1, value="한글")], "ko")


def test_github_commands_point_at_the_cell_or_at_the_file() -> None:
    assert as_github([LINK, FILE], "en") == (
        "::error file=data/zones.csv,line=3,col=7,title=dangling-link::"
        "Sees 'enrgy'. -> Mend it.\n"
        "::error file=data/old.csv,title=file-of-no-table::"
        "Sees 'old.csv'. -> Mend it.\n"
        "2 errors, 0 warnings\n"
    )


def test_github_commands_cannot_be_broken_by_a_value_or_a_path() -> None:
    finding = Finding("malformed-url", "data/a,b:c%.csv", 2, 1, value="100%\n::error::x")
    first, _, _ = as_github([finding], "en").split("\n")
    assert first.startswith("::error file=data/a%2Cb%3Ac%25.csv,line=2,col=1,title=malformed-url::Sees '100%25%0A::error::x'. -> Mend it.")


@pytest.fixture
def hint_of_two_lines(monkeypatch: pytest.MonkeyPatch) -> Finding:
    """A finding whose hint holds rows to copy."""
    monkeypatch.setattr(Finding, "hint", lambda finding, language=None: "Add:\na,b\nc,d")
    return UNCITED


def test_lines_of_a_hint_stay_lines_in_every_form(hint_of_two_lines: Finding) -> None:
    said = {form: printer([hint_of_two_lines], "en") for form, printer in PRINTERS.items()}
    assert said["text"].splitlines()[2:5] == ["      -> Add:", "         a,b", "         c,d"]
    assert said["github"].splitlines()[0].endswith(" -> Add:%0Aa,b%0Ac,d")
    assert said["markdown"].splitlines()[4].endswith("| Add:<br>a,b<br>c,d |")
    assert json.loads(said["json"])["findings"][0]["hint"] == "Add:\na,b\nc,d"
    assert json.loads(said["gitlab"])[0]["description"].endswith(" -> Add:\na,b\nc,d")


LINES = ("# data/sources.csv", 'yna,"a ```` b",\x1b[31m')
UNFINISHED = Finding("uncited-source", "data/sources.csv", 2, 1, "sources", "yna", "id", "yna", {"additions": LINES})


def test_lines_to_paste_come_whole_and_cannot_steer_what_shows_them() -> None:
    shown = ["# data/sources.csv", 'yna,"a ```` b",\\u001b[31m']
    assert as_text([UNFINISHED], "en").splitlines()[3:5] == shown
    assert as_github([UNFINISHED], "en").splitlines()[0].endswith("Mend it.%0A" + "%0A".join(shown))
    assert json.loads(as_gitlab([UNFINISHED], "en"))[0]["description"].endswith("Mend it.\n" + "\n".join(shown))
    assert json.loads(as_json([UNFINISHED], "en"))["findings"][0]["additions"] == list(LINES)
    assert as_markdown([UNFINISHED, UNCITED], "en").splitlines()[6:] == [
        "",
        "<code>data/sources.csv:2:1</code>:",
        "",
        "`````csv",
        *shown,
        "`````",
    ]


# GitLab


def test_gitlab_gets_a_code_quality_report() -> None:
    rows = json.loads(as_gitlab([LINK, UNCITED, FILE], "en"))
    assert [row.pop("fingerprint") for row in rows] == [row["fingerprint"] for row in json.loads(as_gitlab([LINK, UNCITED, FILE]))]
    assert rows == [
        {
            "description": "Sees 'enrgy'. -> Mend it.",
            "check_name": "dangling-link",
            "severity": "major",
            "location": {"path": "data/zones.csv", "lines": {"begin": 3}},
        },
        {
            "description": "Sees 'yna'. -> Mend it.",
            "check_name": "uncited-source",
            "severity": "minor",
            "location": {"path": "data/sources.csv", "lines": {"begin": 2}},
        },
        {
            "description": "Sees 'old.csv'. -> Mend it.",
            "check_name": "file-of-no-table",
            "severity": "major",
            "location": {"path": "data/old.csv", "lines": {"begin": 1}},
        },
    ]


def fingerprints(*findings: Finding) -> list[str]:
    return [row["fingerprint"] for row in json.loads(as_gitlab(findings))]


def test_a_fingerprint_stays_when_lines_move_and_changes_with_what_is_wrong() -> None:
    moved = Finding("dangling-link", "data/zones.csv", 9, 8, "zones", "a", "sector_id", "enrgy", {"target": "sectors", "nearest": ""})
    assert fingerprints(LINK) == fingerprints(moved)
    parts = ("dangling-link", "data/zones.csv", 3, 7, "zones", "a", "sector_id", "enrgy")
    others = [Finding(*(f"{part}x" if at == place else part for at, part in enumerate(parts))) for place in (1, 4, 5, 6, 7)]  # type: ignore[arg-type]
    for other in others:
        other.details.update(LINK.details)
    assert len({*fingerprints(LINK), *fingerprints(*others)}) == 6


def test_no_two_findings_share_a_fingerprint() -> None:
    blank = [Finding("blank-row", "data/zones.csv", line, 1, "zones") for line in (3, 5, 9)]
    assert len(set(fingerprints(*blank))) == 3
    assert fingerprints(*blank)[:2] == fingerprints(*blank[:2])


def test_a_file_name_that_is_no_text_can_be_reported() -> None:
    finding = Finding("file-of-no-table", "data/\udcff.csv")
    for form, printer in PRINTERS.items():
        assert "file-of-no-table" in printer([finding], "en"), form


# Markdown


def test_markdown_is_a_table_whose_cells_cannot_break_it() -> None:
    finding = Finding("malformed-url", "data/terms.csv", 2, 4, value="a|b<script>&amp;")
    assert as_markdown([finding], "en") == (
        "**1 errors, 0 warnings**\n"
        "\n"
        "| 위치 / place | 코드 / code | 내용 / message | 고치는 법 / hint |\n"
        "| --- | --- | --- | --- |\n"
        "| <code>data/terms.csv:2:4</code> | error `malformed-url` | Sees 'a\\|b&lt;script&gt;&amp;amp;'. | Mend it. |\n"
    )


HOSTILE = (
    "`code` **bold** _it_ ~~no~~",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<https://evil.example> www.evil.example WWW.evil.example http://evil.example",
    "@octocat me@evil.example @org/team",
    "#123 org/repo#5 GH-12 gh-12 $x$ $$y$$",
    "<img src=x onerror=alert(1)> <!-- a --> &lt;b&gt; &#64;x",
    "a\\|b\\\\|c\\",
    "![a][b] [^1] [ ] [x]",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_shown_as_it_is_and_becomes_nothing_else(value: str) -> None:
    markdown = as_markdown([Finding("malformed-url", f"data/{value}.csv", value=value)], "en")
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(markdown)
    # What GitHub looks for in the finished text: a mark that stands alone in its element can be no part of it.
    assert set(re.findall(r"<(\w+)", html.split("</thead>")[1])) <= {"tbody", "tr", "td", "code", "span"}
    pieces = re.split(r"<[^>]*>", html)
    assert not [piece for piece in pieces if re.search(r"[@#$].|.[@#$]|://|www\.|gh-\d", piece, re.IGNORECASE)]
    shown = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert f"Sees '{value}'." in shown
    assert f"data/{value}.csv" in shown


def test_markdown_names_a_file_with_a_line_break_on_one_line() -> None:
    assert "<code>data/a<br>b<br>c.csv</code>" in as_markdown([Finding("file-of-no-table", "data/a\r\nb\nc.csv")], "en")


def test_markdown_puts_errors_before_warnings() -> None:
    codes = re.findall(r"(?:error|warning) `(.+?)`", as_markdown([UNCITED, LINK, FILE], "en"))
    assert codes == ["dangling-link", "file-of-no-table", "uncited-source"]


def test_markdown_is_cut_before_github_refuses_it_and_says_how_much_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Finding("dangling-link", "data/zones.csv", line, 7, "zones", "가" * 90, "x", "나" * 90, LINK.details) for line in range(3000)]
    for language in ("ko", "en", None):
        assert 390_000 < len(as_markdown(many, language).encode()) < 401_000
    row = as_markdown([LINK], "en").splitlines()[-1]
    monkeypatch.setattr(printers, "LONGEST_MARKDOWN", 2 * len(row) + 2)
    assert as_markdown([LINK] * 2, "en").splitlines()[4:] == [row] * 2
    assert as_markdown([LINK] * 5, "en").splitlines()[4:] == [row] * 2 + ["", "… and 3 more. To see all of them, run `zones validate`."]
    assert as_markdown([LINK] * 3, "ko").endswith("\n\n… 그 밖에 2건이 더 있습니다. 모두 보려면 `zones validate`를 실행하십시오.\n")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "오류 0건, 경고 0건\n"),
        ("github", "오류 0건, 경고 0건\n"),
        ("markdown", "**오류 0건, 경고 0건**\n\n"),
        ("gitlab", "[]\n"),
        ("json", '{\n  "findings": [],\n  "counts": {\n    "error": 0,\n    "warning": 0\n  }\n}\n'),
    ],
)
def test_every_printer_says_that_nothing_was_found(form: str, said: str) -> None:
    assert PRINTERS[form]([], "ko") == said
