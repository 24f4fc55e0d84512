"""Whatever is wrong with what a build is given: one sentence says where and what to do, and the old site stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import jinja2
import pytest

from generator import site
from generator.cli import main
from generator.findings import CannotRun, Finding
from tests.conftest import DAY
from tests.projects import bytes_of, old_site, tiny_project, tiny_registry, without_mkdocs

TEMPLATES = Path(site.__file__).parent / "pages/templates"


class Said(NamedTuple):
    """What a command left behind: its exit code, and first lines of what it says by place and code."""

    code: int
    places: list[str]
    text: str


Zones = Callable[..., Said]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project with an old site as the working folder, in a folder of its own."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return tiny_project(folder)


@pytest.fixture
def zones(project: Path, capfd: pytest.CaptureFixture[str]) -> Zones:
    """Runs a command that fails, and sees that it says so well and leaves everything as it was."""

    def run(*arguments: str) -> Said:
        names, before = set(project.parent.rglob("*")), bytes_of(project.parent)
        code = main(arguments)
        text = "".join(capfd.readouterr())
        assert code in (1, 2)
        assert "Traceback" not in text
        assert bytes_of(project.parent) == before
        assert set(project.parent.rglob("*")) == names
        places = [line for line in text.splitlines() if line.endswith("]")]
        # What to do, in both languages.
        assert text.count("\n      -> ") == len(places) * 2 > 0
        return Said(code, places, text)

    return run


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that the file is known to hold."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(path: Path, text: str) -> int:
    """Add a last line to a file and return its number."""
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


# The registry. Checks and builds say the same.


def both_commands(zones: Zones, code: int, *places: str) -> None:
    for command in ("validate", "build"):
        said = zones(command)
        assert (said.code, said.places) == (code, [*places])


def test_a_registry_that_is_missing(zones: Zones, project: Path) -> None:
    shutil.rmtree(project / "registry")
    both_commands(zones, 2, "registry: error [registry-missing]")


def test_a_registry_that_is_empty(zones: Zones, project: Path) -> None:
    shutil.rmtree(project / "registry")
    (project / "registry").mkdir()
    both_commands(zones, 2, "registry/datapackage.yaml: error [descriptor-missing]")


def test_a_file_in_place_of_the_registry(zones: Zones, project: Path) -> None:
    shutil.rmtree(project / "registry")
    (project / "registry").write_text("id\n", encoding="utf-8")
    both_commands(zones, 2, "registry: error [registry-missing]")


def test_a_descriptor_that_is_no_yaml(zones: Zones, project: Path) -> None:
    line = add(project / "registry/datapackage.yaml", "\tname: tab")
    both_commands(zones, 2, f"registry/datapackage.yaml:{line}:1: error [not-yaml]")


def test_a_schema_that_is_no_yaml(zones: Zones, project: Path) -> None:
    line = add(project / "registry/schemas/zones.yaml", "\tname: tab")
    both_commands(zones, 2, f"registry/schemas/zones.yaml:{line}:1: error [not-yaml]")


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "data/../../secret.csv"])
def test_a_descriptor_that_names_a_file_outside_its_folder(zones: Zones, project: Path, path: str) -> None:
    (project / "secret.csv").write_text("secret\n", encoding="utf-8")
    replace(project / "registry/datapackage.yaml", "data/regions.csv", path)
    both_commands(zones, 2, "registry/datapackage.yaml: error [path-outside-registry]")
    assert path in zones("validate").text


@pytest.mark.parametrize("name", ["../../outside", "a/b", "..", "a.b", "C:", "con*"])
def test_a_table_whose_name_would_lead_out_of_the_site(zones: Zones, project: Path, name: str) -> None:
    replace(project / "registry/datapackage.yaml", 'name: "doubts"', f'name: "{name}"')
    both_commands(zones, 2, "registry/datapackage.yaml: error [descriptor-incomplete]")


def test_a_table_that_is_a_link_to_a_file_outside_its_folder(zones: Zones, project: Path) -> None:
    (project / "secret.csv").write_text("secret\n", encoding="utf-8")
    (project / "registry/data/doubts.csv").unlink()
    (project / "registry/data/doubts.csv").symlink_to(project / "secret.csv")
    both_commands(zones, 1, "registry/data/doubts.csv: error [file-is-link]")


def test_a_table_that_is_missing(zones: Zones, project: Path) -> None:
    (project / "registry/data/doubts.csv").unlink()
    both_commands(zones, 1, "registry/data/doubts.csv: error [table-file-missing]")


def test_a_folder_in_place_of_a_table(zones: Zones, project: Path) -> None:
    (project / "registry/data/doubts.csv").unlink()
    (project / "registry/data/doubts.csv").mkdir()
    both_commands(zones, 1, "registry/data/doubts.csv: error [file-unreadable]")


def test_bytes_that_are_no_utf_8(zones: Zones, project: Path) -> None:
    path = project / "registry/data/regions.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp949"))
    both_commands(zones, 1, "registry/data/regions.csv:2:13: error [not-utf-8]")
    assert "cp949" in zones("validate").text


def test_a_broken_row(zones: Zones, project: Path) -> None:
    line = add(project / "registry/data/terms.csv", "urgent,긴급")
    both_commands(zones, 1, f"registry/data/terms.csv:{line}:10: error [ragged-row]")


def test_a_quote_that_is_never_closed(zones: Zones, project: Path) -> None:
    line = add(project / "registry/data/terms.csv", 'urgent,"긴급,Urgent,,,source,2026-11-23')
    both_commands(zones, 1, f"registry/data/terms.csv:{line}:8: error [unclosed-quote]")


def test_a_key_that_points_nowhere(zones: Zones, project: Path) -> None:
    replace(project / "registry/data/zone_regions.csv", ",busan-blockchain,busan,", ",busan-blockchain,buzan,")
    both_commands(zones, 1, "registry/data/zone_regions.csv:2:41: error [dangling-link]")
    assert "busan" in zones("validate").text


# What the project gives


def test_a_build_without_its_sources(zones: Zones, project: Path) -> None:
    for name in ("mkdocs.en.yml", "site_src/en", "site_src/overrides", "site_src/assets"):
        (project / name).rename(project / "kept")
        said = zones("build")
        assert (said.code, said.places) == (2, [f"{name}: error [site-source-missing]"])
        (project / "kept").rename(project / name)


def test_a_theme_override_with_a_syntax_error(zones: Zones, project: Path) -> None:
    line = add(project / "site_src/overrides/main.html", "{% block more %}{{ nonsense( }}")
    said = zones("build")
    assert (said.code, said.places) == (2, [f"site_src/overrides/main.html:{line}: error [mkdocs-failed]"])
    assert "MkDocs가 멈췄습니다: jinja2.exceptions.TemplateSyntaxError: unexpected '}'" in said.text
    assert "있던 사이트는 그대로입니다." in said.text
    assert "The site that was there is untouched." in said.text


@pytest.mark.parametrize(
    ("page", "words", "reason"),
    [
        ("site_src/en/about.md", "{{ nonsense }}", "'nonsense' is undefined"),
        ("site_src/en/about.md", "{{ nonsense( }}", "unexpected '}', expected ')'"),
        ("site_src/ko/guide/first.md", "{% include 'nonsense.md.j2' %}", "nonsense.md.j2"),
        ("site_src/ko/guide/first.md", "{{ t('no.such.words') }}", "KeyError: 'no'"),
        ("site_src/ko/guide/first.md", "{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
)
def test_a_hand_written_page_with_a_mistake(zones: Zones, project: Path, page: str, words: str, reason: str) -> None:
    (project / "site_src/ko/guide").mkdir()
    (project / "site_src/ko/guide/first.md").write_text("# 첫걸음\n", encoding="utf-8")
    line = add(project / page, words)
    said = zones("build")
    assert (said.code, said.places) == (2, [f"{page}:{line}: error [template-failed]"])
    assert reason in said.text


@pytest.mark.parametrize("words", ["{{ nonsense }}", "{{ nonsense( }}", "{{ t('no.such.words') }}", "{% extends 'nonsense.md.j2' %}"])
def test_a_page_template_with_a_mistake(zones: Zones, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    templates = Path(shutil.copytree(TEMPLATES, project / "templates"))
    monkeypatch.setattr(jinja2, "PackageLoader", lambda *_: jinja2.FileSystemLoader(templates))
    line = add(templates / "zone.md.j2", words)
    said = zones("build")
    assert (said.code, said.places) == (2, [f"templates/zone.md.j2:{line}: error [template-failed]"])


def test_a_page_template_that_is_missing(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Path(shutil.copytree(TEMPLATES, project / "templates"))
    monkeypatch.setattr(jinja2, "PackageLoader", lambda *_: jinja2.FileSystemLoader(templates))
    (templates / "zone.md.j2").unlink()
    said = zones("build")
    assert (said.code, said.places) == (2, ["generator/pages/templates/zone.md.j2: error [template-failed]"])


def test_a_hand_written_page_that_is_no_utf_8(zones: Zones, project: Path) -> None:
    page = project / "site_src/ko/about.md"
    page.write_bytes(page.read_bytes() + "특구".encode("cp949"))
    said = zones("build")
    assert (said.code, said.places) == (2, [f"site_src/ko/about.md:{page.read_bytes().count(10) + 1}: error [template-failed]"])
    assert "UTF-8" in said.text


def test_a_folder_in_place_of_a_hand_written_page(zones: Zones, project: Path) -> None:
    (project / "site_src/ko/about.md").unlink()
    (project / "site_src/ko/about.md").mkdir()
    said = zones("build")
    assert (said.code, said.places) == (2, ["site_src/ko/about.md: error [file-unreadable]"])


def test_a_broken_link_in_a_hand_written_page(zones: Zones, project: Path) -> None:
    first = add(project / "site_src/ko/about.md", "[특구](../zones/nowhere/), [글](gone.md)")
    second = add(project / "site_src/en/contribute.md", "The [columns](data/index.md#nowhere)")
    said = zones("build")
    assert said.code == 2
    assert sorted(said.places) == [
        f"site_src/en/contribute.md:{second}: error [broken-link]",
        *[f"site_src/ko/about.md:{first}: error [broken-link]"] * 2,
    ]
    assert "site_src/ko/about.md의 링크 ../zones/nowhere/이(가) 가리키는 곳이 없습니다." in said.text
    assert "The link gone.md on site_src/ko/about.md leads to nothing." in said.text


def test_a_broken_link_of_a_page_template_is_told_with_its_page(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_mkdocs(monkeypatch)
    monkeypatch.setattr(site, "broken_links", lambda folder, base: [site.BrokenLink("zones/busan-blockchain/index.html", "../gone/")])
    with pytest.raises(CannotRun) as stopped:
        site.build(site.Plan(project / "registry", project / "site", DAY, project))
    assert stopped.value.findings == (Finding("broken-link", "zones/busan-blockchain/index.html", value="../gone/"),)


# MkDocs


def test_mkdocs_that_fails_for_one_edition_alone(zones: Zones, project: Path) -> None:
    line = add(project / "mkdocs.en.yml", "nonsense: [1")
    said = zones("build")
    assert (said.code, said.places) == (2, [f"mkdocs.en.yml:{line + 1}: error [mkdocs-failed]"])
    assert "expected" in said.text


def test_a_page_of_the_navigation_that_does_not_exist(zones: Zones, project: Path) -> None:
    replace(project / "mkdocs.en.yml", "about.md", "abuot.md")
    lines = (project / "mkdocs.en.yml").read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, start=1) if "abuot.md" in text]
    said = zones("build")
    assert (said.code, said.places) == (2, [f"mkdocs.en.yml:{line}: error [mkdocs-failed]"])
    assert "'abuot.md' is included in the 'nav' configuration, which is not found in the documentation files." in said.text


@pytest.mark.parametrize(
    ("output", "path", "line", "reason"),
    [
        ("", "mkdocs.en.yml", 0, "no output"),
        ("/usr/bin/python: No module named mkdocs\n", "mkdocs.en.yml", 0, "/usr/bin/python: No module named mkdocs"),
        (
            "INFO    -  Cleaning\nOSError: [Errno 28] No space left on device\n",
            "mkdocs.en.yml",
            0,
            "OSError: [Errno 28] No space left on device",
        ),
        (
            "ERROR   -  Config value 'custom_dir': nonsense.\n\nAborted with a configuration error!\n",
            "mkdocs.yml",
            11,
            "Config value 'custom_dir': nonsense",
        ),
        (
            "WARNING -  Config value 'plugins': one\nWARNING -  two.\n\nAborted with 2 configuration warnings in 'strict' mode!\n",
            "mkdocs.yml",
            17,
            "Config value 'plugins': one; two",
        ),
        (
            'Traceback (most recent call last):\n  File "/x/build.py", line 3, in f\n  File "/x/main.html", line 7, in x\nKeyError: 1\n',
            "/x/main.html",
            7,
            "KeyError: 1",
        ),
    ],
)
def test_what_mkdocs_says_becomes_a_place_and_a_reason(project: Path, output: str, path: str, line: int, reason: str) -> None:
    plan = site.Plan(project / "registry", project / "site", DAY, project)
    found = site._mkdocs_finding(plan, "mkdocs.en.yml", output)
    assert (found.code, found.path, found.line, found.details["reason"]) == ("mkdocs-failed", path, line, reason)


def test_ctrl_c_ends_the_runs_of_mkdocs_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Run:
        ended: list[str]

        def __init__(self, *_: object, **__: object) -> None:
            self.ended = []
            runs.append(self)

        def communicate(self) -> None:
            raise KeyboardInterrupt

        def kill(self) -> None:
            self.ended.append("killed")

        def wait(self) -> None:
            self.ended.append("gone")

    runs: list[Run] = []
    monkeypatch.setattr(site, "_write_edition", lambda *_: 1)
    monkeypatch.setattr(subprocess, "Popen", Run)
    with pytest.raises(KeyboardInterrupt):
        site.build(site.Plan(project / "registry", project / "site", DAY, project))
    assert [run.ended for run in runs] == [["killed", "gone"]] * 2
    assert not list(project.glob(".*"))


# The folder of the site


def test_a_file_in_place_of_the_site(zones: Zones, project: Path) -> None:
    (project / "out").write_text("mine", encoding="utf-8")
    for folder in ("out", "out/site", "out/deeper/site"):
        said = zones("build", "--site-dir", folder)
        assert (said.code, said.places) == (2, [f"{folder}: error [site-not-writable]"])
        assert "Not a directory" in said.text


def test_a_place_where_nobody_can_write(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    said = zones("build")
    assert (said.code, said.places) == (2, ["site: error [site-not-writable]"])
    assert "Permission denied" in said.text


def test_a_disk_that_is_full_in_the_middle(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    without_mkdocs(monkeypatch, then=full)
    said = zones("build")
    assert (said.code, said.places) == (2, ["site: error [site-not-writable]"])
    assert "No space left on device" in said.text


@pytest.mark.parametrize("failure", [OSError(16, "Device or resource busy"), KeyboardInterrupt()])
def test_a_swap_that_fails_brings_the_old_site_back(project: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    without_mkdocs(monkeypatch)
    before, move = bytes_of(project), os.replace

    def replace(source: Path, target: Path) -> None:
        if target == project / "site" and source.name == "ko":
            raise failure
        move(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert main(["build"]) == (130 if isinstance(failure, KeyboardInterrupt) else 2)
    assert bytes_of(project) == before
    assert not list(project.glob(".*"))


@pytest.mark.parametrize("folder", [".", "..", "../project", "site_src", "registry", "site_src/ko/new", "registry/new", "/"])
def test_a_folder_that_holds_the_sources_or_lies_in_them(zones: Zones, project: Path, folder: str) -> None:
    said = zones("build", "--site-dir", folder)
    assert said.code == 2
    assert said.places[0] in (f"{folder}: error [site-dir-holds-sources]", f"{folder}: error [site-dir-no-site]")
    assert "아무것도 바꾸지 않았습니다." in said.text
    assert "Nothing was changed." in said.text


def test_a_registry_inside_the_site(zones: Zones, project: Path) -> None:
    tiny_registry(project / "site/registry")
    said = zones("build", "--registry", "site/registry")
    assert (said.code, said.places) == (2, ["site: error [site-dir-holds-sources]"])


@pytest.mark.parametrize(
    "names", [["photo.jpg"], [".git/HEAD"], ["index.html"], ["index.html", "en/index.html"], ["data/datapackage.json"]]
)
def test_a_folder_of_somebody_else(zones: Zones, project: Path, names: list[str]) -> None:
    for name in names:
        (project / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "out" / name).write_text("mine", encoding="utf-8")
    said = zones("build", "--site-dir", "out")
    assert (said.code, said.places) == (2, ["out: error [site-dir-no-site]"])
    assert names[0].split("/")[0] in said.text or "en" in said.text


def test_a_site_in_which_somebody_keeps_a_repository(zones: Zones, project: Path) -> None:
    (project / "site/.git").mkdir()
    (project / "site/.git/HEAD").write_text("ref: refs/heads/gh-pages", encoding="utf-8")
    said = zones("build")
    assert (said.code, said.places) == (2, ["site: error [site-dir-no-site]"])
    assert ".git" in said.text


def test_links_that_lead_in_a_circle(zones: Zones, project: Path) -> None:
    (project / "loop").symlink_to("loop")
    for folder in ("loop", "loop/site"):
        said = zones("build", "--site-dir", folder)
        assert (said.code, said.places) == (2, [f"{folder}: error [site-not-writable]"])


# What goes well


@pytest.mark.parametrize("folder", ["site", "empty", "new/deeper/site"])
def test_an_old_site_an_empty_and_a_new_folder_are_taken(project: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    without_mkdocs(monkeypatch)
    if folder == "empty":
        (project / "empty").mkdir()
        (project / "empty/.DS_Store").write_bytes(b"\0")
    for _ in range(2):
        assert main(["build", "--site-dir", folder]) == 0
        assert (project / folder / "index.html").read_text(encoding="utf-8") == "the new site"
        assert not list(project.rglob(".*"))


@pytest.mark.parametrize("there", [True, False])
def test_a_link_to_the_folder_of_the_site_stays_and_is_followed(project: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    without_mkdocs(monkeypatch)
    target = project.parent / "www/site"
    target.parent.mkdir()
    if there:
        old_site(target)
    (project / "link").symlink_to("../www/site")
    assert main(["build", "--site-dir", "link"]) == 0
    assert (project / "link").is_symlink()
    assert (target / "index.html").read_text(encoding="utf-8") == "the new site"
    assert [path.name for path in target.parent.iterdir()] == ["site"]
