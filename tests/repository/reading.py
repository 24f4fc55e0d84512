"""What the files of the repository say: workflows and forms as data, and the commands that scripts and documents name."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PULL_REQUEST = ROOT / ".github/pull_request_template.md"
GITLAB = ROOT / ".gitlab-ci.yml"
DOCUMENTS = [*(ROOT / name for name in ("README.md", "README.ko.md", "CONTRIBUTING.md", "CONTRIBUTING.ko.md")), PULL_REQUEST]

_STARTS = {"do", "then", "else", "elif", "if", "while", "!", "{"}
_ONLY_IF_SET = re.compile(r"\$\{\w+:\+([^}]*)\}")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def read(path: Path) -> dict[str, Any]:
    """A YAML file as data. ``on:`` of a workflow is the key True, since YAML 1.1 takes the word for it."""
    result = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(result, dict)
    return result


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow."""
    return dict(read(path)["jobs"])


def steps(path: Path) -> list[dict[str, Any]]:
    """All steps of a workflow."""
    return [step for job in jobs(path).values() for step in job["steps"]]


def gitlab_scripts() -> list[str]:
    """Every script of the GitLab file, as one text a job."""
    found = [job for job in read(GITLAB).values() if isinstance(job, dict)]
    return ["\n".join([*job.get("before_script", []), *job.get("script", [])]) for job in found]


def scripts() -> dict[str, list[str]]:
    """The shell scripts of the repository's workflows, GitLab file and commit hooks, by file."""
    result = {path.name: [step["run"] for step in steps(path) if "run" in step] for path in WORKFLOWS}
    result[GITLAB.name] = gitlab_scripts()
    hooks = ROOT / ".pre-commit-config.yaml"
    result[hooks.name] = [hook["entry"] for source in read(hooks)["repos"] for hook in source["hooks"]]
    return result


def shell_commands(script: str) -> Iterator[list[str]]:
    """The simple commands of a shell script, each as its words; an option in ``${NAME:+...}`` counts as given."""
    for line in _ONLY_IF_SET.sub(r"\1", script.replace("\\\n", " ")).splitlines():
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words: list[str] = []
        target_follows = False
        for word in lexer:
            if set(word) <= set("<>"):
                target_follows = True
            elif set(word) <= set("();|&") or (word in _STARTS and not words):
                yield words
                words = []
            elif target_follows:
                target_follows = False
            else:
                words.append(word)
        yield words


def document_commands(text: str) -> Iterator[list[str]]:
    """The commands that a document shows: those in its blocks of code, and those in its lines between backticks.

    In a block two spaces, or a parenthesis, end the command and begin its explanation. Of ``ko|en`` the first is taken.
    """
    shown = [line for block in _FENCE.findall(text) for line in block.splitlines()[1:-1]]
    shown = [re.split(r"  | \(|;| # ", line.strip())[0] for line in shown]
    shown += re.findall("`([^`]+)`", " ".join(_FENCE.sub("", text).split()))
    for command in shown:
        words = [word.split("|")[0].strip("[]") for word in command.replace("\\", "/").split()]
        if words:
            yield [words[0].removeprefix(".venv/bin/").removeprefix(".venv/Scripts/"), *words[1:]]
