from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.diff import between, read_folder
from generator.diff.printers import PRINTERS
from tests.broken.test_broken import break_registry, cases
from tests.diff.test_states import commit, git, replace
from tests.projects import bytes_of, tiny_registry

ZONES = "registry/data/zones.csv"


class Said(NamedTuple):
    """What the command left behind: its exit code and what it printed."""

    code: int
    out: str
    err: str


Zones = Callable[..., Said]


@pytest.fixture
def zones(capfd: pytest.CaptureFixture[str]) -> Zones:
    """Runs ``zones diff`` in this process and sees that it ends without a traceback."""

    def run(*arguments: str | Path) -> Said:
        code = main(["diff", *map(str, arguments)])
        said = Said(code, *capfd.readouterr())
        assert "Traceback" not in said.out + said.err
        return said

    return run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as the working folder, with the tiny registry in its only commit."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    git(root, "init", "--quiet")
    tiny_registry(root / "registry")
    commit(root)
    return root


def test_a_correction_in_the_working_folder_is_told_in_words(zones: Zones, project: Path) -> None:
    replace(project / ZONES, ",2023-08-08,expired,", ",2023-08-09,revoked,")
    assert zones("HEAD") == (
        0,
        "HEAD → registry: 고침 1건 / 1 changed\n"
        "\n"
        "표 특구 / table Zones `zones`: 고침 1건 / 1 changed\n"
        "  고침 / changed: 강원 건강 규제자유특구 / Gangwon Health Zone `gangwon-health`\n"
        "    끝난 날 / Ended on `ended_on`: 2023-08-08 → 2023-08-09\n"
        "    끝난 사유 / Reason for ending `ended_reason`: 기간 만료 / Term ran out `expired` → 지정 취소 / Revoked `revoked`\n",
        "",
    )


def test_two_commits_are_compared_and_not_the_working_folder(zones: Zones, project: Path) -> None:
    replace(project / ZONES, ",2023-08-08,", ",2023-08-09,")
    commit(project)
    replace(project / ZONES, ",2023-08-09,", ",2023-08-10,")
    told = zones("HEAD~1", "HEAD", "--lang", "en")
    assert told.out.splitlines()[-1] == "    Ended on `ended_on`: 2023-08-08 → 2023-08-09"
    assert "2023-08-09 → 2023-08-10" in zones("HEAD").out


@pytest.mark.parametrize("form", sorted(PRINTERS))
def test_every_form_ends_with_0_whether_something_changed_or_not(zones: Zones, project: Path, form: str) -> None:
    same = zones("HEAD", "--format", form)
    replace(project / ZONES, ",2023-08-08,", ",2023-08-09,")
    different = zones("HEAD", "--format", form)
    assert (same.code, same.err) == (different.code, different.err) == (0, "")
    assert "2023-08-09" not in same.out
    assert "2023-08-09" in different.out
    assert form != "json" or json.loads(same.out)["counts"] == {"added": 0, "removed": 0, "renamed": 0, "changed": 0}


def test_a_renamed_record_is_told_with_its_redirect(zones: Zones, project: Path) -> None:
    replace(project / ZONES, "gangwon-health,", "gangwon-wellness,")
    replace(
        project / "registry/data/redirects.csv",
        "zones-pusan",
        "zones-gangwon-health,zones,gangwon-health,gangwon-wellness,2026-11-01,바꿈,Renamed\nzones-pusan",
    )
    told = json.loads(zones("HEAD", "--format", "json").out)
    assert told["counts"] == {"added": 1, "removed": 0, "renamed": 1, "changed": 0}
    assert told["records"][0]["old_id"] == "gangwon-health"
    assert "강원 건강 규제자유특구 / Gangwon Health Zone `gangwon-health` → `gangwon-wellness`" in zones("HEAD").out


def test_a_table_that_a_spreadsheet_saved_in_another_encoding_is_no_change(zones: Zones, project: Path) -> None:
    path = project / ZONES
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp949"))
    assert "No record of the registry changed." in zones("HEAD", "--lang", "en").out


def test_nothing_is_written(zones: Zones, project: Path) -> None:
    before = bytes_of(project)
    zones("HEAD", "HEAD")
    zones("nonsense")
    assert bytes_of(project) == before


def test_a_commit_before_the_registry_began_gives_only_new_records(zones: Zones, project: Path) -> None:
    git(project, "checkout", "--quiet", "--orphan", "empty")
    git(project, "rm", "--quiet", "-r", "--cached", ".")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "empty")
    told = zones("empty", "--lang", "en")
    assert re.match(r"empty → registry: \d+ added\n  empty does not hold the registry yet\.\n\ntable ", told.out)
    assert "new table" not in told.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nonsense",), "unknown-state"),
        (("HEAD", "nonsense"), "unknown-state"),
        (("HEAD", "--registry", "nowhere"), "registry-missing"),
        (("HEAD", "HEAD", "--registry", "nowhere"), "registry-in-no-state"),
        (("--", "--help"), "unknown-state"),
        (("--", "HEAD", "-x"), "unknown-state"),
        ((), "wrong-usage"),
        (("-x",), "wrong-usage"),
        (("HEAD", "HEAD", "HEAD"), "wrong-usage"),
        (("HEAD", "--format", "github"), "wrong-usage"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_compared_ends_with_2_and_is_told_in_both_languages(
    zones: Zones, project: Path, arguments: tuple[str, ...], code: str
) -> None:
    said = zones(*arguments)
    assert (said.code, said.out) == (2, "")
    assert f"[{code}]" in said.err
    hints = re.findall(r"^      -> (.+)$", said.err, flags=re.MULTILINE)
    assert [bool(re.search("[가-힣]", hint)) for hint in hints] == [True, False]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(name=st.text(min_size=1))
def test_any_text_in_place_of_a_state_ends_with_2(
    zones: Zones, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert zones("--", name).code == 2


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=str(case.get("example") or case["name"])) for case in (*cases("bytes"), *cases("shape"))]
)
def test_a_broken_registry_can_be_compared(tmp_path: Path, case: dict[str, Any]) -> None:
    sound, broken = tiny_registry(tmp_path / "sound"), tiny_registry(tmp_path / "broken")
    break_registry(broken, case)
    base, head = read_folder(sound), read_folder(broken)
    for diff in (between(base, head), between(head, base)):
        for printed in PRINTERS.values():
            assert printed(diff, None)
    assert between(head, head).changes == ()
