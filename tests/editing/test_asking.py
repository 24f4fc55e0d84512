from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.editing.asking import LONGEST_LIST, Dialogue
from generator.editing.words import say, words
from generator.findings.catalogue import LANGUAGES
from generator.package import Package
from tests.editing.prepared import answers, loaded, new
from tests.projects import tiny_registry

ZONE_REGION = {"zone_id": "gangwon-health", "region_id": "busan", "source_id": "bulletin-2024", "checked_on": "2026-11-23"}


class Talk:
    """A dialogue with prepared answers: what was asked, and what was shown."""

    def __init__(self, registry: Path, table: str, *lines: str, language: str | None = "en", **given: str) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []
        self.shown: list[str] = []
        self.dialogue = Dialogue(new(registry, table), self._read, self.shown.append, language, given)

    def _read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def cells(self) -> dict[str, str]:
        """The record after all questions; every prepared answer is used up."""
        cells = self.dialogue.ask_all()
        assert self.lines == []
        return cells

    def agree(self) -> bool | None:
        return self.dialogue.agree(self.dialogue.record.review(self.dialogue.cells), "zones.csv")

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing here writes to it."""
    return tiny_registry(tmp_path_factory.mktemp("tiny") / "registry")


@pytest.fixture(scope="module")
def read(registry: Path) -> Package:
    return loaded(registry)


def test_columns_are_asked_for_in_order_and_the_id_last(registry: Path) -> None:
    talk = Talk(registry, "zone_regions", "gangwon-health", "busan", "bulletin-2024", "", "")
    assert talk.cells() == ZONE_REGION | {"id": "gangwon-health-busan"}
    assert talk.prompts == [
        "zone_id> ",
        "region_id> ",
        "source_id> ",
        "checked_on [2026-11-23]> ",
        "id [gangwon-health-busan]> ",
    ]
    assert "[1/5] zone_id: Zone (required)" in talk.text
    assert "The best source of this record" in talk.text


def test_every_table_can_be_answered(registry: Path, read: Package) -> None:
    for table in read.tables:
        record = new(registry, table)
        cells = answers(read, table)
        lines = [cells.get(field.name, "") or "-" * (field.name != "id") for field in record.fields]
        talk = Talk(registry, table, *lines, "")
        talk.dialogue.ask_all()
        # The id of a body without an English name has to be typed.
        talk.lines = [""] if talk.dialogue.cells["id"] else []
        assert talk.agree() is True, table


@pytest.mark.parametrize("answer", ["company", "기업", "Company", "COMPANY"])
def test_a_value_can_be_named_by_its_label(registry: Path, answer: str) -> None:
    talk = Talk(registry, "organisations", answer)
    column = next(field for field in talk.dialogue.record.fields if field.name == "kind")
    assert talk.dialogue.ask(column)
    assert talk.dialogue.cells == {"kind": "company"}


def test_a_value_can_be_named_by_its_number(registry: Path) -> None:
    talk = Talk(registry, "organisations", "99", "0", "2")
    column = next(field for field in talk.dialogue.record.fields if field.name == "kind")
    assert talk.dialogue.ask(column)
    allowed = column.constraints["enum"]
    assert talk.dialogue.cells == {"kind": allowed[1]}
    assert f"   2) {allowed[1]}  {column.labels[allowed[1]]['en']}" in talk.text
    assert "'99' is not" in talk.text


def test_yes_and_no_are_words_too(registry: Path) -> None:
    for answer, value in (("예", "true"), ("no", "false"), ("2", "false")):
        talk = Talk(registry, "regions", answer)
        assert talk.dialogue.ask(talk.dialogue.record.schema.field_by_name["capital_area"])
        assert talk.dialogue.cells == {"capital_area": value}


def test_a_wrong_answer_is_told_with_what_to_type_and_asked_again(registry: Path) -> None:
    talk = Talk(registry, "zone_regions", "gangwon-healht", "gangwon-health", "busan", "bulletin-2024", "2026-11-24", "", "")
    assert talk.cells()["checked_on"] == "2026-11-23"
    assert "Table zones has no record 'gangwon-healht'." in talk.text
    assert "gangwon-health. A new record enters zones.csv first." in talk.text
    assert "lies after today" in talk.text


def test_findings_are_told_in_both_languages_where_none_is_chosen(registry: Path) -> None:
    talk = Talk(registry, "zone_regions", "gangwon-healht", "gangwon-health", language=None)
    with pytest.raises(EOFError):
        talk.cells()
    assert "표 zones에 'gangwon-healht'이(가) 없습니다." in talk.text
    assert "Table zones has no record 'gangwon-healht'." in talk.text
    assert "특구 / Zone" in talk.text


@pytest.mark.parametrize("part", ["강원", "gangwon", "Gangwon Health", "?강원", "? health"])
def test_a_part_of_a_name_finds_records(registry: Path, part: str) -> None:
    talk = Talk(registry, "zone_regions", part, "1")
    assert talk.dialogue.ask(talk.dialogue.record.schema.field_by_name["zone_id"])
    assert talk.dialogue.cells == {"zone_id": "gangwon-health"}
    assert "   1) gangwon-health  Gangwon Health Zone" in talk.shown


def test_a_question_mark_lists_the_first_records(registry: Path, tmp_path: Path) -> None:
    root = tiny_registry(tmp_path / "registry")
    lines = [f"sector-{number:02},분야 {number},Sector {number}\n" for number in range(40)]
    path = root / "data/sectors.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")
    talk = Talk(root, "zones", "?", "?나무", "3")
    assert talk.dialogue.ask(talk.dialogue.record.schema.field_by_name["sector_id"])
    assert talk.dialogue.cells == {"sector_id": "sector-00"}
    assert sum(" sector-" in line for line in talk.shown) == LONGEST_LIST - 2
    assert say("found_more", "en", count=42, shown=LONGEST_LIST) in talk.shown
    assert say("found_none", "en") in talk.shown


def test_a_polymorphic_row_is_asked_for_table_record_and_column(registry: Path) -> None:
    talk = Talk(registry, "citations", "특구", "부산", "1", "*", "bulletin-2024", "", "", "")
    cells = talk.cells()
    assert (cells["table_name"], cells["record_id"], cells["field"]) == ("zones", "busan-blockchain", "*")
    assert cells["id"] == "zones-busan-blockchain-bulletin-2024"
    assert "the record as a whole" in talk.text


def test_one_can_go_back_and_empty_a_cell(registry: Path) -> None:
    talk = Talk(registry, "sectors", "<", "바다", "Sea", "<", "<", "바닷물", "", "<", "-", "Sea Water", "")
    assert talk.cells() == {"name_ko": "바닷물", "name_en": "Sea Water", "id": "sea-water"}
    assert "name_ko [바다]> " in talk.prompts
    assert "may not be empty" in talk.text


def test_what_is_given_is_not_asked_and_a_wrong_value_is(registry: Path) -> None:
    talk = Talk(registry, "zone_regions", "busan", "", "", zone_id="gangwon-health", region_id="atlantis", source_id="bulletin-2024")
    assert talk.cells() == ZONE_REGION | {"id": "gangwon-health-busan"}
    assert talk.prompts[0] == "region_id> "
    assert "'atlantis'" in talk.text


def test_bytes_that_are_no_text_are_asked_for_again(registry: Path) -> None:
    talk = Talk(registry, "sectors", "\udcb9\udcd9", "바다", "Sea", "")
    assert talk.cells()["name_ko"] == "바다"
    assert "no UTF-8" in talk.text


def answered(registry: Path, *lines: str) -> Talk:
    """A record of zone_regions that is answered, and the answers that follow."""
    talk = Talk(registry, "zone_regions", "gangwon-health", "busan", "bulletin-2024", "", "", *lines)
    talk.dialogue.ask_all()
    return talk


@pytest.mark.parametrize(("answer", "agreed"), [("", True), ("y", True), ("네", True), ("n", False), ("아니요", False), ("NO", False)])
def test_the_record_and_its_line_are_shown_before_they_are_written(registry: Path, answer: str, agreed: bool) -> None:
    talk = answered(registry, answer)
    assert talk.agree() is agreed
    assert "  region_id: busan" in talk.shown
    assert "  gangwon-health-busan,gangwon-health,busan,bulletin-2024,2026-11-23" in talk.shown
    assert say("place", "en", line=5, path="zones.csv") in talk.shown


def test_a_column_can_be_mended_before_writing_and_the_proposed_id_follows(registry: Path) -> None:
    talk = answered(registry, "nonsense", "Region", "seoul")
    assert talk.agree() is None
    assert talk.dialogue.cells["id"] == "gangwon-health-seoul"
    assert "Columns of this table: id, zone_id" in talk.text


def test_an_id_that_was_typed_stays_when_another_cell_changes(registry: Path) -> None:
    talk = Talk(registry, "sectors", "바다", "Sea", "sea-water", "name_en", "Ocean")
    talk.dialogue.ask_all()
    assert talk.agree() is None
    assert talk.dialogue.cells == {"name_ko": "바다", "name_en": "Ocean", "id": "sea-water"}


def test_a_record_that_contradicts_itself_cannot_be_written_until_it_is_mended(registry: Path) -> None:
    talk = Talk(registry, "agenda_item_zones", "committee-14-01", "", "", "bulletin-2024", "", "", "", "zone_id", "gangwon-health", "")
    talk.dialogue.ask_all()
    assert talk.agree() is None
    assert say("mend", "en") + "> " in talk.prompts
    assert talk.agree() is True
    assert talk.dialogue.cells["zone_id"] == "gangwon-health"


def test_the_end_of_the_answers_is_left_to_the_caller(registry: Path) -> None:
    talk = Talk(registry, "sectors", "바다")
    with pytest.raises(EOFError):
        talk.cells()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(["citations", "zones", "sectors", "observations", "redirects"]),
    lines=st.lists(
        st.one_of(
            st.text(max_size=12),
            st.text(st.characters(codec=None), max_size=6),
            st.sampled_from(["", "<", "-", "?", "1", "zones", "*", "2024", "busan", "bulletin-2024", "\n<<<<<<< a", 'a"b,c', "\r", "\x00"]),
        ),
        max_size=25,
    ),
)
def test_no_answer_breaks_the_dialogue(registry: Path, table: str, lines: list[str]) -> None:
    talk = Talk(registry, table, *lines, language=None)
    try:
        talk.dialogue.ask_all()
        while talk.agree() is None:
            pass
    except EOFError:
        assert talk.lines == []


# Words


def test_both_languages_say_the_same() -> None:
    for key, spoken in words().items():
        assert sorted(spoken) == sorted(LANGUAGES)
        assert placeholders(spoken["ko"]) == placeholders(spoken["en"]), key


def placeholders(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_every_word_is_used_by_the_dialogue() -> None:
    folder = Path(__file__).parents[2] / "generator"
    code = "".join(path.read_text(encoding="utf-8") for path in [*folder.glob("editing/*.py"), folder / "commands/new.py"])
    assert [key for key in words() if f'"{key}"' not in code] == []
