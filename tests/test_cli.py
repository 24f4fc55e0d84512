from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import __version__, cli, serve
from generator.cli import main
from generator.commands import serve as serving
from generator.commands import validate
from generator.findings.catalogue import PARTS, catalogue
from generator.findings.handbook import plain
from tests.conftest import DAY
from tests.processes import hear_ctrl_c
from tests.projects import PROJECT, bytes_of, tiny_project, tiny_registry, without_mkdocs

COMMANDS = ("validate", "build", "serve", "fmt", "diff", "new", "explain")
HANGUL = re.compile("[가-힣]")


class Said(NamedTuple):
    """What a command left behind: its exit code and what it printed."""

    code: int
    out: str
    err: str


Zones = Callable[..., Said]


@pytest.fixture
def zones(capfd: pytest.CaptureFixture[str]) -> Zones:
    """Runs one command in this process and sees that it ends without a traceback."""

    def run(*arguments: str | Path) -> Said:
        code = main([str(argument) for argument in arguments])
        said = Said(code, *capfd.readouterr())
        assert "Traceback" not in said.out + said.err
        return said

    return run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project as the working folder, on a day not long after its records were checked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(validate, "today_in_seoul", lambda: DAY)
    return tiny_project(tmp_path)


def damage(project: Path, old: str = "busan-blockchain,busan,", new: str = "busan-blockchain,buzan,") -> None:
    """Let a key of the tiny registry point nowhere, or change another text of the table."""
    path = project / "registry/data/zone_regions.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def says_both(text: str) -> bool:
    """True where every code is told in Korean and in English, each with what to do."""
    blocks = re.split(r"^\S.*\[[a-z0-9-]+\]$", text, flags=re.MULTILINE)[1:]
    hints = [re.findall(r"^      -> (.+)$", block, flags=re.MULTILINE) for block in blocks]
    return bool(blocks) and all(len(each) == 2 and HANGUL.search(each[0]) and not HANGUL.search(each[1]) for each in hints)


# zones


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("--nonsense",),
        ("validate", "--nonsense"),
        ("validate", "more"),
        ("validate", "--registry"),
        ("validate", "--format", "xml"),
        ("validate", "--lang", "de"),
        ("build", "--as-of"),
        ("serve", "--port", "eighty"),
        ("fmt", "--check=yes"),
        ("explain", "blank-row", "more"),
    ],
)
def test_words_that_are_no_command_are_told_in_both_languages(zones: Zones, arguments: tuple[str, ...]) -> None:
    said = zones(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "[wrong-usage]" in said.err
    assert "명령을 알아들을 수 없습니다" in said.err
    assert "The command cannot be understood" in said.err
    assert says_both(said.err)


def test_the_words_that_were_wrong_and_those_that_are_allowed_are_named(zones: Zones) -> None:
    assert "'nonsense'" in zones("nonsense").err
    assert all(command in zones("nonsense").err for command in COMMANDS)
    assert zones("validate", "--nonsense").err.startswith("zones")
    assert all(name in zones("validate", "--format", "xml").err for name in ("'xml'", "text", "json", "github", "markdown"))


@pytest.mark.parametrize("arguments", [("--help",), *((command, "--help") for command in COMMANDS)], ids=" ".join)
def test_help_tells_every_option_in_both_languages(zones: Zones, arguments: tuple[str, ...]) -> None:
    said = zones(*arguments)
    assert (said.code, said.err) == (0, "")
    told = " ".join(said.out.split())
    for option in re.findall(r" (--[a-z-]+)", told.split("options:")[1]):
        assert option == "--help" or re.search(rf"{option}[^/]*[가-힣][^/]* / ", told)


def test_the_version_is_that_of_the_package(zones: Zones) -> None:
    assert zones("--version") == (0, f"zones {__version__}\n", "")


@pytest.mark.parametrize("arguments", [("explain",), ("--help",)], ids=" ".join)
def test_a_reader_who_goes_away_is_no_error(arguments: tuple[str, ...]) -> None:
    # Python itself complains at its very end where output that it held back cannot be written any more.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = (sys.executable, "-m", "generator.cli", *arguments)
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_korean_is_printed_also_where_the_terminal_stands_on_another_encoding() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = (sys.executable, "-m", "generator.cli", "explain", "blank-row")
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=True)
    assert "빈 줄" in done.stdout.decode("utf-8")


def test_a_folder_whose_name_is_too_long_is_told_in_words(zones: Zones) -> None:
    said = zones("validate", "--registry", "a" * 300)
    assert said.code == 2
    assert says_both(said.err)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    arguments=st.lists(
        st.sampled_from(("validate", "fmt", "explain", "--registry", "nowhere", "--lang", "ko", "--check", "=", "-", "--", "특구"))
    )
)
def test_any_words_end_with_an_exit_code(zones: Zones, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert zones(*arguments).code in (0, 2)


# zones validate


def test_a_clean_registry_ends_with_0(zones: Zones, project: Path) -> None:
    assert zones("validate") == (0, "오류 0건, 경고 0건 / 0 errors, 0 warnings\n", "")


def test_an_error_ends_with_1_and_is_told_at_its_place_in_both_languages(zones: Zones, project: Path) -> None:
    damage(project)
    said = zones("validate")
    assert said.code == 1
    assert "registry/data/zone_regions.csv:2:41: error [dangling-link]\n" in said.out
    assert "표 regions에 'buzan'이(가) 없습니다." in said.out
    assert "Type busan." in said.out
    assert says_both(said.out)


def test_a_warning_ends_with_0_and_with_1_where_it_counts(zones: Zones, project: Path) -> None:
    path = project / "registry/data/sources.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "unused,https://example.org/unused,관보,,none,,2026-11-01,ko,gazette,\n", encoding="utf-8"
    )
    said = zones("validate")
    assert (said.code, "[uncited-source]" in said.out) == (0, True)
    assert zones("validate", "--strict")[:2] == (1, said.out)


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_one_language_is_printed_where_one_is_asked_for(zones: Zones, project: Path, form: str) -> None:
    damage(project)
    korean, english = "표 regions에 'buzan'이(가) 없습니다.", "Table regions has no record 'buzan'."
    for arguments, told in (((), (True, True)), (("--lang", "ko"), (True, False)), (("--lang", "en"), (False, True))):
        said = zones("validate", "--format", form, *arguments)
        assert (said.code, korean in said.out, english in said.out) == (1, *told)


def test_the_forms_of_output_tell_the_same_finding(zones: Zones, project: Path) -> None:
    damage(project)
    found = json.loads(zones("validate", "--format", "json").out)
    assert found["counts"] == {"error": 1, "warning": 0}
    (finding,) = found["findings"]
    place = {
        "path": "registry/data/zone_regions.csv",
        "line": 2,
        "column": 41,
        "table": "zone_regions",
        "field": "region_id",
        "value": "buzan",
    }
    assert place.items() <= finding.items()
    assert "::error file=registry/data/zone_regions.csv,line=2,col=41,title=dangling-link::" in zones("validate", "--format", "github").out
    assert r"| <code>registry/data/zone\_regions.csv:2:41</code> | error `dangling-link` |" in zones("validate", "--format", "markdown").out


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_a_registry_that_cannot_be_read_ends_with_2_in_every_form(zones: Zones, form: str) -> None:
    said = zones("validate", "--registry", "no-such-folder", "--format", form)
    assert (said.code, said.err) == (2, "")
    assert "no-such-folder" in said.out
    assert form != "json" or json.loads(said.out)["findings"][0]["code"] == "registry-missing"


def test_a_checking_changes_nothing(zones: Zones, project: Path) -> None:
    damage(project)
    before = bytes_of(project)
    zones("validate")
    assert bytes_of(project) == before


# zones build


def test_a_build_tells_where_the_site_stands_and_ends_with_0(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_mkdocs(monkeypatch)
    said = zones("build", "--site-dir", "out")
    assert (said.code, said.err) == (0, "")
    assert re.fullmatch(r"out: ko \d+, en \d+ 쪽을 만들었습니다 / pages built\n", said.out)
    assert (project / "out/index.html").read_text(encoding="utf-8") == "the new site"


def test_errors_stop_a_build_with_1_and_warnings_are_not_told(zones: Zones, project: Path) -> None:
    damage(project)
    before = bytes_of(project)
    said = zones("build")
    assert (said.code, said.out) == (1, "")
    assert "[dangling-link]" in said.err
    assert says_both(said.err)
    assert bytes_of(project) == before


@pytest.mark.parametrize(
    "day",
    [
        "",
        "nonsense",
        "2026-13-01",
        "2026-02-30",
        "2026-1-1",
        "20261123",
        "2026-W47-1",
        "2026-11",
        "2026-11-23T00:00",
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_a_day_that_is_none_is_told_with_an_example(zones: Zones, project: Path, day: str) -> None:
    for command in ("build", "serve"):
        said = zones(command, "--as-of", day)
        assert (said.code, said.out) == (2, "")
        assert "2026-11-23 같은 날짜여야 합니다" in said.err
        assert "must be a day like 2026-11-23" in said.err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(day=st.text())
def test_any_text_in_place_of_a_day_ends_with_2(zones: Zones, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert zones("build", f"--as-of={day}").code == 2


@pytest.mark.parametrize("option", ["--site-url", "--repository"])
@pytest.mark.parametrize(
    "address", ["nonsense", "example.org", "javascript:alert(1)", "https://", "http://[", "https://a b.kr", "https://x.kr/\n"]
)
def test_an_address_that_is_none_is_told_with_an_example(zones: Zones, project: Path, option: str, address: str) -> None:
    said = zones("build", f"{option}={address}")
    assert (said.code, said.out) == (2, "")
    assert "https://example.org 같은 주소여야 합니다" in said.err


@pytest.mark.parametrize("day", ["2019-01-01", "2150-12-31"])
def test_a_day_of_the_statuses_may_lie_before_the_days_of_checking_and_far_ahead(
    zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    without_mkdocs(monkeypatch)
    assert zones("build", "--as-of", day).code == 0


def test_a_build_outside_the_project_names_what_is_missing(zones: Zones, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = tiny_registry(tmp_path / "registry")
    monkeypatch.chdir(tmp_path)
    said = zones("build", "--registry", registry)
    assert said.code == 2
    assert said.err.startswith("mkdocs.yml: error [site-source-missing]\n")
    assert says_both(said.err)


def test_ctrl_c_ends_a_build_quietly_and_leaves_the_old_site(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    without_mkdocs(monkeypatch, then=interrupt)
    before = bytes_of(project)
    assert zones("build") == (130, "", "")
    assert bytes_of(project) == before
    assert {path.name for path in project.iterdir()} == {"mkdocs.yml", "mkdocs.en.yml", "registry", "site", "site_src"}


# zones fmt


def test_a_formatting_mends_what_it_can_and_names_every_file(zones: Zones, project: Path) -> None:
    path = project / "registry/data/terms.csv"
    canonical = path.read_bytes()
    header, *rows = canonical.decode().splitlines()
    path.write_bytes("\r\n".join([header, *reversed(rows)]).encode("cp949"))
    said = "고쳤습니다: 글자 부호 CP949→UTF-8, 줄 끝 CRLF→LF, 마지막 줄바꿈, 줄 순서"
    both = f"{said} / mended: encoding CP949 → UTF-8, line ends CRLF → LF, newline at the end, order of rows"
    assert zones("fmt") == (0, f"registry/data/terms.csv: {both}\n", "")
    assert path.read_bytes() == canonical
    assert zones("fmt") == (0, "", "")
    assert not list(path.parent.glob(".*"))


def test_a_check_of_the_form_ends_with_1_prints_the_difference_and_changes_nothing(zones: Zones, project: Path) -> None:
    damage(project, "busan-blockchain,busan,", "busan-blockchain, busan,")
    before = bytes_of(project)
    said = zones("fmt", "--check")
    assert said.code == 1
    assert "--- registry/data/zone_regions.csv\n+++ registry/data/zone_regions.csv (zones fmt)\n@@ -2 +2 @@\n" in said.out
    assert re.search(r"^-.*blockchain, busan,.*\n\+.*blockchain,busan,", said.out, flags=re.MULTILINE)
    assert bytes_of(project) == before


@pytest.mark.parametrize(
    ("encoding", "newline", "said"),
    [
        ("utf-8-sig", "\n", "고칠 것: 바이트 순서 표식(BOM) / to mend: byte-order mark"),
        ("cp949", "\n", "고칠 것: 글자 부호 CP949→UTF-8 / to mend: encoding CP949 → UTF-8"),
        ("utf-8", "\r\n", "고칠 것: 줄 끝 CRLF→LF / to mend: line ends CRLF → LF"),
    ],
)
def test_a_difference_that_no_line_shows_is_told_in_words(zones: Zones, project: Path, encoding: str, newline: str, said: str) -> None:
    path = project / "registry/data/terms.csv"
    path.write_bytes(path.read_bytes().decode().replace("\n", newline).encode(encoding))
    assert zones("fmt", "--check") == (1, f"registry/data/terms.csv: {said}\n", "")


def test_a_difference_that_lines_hardly_show_is_told_in_words_before_them(zones: Zones, project: Path) -> None:
    damage(project, "busan-blockchain,busan,", "busan-blockchain,busan\u200b,")
    said = zones("fmt", "--check")
    assert (said.code, said.err) == (1, "")
    words, old, new, place, *lines = said.out.splitlines()
    assert words == "registry/data/zone_regions.csv: 고칠 것: 폭 없는 문자 1칸 / to mend: zero-width characters in 1 cell"
    assert (old, new, place) == ("--- registry/data/zone_regions.csv", "+++ registry/data/zone_regions.csv (zones fmt)", "@@ -2 +2 @@")
    assert [line[0] for line in lines] == ["-", "+"]


def test_a_table_that_cannot_be_mended_is_named_with_the_reason_and_the_others_are_mended(zones: Zones, project: Path) -> None:
    terms, laws = (project / "registry/data" / name for name in ("terms.csv", "laws.csv"))
    terms.write_text(terms.read_text(encoding="utf-8") + 'x,"말\n', encoding="utf-8")
    laws.write_bytes(laws.read_bytes().replace(b"\n", b"\r\n"))
    broken = terms.read_bytes()
    said = zones("fmt")
    assert (said.code, said.err) == (1, "")
    reason = "4째 줄의 따옴표가 짝이 맞지 않음 / quotes on line 4 do not pair"
    assert f"registry/data/terms.csv: 고치지 않았습니다 / left as it is: {reason}\n" in said.out
    assert "registry/data/laws.csv: 고쳤습니다: 줄 끝 CRLF→LF / mended: line ends CRLF → LF\n" in said.out
    assert (terms.read_bytes(), b"\r" in laws.read_bytes()) == (broken, False)


def test_a_table_that_cannot_be_written_stays_whole_and_is_told(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(project, "busan-blockchain,busan,", "busan-blockchain, busan,")
    before = bytes_of(project)

    def opened_in_excel(source: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(os, "replace", opened_in_excel)
    said = zones("fmt")
    assert said.code == 2
    assert said.err.startswith(f"{Path('registry/data/zone_regions.csv')}: error [file-not-writable]\n")
    assert "Permission denied" in said.err
    assert says_both(said.err)
    assert bytes_of(project) == before


def test_a_formatting_of_no_registry_ends_with_2(zones: Zones) -> None:
    said = zones("fmt", "--registry", "no-such-folder")
    assert (said.code, said.out, "[registry-missing]" in said.err) == (2, "", True)


# zones explain


@pytest.mark.parametrize("code", catalogue())
def test_every_code_is_explained_in_both_languages_or_one(zones: Zones, code: str) -> None:
    entry = catalogue()[code]
    both = zones("explain", code)
    assert (both.code, both.err) == (0, "")
    for language in ("ko", "en"):
        one = zones("explain", code, "--lang", language)
        assert (one.code, one.err) == (0, "")
        words = "\n".join(plain(entry.text(part, language)) for part in PARTS)
        assert one.out.startswith(f"{code} ({entry.severity})\n\n{words}\n")
        assert one.out.partition("\n\n")[2] in both.out


def test_without_a_code_all_are_listed(zones: Zones) -> None:
    said = zones("explain")
    assert [line.split()[0] for line in said.out.splitlines()] == list(catalogue())
    assert not HANGUL.search(zones("explain", "--lang", "en").out)


def test_an_unknown_code_ends_with_2_and_the_nearest_is_offered(zones: Zones) -> None:
    said = zones("explain", "blank-rwo")
    assert (said.code, said.out) == (2, "")
    assert "[unknown-code]" in said.err
    assert "가장 가까운 코드: blank-row" in said.err
    assert "Nearest: blank-row" in said.err
    assert zones("explain", "특구").code == 2


# zones serve


@pytest.mark.parametrize("port", ["-1", "65536", "99999999999"])
def test_a_port_that_is_none_is_told_before_anything_is_built(zones: Zones, project: Path, port: str) -> None:
    before = bytes_of(project)
    said = zones("serve", "--port", port)
    assert (said.code, said.out) == (2, "")
    assert "[port-in-use]" in said.err
    assert says_both(said.err)
    assert bytes_of(project) == before


def test_a_port_in_use_is_told_before_anything_is_built(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_mkdocs(monkeypatch)
    before = bytes_of(project)
    with serve.server(project, 0) as other:
        said = zones("serve", "--port", str(other.server_port))
        assert (said.code, said.out) == (2, "")
        assert f"포트 {other.server_port}에서 열 수 없습니다" in said.err
        assert f"Cannot listen on port {other.server_port}" in said.err
        assert "Errno" not in said.err
        assert bytes_of(project) == before


def test_a_registry_with_errors_is_not_served(zones: Zones, project: Path) -> None:
    damage(project)
    said = zones("serve", "--port", "0")
    assert (said.code, said.out, "[dangling-link]" in said.err) == (1, "", True)


def test_ctrl_c_waits_for_a_build_under_way_and_ends_quietly(zones: Zones, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_mkdocs(monkeypatch)
    building, ended = threading.Event(), threading.Event()

    def slow_build(*_: object, **__: object) -> None:
        building.set()
        threading.Event().wait(0.3)
        ended.set()

    class Interrupted(serve._Server):
        def serve_forever(self, poll_interval: float = 0.5) -> None:
            os.utime(project / "mkdocs.yml", ns=(1, 1))
            assert building.wait(60)
            raise KeyboardInterrupt

    monkeypatch.setattr(serve, "_POLL_SECONDS", 0.02)
    monkeypatch.setattr(serve, "_Server", Interrupted)
    monkeypatch.setattr(serving, "rebuild", slow_build)
    said = zones("serve", "--port", "0")
    assert (said.code, said.err, ended.is_set()) == (130, "", True)
    assert re.search(r"^http://127\.0\.0\.1:\d+/ \(Ctrl\+C: 끝냄 / stop\)$", said.out, flags=re.MULTILINE)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C another way")
def test_a_served_site_follows_changes_survives_mistakes_and_ends_with_ctrl_c(project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}
    command = (sys.executable, "-m", "generator.cli", "serve", "--port", "0")
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    ) as running:
        assert running.stdout
        # Whatever goes wrong, reading its output comes to an end.
        watchdog = threading.Timer(300, os.killpg, (running.pid, signal.SIGKILL))
        watchdog.start()
        try:
            said = [running.stdout.readline(), running.stdout.readline()]
            port = re.search(r"127\.0\.0\.1:(\d+)/", said[1])
            assert port, [*said, running.stdout.read()]

            def page() -> str:
                connection = http.client.HTTPConnection("127.0.0.1", int(port[1]), timeout=60)
                connection.request("GET", "/en/about/")
                return connection.getresponse().read().decode("utf-8")

            about = project / "site_src/en/about.md"
            sound = about.read_text(encoding="utf-8")
            assert "A sentence of this test" not in page()
            about.write_text(f"{sound}\n{{{{ nonsense }}}}\n", encoding="utf-8")
            said += [running.stdout.readline() for _ in range(6)]
            assert said[2].startswith("site_src/en/about.md:"), said
            about.write_text(f"{sound}\nA sentence of this test.\n", encoding="utf-8")
            said.append(running.stdout.readline())
            assert "pages built" in said[-1], said
            assert "A sentence of this test" in page()
        finally:
            os.killpg(running.pid, signal.SIGINT)
            rest = running.stdout.read()
            watchdog.cancel()
    assert (running.returncode, rest) == (130, "")
    assert not list(project.glob(".*"))


def test_the_build_after_a_change_is_given_every_option(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command))
    given_options = [
        "--registry",
        "r",
        "--site-dir",
        "s",
        "--as-of",
        "2026-11-23",
        "--site-url",
        "https://x.kr/y",
        "--repository",
        "https://z.kr",
        "--edit-uri",
        "edit/master/",
    ]
    parser = cli.parser()
    serving.rebuild(parser.parse_args(["serve", *given_options]))
    serving.rebuild(parser.parse_args(["serve"]))
    built = [parser.parse_args(command[3:]) for command in commands]
    wanted = [parser.parse_args(["build", *given_options]), parser.parse_args(["build"])]
    assert [vars(options) for options in built] == [vars(options) for options in wanted]
