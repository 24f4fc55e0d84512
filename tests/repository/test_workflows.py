from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.repository.reading import GITLAB, ROOT, WORKFLOWS, gitlab_scripts, jobs, read, steps

PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")

of_each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def test_there_are_the_two_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["publish.yml", "validate.yml"]


@of_each_workflow
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: *(.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(used) == sum("uses" in step for step in steps(path)) > 0
    assert [use for use in used if not PINNED.fullmatch(use)] == []


def test_an_action_has_one_commit_everywhere() -> None:
    uses = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    names = [use.split("@")[0] for use in uses]
    assert sorted(names) == sorted(set(names))


@of_each_workflow
def test_a_workflow_may_only_read_where_no_job_says_more(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}


def test_only_the_publication_may_write_and_only_what_it_needs() -> None:
    more = {f"{path.stem}.{name}": job["permissions"] for path in WORKFLOWS for name, job in jobs(path).items() if "permissions" in job}
    assert more == {"publish.build": {"contents": "read", "pages": "read"}, "publish.deploy": {"pages": "write", "id-token": "write"}}


@of_each_workflow
def test_no_workflow_runs_with_the_rights_of_the_target_of_a_pull_request(path: Path) -> None:
    # The key of "on" is True: see reading.read.
    triggers = set(read(path)[True])  # type: ignore[index]
    assert triggers <= {"pull_request", "push", "schedule", "workflow_dispatch"}


@of_each_workflow
def test_no_secret_is_used_and_no_token_stays_in_the_folder(path: Path) -> None:
    assert "secrets." not in path.read_text(encoding="utf-8")
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * len(checkouts)


@of_each_workflow
def test_no_script_holds_an_expression_which_whoever_opens_a_pull_request_could_fill(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@of_each_workflow
def test_every_job_and_step_has_a_name_and_every_job_a_limit_of_time(path: Path) -> None:
    assert all(job["name"] and job["timeout-minutes"] <= 60 for job in jobs(path).values())
    names = [step.get("name", "") for step in steps(path)]
    assert all(names)


def test_nothing_of_a_pull_request_is_cached_for_the_publication() -> None:
    publish = next(path for path in WORKFLOWS if path.stem == "publish")
    assert all("cache" not in step.get("with", {}) for step in steps(publish))


def test_the_site_of_a_pull_request_is_kept_for_two_weeks_at_most() -> None:
    uploads = [step for path in WORKFLOWS for step in steps(path) if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert [(step["with"]["path"], step["with"]["retention-days"]) for step in uploads] == [("site", 14)]


def test_each_job_installs_only_what_is_checked_against_a_hash() -> None:
    scripts = [step["run"] for path in WORKFLOWS for step in steps(path) if "run" in step] + gitlab_scripts()
    installs = [line for script in scripts for line in script.splitlines() if "pip install" in line]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line and "--no-deps --no-build-isolation -e ." not in line] == []


# GitLab


def test_gitlab_gets_its_report_also_where_the_check_fails() -> None:
    artifacts = read(GITLAB)["registry"]["artifacts"]
    assert artifacts["when"] == "always"
    report = artifacts["reports"]["codequality"]
    assert f"--format gitlab > {report}" in read(GITLAB)["registry"]["script"][0]
    # What GitLab allows as the name of an artifact.
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_ -]*", artifacts["expose_as"])


def test_gitlab_runs_one_version_of_python_that_the_locks_are_made_for() -> None:
    used = {job["image"] for job in read(GITLAB).values() if isinstance(job, dict) and "image" in job}
    assert used == {"python:3.11"}


# Merging


def test_no_merge_driver_joins_lines_of_tables_by_itself() -> None:
    assert "merge=" not in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_code_owners_name_nobody_who_was_not_asked() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_paths_that_wait_for_an_owner_exist() -> None:
    text = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    paths = re.findall(r"^# (/\S+) +OWNER$", text, flags=re.MULTILINE)
    assert len(paths) >= 5
    assert [path for path in paths if not (ROOT / path.strip("/")).exists()] == []
