"""Whatever the workflows and documents tell a reader or a machine to type can be typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tasks
from generator.cli import parser
from generator.findings import CannotRun
from tests.repository.reading import DOCUMENTS, FORMS, ROOT, document_commands, scripts, shell_commands


def named() -> Iterator[tuple[str, list[str]]]:
    """Every command of a script or document, with the name of its file."""
    for name, texts in scripts().items():
        yield from ((name, words) for text in texts for words in shell_commands(text) if words)
    for path in (*DOCUMENTS, *FORMS, ROOT / "CHANGELOG.md"):
        yield from ((path.name, words) for words in document_commands(path.read_text(encoding="utf-8")))


COMMANDS = [(name, words) for name, words in named() if words[0] == "zones" and len(words) > 1]
TASKS = [(name, words[1]) for name, words in named() if words[0] == "make" and len(words) > 1]
TASKS += [(name, words[2]) for name, words in named() if words[0] in ("python", "py") and words[1:2] == ["tasks.py"]]


@pytest.mark.parametrize(("name", "words"), COMMANDS, ids=[f"{name}: {' '.join(words)}" for name, words in COMMANDS])
def test_a_command_that_is_named_exists_with_its_options(name: str, words: list[str]) -> None:
    try:
        parser().parse_args(words[1:])
    except CannotRun as error:
        pytest.fail(f"{name} says {' '.join(words)!r}: {error}")


@pytest.mark.parametrize(("name", "task"), TASKS)
def test_a_task_that_is_named_exists(name: str, task: str) -> None:
    assert task in tasks.COMMANDS, f"{name} names {task}"


def test_commands_are_found_in_every_place_that_names_some() -> None:
    assert {"validate.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml", "README.md", "README.ko.md"} <= {name for name, _ in COMMANDS}
    assert {"CONTRIBUTING.md", "CONTRIBUTING.ko.md", "pull_request_template.md"} <= {name for name, _ in COMMANDS}
    assert {"publish.yml", "validate.yml", ".gitlab-ci.yml", "README.md", "README.ko.md"} <= {name for name, _ in TASKS}


def test_each_kind_of_check_runs_on_both_hosts() -> None:
    for name in ("validate.yml", ".gitlab-ci.yml"):
        run = {words[1] for place, words in COMMANDS if place == name}
        assert {"validate", "fmt", "diff", "build"} <= run, name
        assert {"test", "check"} <= {task for place, task in TASKS if place == name}, name
