from __future__ import annotations

import json

import pytest

from generator.findings import Finding
from generator.findings.printers import PRINTERS, as_github, as_json, as_markdown, as_text

LINK = Finding("dangling-link", "data/zones.csv", 3, 7, "zones", "a", "sector_id", "enrgy", {"target": "sectors", "nearest": "energy"})
UNCITED = Finding("uncited-source", "data/sources.csv", 2, 1, "sources", "yna", "id", "yna")
FILE = Finding("file-of-no-table", "data/old.csv", value="old.csv")


def test_text_gives_place_code_message_and_hint_in_one_language() -> None:
    assert as_text([LINK, UNCITED, FILE], "en") == (
        "data/zones.csv:3:7: error [dangling-link]\n"
        "    Table sectors has no record 'enrgy'.\n"
        "      -> Nearest id: energy. A new record enters sectors.csv first.\n"
        "data/sources.csv:2:1: warning [uncited-source]\n"
        "    No record cites the source yna.\n"
        "      -> Tie it to a record in citations.csv, or delete the line.\n"
        "data/old.csv: error [file-of-no-table]\n"
        "    data/old.csv is not listed in datapackage.yaml.\n"
        "      -> Delete the file, or list it as a table in datapackage.yaml.\n"
        "2 errors, 1 warnings\n"
    )


def test_text_gives_both_languages_where_none_is_chosen() -> None:
    assert as_text([FILE]) == (
        "data/old.csv: error [file-of-no-table]\n"
        "    data/old.csv은(는) datapackage.yaml에 없는 파일입니다.\n"
        "      -> 파일을 지우거나 datapackage.yaml에 표로 적으십시오.\n"
        "    data/old.csv is not listed in datapackage.yaml.\n"
        "      -> Delete the file, or list it as a table in datapackage.yaml.\n"
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
                "message": "Table sectors has no record 'enrgy'.",
                "hint": "Nearest id: energy. A new record enters sectors.csv first.",
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
                "message": "No record cites the source yna.",
                "hint": "Tie it to a record in citations.csv, or delete the line.",
            },
        ],
        "counts": {"error": 1, "warning": 1},
    }


def test_json_keeps_hangul_readable() -> None:
    assert "빈 줄이 있습니다." in as_json([Finding("blank-row", "p", 2, 1)], "ko")


def test_github_commands_point_at_the_cell_or_at_the_file() -> None:
    assert as_github([LINK, FILE], "en") == (
        "::error file=data/zones.csv,line=3,col=7,title=dangling-link::"
        "Table sectors has no record 'enrgy'. -> Nearest id: energy. A new record enters sectors.csv first.\n"
        "::error file=data/old.csv,title=file-of-no-table::"
        "data/old.csv is not listed in datapackage.yaml. -> Delete the file, or list it as a table in datapackage.yaml.\n"
        "2 errors, 0 warnings\n"
    )


def test_github_commands_cannot_be_broken_by_a_value_or_a_path() -> None:
    finding = Finding("malformed-url", "data/a,b:c%.csv", 2, 1, value="100%\n::error::x")
    first, _, _ = as_github([finding], "en").split("\n")
    assert first.startswith(
        "::error file=data/a%2Cb%3Ac%25.csv,line=2,col=1,title=malformed-url::'100%25\\u000a::error::x' is no web address."
    )


def test_markdown_is_a_table_whose_cells_cannot_break_it() -> None:
    finding = Finding("malformed-url", "data/terms.csv", 2, 4, value="a|b<script>&amp;")
    assert as_markdown([finding], "en") == (
        "**1 errors, 0 warnings**\n"
        "\n"
        "| 위치 / place | 코드 / code | 내용 / message | 고치는 법 / hint |\n"
        "| --- | --- | --- | --- |\n"
        "| `data/terms.csv:2:4` | error `malformed-url` | 'a\\|b&lt;script>&amp;amp;' is no web address. "
        "| Type an address that begins with http:// or https:// and holds no blank. |\n"
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "오류 0건, 경고 0건\n"),
        ("github", "오류 0건, 경고 0건\n"),
        ("markdown", "**오류 0건, 경고 0건**\n\n"),
        ("json", '{\n  "findings": [],\n  "counts": {\n    "error": 0,\n    "warning": 0\n  }\n}\n'),
    ],
)
def test_every_printer_says_that_nothing_was_found(form: str, said: str) -> None:
    assert PRINTERS[form]([], "ko") == said
