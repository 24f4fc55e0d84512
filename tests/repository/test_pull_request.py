"""The steps of the workflow are run as GitHub runs them, for a pull request from a fork that was merged for the test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import tiny_registry
from tests.repository.reading import WORKFLOWS, jobs

STEPS = {step["name"]: step for step in jobs(next(path for path in WORKFLOWS if path.stem == "validate"))["registry"]["steps"]}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the steps of the workflow are written for bash")


class Runner:
    """A machine of GitHub, as far as the steps see one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.output, self.summary = folder / "output", folder / "summary"
        self.environment = {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "HOME": str(folder),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONUTF8": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }

    def git(self, *words: str) -> str:
        """Run git in the checked-out folder."""
        person = ("-c", "user.name=A Name", "-c", "user.email=name@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(
            ("git", *person, *words), cwd=self.work, env=self.environment, check=True, capture_output=True, text=True, encoding="utf-8"
        )
        return done.stdout.strip()

    def commit(self, table: str = "", before: str = "", after: str = "") -> str:
        """Replace a text of a table by another, commit, and give the commit; without a table, commit what is there."""
        if table:
            path = self.work / f"registry/data/{table}.csv"
            text = path.read_text(encoding="utf-8")
            assert text.count(before) == 1
            path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "change")
        return self.git("rev-parse", "HEAD")

    def step(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one step with GitHub's options of bash; ``more`` stands for the step's ``env``, whose names must be the same."""
        assert STEPS[name].get("env", {}).keys() == more.keys()
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]),
            cwd=self.work,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def base(self, before: str = "") -> str:
        """The commit that the workflow compares with."""
        self.output.write_text("", encoding="utf-8")
        done = self.step("Find the commit to compare with", BEFORE=before)
        assert (done.returncode, done.stderr) == (0, "")
        return self.output.read_text(encoding="utf-8").removeprefix("revision=").removesuffix("\n")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine with a repository of one commit."""
    result = Runner(tmp_path)
    (tmp_path / "work/registry").mkdir(parents=True)
    tiny_registry(tmp_path / "work/registry")
    result.git("init", "--quiet")
    result.commit()
    return result


def propose(runner: Runner, before: str, after: str) -> str:
    """Let a fork change zones.csv while main goes on, check the merge of both out, and give the commit of main it grew on."""
    runner.git("switch", "--quiet", "--create", "fork")
    runner.commit("zones", before, after)
    runner.git("switch", "--quiet", "main")
    tip = runner.commit("terms", "Checks after the end.", "Later checks.")
    runner.git("checkout", "--quiet", "--detach", "main")
    runner.git("merge", "--quiet", "--no-ff", "--no-edit", "fork")
    # The branch of the target may move on after GitHub has merged for the test.
    runner.git("update-ref", "refs/remotes/origin/main", runner.git("commit-tree", "-p", tip, "-m", "later", f"{tip}^{{tree}}"))
    runner.environment["GITHUB_BASE_REF"] = "main"
    return tip


def test_a_pull_request_is_compared_with_the_commit_of_the_target_that_it_was_merged_onto(runner: Runner) -> None:
    tip = propose(runner, ",29900000000,", ",29900000001,")
    assert runner.base() == tip


def test_a_push_is_compared_with_what_stood_there_before_or_with_itself(runner: Runner) -> None:
    first = runner.git("rev-parse", "HEAD")
    runner.commit("zones", ",29900000000,", ",29900000001,")
    last = runner.commit("zones", ",29900000001,", ",29900000002,")
    assert runner.base(first) == first
    assert [runner.base(before) for before in ("0" * 40, "")] == [last] * 2


def test_a_mistake_is_shown_on_its_line_and_in_the_summary_with_the_change_in_words(runner: Runner) -> None:
    propose(runner, ",29900000000,", ",KRW 29.9 billion @octocat,")
    base = runner.base()
    checked = runner.step("Check the records", BASE=base)
    assert checked.returncode == 1
    errors = [line for line in checked.stdout.splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith("::error file=registry/data/zones.csv,line=2,col=")
    for name in (
        "Write the findings into the summary",
        "Write the change in words into the summary",
        "Write the change in English into the summary",
    ):
        done = runner.step(name, BASE=base)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), name
    summary = runner.summary.read_text(encoding="utf-8")
    for part in ("## 검사 결과 / Findings", "**오류 1건", "**1 errors", "## 바뀐 것", "## What changed", "registry/data/zones.csv:2:"):
        assert part in summary
    assert "29900000000" in summary
    # Main changed this meanwhile, not the pull request.
    assert "Later checks" not in summary


def test_a_sound_pull_request_passes_and_its_site_can_be_found(runner: Runner) -> None:
    propose(runner, "동해안 수소 특구", "동해안 새 수소 특구")
    checked = runner.step("Check the records", BASE=runner.base())
    assert checked.returncode == 0, checked.stdout
    assert runner.step("Check the form of the files").returncode == 0
    address = "https://example.org/artifacts/7"
    assert runner.step("Say where the site is", ADDRESS=address).returncode == 0
    assert runner.summary.read_text(encoding="utf-8").count(f"]({address})") == 2
