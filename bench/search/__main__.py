"""``python -m bench.search``: our search beside Material's own and Pagefind on the same pages.

Recall of ours is that of the engine as the tests call it; bytes and times of all are those of a browser on loopback. A query of ours is
timed from the key to the list on the page; of the others their answer alone is. Machines are shared and noisy: read the engines of
one run beside one another.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from bench.search import engines, pages
from bench.search.queries import LANGUAGES, NOTHING, Query, read, recall
from bench.search.server import serve
from tests.chromium import ARGUMENTS, browser_path
from tests.search.engine import results

ZONES = 10_000
LARGE = f"ours, {ZONES:,}"


def main() -> int:
    """Print recall by kind, bytes and times; what cannot be had is said and left out."""
    queries = read()
    with tempfile.TemporaryDirectory() as name:
        measured = _measured(queries, Path(name))
    # What the queries expect is in the real registry: the large one is asked for bytes and times alone.
    found = {engine: each.found for engine, each in measured.items() if engine != LARGE}
    found[engines.OURS.name] = _ours(queries)
    _print_recall(queries, found)
    _print_cost(measured)
    return 0


def _ours(queries: Sequence[Query]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        texts = [query.text for query in queries if query.language == language]
        found |= {(language, text): records for text, records in zip(texts, results(language, texts), strict=True)}
    return found


def _measured(queries: Sequence[Query], folder: Path) -> dict[str, engines.Measured]:
    """What each engine did in a browser, ours first; nothing where there is no browser."""
    site = pages.build_site(folder)
    compared = [engines.OURS, engines.MATERIAL]
    try:
        pages.add_pagefind(site, folder / "pagefind")
        compared.append(engines.PAGEFIND)
    except pages.NotToBeHadError as error:
        print(f"Pagefind cannot be had, and is left out: {error}", file=sys.stderr)
    try:
        with serve(site) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
            measured = {engine.name: engines.measure(engine, browser, served, queries) for engine in compared}
            pages.enlarge(site, ZONES, folder / "large")
            return measured | {LARGE: engines.measure(engines.OURS, browser, served, queries)}
    except BrowserError as error:
        print(f"No browser could be used, so that ours stands alone: {error.message.splitlines()[0]}", file=sys.stderr)
        return {}


def _print_recall(queries: Sequence[Query], found: Mapping[str, Mapping[tuple[str, str], Sequence[str]]]) -> None:
    names = sorted(found, key=lambda name: name != engines.OURS.name)
    print(f"{'kind':24} {'asked':>5}" + "".join(f"  {name:>9} first  five" for name in names))
    for kind in dict.fromkeys(query.kind for query in queries):
        _print_row(kind, [query for query in queries if query.kind == kind], names, found)
    asked = [query for query in queries if query.kind != NOTHING]
    for language in LANGUAGES:
        _print_row(f"all, {language}", [query for query in asked if query.language == language], names, found)
    _print_row("all", asked, names, found)
    print(f"Of the kind '{NOTHING}', counted are those that found nothing; it is no part of the sums.")


def _print_row(
    name: str, queries: Sequence[Query], engine_names: Sequence[str], found: Mapping[str, Mapping[tuple[str, str], Sequence[str]]]
) -> None:
    line = f"{name:24} {len(queries):5}"
    for engine in engine_names:
        counted = recall(queries, found[engine])
        line += f"  {'':9} {_percent(counted.first.total(), len(queries)):>5} {_percent(counted.five.total(), len(queries)):>5}"
    print(line)


def _percent(number: int, total: int) -> str:
    return f"{100 * number / total:.0f} %"


def _print_cost(measured: Mapping[str, engines.Measured]) -> None:
    if not measured:
        return
    print(f"\n{'':13} {'KB until the first result (gzip)':>33} {'ms of a query':>22}")
    print(f"{'':13}" + "".join(f" {language:>16}" for language in LANGUAGES) + f" {'median':>10} {'95th':>10}")
    for name, each in measured.items():
        kilobytes = "".join(f" {each.bytes[language] / 1000:16.0f}" for language in LANGUAGES)
        late = statistics.quantiles(each.times, n=20)[-1]
        print(f"{name:13}{kilobytes} {statistics.median(each.times):10.1f} {late:10.1f}")


if __name__ == "__main__":
    sys.exit(main())
