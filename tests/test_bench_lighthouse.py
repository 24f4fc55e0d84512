from __future__ import annotations

import gzip
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from bench.lighthouse import __main__ as lighthouse
from bench.lighthouse import auditing
from bench.lighthouse.auditing import CATEGORIES, Report, read
from bench.lighthouse.server import serve
from bench.search.pages import NotToBeHadError
from tests.site.conftest import PROJECT, REGISTRY


def report(**scores: float | None) -> dict[str, Any]:
    """A report in which each named audit has a score, all in the first category; hints have no weight."""
    names = {name.replace("_", "-"): score for name, score in scores.items()}
    audits = {name: {"title": f"About {name}", "score": score, "displayValue": "1.2\u00a0s"} for name, score in names.items()}
    audits |= {name: {"title": name, "score": 1, "displayValue": "0"} for name in auditing._TIMES if name not in audits}
    refs = [{"id": name, "weight": 0 if name.endswith("hint") else 1} for name in names]
    categories = {name: {"score": 0.97, "auditRefs": refs if name == "performance" else []} for name in CATEGORIES}
    return {"audits": audits, "categories": categories}


def test_a_report_tells_scores_times_and_what_was_not_passed() -> None:
    given = report(first_contentful_paint=0.95, image_alt=0, some_hint=0, not_applicable=None)
    given["audits"]["image-alt"]["details"] = {"items": [{"node": {"selector": "main > img"}}]}
    found = read(given)
    assert found.scores == dict.fromkeys(CATEGORIES, 97)
    assert found.measured == ("1.2 s", "0", "0", "0")
    assert found.failed == ("About image-alt: main > img",)


def test_the_server_packs_what_it_sends_and_lets_assets_be_kept(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "index.html").write_text("처음", encoding="utf-8")
    with serve(tmp_path) as address:
        for path, text, kept in (("", "처음", "no-cache"), ("assets/a.css", "a {}", "public, max-age=31536000")):
            with urllib.request.urlopen(address + path) as answer:
                assert gzip.decompress(answer.read()).decode() == text
                assert (answer.headers["Content-Encoding"], answer.headers["Cache-Control"]) == ("gzip", kept)


def test_the_pages_that_are_audited_are_there() -> None:
    for path in lighthouse.PAGES.values():
        kind, _, record = path.removeprefix("en/").strip("/").partition("/")
        if record:
            assert f"\n{record}," in (REGISTRY / "data" / f"{kind}.csv").read_text(encoding="utf-8")


def test_the_lock_file_tells_hashes_and_no_addresses() -> None:
    for folder in ("bench/lighthouse", "bench/search", "tests/html"):
        wanted = json.loads((PROJECT / folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
        packages = json.loads((PROJECT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert packages.pop("")["dependencies"] == wanted
        assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages.values())


@pytest.mark.parametrize("can", [True, False])
def test_a_table_is_printed_or_why_there_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], can: bool) -> None:
    def install(folder: Path) -> None:
        if not can:
            raise NotToBeHadError("npm is not installed")

    scores = dict.fromkeys(CATEGORIES, 100) | {"seo": 92}
    monkeypatch.setattr(lighthouse, "build", lambda plan: plan.site_dir.mkdir())
    monkeypatch.setattr(lighthouse, "install", install)
    monkeypatch.setattr(
        lighthouse, "audit", lambda folder, address: Report(scores, ("1.2 s", "1.3 s", "0 ms", "0"), ("Links have no words: a",))
    )
    monkeypatch.setattr(lighthouse, "PAGES", {"home": ""})
    assert lighthouse.main() == 0
    said = capsys.readouterr()
    if can:
        lines = said.out.splitlines()
        assert lines[1].split() == ["home", "100", "100", "100", "92", "1.2", "s,", "1.3", "s,", "0", "ms,", "0"]
        assert lines[2:] == ["home: Links have no words: a"]
    else:
        assert (said.out, said.err) == ("", "Lighthouse cannot be had, and is left out: npm is not installed\n")
