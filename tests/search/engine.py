"""The search engine of the site over the real registry, asked many queries at once: by Node where it is there, else in a browser.

Everything that knows the engine's own functions and files stands in this module.
"""

from __future__ import annotations

import json
from functools import cache

from generator import package
from generator.pages import all_pages
from generator.pages.edition import Edition
from generator.search import index_files
from tests.conftest import DAY
from tests.records import REGISTRY
from tests.search.modules import MODULES, run

SITE_SOURCES = MODULES.parents[1]
LIMIT = 10
_ASK = """
import { find, prepare } from "./search/engine.js";

export default function ask({ index, queries, limit }) {
  const prepared = prepare(index);
  return queries.map((query) => find(prepared, query, { limit }).results.map(({ table, id }) => `${table}/${id}`));
}
"""


def results(language: str, queries: list[str]) -> list[list[str]]:
    """The first records that each query finds in an edition, as ``table/id``, best first."""
    found: list[list[str]] = run(_ASK, {"index": _index(language), "queries": queries, "limit": LIMIT})
    return found


@cache
def _index(language: str) -> list[object]:
    """The files of an edition's index, names before texts."""
    edition = Edition(package.load(REGISTRY), language, DAY)
    source = SITE_SOURCES / language
    addresses = {page: f"{page.relative_to(source).with_suffix('').as_posix()}/" for page in sorted(source.rglob("*.md"))}
    written = [(address, edition.text_page(page.read_text(encoding="utf-8"), address)) for page, address in addresses.items()]
    files = index_files(edition, list(all_pages(edition)), written)
    return [json.loads(files[name]) for name in files]
