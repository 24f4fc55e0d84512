"""The three engines in a browser: each loads its files, answers all queries, and tells bytes and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from bench.search.queries import LANGUAGES, Query
from bench.search.server import Served

# A page with no search of its own and no list; the first query of each edition, after which the bytes are counted.
_PAGE = "about/"
_WARM_UP = {"ko": "부산", "en": "Busan"}
# Over a slow line the first result comes before what it does not wait for, such as files for the queries after it.
_SLOW = 20_000
# Scripts that every page loads and that are no part of a search.
_NO_SEARCH = re.compile(r"/assets/javascripts/|/assets/js/[a-z]+\.js$")

# Each script sets window.ask, which takes a query and gives the addresses of the first five pages and the milliseconds.
_OURS = """
async () => {
  const form = document.querySelector("form.zr-search");
  const input = form.querySelector("input");
  const places = [form.querySelector("[role=listbox]"), form.querySelector(".zr-search-count")];
  input.focus();
  window.ask = (query) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer to ${query}`)), 30000);
    const observer = new MutationObserver(() => {
      const took = performance.now() - start;
      clearTimeout(late);
      observer.disconnect();
      resolve([[...form.querySelectorAll("[role=option] a[data-record]")].slice(0, 5).map((link) => link.href), took]);
    });
    for (const place of places) observer.observe(place, { childList: true, characterData: true, subtree: true });
    input.value = query;
    const start = performance.now();
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}
"""
_MATERIAL = """
async (root) => {
  const { search } = JSON.parse(document.querySelector("#__config").textContent);
  const index = await (await fetch(new URL("search/search_index.json", root))).json();
  const worker = new Worker(new URL(search, document.baseURI));
  const say = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await say({ type: 0, data: { ...index, options: { suggest: false } } });
  window.ask = async (query) => {
    const start = performance.now();
    const { items } = (await say({ type: 2, data: query })).data;
    const took = performance.now() - start;
    return [items.slice(0, 5).map(([item]) => new URL(item.location, root).href), took];
  };
}
"""
_PAGEFIND = """
async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  window.ask = async (query) => {
    const start = performance.now();
    const { results } = await pagefind.search(query);
    const shown = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    return [shown.map(({ url }) => new URL(url, location.href).href), performance.now() - start];
  };
}
"""


@dataclass(frozen=True)
class Engine:
    """An engine by its name, the script that makes it ready, and which paths it loads."""

    name: str
    script: str
    loads: Callable[[str], bool]


@dataclass
class Measured:
    """What an engine did: records found by edition and query, bytes until the first result by edition, milliseconds of each query."""

    found: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)


OURS = Engine("ours", _OURS, lambda path: path.endswith((".js", ".json")) and not _NO_SEARCH.search(path))
MATERIAL = Engine("Material", _MATERIAL, lambda path: bool(re.search(r"/search_index\.json$|/javascripts/(workers|lunr)/", path)))
PAGEFIND = Engine("Pagefind", _PAGEFIND, lambda path: path.startswith("/pagefind/"))


def measure(engine: Engine, browser: Browser, served: Served, queries: Sequence[Query]) -> Measured:
    """Ask an engine every query, in an edition's own page and with an empty cache."""
    measured = Measured()
    for language in LANGUAGES:
        root = served.address if language == "ko" else f"{served.address}en/"
        context = browser.new_context()
        page = context.new_page()
        served.sent.clear()
        page.goto(f"{root}{_PAGE}", wait_until="load")
        served.rate = _SLOW
        page.evaluate(engine.script, root)
        _ask(page, _WARM_UP[language])
        measured.bytes[language] = sum(size for path, size in dict(served.sent).items() if engine.loads(path))
        served.rate = None
        for query in queries:
            if query.language == language:
                addresses, milliseconds = _ask(page, query.text)
                measured.found[language, query.text] = [record_at(address, language) for address in addresses]
                measured.times.append(milliseconds)
        context.close()
    return measured


def record_at(address: str, language: str) -> str:
    """The record that a page stands for: ``table/id``, or ``pages/`` and its path for a page of its own."""
    path = urlsplit(address).path.strip("/")
    path = path.removeprefix("en").lstrip("/") if language == "en" else path
    return path if "/" in path else f"pages/{path}"


def _ask(page: Page, query: str) -> tuple[list[str], float]:
    addresses, milliseconds = page.evaluate("(query) => window.ask(query)", query)
    return addresses, milliseconds
