"""``zones new`` as it is called: from a script, through a pipe, and at a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.commands import new as command
from generator.findings.catalogue import catalogue
from tests.conftest import DAY
from tests.processes import hear_ctrl_c, interrupt
from tests.projects import PROJECT, bytes_of, tiny_registry

SECTOR = ("--set", "name_ko=바다", "--set", "name_en=Sea")


class Said(NamedTuple):
    """What the command left behind: its exit code, what it printed, and the files that it changed."""

    code: int
    out: str
    err: str
    changed: list[str]


class Terminal(io.TextIOWrapper):
    """A terminal at which the given answers are typed."""

    def isatty(self) -> bool:
        return True


New = Callable[..., Said]


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny registry below the working folder, on the tests' day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "today_in_seoul", lambda: DAY)
    return tiny_registry(tmp_path / "registry")


@pytest.fixture
def new(registry: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> New:
    """Runs ``zones new`` and sees that it ends without a traceback, and changes no file unless it says so."""

    def run(*arguments: str, typed: str | bytes = "", terminal: bool = False, encoding: str = "utf-8") -> Said:
        raw = typed if isinstance(typed, bytes) else typed.encode()
        monkeypatch.setattr(sys, "stdin", (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(raw), encoding=encoding))
        before = bytes_of(registry)
        code = main(("new", *arguments))
        said = capsys.readouterr()
        after = bytes_of(registry)
        assert "Traceback" not in said.out + said.err
        assert after.keys() == before.keys()
        changed = [name for name in before if before[name] != after[name]]
        assert not changed or code == 0
        return Said(code, said.out, said.err, changed)

    return run


def codes(text: str) -> list[str]:
    return [line.rsplit("[", 1)[1][:-1] for line in text.splitlines() if line.endswith("]") and "error [" in line]


# From a script


def test_a_record_is_written_in_its_place_without_a_question(new: New, registry: Path) -> None:
    said = new("sectors", *SECTOR)
    assert (said.code, said.err, said.changed) == (0, "", ["data/sectors.csv"])
    assert (registry / "data/sectors.csv").read_text(encoding="utf-8").endswith("hydrogen,수소,Hydrogen\nsea,바다,Sea\n")
    assert "registry/data/sectors.csv의 4째 줄에 적었습니다. / Written to line 4" in said.out
    assert main(("fmt", "--check")) == 0
    assert main(("validate",)) == 0


def test_values_may_hold_whatever_a_cell_may(new: New, registry: Path) -> None:
    note = '등호=값, "따옴표"와 쉼표'
    fields = {"zone_id": "gangwon-health", "topic": "target", "note_ko": note, "note_en": "a=b, c", "source_id": "bulletin-2024"}
    said = new("zone_notes", *(part for field, value in fields.items() for part in ("--set", f"{field}={value}")))
    assert said.code == 0
    line = 'gangwon-health-note-1,gangwon-health,target,"등호=값, ""따옴표""와 쉼표","a=b, c",bulletin-2024,2026-11-23\n'
    assert (registry / "data/zone_notes.csv").read_text(encoding="utf-8").endswith(line)


def test_missing_and_wrong_values_are_found_together_and_nothing_is_written(new: New) -> None:
    said = new("events", "--set", "kind=feast", "--set", "note_ko=두\n줄", "--set", "zone_id=gangwon-healht", "--yes")
    assert (said.code, said.out, said.changed) == (1, "", [])
    assert {"not-allowed-value", "line-break-in-cell", "dangling-link", "missing-value"} <= set(codes(said.err))
    assert "events.kind: error [not-allowed-value]" in said.err
    assert "아무것도 쓰지 않았습니다. / Nothing was written." in said.err


def test_a_value_can_be_given_by_its_label(new: New, registry: Path) -> None:
    said = new("organisations", "--set", "name_ko=물결", "--set", "name_en=Wave", "--set", "kind=기업", "--set", "source_id=bulletin-2024")
    assert said.code == 0
    assert "\nwave,물결,Wave,company,,,,bulletin-2024,2026-11-23\n" in (registry / "data/organisations.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [("--yes",), ("--yes", "--set", "name_ko=바다")])
def test_yes_asks_nothing_at_a_terminal(new: New, given: tuple[str, ...]) -> None:
    said = new("sectors", *given, typed="바다\nSea\n\n\n", terminal=True)
    assert (said.code, said.out) == (1, "")


def test_what_is_to_follow_is_told_with_the_command(new: New) -> None:
    fields = "kind=regulation_free name_ko=바다 name_en=Sea short_name_ko=바다 short_name_en=Sea round=2 sector_id=hydrogen"
    fields += " decided_on=2020-07-06 source_id=bulletin-2024"
    said = new("zones", *(part for each in fields.split() for part in ("--set", each)), "--lang", "en")
    assert (said.code, said.changed) == (0, ["data/zones.csv"])
    assert said.out.endswith("Next:\n  The zone sea has no region in zone_regions.\n    zones new zone_regions --set zone_id=sea\n")
    assert new("zone_regions", "--set", "zone_id=sea", "--set", "region_id=busan", "--set", "source_id=bulletin-2024").code == 0
    assert main(("validate",)) == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("zone",), "unknown-table"),
        (("sectors", "--set", "name=바다"), "unknown-field"),
        (("sectors", "--set", "name_ko"), "malformed-set"),
        (("sectors", "--set", "=바다"), "malformed-set"),
        (("sectors", *SECTOR, "--set", "name_ko=바다"), "field-set-twice"),
        (("--set", "name_ko=바다"), "wrong-usage"),
        (("sectors", "more"), "wrong-usage"),
        (("sectors", "--registry", "nowhere"), "registry-missing"),
    ],
)
def test_a_command_that_is_wrong_is_told(new: New, arguments: tuple[str, ...], code: str) -> None:
    said = new(*arguments)
    assert (said.code, said.out, codes(said.err), said.changed) == (2, "", [code], [])
    assert "Nearest: name_ko" in said.err or code != "unknown-field"


def test_every_wrong_pair_is_told_at_once(new: New) -> None:
    assert codes(new("sectors", "--set", "a", "--set", "b=c").err) == ["malformed-set", "unknown-field"]


def test_a_table_that_is_not_canonical_is_left_as_it_is(new: New, registry: Path) -> None:
    path = registry / "data/sectors.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp949"))
    said = new("sectors", *SECTOR)
    assert (said.code, codes(said.err)) == (2, ["table-not-canonical"])
    assert "Run zones fmt" in said.err
    assert main(("fmt",)) == 0
    assert new("sectors", *SECTOR).code == 0


def test_bytes_that_are_no_text_are_refused(new: New) -> None:
    said = new("sectors", "--set", "name_ko=\udcb9\udcd9", "--set", "name_en=Sea")
    assert (said.code, codes(said.err)) == (1, ["answer-not-text"])


def test_a_file_that_cannot_be_written_stays_as_it_is(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    said = new("sectors", *SECTOR)
    assert (said.code, codes(said.err), said.changed) == (2, ["file-not-writable"], [])


@pytest.mark.parametrize(("language", "title"), [((), "특구 / Zones"), (("--lang", "ko"), "특구"), (("--lang", "en"), "Zones")])
def test_without_a_table_all_tables_are_listed(new: New, language: tuple[str, ...], title: str) -> None:
    said = new(*language)
    assert (said.code, said.changed) == (0, [])
    assert f"  {'zones':22} {title}" in said.out.splitlines()
    assert len(said.out.splitlines()) == 1 + 43


# The dialogue


@pytest.mark.parametrize("terminal", [False, True])
def test_a_record_is_asked_for_and_written(new: New, registry: Path, terminal: bool) -> None:
    said = new("sectors", typed="바다\nSea\n\n\n", terminal=terminal)
    assert (said.code, said.err, said.changed) == (0, "", ["data/sectors.csv"])
    assert (registry / "data/sectors.csv").read_text(encoding="utf-8").endswith("sea,바다,Sea\n")
    assert main(("fmt", "--check")) == 0


def test_only_the_rest_is_asked_at_a_terminal(new: New) -> None:
    said = new("sectors", "--set", "name_ko=바다", typed="Sea\n\n\n", terminal=True)
    assert said.code == 0
    assert "name_ko>" not in said.out
    assert "name_en>" in said.out


@pytest.mark.parametrize("typed", ["", "바다\n", "바다\nSea\n", "바다\nSea\n\n"])
def test_an_input_that_ends_too_early_writes_nothing(new: New, typed: str) -> None:
    said = new("sectors", typed=typed)
    assert (said.code, codes(said.err), said.changed) == (2, ["input-ended"], [])


def test_no_input_at_all_writes_nothing(new: New, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(("new", "sectors")) == 2
    assert codes(capsys.readouterr().err) == ["input-ended"]


def test_an_input_of_another_encoding_writes_nothing(new: New) -> None:
    said = new("sectors", typed="바다\nSea\n\n\n".encode("cp949"))
    assert (said.code, codes(said.err), said.changed) == (2, ["input-not-utf-8"], [])


def test_no_writes_nothing(new: New) -> None:
    said = new("sectors", typed="바다\nSea\n\nn\n")
    assert (said.code, said.changed) == (0, [])
    assert "Nothing was written." in said.out


def test_to_stop_at_a_record_that_is_refused_is_an_error(new: New) -> None:
    said = new("search_synonyms", typed="체인\n체인\n\nn\n")
    assert (said.code, said.changed) == (1, [])


def test_a_file_that_changes_meanwhile_is_read_again(new: New, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry / "data/sectors.csv"
    loaded = command.package.load
    times: list[int] = []

    def load(root: Path) -> command.package.Package:
        times.append(1)
        if len(times) == 2:
            path.write_text(path.read_text(encoding="utf-8") + "wind,바람,Wind\n", encoding="utf-8")
        return loaded(root)

    monkeypatch.setattr(command.package, "load", load)
    said = new("sectors", typed="바다\nSea\n\n\n\n")
    assert said.code == 0
    assert "The file has changed meanwhile" in said.out
    assert path.read_text(encoding="utf-8").endswith("sea,바다,Sea\nwind,바람,Wind\n")


def test_ctrl_c_writes_nothing_and_says_so(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    said = new("sectors", terminal=True)
    assert (said.code, said.changed) == (130, [])
    assert "아무것도 쓰지 않았습니다. / Nothing was written." in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="no signal can be sent to one process alone")
def test_ctrl_c_in_a_process_of_its_own(registry: Path) -> None:
    before = bytes_of(registry)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "new", "sectors", "--registry", str(registry)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout is not None
    shown = b""
    while b"name_ko>" not in shown:
        shown += process.stdout.read(1)
    interrupt(process)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Nothing was written." in errors.decode()
    assert bytes_of(registry) == before


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(["citations", "sectors", "zone_regions", "search_synonyms"]),
    typed=st.lists(
        st.one_of(st.binary(max_size=8), st.sampled_from(["", "바다", "Sea", "<", "?", "1", "y", "busan", "zones"]).map(str.encode)),
        max_size=14,
    ).map(b"\n".join),
    values=st.lists(st.tuples(st.sampled_from(["id", "name_ko", "name_en", "word", "zone_id"]), st.text(max_size=9)), max_size=3),
    terminal=st.booleans(),
)
def test_nothing_typed_breaks_the_command_or_changes_a_file_without_success(
    new: New, table: str, typed: bytes, values: list[tuple[str, str]], terminal: bool
) -> None:
    pairs = [part for field, value in values for part in ("--set", f"{field}={value}")]
    assert new(table, *pairs, typed=typed, terminal=terminal).code in (0, 1, 2)


# The catalogue


def test_every_code_of_the_family_is_provoked_here() -> None:
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    codes_of_family = [entry.code for entry in catalogue().values() if entry.family == "editing"]
    assert codes_of_family
    assert [code for code in codes_of_family if f'"{code}"' not in here] == []
