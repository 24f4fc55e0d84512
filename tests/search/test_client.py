"""How the page loads the index: part by part, again after a failure, in a worker or without one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.search import files, index_files
from tests.records import edition_of, row
from tests.search.modules import MODULES, run

RECORDS = {
    "regions": [row("busan", name_ko="부산광역시", name_en="Busan")],
    "organisations": [row(f"o{number}", name_ko=f"회사 {number}", name_en="", kind="company") for number in range(30)],
    "terms": [row("t", term_ko="용어", term_en="term", definition_ko="벙커링", definition_en="bunkering")],
}
ASK = """
import { openIndex } from "./search/loader.js";

export default async function ask({ files, steps, failing }) {
  const asked = [];
  let broken = new Set(failing);
  const index = openIndex("http://host.example/en/", async (address) => {
    asked.push(address.pathname);
    const name = address.pathname.split("/").at(-1);
    if (broken.has(name)) throw new Error(`no ${name}`);
    return files[name];
  });
  const told = [];
  for (const [call, ...parameters] of steps) {
    if (call === "mend") broken = new Set();
    else {
      const ids = (answer) => (answer ? answer.results.map(({ id }) => id) : "done");
      told.push(await index[call](...parameters).then(ids, (error) => error.message));
    }
  }
  return { asked, told };
}
"""


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The files of an index in three parts and texts."""
    monkeypatch.setattr(files, "FIRST_BYTES", 200)
    monkeypatch.setattr(files, "PART_BYTES", 600)
    built = {name: json.loads(data) for name, data in index_files(edition_of(RECORDS), []).items()}
    assert list(built) == ["names.json", "names-2.json", "names-3.json", "texts.json"]
    return built


def asked(parts: dict[str, Any], steps: list[list[Any]], failing: list[str] | None = None) -> tuple[list[str], list[Any]]:
    found = run(ASK, {"files": parts, "steps": steps, "failing": failing or []})
    return [path.removeprefix("/en/assets/search/") for path in found["asked"]], found["told"]


def test_names_are_loaded_first_and_the_rest_after_them_once(parts: dict[str, Any]) -> None:
    files, told = asked(parts, [["load"], ["find", "부산", {}], ["find", "회사 29", {}], ["find", "벙커링", {}], ["loadAll"]])
    assert files == list(parts)
    assert told == ["done", ["busan"], ["o29"], ["t"], "done"]


def test_a_first_file_that_fails_to_load_rejects_and_is_loaded_again(parts: dict[str, Any]) -> None:
    files, told = asked(parts, [["find", "부산", {}], ["load"], ["mend"], ["find", "부산", {}]], ["names.json"])
    assert told == ["no names.json", "no names.json", ["busan"]]
    assert files == ["names.json", "names.json", *parts]


def test_a_later_file_that_fails_to_load_leaves_what_is_there(parts: dict[str, Any]) -> None:
    steps = [["find", "부산", {}], ["find", "회사 29", {}], ["mend"], ["find", "회사 29", {}], ["find", "벙커링", {}]]
    _, told = asked(parts, steps, ["names-3.json"])
    assert told == [["busan"], "no names-3.json", ["o29"], ["t"]]


PAGE = "http://site.example/en/"
IN_PAGE = """async ([query]) => {
  const { openSearch } = await import('/assets/js/search/client.js');
  const answer = await openSearch(document.baseURI).find(query, { limit: 3 }).catch((error) => ({ failed: error.message }));
  return answer.failed ?? answer.results.map(({ id }) => id);
}"""


def opened(browser: Browser, parts: dict[str, Any], missing: set[str], script: str = "") -> Any:
    """A page on which the modules and the files of the index are there, but for the missing ones."""

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix("http://site.example/")
        name = path.rpartition("/")[2]
        if name in missing:
            route.fulfill(status=404, body="")
        elif path.startswith("assets/js/"):
            route.fulfill(body=(MODULES / path.removeprefix("assets/js/")).read_text(encoding="utf-8"), content_type="text/javascript")
        elif path.startswith("en/assets/search/"):
            route.fulfill(body=json.dumps(parts[name]), content_type="application/json")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page = browser.new_page()
    page.context.route("http://site.example/**", answer)
    if script:
        page.add_init_script(script)
    page.goto(PAGE)
    return page


def test_a_page_searches_in_a_worker(browser: Browser, parts: dict[str, Any]) -> None:
    page = opened(browser, parts, set())
    assert page.evaluate(IN_PAGE, ["회사 29"]) == ["o29"]
    assert len(page.workers) == 1


@pytest.mark.parametrize("script", ["", "window.Worker = undefined"], ids=["worker.js is missing", "there are no workers"])
def test_a_page_searches_without_a_worker(browser: Browser, parts: dict[str, Any], script: str) -> None:
    page = opened(browser, parts, set() if script else {"worker.js"}, script)
    assert page.evaluate(IN_PAGE, ["부산"]) == ["busan"]
    assert page.workers == []


def test_a_page_is_told_of_a_file_that_is_missing_and_may_try_again(browser: Browser, parts: dict[str, Any]) -> None:
    missing = {"names.json"}
    page = opened(browser, parts, missing)
    assert "names.json" in page.evaluate(IN_PAGE, ["부산"])
    missing.clear()
    assert page.evaluate(IN_PAGE, ["부산"]) == ["busan"]
