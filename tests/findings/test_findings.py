from __future__ import annotations

import pytest

from generator.findings import CannotRun, Finding, counts, in_file_order


def test_a_finding_speaks_one_language_or_both() -> None:
    finding = Finding("blank-row", "data/terms.csv", 3, 1)
    assert finding.message("ko") == "빈 줄이 있습니다."
    assert finding.message("en") == "There is a blank row."
    assert finding.message() == "빈 줄이 있습니다. / There is a blank row."
    assert finding.hint("en") == "Delete the line."


def test_the_severity_is_that_of_the_catalogue() -> None:
    assert Finding("blank-row", "p").severity == "error"
    assert Finding("uncited-source", "p").severity == "warning"


def test_placeholders_are_filled_with_the_cell_and_with_what_the_rule_adds() -> None:
    finding = Finding("dangling-link", "p", 2, 3, "zones", "a", "sector_id", "enrgy", {"target": "sectors", "nearest": "energy"})
    assert finding.message("en") == "Table sectors has no record 'enrgy'."
    assert finding.hint("en") == "Type energy. A new record enters sectors.csv first."


def test_a_sentence_about_the_nearest_value_is_left_out_where_there_is_none() -> None:
    finding = Finding("dangling-link", "p", 2, 3, "zones", "a", "sector_id", "zzz", {"target": "sectors", "nearest": ""})
    assert finding.hint("en") == "A new record enters sectors.csv first."
    assert finding.hint("ko") == "새 기록이면 sectors.csv에 먼저 적으십시오."


def test_braces_and_brackets_of_a_cell_are_shown_as_they_stand() -> None:
    finding = Finding("not-allowed-value", "p", 2, 1, field="kind", value="{path} [x]", details={"allowed": "[a]", "nearest": "{field}"})
    assert finding.message("en") == "'{path} [x]' is not allowed in kind. Allowed: [a]"
    assert finding.hint("en") == "Type {field}. Only the allowed values may stand here."


def test_a_shown_value_stays_on_one_line_writes_out_what_is_not_seen_and_is_cut() -> None:
    def message(value: str) -> str:
        return Finding("malformed-url", "p", value=value).message("en")

    assert message("a\nb\u200b") == "'a\\u000ab\\u200b' is no web address."
    assert message("x" * 120) == f"'{'x' * 120}' is no web address."
    assert message("x" * 121) == f"'{'x' * 117}...' is no web address."


def test_a_list_of_allowed_values_is_shown_in_full() -> None:
    allowed = ", ".join(f"value-{number}" for number in range(40))
    finding = Finding("not-allowed-value", "p", field="kind", value="x", details={"allowed": allowed, "nearest": ""})
    assert finding.message("en").endswith(allowed)


def test_findings_are_sorted_by_place_and_told_once() -> None:
    a, b, c, d = (
        Finding("blank-row", "a.csv", 10, 1),
        Finding("blank-row", "a.csv", 9, 1),
        Finding("empty-file", "b.csv", 1, 1),
        Finding("byte-order-mark", "b.csv", 1, 1),
    )
    again = Finding("blank-row", "a.csv", 10, 1, details={"other": "words"})
    assert in_file_order([c, a, d, b, again]) == [b, a, d, c]


def test_findings_are_counted_by_severity() -> None:
    assert counts([]) == {"error": 0, "warning": 0}
    assert counts([Finding("blank-row", "p"), Finding("uncited-source", "p"), Finding("empty-file", "p")]) == {"error": 2, "warning": 1}


def test_what_ends_a_command_carries_its_findings() -> None:
    finding = Finding("registry-missing", "nowhere")
    with pytest.raises(CannotRun, match=r"The registry folder nowhere does not exist\.") as stopped:
        raise CannotRun(finding)
    assert stopped.value.findings == (finding,)
