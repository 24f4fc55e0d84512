"""``python -m bench.lighthouse``: scores of the pages that most visits begin with, as on a phone with a slow line.

100 in all four categories is what is aimed at. The times hang on how busy the machine is: where a score for performance is
lower, read the audits below the table before the page is blamed, and run it again.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.lighthouse.auditing import CATEGORIES, Report, audit, install
from bench.lighthouse.server import serve
from bench.search.pages import ROOT, NotToBeHadError
from generator.site import Plan, build

PAGES = {
    "home": "",
    "zone": "zones/busan-blockchain/",
    "region": "regions/busan/",
    "program": "programs/rfz-designation-call/",
    "explorer": "zones/",
    "home, English": "en/",
}


def main() -> int:
    """Print a table of scores, and what kept a page from 100; what cannot be had is said and left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(Plan(ROOT / "registry", folder / "site", date.today(), ROOT))
        try:
            install(folder / "lighthouse")
            with serve(folder / "site") as address:
                reports = {page: audit(folder / "lighthouse", address + path) for page, path in PAGES.items()}
        except NotToBeHadError as error:
            print(f"Lighthouse cannot be had, and is left out: {error}", file=sys.stderr)
            return 0
    _print_table(reports)
    return 0


def _print_table(reports: dict[str, Report]) -> None:
    print(f"{'page':14}" + "".join(f" {name:>14}" for name in CATEGORIES) + "  first, largest paint, blocked, shift")
    for page, report in reports.items():
        print(f"{page:14}" + "".join(f" {report.scores[name]:14}" for name in CATEGORIES) + f"  {', '.join(report.measured)}")
    for page, report in reports.items():
        for failed in report.failed:
            print(f"{page}: {failed}")


if __name__ == "__main__":
    sys.exit(main())
