"""``python -m bench``: times the commands beside upstream ``frictionless validate``, on the real registry and on two made from it,
the search beside Material's own and Pagefind, and the pages that most visits begin with by Lighthouse.

Machines are shared and noisy: read the ratios of one run, not the seconds of two.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import registries
from bench.lighthouse import __main__ as lighthouse
from bench.measure import Measured, run
from bench.search import __main__ as search

ROWS = 50_000


@dataclass(frozen=True)
class Case:
    """A command to time, the command that it is compared with (itself, where it is the measure), and what is aimed at."""

    name: str
    command: Sequence[str]
    base: str
    aim: str = ""
    codes: tuple[int, ...] = (0,)


def cases(folder: Path) -> Iterator[Case]:
    """Every command that is timed; the registries that are not the real one are laid out below ``folder``."""
    large, mistaken, broken = folder / "large", folder / "mistaken", folder / "broken"
    registries.large(large, ROWS)
    registries.mistaken(mistaken)
    registries.broken(broken)
    yield Case("frictionless validate", _frictionless(registries.REGISTRY), "frictionless validate")
    yield Case("zones validate", _zones("validate"), "frictionless validate", "1.50 and 0.5 s, at most 3 s")
    yield Case("  every kind of mistake", _zones("validate", "--registry", str(mistaken)), "zones validate", "2.00", (1,))
    yield Case("  every row broken", _zones("validate", "--registry", str(broken)), "zones validate", "some 65,000 findings", (1,))
    yield Case(f"frictionless, {ROWS:,} rows", _frictionless(large), f"frictionless, {ROWS:,} rows")
    yield Case(f"zones, {ROWS:,} rows", _zones("validate", "--registry", str(large)), f"frictionless, {ROWS:,} rows", "2.00")
    yield Case("zones build", _zones("build", "--site-dir", str(folder / "site")), "frictionless validate", "at most 20 s, 500 MB")


def main() -> int:
    """Print tables of the medians; exit 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, choices=range(1, 101), default=3, metavar="1..100", help="runs of each command (default: 3)")
    parts = {"commands": lambda: commands(options.runs), "search": search.main, "lighthouse": lighthouse.main}
    parser.add_argument("--only", choices=tuple(parts), help="one of the parts (default: all)")
    options = parser.parse_args()
    codes = []
    for part in [options.only] if options.only else parts:
        if codes:
            print()
        codes.append(parts[part]())
    return max(codes)


def commands(number: int) -> int:
    """Time every command that often and print a table; 1 where a command failed."""
    with tempfile.TemporaryDirectory() as folder:
        timed = {case: [run(case.command) for _ in range(number)] for case in cases(Path(folder))}
    if any(measured.returncode not in case.codes for case, runs in timed.items() for measured in runs):
        print("a command failed: run it by hand to see why", file=sys.stderr)
        return 1
    _print_table(timed)
    return 0


def _frictionless(registry: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "frictionless", "validate", str(registry / "datapackage.yaml"))


def _zones(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "generator.cli", *arguments)


def _print_table(timed: dict[Case, list[Measured]]) -> None:
    seconds = {case.name: statistics.median(measured.seconds for measured in runs) for case, runs in timed.items()}
    print(f"{'command':24} {'median s':>9} {'ratio':>7} {'peak MB':>8}  compared with, aim")
    for case, runs in timed.items():
        megabytes = max(measured.megabytes for measured in runs)
        words = "" if case.base == case.name else f"{case.base.strip()}: {case.aim}"
        print(f"{case.name:24} {seconds[case.name]:9.2f} {seconds[case.name] / seconds[case.base]:7.2f} {megabytes:8.0f}  {words}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
